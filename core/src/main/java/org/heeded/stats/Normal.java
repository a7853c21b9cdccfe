package org.heeded.stats;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution, as two-sided methods use it. */
final class Normal {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** The z that a standard normal exceeds in size with probability 1 − level; validates the level. */
    static double critical(double level) {
        return STANDARD.inverseSurvivalProbability((1 - Estimate.checkLevel(level)) / 2);
    }

    /** The probability that a standard normal is at least |z| in size. */
    static double twoSided(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }
}
