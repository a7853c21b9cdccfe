package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
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
 * would have come. Equals {@code cmprsk::cuminc(rho = 0)}, except where a tie correction of the variance comes out
 * negative there, as it can at the end of a small sample: here it ends at 0.
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
        Arm one = new Arm();
        Arm two = new Arm();
        List<Share> shares = new ArrayList<>();
        double score = 0;
        double incidence = 0;
        double drift = 0;
        for (TwoArms.Moment moment : TwoArms.of(arm1, arm2).moments()) {
            if (moment.events() == 0) {
                continue;
            }
            long d1 = moment.row1().count(cause);
            long d = d1 + moment.row2().count(cause);
            double uncensored1 = one.uncensored(moment.atRisk1());
            double uncensored2 = two.uncensored(moment.atRisk2());
            double uncensored = uncensored1 + uncensored2;
            double weight = uncensored1 * uncensored2 / uncensored;
            if (d > 0) {
                double risk1 = uncensored1 * (1 - one.incidence);
                double risk2 = uncensored2 * (1 - two.incidence);
                score += d1 - d * risk1 / (risk1 + risk2);
                if (weight > 0 && incidence >= 1) {
                    return new TestResult.Undefined(
                            SurvivalMethod.GRAY, "pooled incidence reaches 1 while both arms are at risk");
                }
                drift += weight > 0 ? weight * d / (uncensored * (1 - incidence)) : 0;
                incidence += d / uncensored;
            }
            Pooled pooled = new Pooled(d, uncensored, weight, drift, incidence);
            shares.add(one.step(moment.atRisk1(), moment.row1(), cause, pooled));
            shares.add(two.step(moment.atRisk2(), moment.row2(), cause, pooled));
        }
        double last = drift;
        double variance =
                shares.stream().mapToDouble(share -> share.variance(last)).sum();
        if (!(variance > 0)) {
            return new TestResult.Undefined(
                    SurvivalMethod.GRAY,
                    "no event of the cause at which both arms were at risk and somebody was spared");
        }
        double statistic = score * score / variance;
        return new TestResult.Computed(
                OptionalDouble.of(statistic),
                OptionalDouble.of(1),
                ChiSquaredDistribution.of(1).survivalProbability(statistic),
                SurvivalMethod.GRAY);
    }

    /** An arm on its way through the moments: its curve and its incidence just before the present one. */
    private static final class Arm {
        private double survival = 1;
        private double incidence;

        /** How many would be at risk if there had been no event: those not censored yet. */
        double uncensored(long atRisk) {
            return atRisk > 0 ? atRisk / survival : 0;
        }

        /** Takes in the events of a moment. */
        Share step(long atRisk, Row row, Cause cause, Pooled pooled) {
            double before = survival;
            if (atRisk > 0) {
                incidence += survival * row.count(cause) / atRisk;
                survival *= (double) (atRisk - row.events()) / atRisk;
            }
            return new Share(atRisk, before, survival, row.count(cause.other()), pooled);
        }
    }

    /**
     * Both arms at one moment.
     *
     * @param events the events of the cause
     * @param uncensored how many would be at risk if there had been no event
     * @param weight half the harmonic mean of that number in arm 1 and in arm 2
     * @param drift the weighted hazard of the pooled incidence, summed to the moment inclusive
     * @param incidence the pooled incidence just after
     */
    private record Pooled(long events, double uncensored, double weight, double drift, double incidence) {}

    /**
     * What one arm at one moment adds to the variance of the score.
     *
     * @param atRisk the arm's number at risk just before
     * @param before the arm's curve just before
     * @param after the arm's curve just after
     * @param competing the arm's events of the other cause
     * @param pooled both arms
     */
    private record Share(long atRisk, double before, double after, long competing, Pooled pooled) {

        /** An event of the cause counts by itself and, as any event does, by what it does to the later numbers at risk. */
        double variance(double lastDrift) {
            if (atRisk == 0) {
                return 0;
            }
            double later = lastDrift - pooled.drift;
            double ratio = after > 0 ? (1 - pooled.incidence) / after : 0;
            double own = pooled.weight + (1 - ratio) * later;
            double other = ratio * later;
            double scale = before / atRisk;
            return own
                            * own
                            * scale
                            * pooled.events
                            / pooled.uncensored
                            * untied(pooled.events, pooled.uncensored * before)
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
