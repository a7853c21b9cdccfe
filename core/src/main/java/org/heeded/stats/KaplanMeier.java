package org.heeded.stats;

import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The Kaplan–Meier curve: the probability S(t) of still waiting after time t, that is, without an event of either cause.
 *
 * <p>S(t) = ∏ (1 − dᵢ/nᵢ) over the times tᵢ ≤ t, with dᵢ events among the nᵢ at risk. It assumes that censoring says
 * nothing about what would have come. S is 1 before the first event and, once it has reached 0, stays there; after the
 * last observation, if that was censored, it is undefined. 1 − S of one cause is no risk where causes compete: see
 * {@link AalenJohansen}.
 *
 * <p>Fitting takes time linear in the rows, each question at most logarithmic time (a median with log-log limits:
 * linear).
 *
 * @see <a href="https://doi.org/10.1080/01621459.1958.10501452">Kaplan &amp; Meier (1958)</a>
 */
public final class KaplanMeier {

    /** How the confidence limits of a Kaplan–Meier curve are computed. */
    public enum Limits implements Method {

        /**
         * Beta product (Fay, Brittain &amp; Proschan 2013), by the method of moments: the lower limit is a quantile of a
         * product of Beta(nᵢ − dᵢ + 1, dᵢ) over the times with events and Beta(n, 1) for the n still at risk, the upper
         * one of the product without the last; each product is taken for the beta distribution of its mean and variance.
         * Central, never empty, Clopper–Pearson without censoring, and defined at S = 1 and S = 0. Equals {@code
         * bpcp::bpcp}.
         */
        BETA_PRODUCT("Kaplan–Meier, beta-product limits"),

        /**
         * Log-log (Kalbfleisch &amp; Prentice 1980) with Greenwood's variance: S^exp(±z σ / log S), where σ² = ∑ dᵢ / (nᵢ
         * (nᵢ − dᵢ)). Asymptotic; there are none at S = 1 and S = 0. Equals {@code survival::survfit(conf.type =
         * "log-log")}.
         */
        LOG_LOG("Kaplan–Meier, log-log limits");

        private final String label;

