package org.heeded.partnership;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.model.Verdict;
import org.heeded.stats.AalenJohansen;
import org.heeded.stats.Estimate;
import org.heeded.stats.EventTable;
import org.heeded.stats.GrayTest;
import org.heeded.stats.KaplanMeier;
import org.heeded.stats.LogRank;
import org.heeded.stats.RestrictedMean;
import org.heeded.stats.SurvivalMethod;
import org.heeded.stats.TestResult;

/**
 * When failures came after the decision. A wait runs from time zero to the outcome, in days of 24 hours; success competes
 * with failure, as do mixed outcomes unless the plan says otherwise; without an outcome it is open at the cut, or when the
 * horizon is over. An outcome that is known counts even if the case is not mature yet: leaving it out would make quick
 * outcomes rare. Where several cases share an outcome they are one wait, from the last of their decisions. What is undated,
 * inconclusive, invalid, divided, or was settled only after its outcome is in no curve.
 *
 * @param arms the arms that have a dated decision
 * @param restrictedMeanDifference how much longer until any outcome when overridden than when followed, in days, none
 *     counted beyond {@code restrictedToDays}
 * @param restrictedToDays the horizon, or without one the end of the shorter follow-up of the two arms; absent: there is none
 * @param logRank whether the times to any outcome differ between overridden and followed; the exact permutation test up to
 *     {@value #EXACT} decisions where it is in reach
 * @param gray whether the incidence of failure differs between overridden and followed (Gray's test)
 * @param undated decisions left out because they, or their outcome, have no time
 */
