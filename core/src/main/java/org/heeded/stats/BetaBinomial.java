package org.heeded.stats;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Many groups with rates of their own, each seen in few trials: the true rates are taken to vary as a Beta distribution,
 * which is estimated from all groups (empirical Bayes) and then pulls each group's rate towards the mean, the more the
 * fewer its trials. Two failures in two trials never top a list on luck.
 *
 * <p>It assumes that the groups are exchangeable and that group size says nothing of the rate; the intervals take the
 * estimated distribution as known. With α = mean × concentration and β = (1 − mean) × concentration, the maximum of the
 * likelihood equals that of {@code VGAM::vglm(cbind(x, n - x) ~ 1, betabinomial)}.
 *
 * @param mean the mean of the rates, in [0, 1]
 * @param concentration α + β, in (0, ∞]: how many trials the distribution is worth beside a group's own; infinite where the
 *     rates differ no more than chance lets them, so that all share the mean
 */
public record BetaBinomial(double mean, double concentration) {

    /** Fewer groups with trials than this do not show how rates vary. */
    public static final int MIN_GROUPS = 8;

    /** The spread 1 / concentration is sought up to here: every group all or nothing. */
    private static final double MAX_SPREAD = 1000;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the mean is outside [0, 1] or the concentration not above 0
     */
    public BetaBinomial {
        if (!(mean >= 0 && mean <= 1)) {
            throw new IllegalArgumentException("mean " + mean + " is not in [0, 1]");
        }
        if (!(concentration > 0)) {
            throw new IllegalArgumentException("concentration " + concentration + " is not above 0");
        }
    }

    /** How a group's rate was estimated. */
    public enum Shrinkage implements Method {

        /** The group's own trials and the Beta distribution of all groups. */
        BETA_BINOMIAL("beta-binomial shrinkage"),

        /** The mean of all groups, which differ no more than chance. */
        POOLED_RATE("pooled rate");

        private final String label;

        Shrinkage(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * What was seen of a group.
     *
     * @param events trials with the event, in [0, trials]
     * @param trials all trials, in [0, {@link TwoByTwo#MAX_COUNT}]
     */
    public record Group(long events, long trials) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a count is out of its range
         */
        public Group {
            if (trials < 0 || trials > TwoByTwo.MAX_COUNT) {
                throw new IllegalArgumentException("trials " + trials + " is not in [0, " + TwoByTwo.MAX_COUNT + "]");
            }
            if (events < 0 || events > trials) {
                throw new IllegalArgumentException("events " + events + " is not in [0, " + trials + "]");
            }
        }
    }

    /**
     * Estimates the distribution of rates by maximum likelihood.
     *
     * @param groups the groups, in any order; those without trials say nothing
     * @return the distribution; empty with fewer than {@link #MIN_GROUPS} groups that have trials
     */
    public static Optional<BetaBinomial> fit(List<Group> groups) {
        if (groups.stream().filter(group -> group.trials() > 0).count() < MIN_GROUPS) {
            return Optional.empty();
        }
        Likelihood likelihood = new Likelihood(groups);
        double trials = groups.stream().mapToDouble(Group::trials).sum();
        double pooled = groups.stream().mapToDouble(Group::events).sum() / trials;
        if (pooled == 0 || pooled == 1) {
            return Optional.of(new BetaBinomial(pooled, Double.POSITIVE_INFINITY));
        }
        double largest = groups.stream().mapToDouble(Group::trials).max().orElseThrow();
        double spread = likelihood.bestSpread(1e-6 / largest);
        return Optional.of(
                likelihood.profile(spread) > likelihood.profile(0)
                        ? new BetaBinomial(likelihood.bestMean(spread), 1 / spread)
                        : new BetaBinomial(pooled, Double.POSITIVE_INFINITY));
    }

    /**
     * The rate of a group, given what was seen of it.
     *
     * @param group the group, one of those fitted or another like them
     * @param level the level of the credible interval, in (0, 1)
     * @return the posterior mean with an equal-tailed interval, widened to the mean where the posterior is so skewed that
     *     the mean lies outside; where the concentration is infinite, the mean of all groups without an interval
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate posterior(Group group, double level) {
        Objects.requireNonNull(group, "group");
        Estimate.checkLevel(level);
        if (Double.isInfinite(concentration) || mean == 0 || mean == 1) {
            return new Estimate.Point(mean, Shrinkage.POOLED_RATE, "the groups differ no more than chance lets them");
        }
        double alpha = mean * concentration + group.events;
        double beta = (1 - mean) * concentration + group.trials - group.events;
        BetaDistribution posterior = BetaDistribution.of(alpha, beta);
        double value = alpha / (alpha + beta);
        double tail = (1 - level) / 2;
        return new Estimate.Interval(
                value,
                Math.min(value, posterior.inverseCumulativeProbability(tail)),
                Math.max(value, posterior.inverseSurvivalProbability(tail)),
                level,
                Shrinkage.BETA_BINOMIAL);
    }

    /**
     * The log-likelihood of mean and spread, without the binomial coefficients: Σ ln Π(m + iθ)Π(1 − m + iθ) ÷ Π(1 + iθ), the
     * products over events, non-events and trials of each group.
     */
    static final class Likelihood {
        private final RisingProducts events;
        private final RisingProducts nonEvents;
        private final RisingProducts trials;

        Likelihood(List<Group> groups) {
            events = new RisingProducts(groups.stream().mapToLong(Group::events));
            nonEvents = new RisingProducts(groups.stream().mapToLong(group -> group.trials - group.events));
            trials = new RisingProducts(groups.stream().mapToLong(Group::trials));
        }

        double at(double mean, double spread) {
            return events.log(mean, spread) + nonEvents.log(1 - mean, spread) - trials.log(1, spread);
        }

        /** The mean of greatest likelihood at a spread; the likelihood is log-concave in the mean. */
        double bestMean(double spread) {
            return Roots.between(
                    mean -> (1 - mean) * mean * (events.slope(mean, spread) - nonEvents.slope(1 - mean, spread)), 0, 1);
        }

        double profile(double spread) {
            return at(bestMean(spread), spread);
        }

        /** The spread of greatest likelihood: a scan by doubling, then golden sections. */
        double bestSpread(double from) {
            double best = from;
            double most = Double.NEGATIVE_INFINITY;
            for (double spread = from; spread <= MAX_SPREAD; spread *= 2) {
                double here = profile(spread);
                if (here > most) {
                    most = here;
                    best = spread;
                }
            }
            double golden = (Math.sqrt(5) - 1) / 2;
            double low = Math.log(best / 2);
            double high = Math.log(best * 2);
            double left = high - golden * (high - low);
            double right = low + golden * (high - low);
            double atLeft = profile(Math.exp(left));
            double atRight = profile(Math.exp(right));
            while (high - low > 1e-9) {
                if (atLeft > atRight) {
                    high = right;
                    right = left;
                    atRight = atLeft;
                    left = high - golden * (high - low);
                    atLeft = profile(Math.exp(left));
                } else {
                    low = left;
                    left = right;
                    atLeft = atRight;
                    right = low + golden * (high - low);
                    atRight = profile(Math.exp(right));
                }
            }
            return Math.exp((low + high) / 2);
        }
    }
}
