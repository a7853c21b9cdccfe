package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.RandomLog;
import org.heeded.exchange.CsvExport;
import org.heeded.exchange.CsvExport.LeftOut;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Recorded;
import org.heeded.model.About;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.report.Audience;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log written as a case CSV and imported anew has the same case flow and the same crude table, whatever is in it. */
class CaseCsvTest extends FacadeFixture {

    private static final List<String> CUTS =
            List.of("2026-03-01T00:00:00Z", "2026-12-01T12:00:00Z", "2029-01-01T00:00:00Z");

    private static final PartyId ANA = new PartyId("ana");
    private static final PartyId OWNER = new PartyId("owner");

    private record Out(String text, CsvExport done) {

        Map<String, Long> leftOut() {
            Map<String, Long> counts = new HashMap<>();
            done.leftOut().forEach(l -> counts.put(l.what(), l.count()));
            return counts;
        }
    }

    private static Out export(DecisionLog log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvExport done = log.exports().csv(out);
        return new Out(out.toString(UTF_8), done);
    }

    private DecisionLog imported(Out out) {
        DecisionLog log = open(Kept.IN_MEMORY);
        var unused = log.importCsv(new ByteArrayInputStream(out.text().getBytes(UTF_8)), CsvMapping.NONE);
        return log;
    }

    private static String part(String json, String from, String to) {
        int start = json.indexOf(from);
        int end = json.indexOf(to, start);
        assertThat(start).isNotNegative();
        assertThat(end).isGreaterThan(start);
        return json.substring(start, end);
    }

    /** Where every case has gone, and the crude table; how the cases came into the log is another matter. */
    private static String figures(DecisionLog log) {
        String json = log.report().toJson(Audience.INTERNAL);
        String override = json.substring(json.indexOf("\"overrideToFailure\":"));
        return part(json, "\"flow\":", "\"provenance\":") + part(override, "\"table\":", "\"risk\":");
    }

    /** Records what the rules take, at the times at which it was recorded; answers with how much. */
    private int record(DecisionLog log, String engagement, List<Entry> entries) {
        int taken = 0;
        for (Entry entry : entries) {
            clock.set(entry.recordedAt().toString());
            Draft draft = entry.draft();
            try {
                taken += log.record(List.of(new Draft(
                                new EngagementId(engagement), draft.id(), draft.event(), draft.unknownFields())))
                        .size();
            } catch (RejectedException e) {
                assertThat(e.rule()).isNotNull(); // a random step that the rules forbid
            }
        }
        return taken;
    }

