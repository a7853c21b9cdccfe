package org.heeded.stats;

/**
 * The risk difference p₁ − p₂ of two independent proportions, with limits. It exists with zero cells, and exchanging the
 * arms flips only its sign.
 *
 * <p>There is no Wald interval here: it collapses to a point with zero cells and covers too little in small samples
 * (Fagerland, Lydersen &amp; Laake 2015).
 */
public enum RiskDifference implements Method {

    /**
     * Score limits with the variance at the restricted maximum likelihood estimate times N/(N − 1). R:
     * {@code ratesci::scoreci(a, n1, c, n2, contrast = "RD", skew = FALSE)}. Source: Miettinen &amp; Nurminen 1985.
     */
    MIETTINEN_NURMINEN("Miettinen–Nurminen score") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double z = Score.critical(t, level);
            return interval(t, Score.DIFFERENCE.lower(t, z), Score.DIFFERENCE.upper(t, z), level);
        }
    },

    /**
     * Hybrid of the two arms' Wilson limits l, u: the lower limit is the difference − √((p₁ − l₁)² + (u₂ − p₂)²), the
     * upper likewise. R: {@code ratesci::moverci(a, n1, c, n2, contrast = "RD", type = "wilson")}. Source: Newcombe 1998
     * (method 10).
     */
    NEWCOMBE("Newcombe hybrid score") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double z = Normal.critical(level);
            return interval(t, value(t) - reach(t, z), value(t) + reach(t.swapArms(), z), level);
        }

        private static double reach(TwoByTwo t, double z) {
            double[] arm1 = ProportionInterval.wilson(t.events1(), t.n1(), z);
            double[] arm2 = ProportionInterval.wilson(t.events2(), t.n2(), z);
            return Math.hypot((double) t.events1() / t.n1() - arm1[0], arm2[1] - (double) t.events2() / t.n2());
        }
    };

    private final String label;

    RiskDifference(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The risk difference with its limits.
     *
     * @param table arm 1 against arm 2
     * @param level the confidence level, in (0, 1)
     * @return an interval inside [−1, 1]; undefined when an arm is empty
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate of(TwoByTwo table, double level) {
        Estimate.checkLevel(level);
        return table.hasEmptyArm() ? new Estimate.Undefined(this, "an arm has no trials") : limits(table, level);
    }

    abstract Estimate limits(TwoByTwo t, double level);

    static double value(TwoByTwo t) {
        return (double) t.events1() / t.n1() - (double) t.events2() / t.n2();
    }

    Estimate interval(TwoByTwo t, double lower, double upper, double level) {
        double value = value(t);
        return new Estimate.Interval(
                value, Math.max(-1, Math.min(value, lower)), Math.min(1, Math.max(value, upper)), level, this);
    }
}
