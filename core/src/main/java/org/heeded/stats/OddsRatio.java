package org.heeded.stats;

/**
 * The odds ratio ad ÷ bc of two independent proportions, with limits.
 *
 * <p>It is ∞ when only the denominator is zero, 0 when only the numerator is, and undefined when both are (neither arm
 * has an event, or neither a non-event); nothing is added to a zero cell. Exchanging the arms inverts value and limits,
 * and so does exchanging the outcomes.
 */
public enum OddsRatio implements Method {

    /**
     * Score limits with the variance at the restricted maximum likelihood estimate times N/(N − 1). At a zero cell one
     * limit is finite and the other 0 or ∞. R: {@code ratesci::scoreci(a, n1, c, n2, contrast = "OR", skew = FALSE)}.
     * Source: Miettinen &amp; Nurminen 1985.
     */
    MIETTINEN_NURMINEN("Miettinen–Nurminen score") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double z = Score.critical(t, level);
            return Ratios.interval(value(t), Score.ODDS_RATIO.lower(t, z), Score.ODDS_RATIO.upper(t, z), level, this);
        }
    },

    /**
     * Normal limits on the log scale with standard error √(1/a + 1/b + 1/c + 1/d); for comparison with other software. A
     * value without limits at a zero cell. R: {@code epitools::oddsratio.wald}. Source: Woolf 1955.
     */
    WOOLF("Woolf logit") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double variance = 1.0 / t.events1() + 1.0 / t.nonEvents1() + 1.0 / t.events2() + 1.0 / t.nonEvents2();
            return Ratios.logInterval(value(t), variance, level, this);
        }
    },

    /**
     * The conditional maximum likelihood estimate given both margins, with limits that invert the two one-sided mid-p
     * tests. The estimate is nearer to 1 than ad ÷ bc. R: {@code fisher.test(x)$estimate} for the value;
     * {@code exact2x2::exact2x2(x, tsmethod = "central", midp = TRUE)} for the limits. Source: Agresti 2001. Time grows
     * with the standard deviation of a cell: microseconds for hundreds, seconds for counts of 10¹².
     */
    CONDITIONAL("conditional maximum likelihood, mid-p limits") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            return conditional(t, 0.5, level);
        }
    },

    /**
     * As {@link #CONDITIONAL}, with limits that invert the two one-sided exact tests: never covers less than the level,
     * usually more. R: {@code fisher.test(x)}, whose limits are solved less tightly. Source: Cornfield 1956.
     */
    CONDITIONAL_EXACT("conditional maximum likelihood, exact limits") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            return conditional(t, 1, level);
        }
    };

    private final String label;

    OddsRatio(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The odds ratio with its limits.
     *
     * @param table arm 1 against arm 2
     * @param level the confidence level, in (0, 1)
     * @return an interval inside [0, ∞], or with {@link #WOOLF} a value without limits; undefined when an arm is empty,
     *     or neither has an event, or neither a non-event
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate of(TwoByTwo table, double level) {
        Estimate.checkLevel(level);
        if (table.hasEmptyArm()) {
            return new Estimate.Undefined(this, "an arm has no trials");
        }
        if (table.events() == 0) {
            return new Estimate.Undefined(this, "neither arm has an event");
        }
        return table.events() == table.n()
                ? new Estimate.Undefined(this, "every trial of both arms has the event")
                : limits(table, level);
    }

    abstract Estimate limits(TwoByTwo t, double level);

    private static double value(TwoByTwo t) {
        return (double) t.events1() / t.nonEvents1() * ((double) t.nonEvents2() / t.events2());
    }

    /** The odds ratio with ½ in every cell: only where a search begins. */
    static double smoothed(TwoByTwo t) {
        return (t.events1() + 0.5) / (t.nonEvents1() + 0.5) * ((t.nonEvents2() + 0.5) / (t.events2() + 0.5));
    }

    /** The standard error of its logarithm: only how far a search goes at first. */
    static double smoothedError(TwoByTwo t) {
        return Math.sqrt(1 / (t.events1() + 0.5)
                + 1 / (t.nonEvents1() + 0.5)
                + 1 / (t.events2() + 0.5)
                + 1 / (t.nonEvents2() + 0.5));
    }

    /** Limits at which the tail, with the given share of the observed table in it, has (1 − level)/2. */
    Estimate conditional(TwoByTwo t, double share, double level) {
        double tail = (1 - level) / 2;
        return Ratios.interval(
                Hypergeometric.of(t).mostLikelyOddsRatio(t.events1()),
                Hypergeometric.of(t).oddsRatioWithUpperTail(t.events1(), share, tail),
                1 / Hypergeometric.of(t.swapArms()).oddsRatioWithUpperTail(t.events2(), share, tail),
                level,
                this);
    }
}