    private void comesToTheSame(DecisionLog log, String as) {
        Out out = export(log);
        assertThat(out.done().leftOut()).as(as).extracting(LeftOut::what).noneMatch(what -> what.startsWith("the box"));
        try (DecisionLog again = imported(out)) {
            assertThat(figures(again)).as(as).isEqualTo(figures(log));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aRandomLogComesToTheSameFlowAndTable(long seed) {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(record(log, "acme", RandomLog.of(2 * seed, 70))).isGreaterThan(40);
            assertThat(record(log, "zebra", RandomLog.of(2 * seed + 1, 40))).isGreaterThan(20);
            for (String now : CUTS) {
                clock.set(now);
                comesToTheSame(log, "seed " + seed + " at " + now);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyFieldMayHaveAnythingInIt(long seed) {
        RandomEvents random = new RandomEvents(seed);
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            for (String engagement : List.of("=acme", "-zebra/\"", "@x,y;z")) {
                assertThat(log.record(random.story(new EngagementId(engagement), 40)))
                        .isNotEmpty();
            }
            for (String now : CUTS) {
                clock.set(now);
                comesToTheSame(log, "seed " + seed + " at " + now);
            }
        }
    }

    @Test
    void theFixtureLogComesToTheSame() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            clock.set("2026-08-01T00:00:00Z");
            comesToTheSame(log, "fixture");
        }
    }

    private static AdviceCase only(DecisionLog log) {
        List<AdviceCase> cases = log.cases(CaseQuery.ALL, Optional.empty(), 10).cases();
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    private static <E extends Event> E event(DecisionLog log, Class<E> type) {
        return all(log).stream()
                .map(r -> r.entry().event())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void numbersDatesAndTextsAreExact() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            ProposalId pages = acme.propose(
                    ANA,
                    Proposal.of("Pages, \"all\";\nof them")
                            .stake(Money.of(new BigDecimal("1234567890123456789.000000000000001"), "EUR"))
                            .forecast(new Forecast(
                                    About.ADVICE,
                                    Optional.of(Criterion.atLeast("leads", new BigDecimal("-1.125"))
                                            .baseline(new BigDecimal("1.234"))
                                            .by(day("2026-03-31"))),
                                    Optional.of(new BigDecimal("0.123456789")),
                                    true))
                            .at(Instant.parse("2026-01-12T09:30:00.123456Z")));
            acme.decide(
                    pages,
                    OWNER,
                    Decision.of(Decision.Kind.ADAPTED)
                            .adherence(new BigDecimal("0.05"))
                            .at(Instant.parse("2026-01-13T00:00:00Z")));
            acme.measure(
                    pages,
                    Measurement.of("leads", new BigDecimal("-1.1250000001")).on(day("2026-03-31")));
            clock.set("2026-08-01T00:00:00Z");
            try (DecisionLog again = imported(export(log))) {
                AdviceCase was = only(log);
                AdviceCase is = only(again);
                assertThat(is.description().forecasts())
                        .isEqualTo(was.description().forecasts());
                assertThat(is.description().stake()).isEqualTo(was.description().stake());
                assertThat(is.at()).isEqualTo(was.at());
                assertThat(is.choice().orElseThrow().at())
                        .isEqualTo(was.choice().orElseThrow().at());
                assertThat(event(again, Event.DecisionMade.class).decision().adherence())
                        .contains(new BigDecimal("0.05"));
                assertThat(is.outcome().orElseThrow().actual()).contains(new BigDecimal("-1.1250000001"));
                assertThat(is.outcome().orElseThrow().at())
                        .isEqualTo(was.outcome().orElseThrow().at());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+49 170 1",
                "-2+3",
                "@SUM(A1)",
                "'quoted",
                "''",
                "'",
                "=",
                "\t=1",
                "\r=1",
                "'=1",
                "-5",
                "+5.25",
                "-5,0",
                "=HYPERLINK(\"http://x\",\"y\")",
                "=cmd|' /C calc'!A0",
                "a\u0001b\u0007c",
                "a\rb\nc\r\nd",
                "\u001b[31mred",
                "x\u202ey",
                "a,b;c|d\te",
                "\"",
                "\"\"\"",
                "sep=;",
                "#x",
                "\\N",
                "日本 😀"
            })
    void whatASpreadsheetWouldRunComesBackAsItWas(String text) {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            ProposalId id = acme.propose(ANA, Proposal.of(text));
            acme.decide(id, OWNER, Decision.overridden(text + "!").because(text));
            Out out = export(log);
            assertThat(cells(out))
                    .hasSizeGreaterThan(50)
                    .noneMatch(cell -> cell.matches("(?s)[=@\\t\\r].*"))
                    .noneMatch(cell -> cell.matches("(?s)[+-].*") && !cell.matches("[+-]\\d+(\\.\\d+)?"));
            try (DecisionLog again = imported(out)) {
                assertThat(only(again).description().title()).contains(Text.of(text));
                Decision decision = event(again, Event.DecisionMade.class).decision();
                assertThat(decision.alternative()).contains(Text.of(text + "!"));
                assertThat(decision.reason()).contains(Text.of(text));
            }
        }
    }

    private static List<String> cells(Out out) {
        return CsvReader.builder().ofCsvRecord(out.text()).stream()
                .flatMap(r -> r.getFields().stream())
                .toList();
    }

    @Test
    void theLongestTextMayNeedAnApostrophe() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            String text = "=" + "x".repeat(99_999);
            ProposalId unused = log.engagement("acme").propose(ANA, Proposal.of(text));
            try (DecisionLog again = imported(export(log))) {
                assertThat(only(again).description().title()).contains(Text.of(text));
            }
        }
    }

    @Test
    void idsAndWordsAreProtectedToo() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            ProposalId unused = log.engagement("=acme")
                    .propose(
                            new ProposalId("@p"),
                            ANA,
                            Proposal.of("T")
                                    .channel("-ppc")
                                    .affects("=a", "+b")
                                    .tag("-k", "=v")
                                    .initiative("'i"));
            Out out = export(log);
            assertThat(out.text()).contains("'@p,'=acme,'=acme,", ",''i,", ",'-ppc,'=a;+b,", ",'-k==v");
            try (DecisionLog again = imported(out)) {
                assertThat(only(again).engagement().value()).isEqualTo("=acme");
                assertThat(only(again).description()).isEqualTo(only(log).description());
            }
        }
    }

    @Test
    void everythingThatIsLeftOutIsListed() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            clock.set("2026-08-01T00:00:00Z");
            Out out = export(log);
            assertThat(out.done().rows())
                    .isEqualTo(log.cases(CaseQuery.ALL, Optional.empty(), 100)
                            .cases()
                            .size());
            assertThat(out.leftOut())
                    .containsEntry("id, n and recordedAt of entries", 24L)
                    .containsEntry("target-agreed entries", 1L)
                    .containsEntry("entry-corrected entries", 1L)
                    .containsEntry("entry-retracted entries", 1L)
                    .containsEntry("retracted entries", 1L)
                    .containsEntry("party-left entries", 1L)
                    .containsEntry("goal-set: importance", 1L)
                    .containsKey("proposal-made: provenance.kind");
        }
    }

    @Test
    void onceWrittenAndReadNothingMoreIsLost() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(record(log, "acme", RandomLog.of(3, 70))).isPositive();
            clock.set("2026-12-01T12:00:00Z");
            try (DecisionLog again = imported(export(log));
                    DecisionLog oncemore = imported(export(again))) {
                assertThat(export(oncemore).text()).isEqualTo(export(again).text());
                assertThat(export(again).leftOut().keySet())
                        .allMatch(what -> what.startsWith("id, n") || what.startsWith("party-joined: occurredAt"));
            }
        }
    }

    @Test
    void textsAboutAPersonAndWhatNoCellCanHoldAreLeftOutAndListed() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            ProposalId secret =
                    acme.propose(ANA, Proposal.UNTITLED.title(Text.about(new SubjectId("ana"), "Ana Quetzal leaves")));
            acme.decide(secret, OWNER, Decision.overridden("nul\0").because(" white "));
            acme.decide(secret, OWNER, Decision.declined());
            ProposalId listed =
                    acme.propose(ANA, Proposal.of("T\u00a0").affects("a;b", "c").tag("k", "v;w"));
            acme.measure(listed, Measurement.judged(Verdict.MIXED).interim());
            Out out = export(log);
            assertThat(out.text()).doesNotContain("Quetzal", "nul", "a;b");
            assertThat(out.leftOut())
                    .containsEntry("proposal-made: title", 2L)
                    .containsEntry("proposal-made: affects", 1L)
                    .containsEntry("proposal-made: tags.k", 1L)
                    .containsEntry("decision-made entries", 1L)
                    .containsEntry("outcome-measured entries", 1L);
            comesToTheSame(log, "left out");
        }
    }

    @Test
    void anOrderAndAdviceMayHaveOneIdAndAnInitiativeToo() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            assertThat(log.record(List.of(
                            Draft.of(
                                    acme.id(),
                                    new Event.ProposalMade(
                                            new ProposalId("x"),
                                            Proposal.of("A").initiative("x").on(day("2026-01-01")))),
                            Draft.of(
                                    acme.id(),
                                    new Event.DirectiveGiven(
                                            new DirectiveId("x"),
                                            Directive.of("B").initiative("x").on(day("2026-01-02")))),
                            Draft.of(
                                    acme.id(),
                                    new Event.DecisionMade(
                                            new ProposalId("x"),
                                            Decision.overridden("C").on(day("2026-01-03")))),
                            Draft.of(
                                    acme.id(),
                                    new Event.OutcomeMeasured(
                                            new InitiativeId("x"),
                                            Measurement.judged(Verdict.FAILURE).on(day("2026-02-03")))))))
                    .hasSize(4);
            clock.set("2026-08-01T00:00:00Z");
            assertThat(export(log).text()).contains("x (directive),acme", "\nx,acme,acme,,,,INITIATIVE,");
            comesToTheSame(log, "one id");
        }
    }

    @Test
    void anEmptyLogGivesAHeader() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Out out = export(log);
            assertThat(out.text()).startsWith("\ufeffid,engagement,client,").hasLineCount(1);
            assertThat(out.done().leftOut()).isEmpty();
        }
    }

    @Test
    void whatWasKnownBeforeTheOutcomeStaysProspective() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            ProposalId early = acme.propose(ANA, Proposal.of("Early").on(day("2026-01-02")));
            clock.set("2026-02-10T00:00:00Z");
            acme.decide(early, OWNER, Decision.followed().on(day("2026-01-05")));
            acme.launched(early, Launched.ADVICE, day("2026-02-01"));
            clock.set("2026-03-01T00:00:00Z");
            acme.measure(early, Measurement.judged(Verdict.SUCCESS).on(day("2026-02-20")));
            assertThat(only(log).prospective()).contains(true);
            try (DecisionLog again = imported(export(log))) {
                assertThat(only(again).prospective()).contains(true);
                assertThat(only(again).known()).isEqualTo(only(log).known());
            }
        }
    }

    /** What a case CSV says of one engagement does not depend on others. */
    @Test
    void positionsAreThoseOfTheRows() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(record(log, "acme", RandomLog.of(8, 50))).isPositive();
            assertThat(record(log, "zebra", RandomLog.of(9, 50))).isPositive();
            clock.set("2026-12-01T12:00:00Z");
            try (DecisionLog again = imported(export(log))) {
                List<String> engagements = new ArrayList<>();
                all(again).stream()
                        .map(Recorded::entry)
                        .map(e -> e.engagement().value())
                        .distinct()
                        .forEach(engagements::add);
                assertThat(engagements).containsExactly("acme", "zebra");
            }
        }
    }
}
