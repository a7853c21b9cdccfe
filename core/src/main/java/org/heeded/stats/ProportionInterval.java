package org.heeded.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Confidence limits for one proportion, the estimate being events ÷ trials.
 *
 * <p>Assumes independent trials with one probability. Counts may be as large as a {@code long} holds exactly as a
 * {@code double} (2⁵³). Where a very low level would leave the estimate outside, the nearer limit is the estimate.
 */
public enum ProportionInterval implements Method {

    /**
     * Wilson's score interval: the p with |x − np| ≤ z·√(np(1 − p)), without continuity correction. R:
     * {@code prop.test(x, n, correct = FALSE)}. Source: Wilson 1927; recommended for small n by Brown, Cai &amp; DasGupta
     * 2001.
     */
    WILSON("Wilson score") {
        @Override
        Estimate limits(long x, long n, double level) {
            return holding(x, n, level, wilson(x, n, Normal.critical(level)));
        }
    },

    /**
     * Equal tails of the posterior Beta(x + ½, n − x + ½), but 0 at x = 0 and 1 at x = n (Brown, Cai &amp; DasGupta
     * 2001). R: {@code qbeta(c(.025, .975), x + .5, n - x + .5)} with those ends.
     */
    JEFFREYS("Jeffreys") {
        @Override
        Estimate limits(long x, long n, double level) {
            return betaQuantiles(x, n, 0.5, 0.5, level);
        }
    },

    /**
     * The exact interval of Clopper and Pearson: each limit is the p at which the one-sided binomial test has p-value
     * (1 − level)/2. Never covers less than the level, usually more. R: {@code binom.test(x, n)$conf.int}. Source:
     * Clopper &amp; Pearson 1934.
     */
    CLOPPER_PEARSON("Clopper–Pearson") {
        @Override
        Estimate limits(long x, long n, double level) {
            return betaQuantiles(x, n, 0, 1, level);
        }
    },

    /**
     * The default of this package: {@link #WILSON}, but {@link #JEFFREYS} at 0 or n events, where Wilson's one-sided
     * limit is long; the result names the one that was used. Source: Brown, Cai &amp; DasGupta 2001.
     */
    WILSON_JEFFREYS("Wilson score; Jeffreys at 0 and n") {
        @Override
        Estimate limits(long x, long n, double level) {
            return (x == 0 || x == n ? JEFFREYS : WILSON).limits(x, n, level);
        }
    };

    private final String label;

    ProportionInterval(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The proportion with its limits.
     *
     * @param events trials with the event, in [0, trials]
     * @param trials all trials, at least 0
     * @param level the confidence level, in (0, 1)
     * @return an interval inside [0, 1]; undefined without trials
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public Estimate of(long events, long trials, double level) {
        if (trials < 0) {
            throw new IllegalArgumentException("trials " + trials + " is negative");
        }
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events " + events + " is not in [0, trials " + trials + "]");
        }
        Estimate.checkLevel(level);
        return trials == 0 ? new Estimate.Undefined(this, "no trials") : limits(events, trials, level);
    }

    abstract Estimate limits(long x, long n, double level);

    /** Wilson's limits {lower, upper}, the lower in a form that loses no digits for rare events. */
    static double[] wilson(long x, long n, double z) {
        double z2 = z * z;
        double p = (double) x / n;
        double middle = x + z2 / 2;
        double reach = z * Math.sqrt(x * (1 - p) + z2 / 4);
        return new double[] {x * p / (middle + reach), Math.min(1, (middle + reach) / (n + z2))};
    }

    /** Quantiles of Beta(x + own, n − x + other) below and Beta(x + other, n − x + own) above, 0 and 1 at the ends. */
    Estimate betaQuantiles(long x, long n, double own, double other, double level) {
        double tail = (1 - level) / 2;
        double lower = x == 0 ? 0 : BetaDistribution.of(x + own, n - x + other).inverseCumulativeProbability(tail);
        double upper = x == n ? 1 : BetaDistribution.of(x + other, n - x + own).inverseSurvivalProbability(tail);
        return holding(x, n, level, lower, upper);
    }

    Estimate holding(long x, long n, double level, double... limits) {
        double p = (double) x / n;
        return new Estimate.Interval(p, Math.min(p, limits[0]), Math.max(p, limits[1]), level, this);
    }
}
