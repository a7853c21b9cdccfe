package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Margins for counts over many seeds, from the binomial: a sound analysis falls outside by chance once in a million. */
final class Margins {

    private static final double FALSE_ALARM = 1e-6;

    private Margins() {}

    /** Asserts that trials that each happen with at least a probability happened often enough. */
    static void assertAtLeast(String what, List<Boolean> trials, double p) {
        assertThat(trials).as(what).isNotEmpty();
        assertThat(count(trials))
                .as("%s: of %s, at least %s each", what, trials.size(), p)
                .isGreaterThanOrEqualTo(
                        BinomialDistribution.of(trials.size(), p).inverseCumulativeProbability(FALSE_ALARM));
    }

    /** Asserts that trials that each happen with at most a probability happened seldom enough. */
    static void assertAtMost(String what, List<Boolean> trials, double p) {
        assertThat(trials).as(what).isNotEmpty();
        assertThat(count(trials))
                .as("%s: of %s, at most %s each", what, trials.size(), p)
                .isLessThanOrEqualTo(BinomialDistribution.of(trials.size(), p).inverseSurvivalProbability(FALSE_ALARM));
    }

    /** Asserts that trials that each happen with a probability happened about as often. */
    static void assertRate(String what, List<Boolean> trials, double p) {
        assertAtLeast(what, trials, p);
        assertAtMost(what, trials, p);
    }

    static long count(List<Boolean> trials) {
        return trials.stream().filter(t -> t).count();
    }
}
