package org.heeded.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.dossier.Entries.d;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.i;
import static org.heeded.dossier.Entries.p;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.heeded.model.Circumstances;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.Provenance;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DossierTest {

    private static final Proposal LEADS =
            Proposal.of("Landing pages").forecast(Forecast.atLeast("leads", 100).by(day(90)));

    private final Entries log = new Entries();

    private static CaseRules horizon(int cut, int days, Basis basis) {
        return new CaseRules(start(cut), ZoneOffset.UTC, Optional.of(Duration.ofDays(days)), basis, BigDecimal.ZERO);
    }

    private static CaseRules launched(int cut) {
        return new CaseRules(start(cut), ZoneOffset.UTC, Optional.empty(), Basis.AS_LAUNCHED, BigDecimal.ZERO);
    }

    @Nested
    class Arms {

        @ParameterizedTest
        @CsvSource({
            "FOLLOWED, FOLLOWED",
            "DELEGATED, FOLLOWED",
            "ADAPTED, ADAPTED_UNCLEAR",
            "OVERRIDDEN, OVERRIDDEN",
            "DECLINED, DECLINED"
        })
        void areByTheDecision(Decision.Kind kind, Arm arm) {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, kind);
            assertThat(log.only(200, "a").arm()).contains(arm);
        }

        @ParameterizedTest
        @CsvSource({
            "AGREED, 0.1, FOLLOWED",
            "ACCEPTED, , FOLLOWED",
            "OBJECTED, 0.9, OVERRIDDEN",
            ", 0.5, FOLLOWED",
            ", 0.49, OVERRIDDEN"
        })
        void ofAdaptedAdviceTheViewDecidesAndOnlyWithoutOneTheAdherence(View view, BigDecimal adherence, Arm arm) {
            Decision decision = Decision.adapted("shorter");
            decision = view == null ? decision : decision.view(view);
            decision = adherence == null ? decision : decision.adherence(adherence);
            log.propose("a", 1, LEADS);
            log.decide("a", 2, decision);
            assertThat(log.only(200, "a").arm()).contains(arm);
        }

        @Test
        void ordersAreAnArmAndRoutineOnesAreInNone() {
            log.order("o", 1, Directive.of("Newsletter"));
            log.order("r", 1, Directive.of("Post").scope(Scope.ROUTINE));
            assertThat(log.only(200, "o").arm()).contains(Arm.ORDERED);
            assertThat(log.only(200, "r").arm()).isEmpty();
            assertThat(log.only(200, "r").state()).isEqualTo(State.ROUTINE);
        }

        @Test
        void anOrderCarriedOutAgainstUnansweredAdviceIsAnOverride() {
            log.order("o", 1, Directive.of("One page"));
            log.propose("a", 2, LEADS.answers(d("o")));
            log.launch(d("o"), 3, Launched.ORDER);
            log.measure(d("o"), 100, Measurement.judged(Verdict.FAILURE));
            Dossier dossier = log.read(200);
            assertThat(dossier.answered()).containsExactly(d("o"));
            assertThat(dossier.cases()).singleElement().satisfies(c -> {
                assertThat(c.arm()).contains(Arm.OVERRIDDEN);
                assertThat(c.result()).contains(Result.FAILURE);
                assertThat(c.decidedAt().orElseThrow().day(ZoneOffset.UTC)).isEqualTo(day(3));
            });
        }

        @Test
        void withdrawnAdviceLeavesTheOrderAnOrder() {
            log.order("o", 1, Directive.of("One page"));
            log.propose("a", 2, LEADS.answers(d("o")));
            log.decide("a", 3, Decision.Kind.WITHDRAWN);
            assertThat(log.read(200).answered()).isEmpty();
            assertThat(log.only(200, "o").arm()).contains(Arm.ORDERED);
            assertThat(log.only(200, "a").state()).isEqualTo(State.WITHDRAWN);
        }

        @Test
        void asLaunchedTheFactCounts() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            log.launch(p("a"), 5, Launched.ALTERNATIVE);
            log.propose("b", 1, LEADS);
            log.decide("b", 2, Decision.Kind.OVERRIDDEN);
            log.launch(p("b"), 5, Launched.ALTERNATIVE);
            log.propose("c", 1, LEADS);
            log.decide("c", 2, Decision.Kind.OVERRIDDEN);
            log.launch(p("c"), 5, Launched.ADVICE);
            log.propose("e", 1, LEADS);
            log.decide("e", 2, Decision.Kind.FOLLOWED);
            log.launch(p("e"), 5, Launched.NOTHING);
            log.propose("f", 1, LEADS);
            log.decide("f", 2, Decision.Kind.FOLLOWED);
            Dossier dossier = log.read(launched(200));
            assertThat(dossier.cases())
                    .extracting(c -> c.arm().orElseThrow())
                    .containsExactly(Arm.DIVERGED, Arm.OVERRIDDEN, Arm.FOLLOWED, Arm.NOT_DONE, Arm.UNKNOWN);
            assertThat(dossier.cases())
                    .extracting(c -> c.decidedArm().orElseThrow())
                    .containsExactly(Arm.FOLLOWED, Arm.OVERRIDDEN, Arm.OVERRIDDEN, Arm.FOLLOWED, Arm.FOLLOWED);
            assertThat(Entries.only(dossier, "a").timeZero().orElseThrow().day(ZoneOffset.UTC))
                    .isEqualTo(day(5));
        }
    }

    @Nested
    class Preceded {

        @Test
        void aReversalAfterTheOutcomeIsCountedNotApplied() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.OVERRIDDEN);
            log.measure(p("a"), 95, Measurement.judged(Verdict.FAILURE));
            log.decide("a", 99, Decision.Kind.FOLLOWED);
            AdviceCase c = log.only(200, "a");
            assertThat(c.arm()).contains(Arm.OVERRIDDEN);
            assertThat(c.result()).contains(Result.FAILURE);
            assertThat(c.decisions()).isEqualTo(2);
        }

        @Test
        void aRevisionBeforeTheOutcomeApplies() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.OVERRIDDEN);
            log.decide("a", 10, Decision.Kind.FOLLOWED);
            log.measure(p("a"), 95, Measurement.of("leads", 120));
            assertThat(log.only(200, "a").arm()).contains(Arm.FOLLOWED);
        }

        @Test
        void aBacklogEnteredLateIsReadByWhenItHappened() {
            log.propose("a", 1, LEADS);
            log.decide("a", 10, Decision.Kind.FOLLOWED);
            log.decide("a", 5, Decision.Kind.OVERRIDDEN);
            assertThat(log.only(200, "a").arm()).contains(Arm.FOLLOWED);
        }

        @Test
        void anOutcomeBeforeEveryDecisionIsKeptAndNeverCounts() {
            log.propose("a", 1, LEADS);
            log.measure(p("a"), 95, Measurement.judged(Verdict.FAILURE));
            log.decide("a", 99, Decision.Kind.OVERRIDDEN);
            log.decide("a", 100, Decision.Kind.FOLLOWED);
            AdviceCase c = log.only(200, "a");
            assertThat(c.arm()).contains(Arm.OVERRIDDEN);
            assertThat(c.result()).contains(Result.OUTCOME_BEFORE_DECISION);
        }

        @Test
        void onTheSameDayTheLogOrderTells() {
            log.propose("a", 1, Proposal.of("Pages"));
            log.decide("a", 50, Decision.Kind.OVERRIDDEN);
            log.measure(p("a"), 50, Measurement.judged(Verdict.FAILURE));
            log.propose("b", 1, Proposal.of("Pages"));
            log.measure(p("b"), 50, Measurement.judged(Verdict.FAILURE));
            log.decide("b", 50, Decision.Kind.OVERRIDDEN);
            assertThat(log.only(200, "a").result()).contains(Result.FAILURE);
            assertThat(log.only(200, "b").result()).contains(Result.OUTCOME_BEFORE_DECISION);
        }
    }

    @Nested
    class TimeLimits {

        @Test
        void aDayHasToEndInThePlansZone() {
            log.propose("a", 1, LEADS.decideBy(day(20)));
            assertThat(log.only(20, "a").state()).isEqualTo(State.PENDING);
            assertThat(log.only(21, "a").state()).isEqualTo(State.LAPSED);
            CaseRules inNewYork = new CaseRules(
                    start(21), ZoneId.of("America/New_York"), Optional.empty(), Basis.AS_DECIDED, BigDecimal.ZERO);
            assertThat(Entries.only(log.read(inNewYork), "a").state()).isEqualTo(State.PENDING);
        }

        @Test
        void aDeferralLapsesAfterNinetyDaysAndAnUndatedOneNever() {
            log.propose("a", 1, LEADS);
            log.decide("a", 10, Decision.Kind.DEFERRED);
            log.propose("b", 1, LEADS);
            log.add(new Event.DecisionMade(
                    p("b"), Decision.of(Decision.Kind.DEFERRED).from(Provenance.IMPORTED)));
            assertThat(log.only(100, "a").state()).isEqualTo(State.DEFERRED);
            assertThat(log.only(101, "a").state()).isEqualTo(State.LAPSED);
            assertThat(log.only(300, "b").state()).isEqualTo(State.DEFERRED);
        }

        @Test
        void aCaseIsMatureWhenItsDueDayIsOver() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            log.measure(p("a"), 90, Measurement.of("leads", 10));
            assertThat(log.only(90, "a").result()).contains(Result.IMMATURE);
            assertThat(log.only(91, "a").result()).contains(Result.FAILURE);
        }

        @Test
        void aHorizonCensorsSuccessAndFailureAlike() {
            for (String id : new String[] {"s", "f"}) {
                log.propose(id, 1, Proposal.of("Pages").forecast(Forecast.atLeast("leads", 100)));
                log.decide(id, 10, Decision.Kind.FOLLOWED);
            }
            log.measure(p("s"), 60, Measurement.of("leads", 200));
            log.measure(p("f"), 60, Measurement.of("leads", 2));
            Dossier early = log.read(horizon(39, 30, Basis.AS_DECIDED));
            Dossier before = log.read(horizon(100, 30, Basis.AS_DECIDED));
            Dossier after = log.read(horizon(100, 50, Basis.AS_DECIDED));
            assertThat(early.cases()).extracting(c -> c.result().orElseThrow()).containsOnly(Result.IMMATURE);
            assertThat(before.cases()).extracting(c -> c.result().orElseThrow()).containsOnly(Result.OPEN);
            assertThat(after.cases())
                    .extracting(c -> c.result().orElseThrow())
                    .containsExactly(Result.SUCCESS, Result.FAILURE);
        }

        @Test
        void aHorizonLeavesWhatHasNoTimeInItsLastKnownState() {
            log.propose("a", 1, Proposal.of("Pages"));
            log.add(new Event.DecisionMade(p("a"), Decision.followed().from(Provenance.IMPORTED)));
            log.measure(p("a"), 200, Measurement.judged(Verdict.FAILURE));
            assertThat(Entries.only(log.read(horizon(300, 30, Basis.AS_DECIDED)), "a")
                            .result())
                    .contains(Result.FAILURE);
        }

        @Test
        void asLaunchedTheHorizonRunsFromTheLaunch() {
            log.propose("a", 1, Proposal.of("Pages"));
            log.decide("a", 10, Decision.Kind.FOLLOWED);
            log.launch(p("a"), 50, Launched.ADVICE);
            log.measure(p("a"), 70, Measurement.judged(Verdict.FAILURE));
            assertThat(Entries.only(log.read(horizon(300, 30, Basis.AS_DECIDED)), "a")
                            .result())
                    .contains(Result.OPEN);
            assertThat(Entries.only(log.read(horizon(300, 30, Basis.AS_LAUNCHED)), "a")
                            .result())
                    .contains(Result.FAILURE);
        }
    }

    @Nested
    class Initiatives {

        private void member(String id, Decision.Kind kind) {
            log.propose(id, 1, Proposal.of("Part").initiative("spring"));
            log.decide(id, 2, kind);
        }

        @Test
        void oneOutcomeIsOneRowWhenAllCasesAreInOneArm() {
            member("a", Decision.Kind.OVERRIDDEN);
            member("b", Decision.Kind.OVERRIDDEN);
            log.measure(i("spring"), 60, Measurement.judged(Verdict.FAILURE));
            Dossier dossier = log.read(200);
            assertThat(dossier.cases())
                    .extracting(c -> c.result().orElseThrow())
                    .containsOnly(Result.SHARED);
            assertThat(dossier.initiatives()).singleElement().satisfies(row -> {
                assertThat(row.arm()).contains(Arm.OVERRIDDEN);
                assertThat(row.cases()).containsExactly(p("a"), p("b"));
            });
        }

        @Test
        void casesInSeveralArmsDivideIt() {
            member("a", Decision.Kind.OVERRIDDEN);
            member("b", Decision.Kind.FOLLOWED);
            member("pending", Decision.Kind.DEFERRED);
            log.measure(i("spring"), 60, Measurement.judged(Verdict.FAILURE));
            Dossier dossier = log.read(80);
            assertThat(Entries.only(dossier, "a").result()).contains(Result.DIVIDED);
            assertThat(Entries.only(dossier, "pending").result()).isEmpty();
            assertThat(dossier.initiatives()).singleElement().satisfies(row -> {
                assertThat(row.arm()).isEmpty();
                assertThat(row.overridden()).isEqualTo(1);
                assertThat(row.inArms()).isEqualTo(2);
            });
        }

        @Test
        void aCaseWithAnOutcomeOfItsOwnKeepsIt() {
            member("a", Decision.Kind.OVERRIDDEN);
            member("b", Decision.Kind.OVERRIDDEN);
            log.measure(p("b"), 50, Measurement.judged(Verdict.SUCCESS));
            log.measure(i("spring"), 60, Measurement.judged(Verdict.FAILURE));
            Dossier dossier = log.read(200);
            assertThat(Entries.only(dossier, "b").result()).contains(Result.SUCCESS);
            assertThat(dossier.initiatives().get(0).cases()).containsExactly(p("a"));
        }

        @Test
        void aCaseDecidedAfterwardsIsNotPreceded() {
            member("a", Decision.Kind.OVERRIDDEN);
            log.measure(i("spring"), 60, Measurement.judged(Verdict.FAILURE));
            log.propose("late", 61, Proposal.of("Part").initiative("spring"));
            log.decide("late", 62, Decision.Kind.FOLLOWED);
            Dossier dossier = log.read(200);
            assertThat(Entries.only(dossier, "a").result()).contains(Result.SHARED);
            assertThat(Entries.only(dossier, "late").result()).contains(Result.OUTCOME_BEFORE_DECISION);
        }

        @Test
        void itIsHeldToTheAgreedTargetAtItsDueDay() {
            member("a", Decision.Kind.FOLLOWED);
            log.add(new Event.TargetAgreed(
                    i("spring"), Criterion.atLeast("leads", BigDecimal.TEN).by(day(90)), Circumstances.NONE));
            log.measure(i("spring"), 90, Measurement.of("leads", 9));
            assertThat(log.only(90, "a").result()).contains(Result.IMMATURE);
            assertThat(log.read(91).initiatives().get(0).outcome().verdict()).isEqualTo(Verdict.FAILURE);
        }
    }

    @Nested
    class Amendments {

        @Test
        void aRetractedDecisionNeverWas() {
            log.propose("a", 1, LEADS);
            EntryId decision = log.decide("a", 2, Decision.Kind.OVERRIDDEN);
            log.retract(decision);
            assertThat(log.only(20, "a").state()).isEqualTo(State.PENDING);
        }

        @Test
        void theLastCorrectionCountsUnlessItIsRetracted() {
            log.propose("a", 1, LEADS);
            EntryId decision = log.decide("a", 2, Decision.Kind.OVERRIDDEN);
            log.correct(
                    decision, new Event.DecisionMade(p("a"), Decision.declined().on(day(2))), "decision");
            EntryId second = log.correct(
                    decision, new Event.DecisionMade(p("a"), Decision.followed().on(day(2))), "decision");
            assertThat(log.only(200, "a").arm()).contains(Arm.FOLLOWED);
            log.retract(second);
            assertThat(log.only(200, "a").arm()).contains(Arm.DECLINED);
        }

        @Test
        void aForecastCorrectedAfterTheOutcomeIsNoForecast() {
            EntryId made = log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            log.measure(p("a"), 95, Measurement.of("leads", 60));
            assertThat(log.only(200, "a").prospective()).contains(true);
            log.recordedOn(120)
                    .correct(
                            made,
                            new Event.ProposalMade(p("a"), LEADS.channel("seo").on(day(1))),
                            "channel");
            assertThat(log.only(200, "a").prospective()).contains(true);
            log.correct(
                    made,
                    new Event.ProposalMade(
                            p("a"),
                            Proposal.of("Landing pages")
                                    .forecast(Forecast.atLeast("leads", 50))
                                    .on(day(1))),
                    "forecasts");
            assertThat(log.only(200, "a").prospective()).contains(false);
        }

        @Test
        void anEarlierTimeOfRecordingCannotBeClaimedAfterTheOutcome() {
            log.recordedOn(100);
            EntryId made = log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            EntryId decided = log.list().get(1).id();
            log.measure(p("a"), 95, Measurement.of("leads", 60));
            assertThat(log.only(200, "a").prospective()).contains(false);
            Provenance early = Provenance.imported(start(3));
            log.correct(made, new Event.ProposalMade(p("a"), LEADS.on(day(1)).from(early)), "provenance");
            log.correct(
                    decided,
                    new Event.DecisionMade(
                            p("a"), Decision.followed().on(day(2)).from(early)),
                    "provenance");
            assertThat(log.only(200, "a").prospective()).contains(false);
        }

        @Test
        void aReplacedProposalThatNobodyAnsweredIsTakenBack() {
            log.propose("a", 1, LEADS);
            log.propose("b", 5, LEADS.revises(p("a")));
            assertThat(log.only(20, "a").state()).isEqualTo(State.WITHDRAWN);
            assertThat(log.only(20, "b").state()).isEqualTo(State.PENDING);
        }
    }

    @Nested
    class Recording {

        @Test
        void importedRowsAreRetrospectiveUnlessTheSourceSaysOtherwise() {
            for (String id : new String[] {"told", "silent"}) {
                Provenance from = id.equals("told") ? Provenance.imported(start(20)) : Provenance.IMPORTED;
                log.recordedOn(300);
                log.add(new Event.ProposalMade(p(id), LEADS.on(day(1)).from(from)));
                log.add(new Event.DecisionMade(
                        p(id), Decision.followed().on(day(2)).from(from)));
                log.add(new Event.OutcomeMeasured(
                        p(id), Measurement.of("leads", 3).on(day(95)).from(from)));
            }
            assertThat(log.only(300, "told").prospective()).contains(true);
            assertThat(log.only(300, "silent").prospective()).contains(false);
        }

        @Test
        void whatWasWrittenDownAfterwardsIsRetrospective() {
            log.recordedOn(100).propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            log.measure(p("a"), 95, Measurement.of("leads", 3));
            assertThat(log.only(300, "a").prospective()).contains(false);
        }

        @Test
        void aDisputeStandsUntilTheSameSideConfirms() {
            log.propose("a", 1, LEADS);
            EntryId decision = log.decide("a", 2, Decision.Kind.FOLLOWED);
            log.add(new Event.EntryAnswered(
                    decision, Stance.DISPUTES, Optional.of(Side.CLIENT), Optional.empty(), Circumstances.NONE));
            log.add(new Event.EntryAnswered(
                    decision, Stance.CONFIRMS, Optional.of(Side.MARKETER), Optional.empty(), Circumstances.NONE));
            assertThat(log.only(200, "a").disputed()).isTrue();
            log.add(new Event.EntryAnswered(
                    decision, Stance.CONFIRMS, Optional.of(Side.CLIENT), Optional.empty(), Circumstances.NONE));
            assertThat(log.only(200, "a").disputed()).isFalse();
        }
    }

    @Nested
    class Waits {

        private Optional<Waiting> waiting(int cut, String id, Waiting.Kind kind) {
            CaseRules rules = CaseRules.asOf(start(cut));
            return Waiting.of(log.read(rules), rules)
                    .filter(w -> w.id().value().equals(id) && w.kind() == kind)
                    .findFirst();
        }

        @Test
        void adviceForTheClientUntilItIsAnsweredPutOffOrLapsed() {
            log.propose("a", 1, LEADS.decideBy(day(20)));
            assertThat(waiting(11, "a", Waiting.Kind.ADVICE))
                    .hasValueSatisfying(w -> assertThat(w.days()).isEqualTo(10))
                    .hasValueSatisfying(w -> assertThat(w.side()).isEqualTo(Side.CLIENT));
            assertThat(waiting(21, "a", Waiting.Kind.ADVICE)).isEmpty();
            log.decide("a", 21, Decision.Kind.DEFERRED);
            assertThat(waiting(22, "a", Waiting.Kind.ADVICE)).isEmpty();
        }

        @Test
        void decidedWorkForTheMarketerUntilItIsLaunchedOrHasAnOutcome() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.OVERRIDDEN);
            assertThat(waiting(5, "a", Waiting.Kind.LAUNCH))
                    .hasValueSatisfying(w -> assertThat(w.days()).isEqualTo(3));
            log.launch(p("a"), 6, Launched.ALTERNATIVE);
            assertThat(waiting(7, "a", Waiting.Kind.LAUNCH)).isEmpty();
        }

        @Test
        void anOutcomeFromTheEndOfItsDueDayOn() {
            log.propose("a", 1, LEADS);
            log.decide("a", 2, Decision.Kind.FOLLOWED);
            assertThat(waiting(90, "a", Waiting.Kind.OUTCOME)).isEmpty();
            assertThat(waiting(91, "a", Waiting.Kind.OUTCOME)).isPresent();
            log.measure(p("a"), 92, Measurement.of("leads", 3));
            assertThat(waiting(93, "a", Waiting.Kind.OUTCOME)).isEmpty();
        }
    }
}
