package org.heeded.stats;

/**
 * The risk ratio p₁ ÷ p₂ of two independent proportions, with limits.
 *
 * <p>It is ∞ when only arm 2 has no event, 0 when only arm 1 has none and undefined when neither has one; nothing is
 * added to a zero cell. Exchanging the arms inverts value and limits.
 */
public enum RiskRatio implements Method {

    /**
     * Score limits with the variance at the restricted maximum likelihood estimate times N/(N − 1). When arm 2 has no
     * event the lower limit is finite and the upper ∞. R:
     * {@code ratesci::scoreci(a, n1, c, n2, contrast = "RR", skew = FALSE)}. Source: Miettinen &amp; Nurminen 1985.
     */
    MIETTINEN_NURMINEN("Miettinen–Nurminen score") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double z = Score.critical(t, level);
            return Ratios.interval(value(t), Score.RATIO.lower(t, z), Score.RATIO.upper(t, z), level, this);
        }
    },

    /**
     * Normal limits on the log scale with standard error √(1/a − 1/n₁ + 1/c − 1/n₂); for comparison with other software.
     * A value without limits when an arm has no event or every trial has one. R: {@code epitools::riskratio.wald}.
     * Source: Katz et al. 1978.
     */
    KATZ("Katz log") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double variance =
                    (double) t.nonEvents1() / t.events1() / t.n1() + (double) t.nonEvents2() / t.events2() / t.n2();
            return Ratios.logInterval(value(t), variance, level, this);
        }
    };

    private final String label;

    RiskRatio(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The risk ratio with its limits.
     *
     * @param table arm 1 against arm 2
     * @param level the confidence level, in (0, 1)
     * @return an interval inside [0, ∞], or with {@link #KATZ} a value without limits; undefined when an arm is empty or
     *     neither has an event
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate of(TwoByTwo table, double level) {
        Estimate.checkLevel(level);
        if (table.hasEmptyArm()) {
            return new Estimate.Undefined(this, "an arm has no trials");
        }
        return table.events() == 0 ? new Estimate.Undefined(this, "neither arm has an event") : limits(table, level);
    }

    abstract Estimate limits(TwoByTwo t, double level);

    private static double value(TwoByTwo t) {
        return (double) t.events1() / t.n1() / ((double) t.events2() / t.n2());
    }
}
