package org.heeded.stats;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Cochran–Armitage tests, two-sided, of whether the rate of an event rises or falls along a score: over quarters, or over
 * the share of advice that was overridden.
 *
 * <p>T = Σ s<sub>i</sub> x<sub>i</sub> with x<sub>i</sub> events among n<sub>i</sub> trials at score s<sub>i</sub>. Given
 * the total of the events, T varies over all ways to place them on the trials, each equally likely if there is no trend
 * and the trials are independent. Only the spacing of the scores matters. Sources: Cochran 1954; Armitage 1955.
 */
public enum CochranArmitage implements Method {
    /**
     * Exact: the probability of a T at least as far from its expectation as the one observed. Where scores share no common
     * step, or the counts are so great that it would take long, it is {@link #COCHRAN_ARMITAGE}, as the result says. Equals
     * {@code coin::independence_test(score ~ factor(event), distribution = exact())}.
     */
    COCHRAN_ARMITAGE_EXACT("exact Cochran–Armitage test"),

    /** As the exact test, with half the probability of the T at the very distance observed. */
    COCHRAN_ARMITAGE_MID_P("mid-p Cochran–Armitage test"),

    /**
     * χ² on 1 degree of freedom with the permutation variance (N−1): T's squared distance from its expectation over its
     * variance. Equals {@code coin::independence_test(score ~ factor(event), teststat = "quad")}, and (N−1)/N times R's
     * {@code prop.trend.test}.
     */
    COCHRAN_ARMITAGE("Cochran–Armitage test (N−1)");

    /** Multiplications that the exact distribution may take: some 20 ms. */
    private static final double MOST_STEPS = 2e7;

    private static final int MOST_STATES = 2_000_000;

    /** Scores are taken as multiples of at finest this fraction of their range. */
    private static final int FINEST_STEP = 20_000;

    private final String label;

