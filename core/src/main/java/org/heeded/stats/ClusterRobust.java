package org.heeded.stats;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The pooled comparison of two arms when trials come in clusters (clients, say) that resemble themselves: the estimate is
 * that of the summed table, its error is taken from how the clusters differ. Bias-reduced linearisation (CR2) with
 * Satterthwaite's degrees of freedom, which are honest with few or unequal clusters.
 *
 * <p>Both constants fit a saturated model of two means, so the adjustment has a closed form: with n₁ⱼ of the N₁ trials of
 * arm 1 in cluster j and r₁ⱼ the sum of its residuals, Var = Σⱼ(r₁ⱼ/(N₁√(1 − n₁ⱼ/N₁)) − r₂ⱼ/(N₂√(1 − n₂ⱼ/N₂)))², each
 * residual sum divided by its arm's mean for the ratio. Linear in the number of clusters.
 *
 * <p>Limits are refused below {@value #MIN_DEGREES_OF_FREEDOM} degrees of freedom, where the approximation is known to
 * fail, and where an arm lies in one cluster, whose variation nothing shows. Clusters without trials are ignored.
 * Sources: Bell and McCaffrey 2002; Pustejovsky and Tipton 2018.
 */
public enum ClusterRobust implements Method {

    /**
     * The risk difference, in [−1, 1], by a linear probability model; limits beyond ±1 are cut there. Equals
     * {@code clubSandwich::conf_int(lm(event ~ arm), vcov = "CR2", cluster, test = "Satterthwaite")}.
     */
    CR2_RISK_DIFFERENCE("risk difference, CR2 by cluster"),

    /**
     * The risk ratio, in (0, ∞), by a log-linear Poisson model, limits on the log scale; without limits at 0 and ∞. Equals
     * {@code clubSandwich::conf_int(glm(event ~ arm, family = poisson), vcov = "CR2", cluster, test = "Satterthwaite")}.
     */
    CR2_RISK_RATIO("risk ratio, CR2 by cluster");

    /** Fewer degrees of freedom than this give no limits and no test. */
    public static final double MIN_DEGREES_OF_FREEDOM = 4;

    private final String label;

    ClusterRobust(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The estimate.
     *
     * @param clusters one table a cluster; may be empty, and clusters may have an empty arm
     * @param level the confidence level, in (0, 1)
     * @return the estimate, without limits where they are refused; undefined where an arm has no trial at all
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate of(List<TwoByTwo> clusters, double level) {
        Estimate.checkLevel(level);
        Arms arms = new Arms(clusters);
        Optional<String> undefined = undefined(arms);
        if (undefined.isPresent()) {
            return new Estimate.Undefined(this, undefined.get());
        }
        double value = value(arms);
        Fit fit = fit(arms);
        Optional<String> refusal = refusal(arms, fit);
        if (refusal.isPresent()) {
            return new Estimate.Point(value, this, refusal.get());
        }
        double margin = TDistribution.of(fit.df).inverseSurvivalProbability((1 - level) / 2) * fit.se;
        return this == CR2_RISK_DIFFERENCE
                ? new Estimate.Interval(value, Math.max(-1, value - margin), Math.min(1, value + margin), level, this)
                : new Estimate.Interval(value, value / Math.exp(margin), value * Math.exp(margin), level, this);
    }

    /**
     * The test that the arms have the same risk: t = estimate ÷ standard error (on the log scale for the ratio).
     *
     * @param clusters one table a cluster; may be empty, and clusters may have an empty arm
     * @return statistic, Satterthwaite's degrees of freedom and two-sided p-value; undefined where limits are refused
     */
    public TestResult test(List<TwoByTwo> clusters) {
        Arms arms = new Arms(clusters);
        Fit fit = fit(arms);
        Optional<String> reason = undefined(arms).or(() -> refusal(arms, fit));
        if (reason.isPresent()) {
            return new TestResult.Undefined(this, reason.get());
        }
        double t = (this == CR2_RISK_DIFFERENCE ? value(arms) : Math.log(value(arms))) / fit.se;
        double p = Math.min(1, 2 * TDistribution.of(fit.df).survivalProbability(Math.abs(t)));
        return new TestResult.Computed(OptionalDouble.of(t), OptionalDouble.of(fit.df), p, this);
    }

    private Optional<String> undefined(Arms arms) {
        if (arms.n1 == 0 || arms.n2 == 0) {
            return Optional.of("an arm has no trial");
        }
        return this == CR2_RISK_RATIO && arms.risk1 == 0 && arms.risk2 == 0
                ? Optional.of("neither arm has an event")
                : Optional.empty();
    }

    private double value(Arms arms) {
        return this == CR2_RISK_DIFFERENCE ? arms.risk1 - arms.risk2 : arms.risk1 / arms.risk2;
    }

    private Optional<String> refusal(Arms arms, Fit fit) {
        if (this == CR2_RISK_RATIO && (arms.risk1 == 0 || arms.risk2 == 0)) {
            return Optional.of("its logarithm is infinite");
        }
        if (arms.clusters.stream().anyMatch(c -> c.n1() == arms.n1 || c.n2() == arms.n2)) {
            return Optional.of("all trials of an arm are in one cluster");
        }
        if (fit.df < MIN_DEGREES_OF_FREEDOM) {
            return Optional.of("too few or too unequal clusters: " + Math.floor(fit.df * 10) / 10
                    + " degrees of freedom, fewer than " + MIN_DEGREES_OF_FREEDOM);
        }
        // what rounding leaves of a standard error of zero
        return fit.se < 1e-14 ? Optional.of("the clusters do not differ") : Optional.empty();
    }

    /** The summed table, as risks. */
    private static final class Arms {
        final List<TwoByTwo> clusters;
        final double n1;
        final double n2;
        final double risk1;
        final double risk2;

        Arms(List<TwoByTwo> clusters) {
            this.clusters = clusters;
            n1 = MantelHaenszel.sum(clusters, TwoByTwo::n1);
            n2 = MantelHaenszel.sum(clusters, TwoByTwo::n2);
            risk1 = MantelHaenszel.sum(clusters, TwoByTwo::events1) / n1;
            risk2 = MantelHaenszel.sum(clusters, TwoByTwo::events2) / n2;
        }
    }

    /**
     * A standard error (of the logarithm for the ratio) and its degrees of freedom.
     *
     * @param se the standard error
     * @param df Satterthwaite's degrees of freedom
     */
    record Fit(double se, double df) {}

    static Fit fit(ClusterRobust method, List<TwoByTwo> clusters) {
        return method.fit(new Arms(clusters));
    }

    private Fit fit(Arms arms) {
        // working model: residuals of an arm have the variance phi, 1 or (Poisson, on the log scale) 1 / mean
        double phi1 = this == CR2_RISK_DIFFERENCE ? 1 : 1 / arms.risk1;
        double phi2 = this == CR2_RISK_DIFFERENCE ? 1 : 1 / arms.risk2;
        double variance = 0;
        double sum11 = 0;
        double sum12 = 0;
        double sum22 = 0;
        double trace = 0;
        double squares = 0;
        for (TwoByTwo c : arms.clusters) {
            double share1 = c.n1() / arms.n1;
            double share2 = c.n2() / arms.n2;
            double adjust1 = 1 / Math.sqrt(1 - share1);
            double adjust2 = 1 / Math.sqrt(1 - share2);
            double residual1 = phi1 * (c.events1() - c.n1() * arms.risk1) / arms.n1;
            double residual2 = phi2 * (c.events2() - c.n2() * arms.risk2) / arms.n2;
            double contribution = adjust1 * residual1 - adjust2 * residual2;
            variance += contribution * contribution;

            // the quadratic form that estimates the variance: own = (i, i), cross = what every pair (i, j) shares
            double q1 = adjust1 * share1;
            double q2 = adjust2 * share2;
            double cross = phi1 * q1 * q1 / arms.n1 + phi2 * q2 * q2 / arms.n2;
            double own = phi1 * adjust1 * q1 / arms.n1 + phi2 * adjust2 * q2 / arms.n2 - cross;
            trace += own;
            squares += own * own - cross * cross;
            sum11 += q1 * q1;
            sum12 += q1 * q2;
            sum22 += q2 * q2;
        }
        double weight1 = phi1 / arms.n1;
        double weight2 = phi2 / arms.n2;
        squares += sum11 * sum11 * weight1 * weight1
                + 2 * sum12 * sum12 * weight1 * weight2
                + sum22 * sum22 * weight2 * weight2;
        return new Fit(Math.sqrt(variance), trace * trace / squares);
    }
}