        Limits(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /** How near to one half a product of rounded ratios is taken for it; the smallest steps of real curves are larger. */
    private static final double HALF_SLACK = 1e-9;

    private final Timeline timeline;
    private final double[] survival;
    private final double[] greenwood;
    private final double[] logMean;
    private final double[] logSpread;

    private KaplanMeier(EventTable table) {
        timeline = new Timeline(table);
        int states = timeline.last() + 1;
        survival = new double[states];
        greenwood = new double[states];
        logMean = new double[states];
        logSpread = new double[states];
        survival[0] = 1;
        // between censorings the product telescopes: a ratio of counts has one rounding, not one for each event
        double base = 1;
        long start = timeline.atRisk(1);
        for (int i = 1; i < states; i++) {
            long n = timeline.atRisk(i);
            long d = timeline.row(i).events();
            survival[i] = d == 0 ? survival[i - 1] : base * (n - d) / start;
            greenwood[i] = greenwood[i - 1] + greenwoodTerm(n, d);
            logMean[i] = logMean[i - 1];
            logSpread[i] = logSpread[i - 1];
            if (d > 0) {
                logMean[i] += Math.log1p(-d / (n + 1.0));
                logSpread[i] += Math.log1p(d / ((n - d + 1.0) * (n + 2.0)));
            }
            if (timeline.row(i).censored() > 0) {
                base = survival[i];
                start = timeline.atRiskAfter(i);
            }
        }
    }

    /**
     * Fits the curve.
     *
     * @param table the observations; events of either cause count
     * @return the curve
     */
    public static KaplanMeier of(EventTable table) {
        return new KaplanMeier(table);
    }

    private static double greenwoodTerm(long atRisk, long events) {
        return events == atRisk ? 0 : events / ((double) atRisk * (atRisk - events));
    }

    /**
     * S at a time.
     *
     * @param time the time, finite and at least 0
     * @param limits how to compute the limits
     * @param level the confidence level, in (0, 1)
     * @return the estimate; a point where the curve has no such limits; undefined without observations and after the last
     *     one if it was censored
     * @throws IllegalArgumentException if the time or the level is out of range
     */
    public Estimate at(double time, Limits limits, double level) {
        double z = Normal.critical(level);
        double alpha = 1 - level;
        int i = timeline.at(time);
        if (!reaches(time)) {
            return new Estimate.Undefined(limits, timeline.beyond(time));
        }
        double s = survival[i];
        if (limits == Limits.BETA_PRODUCT) {
            return new Estimate.Interval(
                    s, Math.min(s, betaLower(i, alpha)), Math.max(s, betaUpper(i, alpha)), level, limits);
        }
        if (s == 1 || s == 0) {
            return new Estimate.Point(s, limits, s == 1 ? "no event yet" : "nobody is left");
        }
        return new Estimate.Interval(s, Math.min(s, logLog(i, z)), Math.max(s, logLog(i, -z)), level, limits);
    }

    /**
     * The median: the time by which half have had their event.
     *
     * <p>It is the first time with S ≤ ½, or the middle of the stretch on which S = ½ if an event ends it; its limits are
     * the first times at which the lower and the upper limit of S are at most ½ (Brookmeyer &amp; Crowley 1982). Equals the
     * median in {@code summary(survival::survfit(…))$table}.
     *
     * @param limits how to compute the limits
     * @param level the confidence level, in (0, 1)
     * @return the estimate; median or upper limit +∞ if not reached within follow-up; a point if S falls from above ½ to 0
     *     and has no limits there; undefined if neither the median nor its lower limit is reached
     * @throws IllegalArgumentException if the level is out of range
     */
    public Estimate median(Limits limits, double level) {
        double z = Normal.critical(level);
        double alpha = 1 - level;
        if (timeline.isEmpty()) {
            return new Estimate.Undefined(limits, "no observations");
        }
        double median = median();
        boolean beta = limits == Limits.BETA_PRODUCT;
        double lower = beta
                ? firstOfMonotone(i -> betaLower(i, alpha) <= 0.5)
                : first(i -> survival[i] < 1 && survival[i] > 0 && logLog(i, z) <= 0.5);
        double upper = beta
                ? firstOfMonotone(i -> betaUpper(i, alpha) <= 0.5)
                : first(i -> survival[i] < 1 && survival[i] > 0 && logLog(i, -z) <= 0.5);
        if (lower < Double.POSITIVE_INFINITY) {
            return new Estimate.Interval(median, Math.min(lower, median), Math.max(upper, median), level, limits);
        }
        return median == Double.POSITIVE_INFINITY
                ? new Estimate.Undefined(limits, "more than half had no event within follow-up")
                : new Estimate.Point(median, limits, "nobody is left at the median");
    }

    private double median() {
        double reached = first(i -> survival[i] <= 0.5 + HALF_SLACK);
        double passed = first(i -> survival[i] < 0.5 - HALF_SLACK);
        return passed < Double.POSITIVE_INFINITY ? reached + (passed - reached) / 2 : reached;
    }

    private double first(IntPredicate condition) {
        for (int i = 0; i <= timeline.last(); i++) {
            if (condition.test(i)) {
                return timeline.start(i);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The same by bisection, since a beta quantile is dear: the limits of a beta product only fall. */
    private double firstOfMonotone(IntPredicate condition) {
        int from = 0;
        int to = timeline.last() + 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (condition.test(middle)) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from > timeline.last() ? Double.POSITIVE_INFINITY : timeline.start(from);
    }

    private double logLog(int state, double z) {
        double logS = Math.log(survival[state]);
        return Math.exp(logS * Math.exp(z * Math.sqrt(greenwood[state]) / -logS));
    }

    private double betaLower(int state, double alpha) {
        double n = timeline.atRiskAfter(state);
        if (n == 0) {
            return 0;
        }
        double mean = logMean[state] - Math.log1p(1 / n);
        double spread = logSpread[state] + Math.log1p(1 / (n * (n + 2)));
        return beta(mean, spread).inverseCumulativeProbability(alpha / 2);
    }

    private double betaUpper(int state, double alpha) {
        return logMean[state] == 0 ? 1 : beta(logMean[state], logSpread[state]).inverseSurvivalProbability(alpha / 2);
    }

    /** The beta distribution of a mean and of a spread, the ratio of the mean square to the square of the mean. */
    private static BetaDistribution beta(double logMean, double logSpread) {
        double mean = Math.exp(logMean);
        double rest = -Math.expm1(logMean);
        double size = rest / (mean * Math.expm1(logSpread)) - 1;
        return BetaDistribution.of(mean * size, rest * size);
    }

    /** Whether the curve is known at a time: within follow-up, or after it if nobody is left to wait. */
    boolean reaches(double time) {
        return !timeline.isEmpty() && (survival[timeline.last()] == 0 || !timeline.isBeyond(time));
    }

    String beyond(double time) {
        return timeline.beyond(time);
    }

    /** The area under the curve up to a time, with its variance: ∑ Aᵢ² dᵢ / (nᵢ (nᵢ − dᵢ)), Aᵢ the area from tᵢ on. */
    Area area(double to) {
        double area = 0;
        double variance = 0;
        double end = to;
        for (int i = timeline.at(to); i >= 0; i--) {
            area += survival[i] * (end - timeline.start(i));
            end = timeline.start(i);
            if (i > 0) {
                variance += area
                        * area
                        * greenwoodTerm(timeline.atRisk(i), timeline.row(i).events());
            }
        }
        return new Area(area, variance);
    }

    record Area(double value, double variance) {}
}
