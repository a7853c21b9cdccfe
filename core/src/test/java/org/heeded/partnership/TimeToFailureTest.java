package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.start;
import static org.heeded.partnership.Written.in;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Result;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.heeded.stats.SurvivalMethod;
import org.heeded.stats.TestResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When failures came after the decision. */
class TimeToFailureTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT;
    private static final AnalysisPlan WATCHED = PLAN.with(p -> p.horizonDays(60));

    private static TimeToFailure of(Written engagement, AnalysisPlan plan, Instant cut) {
        return TimeToFailure.of(engagement.tally(plan, cut), plan, cut);
    }

    private static double value(Estimate estimate) {
        return estimate instanceof Estimate.Interval i ? i.value() : ((Estimate.Point) estimate).value();
    }

    @Test
    void successCompetesAndWhatIsOpenIsCensoredAtTheCut() {
        Written log = new Written("e", "c");
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 10, Verdict.FAILURE);
        log.outcome(2, Decision.Kind.FOLLOWED, "ana", 20, Verdict.MIXED);
        log.outcome(3, Decision.Kind.FOLLOWED, "ana", 30, Verdict.FAILURE);
        log.decided(1, Decision.Kind.FOLLOWED, "ana");
        TimeToFailure.Curve followed = in(of(log, PLAN, start(41)).arms(), Arm.FOLLOWED);

        // 1/4, then S = 3/4 · 2/3 = 1/2 when one of two fails
        assertThat(followed.points()).extracting(TimeToFailure.Point::days).containsExactly(10.0, 30.0, 40.0);
        assertThat(followed.points()).extracting(TimeToFailure.Point::atRisk).containsExactly(4L, 2L, 1L);
        assertThat(followed.points()).extracting(p -> value(p.incidence())).containsExactly(0.25, 0.5, 0.5);
        assertThat(followed.decisions()).isEqualTo(4);
        assertThat(followed.atHorizon()).isEmpty();
        // S is 3/4, 1/2 and 1/4 from days 10, 20 and 30 on: half are through from 20 to 30
        assertThat(value(followed.medianDays())).isEqualTo(25);
    }

    @Test
    void withAHorizonNothingIsWatchedLongerAndTheIncidenceAtItStandsBeside() {
        Written log = new Written("e", "c");
        log.outcome(1, Decision.Kind.OVERRIDDEN, "ana", 30, Verdict.FAILURE);
        log.outcome(1, Decision.Kind.OVERRIDDEN, "ana", 90, Verdict.FAILURE);
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 40, Verdict.SUCCESS);
        TimeToFailure time = of(log, WATCHED, start(400));
        TimeToFailure.Curve overridden = in(time.arms(), Arm.OVERRIDDEN);

        assertThat(overridden.points()).extracting(TimeToFailure.Point::days).containsExactly(30.0, 60.0);
        assertThat(overridden.atHorizon().map(TimeToFailureTest::value)).contains(0.5);
        // (30 + 60) / 2 days against 40
        assertThat(time.restrictedToDays()).hasValue(60);
        assertThat(value(time.restrictedMeanDifference())).isCloseTo(5, within(1e-12));
    }

    @Test
    void mixedOutcomesAreWhatThePlanSays() {
        Written log = new Written("e", "c");
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 10, Verdict.MIXED);
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 20, Verdict.SUCCESS);
        for (MixedPolicy policy : MixedPolicy.values()) {
            TimeToFailure.Curve curve =
                    in(of(log, PLAN.with(p -> p.mixed(policy)), start(100)).arms(), Arm.FOLLOWED);
            TimeToFailure.Point last = curve.points().get(curve.points().size() - 1);
            assertThat(value(last.incidence())).isEqualTo(policy == MixedPolicy.FAILURE ? 0.5 : 0);
            assertThat(curve.decisions()).isEqualTo(policy == MixedPolicy.LEFT_OUT ? 1 : 2);
        }
    }

    @Test
    void whatHasNoTimeIsLeftOutAndCounted() {
        Written log = new Written("e", "c");
        Provenance recalled = Provenance.RECALLED;
        ProposalId id = new ProposalId("undated");
        log.add(new Event.ProposalMade(id, Proposal.of("Advice").from(recalled)), start(1));
        log.add(new Event.DecisionMade(id, Decision.of(Decision.Kind.FOLLOWED).from(recalled)), start(1));
        ProposalId dated = log.decided(1, Decision.Kind.FOLLOWED, "ana");
        log.add(
                new Event.OutcomeMeasured(
                        dated, Measurement.judged(Verdict.FAILURE).from(recalled)),
                start(9));
        TimeToFailure time = of(log, PLAN, start(100));
        assertThat(time.undated()).isEqualTo(2);
        assertThat(time.arms()).isEmpty();
    }

    @Test
    void anEmptyArmIsSaidAndNotComputed() {
        TimeToFailure time = of(
                new Written("e", "c").outcome(1, Decision.Kind.FOLLOWED, "ana", 10, Verdict.FAILURE), PLAN, start(100));
        assertThat(time.restrictedToDays()).isEmpty();
        assertThat(time.restrictedMeanDifference())
                .isEqualTo(new Estimate.Undefined(
                        SurvivalMethod.RESTRICTED_MEAN_DIFFERENCE, "no follow-up in one of the arms"));
        assertThat(time.logRank()).isInstanceOf(TestResult.Undefined.class);
        assertThat(time.gray()).isInstanceOf(TestResult.Undefined.class);
    }

    @Test
    void theLogRankTestIsExactForFewDecisionsAndAsymptoticForMany() {
        for (int n : new int[] {10, 60}) {
            Written log = new Written("e", "c");
            for (int i = 0; i < n; i++) {
                log.outcome(
                        1,
                        i % 2 == 0 ? Decision.Kind.OVERRIDDEN : Decision.Kind.FOLLOWED,
                        "ana",
                        5 + i,
                        Verdict.FAILURE);
            }
            assertThat(of(log, PLAN, start(100)).logRank().method())
                    .isEqualTo(n == 10 ? SurvivalMethod.LOG_RANK_PERMUTATION : SurvivalMethod.LOG_RANK);
        }
    }

    @Test
    void aLongCurveIsThinnedAndKeepsItsEnds() {
        Written log = new Written("e", "c");
        for (int i = 0; i < 173; i++) {
            log.outcome(1, Decision.Kind.FOLLOWED, "ana", 5 + i, Verdict.FAILURE);
        }
        log.decided(1, Decision.Kind.FOLLOWED, "ana");
        List<TimeToFailure.Point> points =
                in(of(log, PLAN, start(500)).arms(), Arm.FOLLOWED).points();
        assertThat(points).hasSize(50);
        assertThat(points.get(0).days()).isEqualTo(5);
        assertThat(points.get(48).days()).isEqualTo(177);
        assertThat(points.get(49).days()).isEqualTo(499);
    }

    /** One wait, as a naive reader of the cases sees it. */
    private record Wait(Arm arm, double days, Optional<Boolean> failed) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theCurvesAreThoseOfANaiveReaderOfTheCases(long seed) {
        Instant cut = start(420).plus(Duration.ofHours(7));
        for (AnalysisPlan plan : List.of(PLAN, WATCHED)) {
            Tally.Sum sum = new Tally.Sum();
            List<Wait> waits = new ArrayList<>();
            for (Written engagement : Written.random(seed, 4, 40)) {
                sum.add(engagement.tally(plan, cut));
                waits.addAll(naive(engagement.read(plan, cut), plan, cut));
            }
            TimeToFailure time = TimeToFailure.of(sum.tally(), plan, cut);
            assertThat(time.arms().keySet()).contains(Arm.FOLLOWED, Arm.OVERRIDDEN);
            time.arms().forEach((arm, curve) -> {
                List<Wait> own = waits.stream().filter(w -> w.arm() == arm).toList();
                assertThat(curve.decisions()).isEqualTo(own.size());
                for (TimeToFailure.Point point : curve.points()) {
                    assertThat(point.atRisk())
                            .isEqualTo(own.stream()
                                    .filter(w -> w.days() >= point.days())
                                    .count());
                    assertThat(value(point.incidence())).isCloseTo(incidence(own, point.days()), within(1e-12));
                }
            });
        }
    }

    private static List<Wait> naive(Dossier dossier, AnalysisPlan plan, Instant cut) {
        List<Wait> waits = new ArrayList<>();
        for (AdviceCase c : dossier.cases()) {
            Set<Result> alone = Set.of(Result.SUCCESS, Result.FAILURE, Result.MIXED, Result.OPEN, Result.IMMATURE);
            if (c.result().filter(alone::contains).isPresent()) {
                Instant from = c.timeZero().orElseThrow().start(ZoneOffset.UTC);
                wait(c.arm().orElseThrow(), from, c, plan, cut).ifPresent(waits::add);
            }
        }
        dossier.initiatives().stream().filter(i -> i.arm().isPresent()).forEach(shared -> {
            Instant from = dossier.cases(shared)
                    .map(c -> c.timeZero().orElseThrow().start(ZoneOffset.UTC))
                    .max(Instant::compareTo)
                    .orElseThrow();
            wait(shared.arm().get(), from, dossier.cases(shared).findFirst().orElseThrow(), plan, cut)
                    .ifPresent(waits::add);
        });
        return waits;
    }

    private static Optional<Wait> wait(Arm arm, Instant from, AdviceCase c, AnalysisPlan plan, Instant cut) {
        if (c.outcome().isEmpty()) {
            double seen = Math.max(0, days(from, cut));
            return Optional.of(new Wait(
                    arm, Math.min(seen, plan.horizonDays().map(h -> (double) h).orElse(seen)), Optional.empty()));
        }
        double days = days(from, c.outcome().get().at().orElseThrow().start(ZoneOffset.UTC));
        return switch (c.outcome().get().verdict()) {
            case FAILURE -> days < 0 ? Optional.empty() : Optional.of(new Wait(arm, days, Optional.of(true)));
            case SUCCESS, MIXED -> days < 0 ? Optional.empty() : Optional.of(new Wait(arm, days, Optional.of(false)));
            case INCONCLUSIVE, INVALID -> Optional.empty();
        };
    }

    private static double days(Instant from, Instant to) {
        return Duration.between(from, to).toSeconds() / 86_400.0;
    }

    /** The sum over failures of the share still waiting ÷ number at risk. */
    private static double incidence(List<Wait> waits, double until) {
        double waiting = 1;
        double incidence = 0;
        for (double t : waits.stream().map(Wait::days).distinct().sorted().toList()) {
            if (t > until) {
                break;
            }
            long atRisk = waits.stream().filter(w -> w.days() >= t).count();
            long failed = waits.stream()
                    .filter(w -> w.days() == t && w.failed().equals(Optional.of(true)))
                    .count();
            long ended = waits.stream()
                    .filter(w -> w.days() == t && w.failed().isPresent())
                    .count();
            incidence += waiting * failed / atRisk;
            waiting *= 1 - (double) ended / atRisk;
        }
        return incidence;
    }
}
