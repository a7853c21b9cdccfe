package org.heeded.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Rates of events over exposure (time, say), where the events are Poisson: independent of each other, at a rate that does
 * not change within an exposure.
 */
public enum PoissonRate implements Method {
    /**
     * Exact ratio of two rates: given all x₁ + x₂ events, x₁ is binomial with probability t₁ρ / (t₁ρ + t₂) at rate ratio ρ.
     * The limits are those of Clopper and Pearson carried over; the p-value for ρ = 1 is min(1, 2 × the smaller one-sided
     * p), so limits and p-value agree. Equals R's {@code poisson.test(c(x1, x2), c(t1, t2))$conf.int}, and twice the
     * smaller p of its two one-sided alternatives. Source: Przyborowski &amp; Wilenski 1940.
     */
    RATE_RATIO_EXACT("conditional exact comparison of two rates"),

    /**
     * As the exact ratio, but every tail takes half the probability of the counts observed: less conservative. The limits
     * equal {@code epitools::rateratio.midp}. Source: Rothman &amp; Greenland 1998.
     */
    RATE_RATIO_MID_P("conditional mid-p comparison of two rates"),

    /**
     * Gamma interval for a weighted sum of Poisson counts: with y = Σ w x and v = Σ w² x, the lower limit is the α/2
     * quantile of a gamma distribution of mean y and variance v, the upper one the 1 − α/2 quantile of one of mean y + w*
     * and variance v + w*², w* being the largest weight. Equals {@code epitools::ageadjust.direct}. With one weight it is
     * the exact Poisson interval. Source: Fay &amp; Feuer 1997.
     */
    WEIGHTED_SUM_GAMMA("Fay–Feuer gamma interval");

    private static final String NO_EVENTS = "no events";

    private final String label;

