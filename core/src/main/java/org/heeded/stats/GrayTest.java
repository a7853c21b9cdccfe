package org.heeded.stats;

import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;

/**
 * Gray's test: do two arms have the same cumulative incidence of a cause, another one competing?
 *
 * <p>The score is the log-rank's, but who had the competing event stays at risk in part: arm k counts Rₖ = nₖ (1 −
 * Fₖ(t−))/Sₖ(t−) at risk, with its incidence F and Kaplan–Meier curve S, so that the score is ∑ (dᵢ₁ − dᵢ R₁/(R₁ +
 * R₂)). Its square over its variance is χ² with one degree of freedom. Assumes that censoring says nothing about what
 * would have come. Equals {@code cmprsk::cuminc(rho = 0)}, with one exception: where the last of both arms have their
 * events at the same time, its correction for ties can turn a variance negative; here that ends at 0, which keeps the
 * test nearer its level.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176350951">Gray (1988)</a>
 */
public final class GrayTest {

    private GrayTest() {}

    /**
     * Tests, in time linear in the rows.
     *
     * @param arm1 the observations of arm 1
     * @param arm2 the observations of arm 2
     * @param cause the cause whose incidence is compared
     * @return the result; undefined if an arm is empty, without an event of the cause that either arm could have had, and
     *     if the pooled incidence reaches 1 while both arms are at risk, as it can where they hardly overlap
     */
    public static TestResult test(EventTable arm1, EventTable arm2, Cause cause) {
        Objects.requireNonNull(cause, "cause");
        TwoArms arms = TwoArms.of(arm1, arm2);
        double drift = walk(arms, cause, 0).drift;
        if (drift == Double.POSITIVE_INFINITY) {
            return new TestResult.Undefined(
                    SurvivalMethod.GRAY, "pooled incidence reaches 1 while both arms are at risk");
        }
        Sums sums = walk(arms, cause, drift);
        if (sums.variance == 0) {
            return new TestResult.Undefined(
                    SurvivalMethod.GRAY,
                    "no event of the cause at which both arms were at risk and somebody was spared");
        }
        double statistic = sums.score * sums.score / sums.variance;
        return new TestResult.Computed(
                OptionalDouble.of(statistic),
                OptionalDouble.of(1),
                ChiSquaredDistribution.of(1).survivalProbability(statistic),
                SurvivalMethod.GRAY);
    }

    /**
     * What a walk through the moments adds up.
     *
     * @param score events of arm 1 less those expected
     * @param drift the weighted hazard of the pooled incidence; infinite if it reaches 1 with weight left
     * @param variance the variance of the score, right if the walk knew the drift it ends with
     */
    private record Sums(double score, double drift, double variance) {}

    private static Sums walk(TwoArms arms, Cause cause, double lastDrift) {
        Arm one = new Arm();
        Arm two = new Arm();
        double incidence = 0;
        double score = 0;
        double drift = 0;
        double variance = 0;
        for (TwoArms.Moment moment : arms.moments()) {
            one.atRisk = moment.atRisk1();
            two.atRisk = moment.atRisk2();
            long d1 = moment.row1().count(cause);
            long d = d1 + moment.row2().count(cause);
            double uncensored = one.uncensored() + two.uncensored();
            double weight = one.uncensored() * two.uncensored() / uncensored;
            if (d > 0) {
                double risk1 = one.uncensored() * (1 - one.incidence);
                double risk2 = two.uncensored() * (1 - two.incidence);
                score += d1 - d * risk1 / (risk1 + risk2);
                drift += weight > 0 ? weight * d / (uncensored * Math.max(0, 1 - incidence)) : 0;
                incidence += d / uncensored;
            }
            Pooled pooled = new Pooled(d, uncensored, incidence, weight, lastDrift - drift);
            variance += one.step(moment.row1(), cause, pooled) + two.step(moment.row2(), cause, pooled);
        }
        return new Sums(score, drift, variance);
    }

    /**
     * Both arms at one moment.
     *
     * @param events the events of the cause
     * @param uncensored how many would be at risk if there had been no event
     * @param incidence the pooled incidence just after
     * @param weight half the harmonic mean of the numbers uncensored in the arms
     * @param later the drift that is still to come
     */
    private record Pooled(long events, double uncensored, double incidence, double weight, double later) {}

    /** An arm on its way through the moments: its curve and its incidence just before the present one. */
    private static final class Arm {
        private double survival = 1;
        private double incidence;
        private long atRisk;

        /** How many would be at risk if there had been no event: those not censored yet. */
        double uncensored() {
            return atRisk > 0 ? atRisk / survival : 0;
        }

        /**
         * Takes in the events of a moment and returns what they add to the variance of the score: an event of the cause
         * counts by itself and, as any event does, by what it does to the later numbers at risk.
         */
        double step(Row row, Cause cause, Pooled pooled) {
            if (atRisk == 0) {
                return 0;
            }
            double scale = survival / atRisk;
            double expected = pooled.uncensored * survival;
            incidence += scale * row.count(cause);
            survival *= (double) (atRisk - row.events()) / atRisk;
            double ratio = survival > 0 ? (1 - pooled.incidence) / survival : 0;
            double own = pooled.weight + (1 - ratio) * pooled.later;
            double other = ratio * pooled.later;
            long competing = row.count(cause.other());
            return own * own * scale * pooled.events / pooled.uncensored * untied(pooled.events, expected)
                    + other * other * scale * scale * competing * untied(competing, (double) atRisk);
        }

        private static double untied(long events, double atRisk) {
            if (events <= 1) {
                return 1;
            }
            return events < atRisk ? (atRisk - events) / (atRisk - 1) : 0;
        }
    }
}
