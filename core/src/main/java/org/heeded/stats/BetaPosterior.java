package org.heeded.stats;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * What is known of a proportion after independent trials, from a symmetric Beta prior: the distribution Beta(α, β).
 *
 * @param alpha prior weight plus trials with the event, positive
 * @param beta prior weight plus trials without, positive
 */
public record BetaPosterior(double alpha, double beta) {

    /** The prior weight of each outcome that Jeffreys' rule gives: Beta(½, ½). */
    public static final double JEFFREYS_PRIOR = 0.5;

    private static final double NEGLIGIBLE = 1e-18;
    /** The logarithm of about the least probability that is computed; any below is 0. */
    private static final double LEAST = -700;

    private static final double CONVERGED = 1e-10;

    /** The quantities computed from posteriors. */
    public enum Quantity implements Method {
        /** The mean of one posterior, with equal-tailed credible limits. */
        MEAN("posterior mean, equal tails"),
        /** The probability that the rate of arm 1 is higher than that of arm 2. */
        PROBABILITY_HIGHER("posterior probability that the rate of arm 1 is higher");

        private final String label;

        Quantity(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if α or β is not positive and finite
     */
    public BetaPosterior {
        check("alpha", alpha);
        check("beta", beta);
    }

    private static double check(String name, double parameter) {
        if (!(parameter > 0 && parameter < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + parameter + " is not positive and finite");
        }
        return parameter;
    }

    /**
     * The posterior of counts.
     *
     * @param events trials with the event, in [0, trials]
     * @param trials all trials, at least 0
     * @param prior the prior weight of each outcome, positive; {@link #JEFFREYS_PRIOR} unless there is a reason
     * @return Beta(events + prior, trials − events + prior)
     * @throws IllegalArgumentException if an argument is outside its range
     */
    public static BetaPosterior of(long events, long trials, double prior) {
        check("prior", prior);
        if (events < 0 || events > trials) {
            throw new IllegalArgumentException("events " + events + " is not in [0, trials " + trials + "]");
        }
        return new BetaPosterior(events + prior, trials - events + prior);
    }

    /**
     * The probability that the rate of arm 1 is higher than that of arm 2, from independent priors.
     *
     * @param table arm 1 against arm 2
     * @param prior the prior weight of each outcome in each arm, positive
     * @return the probability, without limits; undefined when an arm is empty, since it would be the prior's
     * @throws IllegalArgumentException if the prior is not positive and finite
     */
    public static Estimate probabilityHigher(TwoByTwo table, double prior) {
        BetaPosterior arm1 = of(table.events1(), table.n1(), prior);
        BetaPosterior arm2 = of(table.events2(), table.n2(), prior);
        return table.hasEmptyArm()
                ? new Estimate.Undefined(Quantity.PROBABILITY_HIGHER, "an arm has no trials")
                : new Estimate.Point(
                        arm1.probabilityAbove(arm2), Quantity.PROBABILITY_HIGHER, "a posterior probability has none");
    }

    /**
     * The mean.
     *
     * @return α ÷ (α + β)
     */
    public double mean() {
        return alpha / (alpha + beta);
    }

    /**
     * The mean with equal-tailed credible limits. R: {@code qbeta(c(.025, .975), alpha, beta)}.
     *
     * @param level the probability inside the limits, in (0, 1); where it is so low that the mean would lie outside, the
     *     nearer limit is the mean
     * @return the interval, inside [0, 1]
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate.Interval interval(double level) {
        double tail = (1 - Estimate.checkLevel(level)) / 2;
        BetaDistribution beta = BetaDistribution.of(alpha, this.beta);
        return new Estimate.Interval(
                mean(),
                Math.min(mean(), beta.inverseCumulativeProbability(tail)),
                Math.max(mean(), beta.inverseSurvivalProbability(tail)),
                level,
                Quantity.MEAN);
    }

    /**
     * The probability that this rate is above another, the two being independent. Quadrature: the trapezoidal rule on the
     * logit scale, over the density of the better known rate times the tail of the other; the relative error is about
     * 10⁻¹⁰ (10⁻⁸ with counts of 10⁹), in a small probability too; below about 10⁻³⁰⁰ it is 0.
     *
     * @param other the other rate
     * @return P(this &gt; other), in [0, 1]
     */
    public double probabilityAbove(BetaPosterior other) {
        return logitVariance() <= other.logitVariance()
                ? expected(logit -> other.cumulative(logit), other)
                : other.expected(logit -> complement().cumulative(-logit), this);
    }

    private BetaPosterior complement() {
        return new BetaPosterior(beta, alpha);
    }

    private double logitVariance() {
        return 1 / alpha + 1 / beta;
    }

    private double logitMode() {
        return Math.log(alpha / beta);
    }

    /** P(rate ≤ x), from the logit of x so that x may be near 1. */
    private double cumulative(double logit) {
        return logit <= 0
                ? BetaDistribution.of(alpha, beta).cumulativeProbability(1 / (1 + Math.exp(-logit)))
                : BetaDistribution.of(beta, alpha).survivalProbability(1 / (1 + Math.exp(logit)));
    }

    /** The mean of a log-concave function of the logit, which is large near the mode of another posterior. */
    private double expected(DoubleUnaryOperator function, BetaPosterior other) {
        DoubleUnaryOperator logWeighted =
                offset -> logDensity(offset) + Math.log(function.applyAsDouble(logitMode() + offset));
        double peak = peak(logWeighted, other.logitMode() - logitMode());
        double height = logWeighted.applyAsDouble(peak);
        if (height < LEAST) {
            return 0;
        }
        double step = Math.sqrt(logitVariance());
        double part = integral(offset -> Math.exp(logWeighted.applyAsDouble(offset) - height), peak, step);
        double whole = integral(offset -> Math.exp(logDensity(offset)), 0, step);
        return Math.min(1, Math.exp(height) * (part / whole));
    }

    /** The log density of the logit at an offset from its mode, less that at the mode, in a form that does not cancel. */
    private double logDensity(double offset) {
        double n = alpha + beta;
        return alpha <= beta
                ? alpha * offset - n * Math.log1p(alpha / n * Math.expm1(offset))
                : -beta * offset - n * Math.log1p(beta / n * Math.expm1(-offset));
    }

    /** Where between 0 and an end a log-concave function is largest; it may be −∞ on the side of 0. */
    private static double peak(DoubleUnaryOperator f, double end) {
        double near = 0;
        double far = end;
        for (int i = 0; i < 60; i++) {
            double third = (far - near) / 3;
            double nearer = f.applyAsDouble(near + third);
            double farther = f.applyAsDouble(far - third);
            if (nearer > farther) {
                far -= third;
            } else {
                near += third;
            }
        }
        return near;
    }

    /** The integral over the line of a function with one peak, by halving the step until the sum settles. */
    private static double integral(DoubleUnaryOperator f, double peak, double step) {
        double sum = f.applyAsDouble(peak) + outward(f, peak, step) + outward(f, peak, -step);
        for (double h = step; ; h /= 2) {
            double between = f.applyAsDouble(peak + h / 2)
                    + outward(f, peak + h / 2, h)
                    + f.applyAsDouble(peak - h / 2)
                    + outward(f, peak - h / 2, -h);
            boolean settled = Math.abs(between - sum) <= CONVERGED * sum;
            sum += between;
            if (settled || h < step / 256) {
                return sum * h / 2;
            }
        }
    }

    private static double outward(DoubleUnaryOperator f, double start, double step) {
        double sum = 0;
        for (double x = start + step; ; x += step) {
            double term = f.applyAsDouble(x);
            sum += term;
            if (term <= NEGLIGIBLE * sum) {
                return sum;
            }
        }
    }
}
