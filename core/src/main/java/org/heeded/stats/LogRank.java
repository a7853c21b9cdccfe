package org.heeded.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The log-rank comparison of two arms: the events seen in each, and those expected if both had the same hazard.
 *
 * <p>At a time with d events among n at risk, arm k with nₖ at risk expects d nₖ/n of them, with the hypergeometric
 * variance d (n₁/n) (n₂/n) (n − d)/(n − 1). Assumes that censoring says nothing about what would have come; has most
 * power for proportional hazards. Events of either cause count; for a cause alone compare tables {@linkplain
 * EventTable#censoring censored} for the other.
 *
 * <p>Strata add up: the stratified comparison is the sum ({@link #plus}) of those of the strata, as in {@code
 * survival::survdiff} with {@code strata()}.
 *
 * @param observed1 the events of arm 1
 * @param expected1 those expected in arm 1
 * @param observed2 the events of arm 2
 * @param expected2 those expected in arm 2
 * @param variance the variance of {@code observed1 − expected1}
 * @see <a href="https://doi.org/10.1038/bjc.1977.1">Peto et al. (1977)</a>
 */
public record LogRank(long observed1, double expected1, long observed2, double expected2, double variance) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a component is negative, infinite or {@code NaN}
     */
    public LogRank {
        check("observed1", (double) observed1);
        check("expected1", expected1);
        check("observed2", (double) observed2);
        check("expected2", expected2);
        check("variance", variance);
    }

    private static void check(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " is not in [0, ∞)");
        }
    }

    /**
     * Compares two arms, in time linear in their rows.
     *
     * @param arm1 the observations of arm 1
     * @param arm2 the observations of arm 2
     * @return the comparison; all zero where an arm is empty
     */
    public static LogRank of(EventTable arm1, EventTable arm2) {
        return of(TwoArms.of(arm1, arm2));
    }

    private static LogRank of(TwoArms arms) {
        long observed1 = 0;
        long observed2 = 0;
        double expected1 = 0;
        double expected2 = 0;
        double variance = 0;
        if (arms.hasEmptyArm()) {
            return new LogRank(0, 0, 0, 0, 0);
        }
        for (TwoArms.Moment moment : arms.moments()) {
            double n = moment.atRisk();
            double d = moment.events();
            double share1 = moment.atRisk1() / n;
            double share2 = moment.atRisk2() / n;
            observed1 += moment.row1().events();
            observed2 += moment.row2().events();
            expected1 += d * share1;
            expected2 += d * share2;
            if (n > 1) {
                variance += d * share1 * share2 * (n - d) / (n - 1);
            }
        }
        return new LogRank(observed1, expected1, observed2, expected2, variance);
    }

    /**
     * The sum of the comparisons of two strata.
     *
     * @param other another stratum
     * @return both together
     */
    public LogRank plus(LogRank other) {
        return new LogRank(
                observed1 + other.observed1,
                expected1 + other.expected1,
                observed2 + other.observed2,
                expected2 + other.expected2,
                variance + other.variance);
    }

    /**
     * The asymptotic test: (O₁ − E₁)²/V against χ² with one degree of freedom. Equals {@code survival::survdiff}.
     *
     * @return the result; undefined where nothing could have come out differently: an arm is empty, or at no event was
     *     anybody of both arms at risk and somebody spared
     */
    public TestResult test() {
        if (variance == 0) {
            return new TestResult.Undefined(
                    SurvivalMethod.LOG_RANK, "no event at which both arms were at risk and somebody was spared");
        }
        double difference = observed1 - expected1;
        double statistic = difference * difference / variance;
        return new TestResult.Computed(
                OptionalDouble.of(statistic),
                OptionalDouble.of(1),
                ChiSquaredDistribution.of(1).survivalProbability(statistic),
                SurvivalMethod.LOG_RANK);
    }

    /**
     * The exact permutation test: the share of all divisions of the subjects into arms of these sizes for which |O₁ − E₁|
     * is at least as large as seen. Assumes, beside what the asymptotic test does, that censoring strikes both arms alike.
     * Equals {@code coin::logrank_test(distribution = "exact")}; no statistic is given.
     *
     * <p>The scores (event − cumulative hazard of the pooled subjects) of the chosen subjects are summed over all choices
     * by splitting the subjects in halves and merging equal sums. That costs at most a few dozen milliseconds for up to 40
     * subjects, and for more if times are tied or an arm is small; beyond it the test refuses.
     *
     * @param arm1 the observations of arm 1
     * @param arm2 the observations of arm 2
     * @return the result; undefined without an event, with an empty arm, and if the exact distribution is out of reach
     */
    public static TestResult exact(EventTable arm1, EventTable arm2) {
        return exact(TwoArms.of(arm1, arm2));
    }

    private static TestResult exact(TwoArms arms) {
        if (arms.hasEmptyArm()) {
            return new TestResult.Undefined(SurvivalMethod.LOG_RANK_PERMUTATION, "an arm is empty");
        }
        if (arms.moments().stream().allMatch(moment -> moment.events() == 0)) {
            return new TestResult.Undefined(SurvivalMethod.LOG_RANK_PERMUTATION, "no event in either arm");
        }
        OptionalDouble p = LogRankPermutation.pValue(arms);
        return p.isPresent()
                ? TestResult.Computed.exact(p.getAsDouble(), SurvivalMethod.LOG_RANK_PERMUTATION)
                : new TestResult.Undefined(
                        SurvivalMethod.LOG_RANK_PERMUTATION, "too many subjects with different times to enumerate");
    }

    /**
     * The exact permutation test where it is in reach, else the asymptotic one; the result's method says which.
     *
     * @param arm1 the observations of arm 1
     * @param arm2 the observations of arm 2
     * @return the result
     */
    public static TestResult exactElseAsymptotic(EventTable arm1, EventTable arm2) {
        TwoArms arms = TwoArms.of(arm1, arm2);
        TestResult exact = exact(arms);
        return exact instanceof TestResult.Computed ? exact : of(arms).test();
    }
}
