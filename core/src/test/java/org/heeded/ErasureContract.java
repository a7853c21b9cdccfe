package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.evidence.MerkleTree;
import org.heeded.log.Recorded;
import org.heeded.log.SealedField;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.partnership.Lens;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.KeyStore;
import org.heeded.report.Audience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasing a person, over any store. A store's own test says how to open the log and what bytes it keeps. */
abstract class ErasureContract extends FacadeFixture {

    static final SubjectId ANA = new SubjectId("ana-subject");
    static final SubjectId BEN = new SubjectId("ben");
    static final PartyId ANA_PARTY = new PartyId("ana");
    static final ProposalId PAGES = new ProposalId("pages");
    static final ProposalId PORTRAIT = new ProposalId("portrait");

    static final String NAME = "Änne \"Søren\" Łoś";
    static final String EMAIL = "aenne.los@example.org";
    static final String TITLE = "Portrait of Änne/Łoś on the start page";
    static final String REASON = "Änne is on leave until May";
    static final String RETRACTED = "Änne was said to have quit";
    static final String BENS = "Ben wants his own page \\ with a slash";
    static final List<String> ANAS_WORDS = List.of(NAME, EMAIL, TITLE, REASON, RETRACTED, "Änne", "Łoś", "aenne.los");

    final KeyStore keys = new InMemoryKeyStore();
    DecisionLog log;

    /** Opens the log, the same at every call if what it holds outlives it. */
    abstract DecisionLog open(LogOptions how);

    /** All bytes that the store keeps, wherever. */
    abstract List<byte[]> stored();

    /** The log as it is after closing and opening, where that is possible. */
    DecisionLog reopened() {
        log.close();
        log = open(options.keys(keys));
        return log;
    }