    CochranArmitage(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The test of these trials.
     *
     * @param trials the trials by score, in any order; equal scores are added up
     * @return the p-value; undefined without trials, events or non-events, or if all trials have one score
     */
    public TestResult of(ScoredTrials trials) {
        Optional<String> obstacle = trials.obstacle();
        if (obstacle.isPresent()) {
            return new TestResult.Undefined(this, obstacle.get());
        }
        return this == COCHRAN_ARMITAGE ? asymptotic(trials) : exactOrAsymptotic(trials);
    }

    private TestResult exactOrAsymptotic(ScoredTrials trials) {
        OptionalDouble p = exact(trials);
        return p.isPresent() ? TestResult.Computed.exact(p.getAsDouble(), this) : asymptotic(trials);
    }

    private static TestResult asymptotic(ScoredTrials trials) {
        double n = trials.trials();
        double events = trials.events();
        double mean = trials.meanPosition();
        double distance = 0;
        double squares = 0;
        for (ScoredTrials.Group group : trials.groups()) {
            double d = trials.position(group) - mean;
            distance += d * group.events();
            squares += d * d * group.trials();
        }
        double chiSquared = distance * distance / (squares * (events / n) * ((n - events) / (n - 1)));
        return new TestResult.Computed(
                OptionalDouble.of(chiSquared),
                OptionalDouble.of(1),
                ChiSquaredDistribution.of(1).survivalProbability(chiSquared),
                COCHRAN_ARMITAGE);
    }

    /** The exact p-value, or nothing if it would take long. */
    private OptionalDouble exact(ScoredTrials trials) {
        // non-events mirror events, so that the rarer of the two is what is placed
        boolean mirror = 2 * trials.events() > trials.trials();
        long placed = mirror ? trials.trials() - trials.events() : trials.events();
        Optional<long[]> steps = steps(trials);
        if (steps.isEmpty() || trials.trials() > 1_000_000_000) {
            return OptionalDouble.empty();
        }
        long[] scores = steps.get();
        long top = scores[scores.length - 1];
        double states = (placed + 1.0) * (placed * top + 1.0);
        double ways = 0;
        for (ScoredTrials.Group group : trials.groups()) {
            ways += Math.min(placed, group.trials()) + 1.0;
        }
        if (states > MOST_STATES || states * ways / 2 > MOST_STEPS) {
            return OptionalDouble.empty();
        }
        double[] weights = sumWeights(trials, scores, (int) placed);
        long observed = 0;
        long expectedTimesN = 0;
        for (int i = 0; i < scores.length; i++) {
            ScoredTrials.Group group = trials.groups().get(i);
            observed += scores[i] * (mirror ? group.trials() - group.events() : group.events());
            expectedTimesN += scores[i] * group.trials() * placed;
        }
        long distance = Math.abs(observed * trials.trials() - expectedTimesN);
        double beyond = 0;
        double at = 0;
        double all = 0;
        for (int sum = 0; sum < weights.length; sum++) {
            long d = Math.abs(sum * trials.trials() - expectedTimesN);
            all += weights[sum];
            beyond += d > distance ? weights[sum] : 0;
            at += d == distance ? weights[sum] : 0;
        }
        return OptionalDouble.of(Math.min(1, (beyond + (this == COCHRAN_ARMITAGE_MID_P ? at / 2 : at)) / all));
    }

    /** The scores as whole multiples of their common step, the first being 0. */
    private static Optional<long[]> steps(ScoredTrials trials) {
        double[] positions =
                trials.groups().stream().mapToDouble(trials::position).toArray();
        for (int top = 1; top <= FINEST_STEP; top++) {
            if (areMultiples(positions, top)) {
                double step = top;
                return Optional.of(Arrays.stream(positions)
                        .mapToLong(position -> Math.round(position * step))
                        .toArray());
            }
        }
        return Optional.empty();
    }

    private static boolean areMultiples(double[] positions, double top) {
        double before = -1;
        for (double position : positions) {
            double multiple = Math.rint(position * top);
            if (Math.abs(position * top - multiple) > 1e-9 || multiple <= before) {
                return false;
            }
            before = multiple;
        }
        return true;
    }

    /**
     * For each possible T, the number of ways to place the events that give it, up to a common factor: a convolution of
     * the groups over (events placed so far, T so far).
     */
    private static double[] sumWeights(ScoredTrials trials, long[] scores, int placed) {
        int top = (int) scores[scores.length - 1];
        double[][] state = new double[placed + 1][];
        for (int k = 0; k <= placed; k++) {
            state[k] = new double[k * top + 1];
        }
        state[0][0] = 1;
        double logOdds = Math.log(placed / ((double) trials.trials() - placed));
        for (int i = 0; i < scores.length; i++) {
            double[] ways = relativeWays(trials.groups().get(i).trials(), placed, logOdds);
            int score = (int) scores[i];
            for (int k = placed; k >= 0; k--) {
                double[] to = state[k];
                for (int sum = 0; sum < to.length; sum++) {
                    to[sum] *= ways[0];
                }
                for (int x = 1; x <= k && x < ways.length; x++) {
                    double[] from = state[k - x];
                    for (int sum = 0; sum < from.length; sum++) {
                        to[sum + x * score] += from[sum] * ways[x];
                    }
                }
            }
        }
        return state[placed];
    }

    /** Binomial probabilities of x = 0, 1, … events relative to the largest: the odds cancel out once all are placed. */
    private static double[] relativeWays(long trials, int placed, double logOdds) {
        double[] log = new double[(int) Math.min(trials, placed) + 1];
        double largest = 0;
        for (int x = 1; x < log.length; x++) {
            log[x] = log[x - 1] + Math.log((trials - x + 1.0) / x) + logOdds;
            largest = Math.max(largest, log[x]);
        }
        for (int x = 0; x < log.length; x++) {
            log[x] = Math.exp(log[x] - largest);
        }
        return log;
    }
}
