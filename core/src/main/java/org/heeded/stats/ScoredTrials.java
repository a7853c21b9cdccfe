package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trials at the points of a score, for a trend of their rate: quarters, say, or shares.
 *
 * @param groups one group for each distinct score that has trials, ascending; see {@link #of(List)}
 */
public record ScoredTrials(List<Group> groups) {

    /** The slope as a method. */
    public enum Slope implements Method {
        /** Least-squares slope of the rate; its sign is that of the trend. Equals R's {@code lm(event ~ score)}. */
        RATE_SLOPE;

        @Override
        public String label() {
            return "least-squares slope of the rate";
        }
    }

    /**
     * Trials at one score.
     *
     * @param score the score, within ±1e100
     * @param events trials with the event, at least 0
     * @param trials all trials, at least {@code events}, at most {@link TwoByTwo#MAX_COUNT}
     */
    public record Group(double score, long events, long trials) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a component is out of range
         */
        public Group {
            if (!(Math.abs(score) <= 1e100)) {
                throw new IllegalArgumentException("score " + score + " is not in [-1e100, 1e100]");
            }
            if (events < 0 || events > trials || trials > TwoByTwo.MAX_COUNT) {
                throw new IllegalArgumentException("events " + events + " of trials " + trials
                        + " are not in [0, trials] and [0, " + TwoByTwo.MAX_COUNT + "]");
            }
            score += 0.0; // -0.0 becomes 0.0, one score and not two
        }
    }

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the scores are not strictly ascending, or a group has no trials
     */
    public ScoredTrials {
        groups = List.copyOf(groups);
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).trials() == 0) {
                throw new IllegalArgumentException("group " + i + " has no trials");
            }
            if (i > 0 && groups.get(i).score() <= groups.get(i - 1).score()) {
                throw new IllegalArgumentException("score " + groups.get(i).score() + " does not ascend in group " + i);
            }
        }
    }

    /**
     * Groups in any order; equal scores are added up and empty groups left out.
     *
     * @param groups the groups
     * @return the trials by score
     */
    public static ScoredTrials of(List<Group> groups) {
        TreeMap<Double, Group> byScore = new TreeMap<>();
        for (Group group : groups) {
            if (group.trials() > 0) {
                byScore.merge(
                        group.score(),
                        group,
                        (a, b) -> new Group(a.score(), a.events() + b.events(), a.trials() + b.trials()));
            }
        }
        return new ScoredTrials(new ArrayList<>(byScore.values()));
    }

    /**
     * All trials.
     *
     * @return their number
     */
    public long trials() {
        return groups.stream().mapToLong(Group::trials).sum();
    }

    /**
     * All events.
     *
     * @return their number
     */
    public long events() {
        return groups.stream().mapToLong(Group::events).sum();
    }

    /**
     * The change of the rate per unit of the score, by least squares over the trials:
     * Σ (s − s̄) (x − n x̄) / Σ n (s − s̄)².
     *
     * @return a value without limits, finite unless the scores differ by next to nothing; undefined unless trials have
     *     different scores
     */
    public Estimate slope() {
        if (groups.size() < 2) {
            return new Estimate.Undefined(
                    Slope.RATE_SLOPE, groups.isEmpty() ? "no trials" : "all trials have one score");
        }
        double range = last() - first();
        double covariance = 0;
        double variance = 0;
        double mean = meanPosition();
        for (Group group : groups) {
            double distance = position(group) - mean;
            covariance += distance * group.events();
            variance += distance * distance * group.trials();
        }
        return new Estimate.Point(
                covariance / variance / range, Slope.RATE_SLOPE, "the Cochran–Armitage test tells trend from chance");
    }

    /** Why there is nothing to test, if so. */
    Optional<String> obstacle() {
        long events = events();
        return Optional.ofNullable(
                groups.isEmpty()
                        ? "no trials"
                        : events == 0
                                ? "no events"
                                : events == trials()
                                        ? "no non-events"
                                        : groups.size() == 1 ? "all trials have one score" : null);
    }

    private double first() {
        return groups.get(0).score();
    }

    private double last() {
        return groups.get(groups.size() - 1).score();
    }

    /** Where the group's score lies from the first score, 0, to the last, 1; only with two groups or more. */
    double position(Group group) {
        return (group.score() - first()) / (last() - first());
    }

    double meanPosition() {
        double sum = 0;
        for (Group group : groups) {
            sum += position(group) * group.trials();
        }
        return sum / trials();
    }
}
