package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.State;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Recorded;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Level;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.Rule;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.When;
import org.heeded.partnership.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngagementTest extends FacadeFixture {

    private static final ProposalId PAGES = new ProposalId("pages");

    private static void refused(Rule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::rule)
                .isEqualTo(rule);
    }

    private static AdviceCase only(DecisionLog log) {
        List<AdviceCase> cases = log.cases(CaseQuery.ALL, Optional.empty(), 10).cases();
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    @Test
    void theSameIdGivesTheSameHandle() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(log.engagement("acme")).isSameAs(log.engagement("acme")).isNotSameAs(log.engagement("Acme"));
            assertThat(log.end().value())
                    .as("opens on first use, not on looking")
                    .isZero();
            refused(Rule.MISSING, () -> log.engagement(" "));
        }
    }

    @Test
    void aPartyJoinsOnceAlsoWhenTheLogIsOpenedAgain() {
        for (int i = 0; i < 3; i++) {
            try (DecisionLog log = open(Kept.IN_FILES)) {
                Engagement acme = log.engagement("acme");
                acme.client("owner");
                acme.marketer("ana", Role.SPECIALIST);
                acme.client("owner");
                acme.marketer("ana", Role.SPECIALIST);
                acme.join(Party.client("owner").level(Level.OWNER));
                acme.client("owner");
                assertThat(log.end().value()).isEqualTo(3);
            }
        }
    }

    @Test
    void aChangedRoleJoinsAgainAndIsNotGivenTheTimeOfTheOldOne() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            Engagement acme = log.engagement("acme");
            acme.join(Party.marketer("ana")
                    .role(Role.SPECIALIST)
                    .homeChannels("ppc")
                    .on(day("2020-02-01")));
            acme.marketer("ana", Role.SPECIALIST);
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.engagement("acme").marketer("ana", Role.HEAD);

            assertThat(events(log, "acme"))
                    .containsExactly(
                            new Event.PartyJoined(Party.marketer("ana")
                                    .role(Role.SPECIALIST)
                                    .homeChannels("ppc")
                                    .on(day("2020-02-01"))),
                            new Event.PartyJoined(
                                    Party.marketer("ana").role(Role.HEAD).homeChannels("ppc")));
        }
    }

    @Test
    void aPartyJoinsAnewWhenWhatWasSaidOfItWasCorrectedOrTakenBack() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            acme.marketer("ana", Role.SPECIALIST);
            EntryId joined = all(log).get(0).entry().id();
            acme.correct(
                    joined, e -> new Event.PartyJoined(Party.marketer("ana").role(Role.HEAD)), "a slip");
            acme.marketer("ana", Role.HEAD);
            assertThat(log.end().value()).as("is head already").isEqualTo(2);

            acme.retract(joined, "was someone else");
            acme.marketer("ana", Role.HEAD);
            assertThat(log.end().value()).isEqualTo(4);
        }
    }

    @Test
    void aPartyThatJoinedByAnotherWayIsKnown() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            acme.client("owner");
            log.importCsv(
                    csv(
                            "id,client,marketer,marketer_role,title,proposed_at",
                            "1,acme,ana,specialist,Landing page,2026-01-02"),
                    CsvMapping.NONE);
            long end = log.end().value();

            acme.marketer("ana", Role.SPECIALIST);

            assertThat(log.end().value()).isEqualTo(end);
        }
    }

    @Test
    void eachEngagementHasItsOwnParties() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("acme").marketer("ana", Role.HEAD);
            log.engagement("zebra").marketer("ana", Role.HEAD);
            assertThat(events(log, "zebra")).hasSize(1);
            refused(Rule.CONTRADICTION, () -> log.engagement("other").client("ana"));
        }
    }

    @Test
    void theClientIsNamedOnceAlsoWhenTheLogIsOpenedAgain() {
        for (int i = 0; i < 2; i++) {
            try (DecisionLog log = open(Kept.IN_FILES)) {
                log.engagement("web").of(new ClientId("acme")).of(new ClientId("acme"));
                log.engagement("shop").of(new ClientId("acme"));
                assertThat(log.end().value()).isEqualTo(2);
                refused(Rule.OTHER_CLIENT, () -> log.engagement("web").of(new ClientId("zebra")));
            }
        }
    }

    @Test
    void clientSlicesAndClientReportsUseTheNamedClient() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            log.engagement("web").of(new ClientId("acme"));
            log.engagement("shop").of(new ClientId("acme"));
            for (String engagement : List.of("web", "shop", "solo")) {
                Engagement e = log.engagement(engagement);
                var work = e.propose(e.marketer("ana", Role.HEAD), Proposal.of("Landing page"));
                e.decide(work, e.client("owner-of-" + engagement), Decision.followed());
                e.measure(work, Measurement.judged(Verdict.SUCCESS));
            }

            assertThat(log.report().figures().lenses().get("client"))
                    .extracting(Slice::key)
                    .containsExactly("acme", "solo");
            assertThat(log.report(ReportRequest.DEFAULT.client(new ClientId("acme")))
                            .figures()
                            .flow()
                            .proposals()
                            .entered())
                    .isEqualTo(2);
            assertThat(log.report(ReportRequest.DEFAULT.client(new ClientId("owner-of-web")))
                            .figures()
                            .flow()
                            .proposals()
                            .entered())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordingAnEntryIdAgainAddsNothingAndOtherContentIsRefused(Kept kept) {
        EntryId id = new EntryId(new UUID(1, 2));
        Event made = new Event.ProposalMade(PAGES, Proposal.of("Landing page"));
        try (DecisionLog log = open(kept)) {
            Engagement acme = log.engagement("acme");
            Recorded first = acme.record(id, made);
            clock.move(Duration.ofDays(1));

            assertThat(acme.record(id, made)).isEqualTo(first);
            refused(
                    Rule.DUPLICATE_ID,
                    () -> acme.record(id, new Event.ProposalMade(PAGES, Proposal.of("Landing pages"))));
            refused(Rule.DUPLICATE_ID, () -> log.engagement("zebra").record(id, made));
            refused(Rule.DUPLICATE_ID, () -> acme.propose(PAGES, new PartyId("ana"), Proposal.of("Another")));
            assertThat(log.end().value()).isOne();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionCountsAndBothVersionsStayReadable(Kept kept) {
        try (DecisionLog log = open(kept)) {
            Engagement acme = log.engagement("acme");
            acme.propose(PAGES, acme.marketer("ana", Role.HEAD), Proposal.of("Landing page"));
            PartyId owner = acme.client("owner");
            EntryId said = acme.decide(PAGES, owner, Decision.declined());

            acme.correct(
                    said,
                    e -> new Event.DecisionMade(
                            PAGES, Decision.overridden("Nothing new").with(e.circumstances())),
                    "misheard");

            assertThat(only(log).choice().orElseThrow().kind()).isEqualTo(Decision.Kind.OVERRIDDEN);
            assertThat(only(log).decisions()).isOne();
            assertThat(events(log, "acme"))
                    .filteredOn(e ->
                            e instanceof Event.DecisionMade m && m.decision().kind() == Decision.Kind.DECLINED)
                    .hasSize(1);
            assertThat(events(log, "acme"))
                    .last()
                    .isInstanceOfSatisfying(
                            Event.EntryCorrected.class,
                            c -> assertThat(c.fields()).containsExactly("alternative", "decision"));
        }
    }

    @Test
    void aCorrectionThatChangesNothingOrTooMuchIsRefused() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            acme.propose(PAGES, new PartyId("ana"), Proposal.of("Landing page"));
            EntryId made = all(log).get(0).entry().id();

            refused(Rule.CORRECTION, () -> acme.correct(made, e -> e, "why not"));
            refused(
                    Rule.CORRECTION,
                    () -> acme.correct(
                            made, e -> new Event.ProposalMade(new ProposalId("p2"), Proposal.of("x")), "other id"));
            refused(
                    Rule.CORRECTION,
                    () -> acme.correct(
                            made, e -> new Event.EngagementClosed(Optional.empty(), Circumstances.NONE), "type"));
            refused(Rule.UNKNOWN_ENTRY, () -> acme.correct(new EntryId(new UUID(0, 0)), e -> e, "unknown"));
            refused(
                    Rule.OTHER_ENGAGEMENT,
                    () -> log.engagement("zebra")
                            .correct(made, e -> new Event.ProposalMade(PAGES, Proposal.of("x")), "not mine"));
            assertThat(log.end().value()).isOne();
        }
    }

    @Test
    void whatIsBuiltUponCannotBeTakenBackUntilNothingBuildsOnIt() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            acme.propose(PAGES, new PartyId("ana"), Proposal.of("Landing page"));
            EntryId made = all(log).get(0).entry().id();
            EntryId decided = acme.decide(PAGES, new PartyId("owner"), Decision.followed());

            assertThatThrownBy(() -> acme.retract(made, "never said"))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining(decided.toString());
            refused(Rule.BUILT_UPON, () -> acme.retract(made, "never said"));
            acme.retract(decided, "never said");
            assertThat(only(log).state()).isEqualTo(State.PENDING);
            acme.retract(made, "never said");
            assertThat(log.cases(CaseQuery.ALL, Optional.empty(), 1).cases()).isEmpty();
            refused(Rule.ALREADY_RETRACTED, () -> acme.retract(made, "again"));
            refused(Rule.UNKNOWN_ENTRY, () -> acme.correct(made, e -> e, "gone"));
        }
    }

    @Test
    void aDisputeMarksTheCaseUntilItsSideSaysOtherwise() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            PartyId ana = acme.marketer("ana", Role.HEAD);
            PartyId owner = acme.client("owner");
            acme.propose(PAGES, ana, Proposal.of("Landing page"));
            EntryId decided = acme.decide(PAGES, owner, Decision.followed());
            assertThat(only(log).disputed()).isFalse();

            acme.answer(decided, ana, Stance.DISPUTES);
            assertThat(only(log).disputed()).isTrue();
            acme.answer(decided, owner, Stance.CONFIRMS);
            assertThat(only(log).disputed()).isTrue();
            acme.answer(decided, ana, Stance.CONFIRMS);
            assertThat(only(log).disputed()).isFalse();
            refused(Rule.UNKNOWN_ENTRY, () -> acme.answer(new EntryId(new UUID(0, 0)), ana, Stance.CONFIRMS));
        }
    }

    @Test
    void whoAndWhenAreKeptAsTold() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            Engagement acme = log.engagement("acme");
            acme.propose(PAGES, new PartyId("ana"), Proposal.of("Landing page").on(day("2026-01-02")));
            AdviceCase c = only(log);
            assertThat(c.marketer()).contains(new PartyId("ana"));
            assertThat(c.at()).contains(new When.On(day("2026-01-02")));
            assertThat(c.client()).isEqualTo(new ClientId("acme"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void eightThreadsKeepTheirOrderLoseNothingAndLetAPartyJoinOnce(Kept kept) throws Exception {
        int each = 25;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (DecisionLog log = open(kept)) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> done = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(t -> threads.submit(() -> {
                        start.await();
                        Engagement acme = log.engagement("acme");
                        for (int i = 0; i < each; i++) {
                            PartyId ana = acme.marketer("ana", Role.HEAD);
                            acme.propose(new ProposalId(t + "-" + i), ana, Proposal.of("Advice"));
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> thread : done) {
                thread.get();
            }
            List<String> ids = events(log, "acme").stream()
                    .filter(Event.ProposalMade.class::isInstance)
                    .map(e -> ((Event.ProposalMade) e).proposal().value())
                    .toList();
            for (int t = 0; t < 8; t++) {
                String prefix = t + "-";
                assertThat(ids.stream().filter(id -> id.startsWith(prefix)))
                        .containsExactlyElementsOf(IntStream.range(0, each)
                                .mapToObj(i -> prefix + i)
                                .toList());
            }
            assertThat(events(log, "acme")).hasSize(8 * each + 1);
            assertThat(all(log)).extracting(r -> r.entry().n()).isSorted();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aNamedPartyOfTheSameNameJoinsOnceAlsoWhenTheLogIsOpenedAgain() {
        Party ana =
                Party.of(new PartyId("ana"), Side.MARKETER).name(new Text.Personal(new SubjectId("s1"), "Ana Lima"));
        for (int i = 0; i < 2; i++) {
            try (DecisionLog log = open(Kept.IN_FILES)) {
                log.engagement("acme").join(ana);
                log.engagement("acme").join(ana);
                assertThat(log.end().value()).isOne();
            }
        }
    }
}