public record TimeToFailure(
        Map<Arm, Curve> arms,
        Estimate restrictedMeanDifference,
        OptionalDouble restrictedToDays,
        TestResult logRank,
        TestResult gray,
        long undated) {

    private static final String TABLE = "waits";
    private static final String OPEN = "open since";
    private static final String UNDATED = "undated";

    /** Above as many decisions the asymptotic log-rank test does as well. */
    private static final int EXACT = 50;

    private static final int MOST_POINTS = 50;

    private static final double SECONDS_A_DAY = 86_400;

    /** Copies. */
    public TimeToFailure {
        EnumMap<Arm, Curve> copy = new EnumMap<>(Arm.class);
        copy.putAll(arms);
        arms = Collections.unmodifiableMap(copy);
    }

    /**
     * One arm.
     *
     * @param decisions how many waits, at least 1
     * @param points the Aalen–Johansen incidence of failure at the times of failures and at the end of follow-up, thinned
     *     to at most {@value #MOST_POINTS}; never empty
     * @param atHorizon the incidence at the horizon; absent without one
     * @param medianDays the Kaplan–Meier median of the time to any outcome, with beta-product limits
     */
    public record Curve(long decisions, List<Point> points, Optional<Estimate> atHorizon, Estimate medianDays) {

        /** Copies. */
        public Curve {
            points = List.copyOf(points);
        }

        static Curve of(EventTable waits, AnalysisPlan plan) {
            AalenJohansen incidence = AalenJohansen.of(waits);
            return new Curve(
                    waits.size(),
                    times(waits).stream()
                            .map(days -> new Point(
                                    days,
                                    incidence.at(EventTable.Cause.FAILURE, days, plan.level()),
                                    waits.atRisk(days)))
                            .toList(),
                    plan.horizonDays().map(h -> incidence.at(EventTable.Cause.FAILURE, h, plan.level())),
                    KaplanMeier.of(waits).median(KaplanMeier.Limits.BETA_PRODUCT, plan.level()));
        }

        private static List<Double> times(EventTable waits) {
            List<Double> failures = waits.rows().stream()
                    .filter(row -> row.failures() > 0)
                    .map(EventTable.Row::time)
                    .toList();
            List<Double> times = new ArrayList<>();
            int most = Math.min(failures.size(), MOST_POINTS - 1);
            for (int i = 0; i < most; i++) {
                times.add(failures.get(most == 1 ? 0 : i * (failures.size() - 1) / (most - 1)));
            }
            double end = last(waits);
            if (times.isEmpty() || times.get(times.size() - 1) < end) {
                times.add(end);
            }
            return times;
        }
    }

    /**
     * A point of a curve.
     *
     * @param days since the decision
     * @param incidence the probability that it has failed by then
     * @param atRisk how many were still waiting just before
     */
    public record Point(double days, Estimate incidence, long atRisk) {}

    static void count(Fold fold, Tally.Counter counter) {
        Stream.concat(
                        fold.rows().stream(),
                        fold.cases()
                                .filter(c -> c.result().equals(Optional.of(Result.IMMATURE)))
                                .map(c -> new Fold.Row(c.arm().orElseThrow(), Result.IMMATURE, List.of(c))))
                .forEach(row -> count(row, fold, counter));
    }

    private static void count(Fold.Row row, Fold fold, Tally.Counter counter) {
        Optional<Instant> start = row.timeZero(fold.zone());
        Optional<Outcome> outcome = row.outcome();
        String arm = row.arm().name();
        if (start.isEmpty() || outcome.filter(o -> o.at().isEmpty()).isPresent()) {
            counter.count(TABLE, arm, UNDATED, Fold.NOT_GIVEN);
        } else if (outcome.isEmpty()) {
            // the cut is not told here: a tally must not change with every hour
            counter.count(TABLE, arm, OPEN, start.get().toString());
        } else {
            Duration wait = Duration.between(start.get(), end(outcome.get(), fold.zone()));
            cause(outcome.get().verdict(), fold.plan().mixed())
                    .filter(cause -> !wait.isNegative())
                    .ifPresent(cause -> counter.count(TABLE, arm, cause.name(), wait.toString()));
        }
    }

    private static Instant end(Outcome dated, ZoneId zone) {
        return dated.at().orElseThrow().start(zone);
    }

    private static Optional<EventTable.Cause> cause(Verdict verdict, MixedPolicy mixed) {
        return switch (verdict) {
            case FAILURE -> Optional.of(EventTable.Cause.FAILURE);
            case SUCCESS -> Optional.of(EventTable.Cause.SUCCESS);
            case MIXED ->
                switch (mixed) {
                    case FAILURE -> Optional.of(EventTable.Cause.FAILURE);
                    case NOT_FAILED -> Optional.of(EventTable.Cause.SUCCESS);
                    case LEFT_OUT -> Optional.empty();
                };
            case INCONCLUSIVE, INVALID -> Optional.empty();
        };
    }

    static TimeToFailure of(Tally tally, AnalysisPlan plan, Instant cut) {
        EnumMap<Arm, List<EventTable.Row>> rows = new EnumMap<>(Arm.class);
        LongAdder undated = new LongAdder();
        tally.rows(TABLE).inOrder((words, n) -> {
            if (words.get(1).equals(UNDATED)) {
                undated.add(n);
            } else {
                rows.computeIfAbsent(Arm.valueOf(words.get(0)), arm -> new ArrayList<>())
                        .add(row(words.get(1), words.get(2), n, plan, cut));
            }
        });
        EnumMap<Arm, Curve> curves = new EnumMap<>(Arm.class);
        EnumMap<Arm, EventTable> waits = new EnumMap<>(Arm.class);
        rows.forEach((arm, of) -> waits.put(arm, new EventTable(of)));
        waits.forEach((arm, of) -> curves.put(arm, Curve.of(of, plan)));
        EventTable overridden = waits.getOrDefault(Arm.OVERRIDDEN, EventTable.EMPTY);
        EventTable followed = waits.getOrDefault(Arm.FOLLOWED, EventTable.EMPTY);
        OptionalDouble to = restrictedTo(overridden, followed, plan);
        return new TimeToFailure(
                curves,
                to.isPresent()
                        ? RestrictedMean.difference(
                                KaplanMeier.of(overridden), KaplanMeier.of(followed), to.getAsDouble(), plan.level())
                        : new Estimate.Undefined(
                                SurvivalMethod.RESTRICTED_MEAN_DIFFERENCE, "no follow-up in one of the arms"),
                to,
                overridden.size() + followed.size() <= EXACT
                        ? LogRank.exactElseAsymptotic(overridden, followed)
                        : LogRank.of(overridden, followed).test(),
                GrayTest.test(overridden, followed, EventTable.Cause.FAILURE),
                undated.sum());
    }

    private static EventTable.Row row(String ending, String when, long n, AnalysisPlan plan, Instant cut) {
        if (ending.equals(OPEN)) {
            Instant start = Instant.parse(when);
            Duration seen = Duration.between(start, cut);
            Duration watched = plan.horizonDays()
                    .map(Duration::ofDays)
                    .filter(h -> h.compareTo(seen) < 0)
                    .orElse(seen);
            return new EventTable.Row(Math.max(0, days(watched)), 0, 0, n);
        }
        double days = days(Duration.parse(when));
        return EventTable.Cause.valueOf(ending) == EventTable.Cause.FAILURE
                ? new EventTable.Row(days, n, 0, 0)
                : new EventTable.Row(days, 0, n, 0);
    }

    private static double days(Duration wait) {
        return (wait.getSeconds() + wait.getNano() / 1e9) / SECONDS_A_DAY;
    }

    private static OptionalDouble restrictedTo(EventTable overridden, EventTable followed, AnalysisPlan plan) {
        double shorter = Math.min(last(overridden), last(followed));
        return shorter > 0
                ? OptionalDouble.of(plan.horizonDays().map(Integer::doubleValue).orElse(shorter))
                : OptionalDouble.empty();
    }

    private static double last(EventTable waits) {
        return waits.rows().isEmpty()
                ? 0
                : waits.rows().get(waits.rows().size() - 1).time();
    }
}