    @BeforeEach
    void openLog() {
        log = open(options.keys(keys));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static Party anne() {
        return Party.marketer("ana").name(Text.about(ANA, NAME)).email(Text.about(ANA, EMAIL));
    }

    /** Two engagements with texts about Ana, one of them with one about Ben too, and one with neither. */
    void record() {
        Engagement acme = log.engagement("acme");
        acme.join(anne());
        acme.client("owner");
        acme.propose(PAGES, ANA_PARTY, Proposal.of("One page per audience").on(day("2026-01-02")));
        acme.decide(
                PAGES,
                new PartyId("owner"),
                Decision.of(Decision.Kind.OVERRIDDEN)
                        .instead(Text.about(BEN, BENS))
                        .because(Text.about(ANA, REASON))
                        .on(day("2026-01-03")));
        acme.launched(PAGES, Launched.ALTERNATIVE, day("2026-01-03"));
        acme.measure(PAGES, Measurement.judged(Verdict.FAILURE).on(day("2026-01-04")));
        acme.propose(
                PORTRAIT,
                ANA_PARTY,
                Proposal.UNTITLED.title(Text.about(ANA, TITLE)).on(day("2026-01-04")));
        Engagement zebra = log.engagement("zebra");
        EntryId gone = zebra.record(new Event.Milestone(Text.about(ANA, RETRACTED), Circumstances.NONE))
                .entry()
                .id();
        zebra.retract(gone, "hearsay");
        Engagement plain = log.engagement("plain");
        plain.propose(new ProposalId("logo"), ANA_PARTY, Proposal.of("Logo").on(day("2026-01-02")));
    }

    private static List<EngagementId> engagements(List<Recorded> entries) {
        return entries.stream().map(r -> r.entry().engagement()).toList();
    }

    private Decision decision() {
        return all(log).stream()
                .map(r -> r.entry().event())
                .filter(e -> e instanceof Event.DecisionMade)
                .map(e -> ((Event.DecisionMade) e).decision())
                .findFirst()
                .orElseThrow();
    }

    private Text read(String field, Optional<Text> text) {
        return log.engagement("acme").read(field, text.orElseThrow());
    }

    private static void refused(Rule rule, ThrowingCallable call) {
        assertThatThrownBy(call).asInstanceOf(type(RejectedException.class)).satisfies(e -> {
            assertThat(e.rule()).isEqualTo(rule);
            assertThat(e.getMessage()).doesNotContain("Änne");
        });
    }

    /** Some words in each form in which a program might have written them. */
    static List<byte[]> forms(String words) {
        StringBuilder lower = new StringBuilder();
        words.chars().forEach(c -> lower.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        StringBuilder upper = new StringBuilder();
        words.chars().forEach(c -> upper.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04X", c)));
        List<byte[]> forms = new ArrayList<>();
        for (String form : List.of(words, lower.toString(), upper.toString())) {
            for (String escaped : List.of(
                    form,
                    form.replace("\"", "\\\""),
                    words.equals(form)
                            ? form.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")
                            : form.replace("/", "\\/"))) {
                forms.add(escaped.getBytes(StandardCharsets.UTF_8));
                forms.add(escaped.getBytes(StandardCharsets.UTF_16LE));
                forms.add(escaped.getBytes(StandardCharsets.UTF_16BE));
            }
        }
        forms.add(Base64.getEncoder().encode(words.getBytes(StandardCharsets.UTF_8)));
        return forms;
    }

    static boolean contains(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
    }

    private boolean isStored(String words) {
        return forms(words).stream().anyMatch(form -> stored().stream().anyMatch(bytes -> contains(bytes, form)));
    }

    @Test
    void itIsSaidOnceInEveryEngagementThatHoldsThePersonAndInNoOther() {
        record();
        long before = log.end().value();
        List<Recorded> said = log.erase(ANA);
        assertThat(engagements(said)).extracting(EngagementId::value).containsExactly("acme", "zebra");
        assertThat(said)
                .allSatisfy(
                        r -> assertThat(r.entry().event()).isEqualTo(new Event.SubjectErased(ANA, Circumstances.NONE)));
        assertThat(said).extracting(r -> r.position().value()).containsExactly(before, before + 1);
        assertThat(all(log).subList((int) before, all(log).size())).isEqualTo(said);
        assertThat(keys.find(ANA)).isEmpty();
        assertThat(keys.find(BEN)).isPresent();
    }

    @Test
    void theWordsAreInNoByteThatIsStoredNeitherBeforeNorAfter() {
        record();
        for (String words : ANAS_WORDS) {
            assertThat(isStored(words)).as(words.length() + " characters").isFalse();
        }
        assertThat(isStored("One page per audience"))
                .as("a text in clear is found, so the search can find")
                .isTrue();
        byte[] key = keys.find(ANA).orElseThrow();
        log.erase(ANA);
        reopened();
        for (String words : ANAS_WORDS) {
            assertThat(isStored(words)).as(words.length() + " characters").isFalse();
        }
        assertThat(stored()).noneMatch(bytes -> contains(bytes, key));
        assertThat(isStored("One page per audience")).isTrue();
    }

    @Test
    void noRecordChanges() {
        record();
        List<Recorded> before = all(log);
        log.erase(ANA);
        assertThat(all(log).subList(0, before.size())).isEqualTo(before);
        assertThat(all(reopened()).subList(0, before.size())).isEqualTo(before);
    }

    @Test
    void everyRootOfEveryEngagementIsStillTheSame() {
        record();
        Map<EngagementId, MerkleTree> before = new LinkedHashMap<>();
        for (String engagement : List.of("acme", "zebra", "plain")) {
            before.put(new EngagementId(engagement), log.tree(new EngagementId(engagement)));
        }
        log.erase(ANA);
        reopened();
        before.forEach((engagement, was) -> {
            MerkleTree is = log.tree(engagement);
            assertThat(is.size()).isEqualTo(was.size() + (engagement.value().equals("plain") ? 0 : 1));
            for (int size = 1; size <= was.size(); size++) {
                assertThat(is.root(size)).isEqualTo(was.root(size));
            }
        });
    }

    /** The page of one's own team, which also slices by marketer. */
    private static String team(Report report) {
        return report.toText(Audience.INTERNAL, List.of(Lens.MARKETER.name()));
    }

    @Test
    void everyFigureOfTheReportIsUnchangedAndNamesShowAsErased() {
        record();
        clock.set("2026-03-01T00:00:00Z");
        ReportRequest named = ReportRequest.DEFAULT.withPersonalTexts();
        String before = json(log.report(named));
        String text = team(log.report(named));
        String ids = json(log.report());
        assertThat(before)
                .contains("\"ana\":\"Änne \\\"Søren\\\" Łoś\"")
                .contains("\"title\":\"" + TITLE + "\"")
                .contains("\"failure\":1");
        assertThat(text).contains("Änne \"").contains("Portrait of Änne");
        assertThat(ids).doesNotContain("Änne").doesNotContain("(sealed").contains("\"portrait\"");

        int added = log.erase(ANA).size();
        reopened();
        String was = "\"position\":" + (log.end().value() - added);
        String is = "\"position\":" + log.end().value();
        assertThat(json(log.report(named)))
                .isEqualTo(before.replace("Änne \\\"Søren\\\" Łoś", "(erased)")
                        .replace(TITLE, "(erased)")
                        .replace(was, is))
                .contains("\"ana\":\"(erased)\"");
        assertThat(json(log.report()).replace("\"title\":\"(erased)\",", "")).isEqualTo(ids.replace(was, is));
        assertThat(team(log.report(named)))
                .contains("(erased) · ana")
                .contains("(erased) · portrait")
                .doesNotContain("Änne");
        assertThat(log.report().toText()).contains("(erased)").doesNotContain("(sealed");
        assertThat(log.waiting().stream().map(Object::toString)).anyMatch(w -> w.contains("(erased)"));
        assertThat(log.engagement("acme").party(ANA_PARTY).orElseThrow().name())
                .map(Text::toString)
                .contains("(erased)");
    }

    @Test
    void aReportAsOfATimeBeforeKnowsOfTheErasureToo() {
        record();
        ReportRequest then = ReportRequest.DEFAULT.withPersonalTexts().position(log.end());
        String before = json(log.report(then));
        log.erase(ANA);
        assertThat(json(log.report(then)))
                .isEqualTo(before.replace("Änne \\\"Søren\\\" Łoś", "(erased)").replace(TITLE, "(erased)"))
                .isNotEqualTo(before);
    }

    @Test
    void twoPeopleInOneEntryAreErasedIndependently() {
        record();
        Decision decision = decision();
        assertThat(read("alternative", decision.alternative())).isEqualTo(Text.about(BEN, BENS));
        assertThat(read("reason", decision.reason())).isEqualTo(Text.about(ANA, REASON));

        log.erase(ANA);
        reopened();
        assertThat(read("alternative", decision.alternative())).isEqualTo(Text.about(BEN, BENS));
        assertThat(read("reason", decision.reason())).isEqualTo(new Text.Erased(ANA));

        assertThat(engagements(log.erase(BEN))).containsExactly(new EngagementId("acme"));
        assertThat(read("alternative", decision.alternative())).isEqualTo(new Text.Erased(BEN));
        assertThat(isStored(BENS)).isFalse();
    }

    @Test
    void erasingAgainOrAPersonWhoIsNowhereAddsNothing() {
        record();
        log.erase(ANA);
        long end = log.end().value();
        assertThat(log.erase(ANA)).isEmpty();
        assertThat(log.erase(ANA_PARTY)).isEmpty();
        assertThat(reopened().erase(ANA)).isEmpty();
        assertThat(log.erase(new SubjectId("nobody"))).isEmpty();
        assertThat(log.erase(new PartyId("nobody"))).isEmpty();
        assertThat(log.end().value()).isEqualTo(end);
    }

    @Test
    void aPartyIsErasedUnderEverySubjectThatItWasNamedBy() {
        Engagement acme = log.engagement("acme");
        acme.join(anne());
        acme.join(Party.marketer("ana").name("Anna before").email("anna@example.org"));
        log.engagement("zebra").join(Party.marketer("ana").name(Text.about(BEN, "Corrected away")));
        EntryId wrong = all(log).get(2).entry().id();
        log.engagement("zebra")
                .correct(wrong, e -> new Event.PartyJoined(Party.marketer("ana").function("seo")), "not hers");
        log.engagement("zebra").join(Party.client("eve").name("Eve stays"));

        List<Recorded> said = log.erase(ANA_PARTY);
        assertThat(said.stream().map(r -> ((Event.SubjectErased) r.entry().event()).subject()))
                .containsExactly(ANA, new SubjectId("ana"), BEN);
        assertThat(said).extracting(r -> r.entry().recordedAt()).containsOnly(clock.instant());
        assertThat(log.engagement("zebra")
                        .party(new PartyId("eve"))
                        .orElseThrow()
                        .name())
                .contains(Text.about(new SubjectId("eve"), "Eve stays"));
        assertThat(acme.party(ANA_PARTY).orElseThrow().email()).contains(new Text.Erased(new SubjectId("ana")));
    }

    @Test
    void noMoreWordsAreTakenForAnErasedPerson() {
        record();
        log.erase(ANA);
        reopened();
        Event more = new Event.Milestone(Text.about(ANA, "Änne is back"), Circumstances.NONE);
        long end = log.end().value();
        for (String engagement : List.of("acme", "plain", "new")) {
            refused(Rule.ERASED, () -> log.engagement(engagement).record(more));
        }
        refused(
                Rule.ERASED,
                () -> log.record(List.of(
                        Draft.of(new EngagementId("acme"), new Event.Milestone(Text.of("fine"), Circumstances.NONE)),
                        Draft.of(new EngagementId("acme"), more))));
        refused(
                Rule.ERASED,
                () -> log.engagement("acme").record(new Event.Milestone(new Text.Erased(ANA), Circumstances.NONE)));
        assertThat(log.end().value()).isEqualTo(end);
    }

    @Test
    void aGroupThatErasesCannotGoOnToNameThePerson() {
        record();
        List<Draft> group = new ArrayList<>();
        for (String engagement : List.of("acme", "zebra")) {
            group.add(Draft.of(new EngagementId(engagement), new Event.SubjectErased(ANA, Circumstances.NONE)));
        }
        group.add(Draft.of(
                new EngagementId("acme"), new Event.Milestone(Text.about(ANA, "Änne again"), Circumstances.NONE)));
        refused(Rule.ERASED, () -> log.record(group));
        assertThat(keys.find(ANA)).isPresent();
        assertThat(log.erase(ANA)).hasSize(2);
    }

    @Test
    void whatWasRecordedBeforeIsRecordedAgainWithoutHarm() {
        EntryId id = EntryId.of("00000000-0000-7000-8000-000000000009");
        Recorded first = log.engagement("acme").record(id, new Event.PartyJoined(anne()));
        log.erase(ANA);
        long end = reopened().end().value();
        assertThat(log.engagement("acme").record(id, new Event.PartyJoined(anne())))
                .as("nobody can tell the words any more")
                .isEqualTo(first);
        log.engagement("acme").join(anne());
        assertThat(log.end().value()).isEqualTo(end);
        refused(
                Rule.DUPLICATE_ID,
                () -> log.engagement("acme").record(id, new Event.PartyJoined(anne().function("seo"))));
    }

    @Test
    void whatElseIsKnownOfAnErasedPersonCanStillBeMended() {
        Engagement acme = log.engagement("acme");
        acme.join(anne());
        EntryId joined = all(log).get(0).entry().id();
        log.erase(ANA);
        acme.marketer("ana", Role.SPECIALIST);
        acme.correct(
                joined,
                e -> new Event.PartyJoined(((Event.PartyJoined) e).party().function("seo")),
                "a slip");
        List<Recorded> entries = all(reopened());
        assertThat(entries).hasSize(4);
        assertThat(entries.get(2).sealedFields()).isEqualTo(entries.get(0).sealedFields());
        assertThat(entries.get(3).sealedFields()).isEqualTo(entries.get(0).sealedFields());
        assertThat(((Event.EntryCorrected) entries.get(3).entry().event()).fields())
                .containsExactly("function");
        assertThat(log.erase(ANA)).isEmpty();

        SealedField name = entries.get(0).sealedFields().get(0);
        refused(
                Rule.ERASED,
                () -> log.engagement("zebra").join(Party.marketer("ana").name(name.text())));
    }

    @Test
    void nobodyRecordsHalfAnErasureOrOneTwice() {
        record();
        Event erased = new Event.SubjectErased(ANA, Circumstances.NONE);
        refused(Rule.INCOMPLETE_ERASURE, () -> log.engagement("acme").record(erased));
        refused(Rule.INCOMPLETE_ERASURE, () -> log.engagement("plain").record(erased));
        assertThat(keys.find(ANA)).isPresent();
        log.erase(ANA);
        refused(Rule.ERASED, () -> log.engagement("acme").record(erased));
    }

    @Test
    void aSealedTextOfATypeThatALaterReleaseMadeCountsToo() {
        record();
        SealedField sealed = all(log).get(0).sealedFields().get(0);
        String json = all(log).get(0).json();
        String text = json.substring(json.indexOf("{\"sealed\":"), json.indexOf("}}") + 2);
        assertThat(text).contains(sealed.text().ciphertext());
        for (String form : List.of("[{\"deep\":" + text + "}]", text.replace("{\"sealed\":{", "{ \"sealed\" : { "))) {
            EngagementId later = new EngagementId("later" + form.length());
            log.record(List.of(new Draft(
                    later,
                    Optional.empty(),
                    new Event.Unrecognised("mood-noted", 1, Circumstances.NONE),
                    new TreeMap<>(Map.of("mood", form)))));
        }
        log.record(List.of(new Draft(
                new EngagementId("harmless"),
                Optional.empty(),
                new Event.Unrecognised("mood-noted", 1, Circumstances.NONE),
                new TreeMap<>(Map.of(
                        "a", "\"{\\\"sealed\\\":{\\\"subject\\\":\\\"ana-subject\\\"}}\"",
                        "b", "{\"sealed\":\"ana-subject\",\"subject\":\"ana-subject\"}",
                        "c", "{\"sealed\":{\"subject\":7}}")))));
        reopened();
        assertThat(engagements(log.erase(ANA)))
                .hasSize(4)
                .extracting(EngagementId::value)
                .contains("acme", "zebra")
                .doesNotContain("harmless", "plain");
    }

    @Test
    void aTextThatIsRecordedMeanwhileIsErasedTooOrRefused() throws Exception {
        record();
        CountDownLatch begun = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 200; i++) {
                    log.engagement("busy" + i)
                            .record(new Event.Milestone(Text.about(ANA, "Änne " + i), Circumstances.NONE));
                    if (i == 20) {
                        begun.countDown();
                    }
                }
            } catch (RejectedException e) {
                assertThat(e.rule()).isEqualTo(Rule.ERASED);
            }
        });
        writer.start();
        begun.await();
        log.erase(ANA);
        writer.join();
        long sealedLast = all(log).stream()
                .filter(r -> r.sealedFields().stream()
                        .anyMatch(f -> f.text().subject().equals(ANA)))
                .mapToLong(r -> r.position().value())
                .max()
                .orElseThrow();
        List<Entry> erasures = all(log).stream()
                .filter(r -> r.entry().event() instanceof Event.SubjectErased)
                .peek(r -> assertThat(r.position().value()).isGreaterThan(sealedLast))
                .map(Recorded::entry)
                .toList();
        List<EngagementId> holding = all(log).stream()
                .filter(r -> r.sealedFields().stream()
                        .anyMatch(f -> f.text().subject().equals(ANA)))
                .map(r -> r.entry().engagement())
                .distinct()
                .toList();
        assertThat(erasures).extracting(Entry::engagement).containsExactlyElementsOf(holding);
        assertThat(keys.find(ANA)).isEmpty();
    }

    @Test
    void namesAndAddressesAreSealedWithoutAWordAboutIt() {
        Engagement acme = log.engagement("acme");
        acme.join(Party.client("owner").name("Olga Ott").email("olga@example.org"));
        acme.join(Party.client("owner").name("Olga Ott").email("olga@example.org"));
        assertThat(log.end().value()).isOne();
        assertThat(isStored("Olga Ott")).isFalse();
        assertThat(isStored("olga@example.org")).isFalse();
        assertThat(acme.party(new PartyId("owner")).orElseThrow().name())
                .contains(Text.about(new SubjectId("owner"), "Olga Ott"));
        assertThat(acme.party(new PartyId("nobody"))).isEmpty();
        assertThat(log.erase(new PartyId("owner"))).hasSize(1);
    }
}