    PoissonRate(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Events over an exposure.
     *
     * @param events the events, in [0, {@link TwoByTwo#MAX_COUNT}]
     * @param exposure the exposure, in any unit, in [1e-100, 1e100]
     */
    public record Events(long events, double exposure) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a component is out of range
         */
        public Events {
            checkEvents(events);
            if (!(exposure >= 1e-100 && exposure <= 1e100)) {
                throw new IllegalArgumentException("exposure " + exposure + " is not in [1e-100, 1e100]");
            }
        }

        private double rate() {
            return events / exposure;
        }
    }

    /**
     * Events of one weight.
     *
     * @param events the events, in [0, {@link TwoByTwo#MAX_COUNT}]
     * @param weight what one event counts, in [1e-100, 1e100]
     */
    public record Weighted(long events, double weight) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a component is out of range
         */
        public Weighted {
            checkEvents(events);
            if (!(weight >= 1e-100 && weight <= 1e100)) {
                throw new IllegalArgumentException("weight " + weight + " is not in [1e-100, 1e100]");
            }
        }
    }

    private static void checkEvents(long events) {
        if (events < 0 || events > TwoByTwo.MAX_COUNT) {
            throw new IllegalArgumentException("events " + events + " is not in [0, " + TwoByTwo.MAX_COUNT + "]");
        }
    }

    /**
     * The ratio of the first rate to the second with exact limits.
     *
     * @param first the events of arm 1
     * @param second the events of arm 2
     * @param level the confidence level, in (0, 1)
     * @return the ratio; ∞ if only arm 2 has no events, undefined if neither has any
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Estimate ratio(Events first, Events second, double level) {
        return RATE_RATIO_EXACT.compare(first, second, level);
    }

    /**
     * The ratio of the first rate to the second with mid-p limits.
     *
     * @param first the events of arm 1
     * @param second the events of arm 2
     * @param level the confidence level, in (0, 1)
     * @return the ratio; ∞ if only arm 2 has no events, undefined if neither has any
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Estimate ratioMidP(Events first, Events second, double level) {
        return RATE_RATIO_MID_P.compare(first, second, level);
    }

    /**
     * The exact two-sided test of equal rates.
     *
     * @param first the events of arm 1
     * @param second the events of arm 2
     * @return the p-value; undefined without events
     */
    public static TestResult test(Events first, Events second) {
        return RATE_RATIO_EXACT.compare(first, second);
    }

    /**
     * The mid-p two-sided test of equal rates.
     *
     * @param first the events of arm 1
     * @param second the events of arm 2
     * @return the p-value; undefined without events
     */
    public static TestResult testMidP(Events first, Events second) {
        return RATE_RATIO_MID_P.compare(first, second);
    }

    /**
     * The sum of the weights of all events, with the Fay–Feuer gamma interval. Divide by the exposure for a rate, or put
     * weight ÷ exposure for the weight.
     *
     * @param events the events by weight; every weight that an event could have had belongs here, also if none had it,
     *     since the upper limit rests on the largest
     * @param level the confidence level, in (0, 1)
     * @return the sum with its limits, the lower being 0 without events; undefined if there are no weights
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Estimate weightedSum(List<Weighted> events, double level) {
        Estimate.checkLevel(level);
        if (events.isEmpty()) {
            return new Estimate.Undefined(WEIGHTED_SUM_GAMMA, "no weights");
        }
        double largest = events.stream().mapToDouble(Weighted::weight).max().orElseThrow();
        double sum = 0;
        double variance = 0;
        for (Weighted each : events) {
            double share = each.weight() / largest; // so that no square under- or overflows
            sum += share * each.events();
            variance += share * share * each.events();
        }
        double lower = sum == 0 ? 0 : gammaLimit(sum, variance, level, -1);
        double upper = gammaLimit(sum + 1, variance + 1, level, 1);
        return new Estimate.Interval(largest * sum, largest * lower, largest * upper, level, WEIGHTED_SUM_GAMMA);
    }

    /** The lower (side −1) or upper (side 1) end of the central part of a gamma distribution. */
    private static double gammaLimit(double mean, double variance, double level, int side) {
        double shape = mean * (mean / variance);
        if (shape > 1e8) {
            // too much for the incomplete gamma function; Wilson and Hilferty's cube errs by less than 1e-11 of it here
            double root = 1 - 1 / (9 * shape) + side * Normal.critical(level) / (3 * Math.sqrt(shape));
            return mean * root * root * root;
        }
        GammaDistribution gamma = GammaDistribution.of(shape, variance / mean);
        double tail = (1 - level) / 2;
        return side < 0 ? gamma.inverseCumulativeProbability(tail) : gamma.inverseSurvivalProbability(tail);
    }

    private Estimate compare(Events first, Events second, double level) {
        Estimate.checkLevel(level);
        long x = first.events();
        long y = second.events();
        if (x + y == 0) {
            return new Estimate.Undefined(this, NO_EVENTS);
        }
        double tail = (1 - level) / 2;
        double scale = second.exposure() / first.exposure();
        return new Estimate.Interval(
                first.rate() / second.rate(),
                scale * leastOdds(x, y, tail),
                scale / leastOdds(y, x, tail),
                level,
                this);
    }

    private TestResult compare(Events first, Events second) {
        long x = first.events();
        long y = second.events();
        if (x + y == 0) {
            return new TestResult.Undefined(this, NO_EVENTS);
        }
        double odds = first.exposure() / second.exposure();
        double smaller = Math.min(tail(x, y, odds), tail(y, x, 1 / odds));
        return TestResult.Computed.exact(Math.min(1, 2 * smaller), this);
    }

    /** The odds of an event belonging to the first arm at which x or more of the x + y events do with probability {@code tail}. */
    private double leastOdds(long x, long y, double tail) {
        if (x == 0) {
            return 0;
        }
        double exact = x / (y + 1.0) * ratio(x, y + 1).inverseCumulativeProbability(tail);
        if (this == RATE_RATIO_EXACT) {
            return exact;
        }
        double above = exact;
        while (tail(x, y, above) < tail) {
            above *= 2;
        }
        return Roots.between(odds -> tail - tail(x, y, odds), exact, above);
    }

    /** The one-sided p-value: x or more of the x + y events, the observed x counted whole or half. */
    private double tail(long x, long y, double odds) {
        double atLeast = atLeast(x, y, odds);
        return this == RATE_RATIO_EXACT ? atLeast : (atLeast + (y == 0 ? 0 : atLeast(x + 1, y - 1, odds))) / 2;
    }

    /** P(X ≥ x) of x + y events, by the F distribution, which keeps its accuracy for odds of any size. */
    private static double atLeast(long x, long y, double odds) {
        return x == 0 ? 1 : ratio(x, y + 1).cumulativeProbability(odds * (y + 1.0) / x);
    }

    private static FDistribution ratio(long a, long b) {
        return FDistribution.of(2.0 * a, 2.0 * b);
    }
}
