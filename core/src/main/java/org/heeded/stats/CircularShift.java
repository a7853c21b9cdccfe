package org.heeded.stats;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A two-sided permutation test of whether a value goes with a label, for values in sequence that depend on their
 * neighbours, as counts in overlapping windows do.
 *
 * <p>The statistic is the mean value of the labelled steps minus that of the others, over all sequences. Under the null
 * hypothesis the labels of a sequence could as well have begun at any other of its steps, running on from its end to its
 * start; so each sequence is shifted on its own, and the order within it is kept. p is the share of the shifts whose
 * statistic lies at least as far from the mean over all shifts as the one observed. With n steps in one sequence p is at
 * least 1/n: the power is low.
 *
 * <p>No packaged function computes it; in NumPy's words, {@code numpy.roll(labels, shift)} over all shifts.
 */
public enum CircularShift implements Method {
    /** Every combination of shifts, observed one included. */
    CIRCULAR_SHIFT("all circular shifts"),

    /**
     * Random shifts of a fixed seed where the combinations are many: p = (1 + those as far) / (1 + drawn), with at least
     * 199 and at most 9999 drawn.
     */
    CIRCULAR_SHIFT_RANDOM("random circular shifts");

    private static final long MOST_COMBINATIONS = 200_000;

    private static final double MOST_STEPS = 1e7;

    private final String label;

    CircularShift(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * One step of a sequence.
     *
     * @param value the value, within ±1e100
     * @param labelled whether it carries the label
     */
    public record Step(double value, boolean labelled) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the value is {@code NaN} or out of range
         */
        public Step {
            if (!(Math.abs(value) <= 1e100)) {
                throw new IllegalArgumentException("value " + value + " is not in [-1e100, 1e100]");
            }
        }
    }

    /**
     * The test of these sequences.
     *
     * @param sequences sequences of steps, each in its order; sequences are independent of each other
     * @param seed of the random shifts, should it come to them; the same seed gives the same result everywhere
     * @return the p-value, the statistic being the difference of the means; undefined unless there are labelled and
     *     unlabelled steps, and both in one of the sequences
     */
    public static TestResult test(List<List<Step>> sequences, long seed) {
        List<Ring> rings = sequences.stream().map(Ring::of).toList();
        double steps = rings.stream().mapToDouble(Ring::length).sum();
        double labelled = rings.stream().mapToDouble(Ring::labelled).sum();
        List<Ring> turning = rings.stream()
                .filter(ring -> ring.labelled() > 0 && ring.labelled() < ring.length())
                .toList();
        if (labelled == 0 || labelled == steps) {
            return new TestResult.Undefined(
                    CIRCULAR_SHIFT, labelled == 0 ? "no labelled steps" : "no unlabelled steps");
        }
        if (turning.isEmpty()) {
            return new TestResult.Undefined(CIRCULAR_SHIFT, "the labels differ within no sequence");
        }
        double all = rings.stream().mapToDouble(Ring::total).sum();
        double ofLabelled = rings.stream()
                .mapToDouble(ring -> ring.excess(0) + ring.expected())
                .sum();
        double difference = ofLabelled / labelled - (all - ofLabelled) / (steps - labelled);
        double observed = turning.stream().mapToDouble(ring -> ring.excess(0)).sum();
        double slack = 1e-9 * turning.stream().mapToDouble(Ring::magnitude).sum();
        double least = Math.abs(observed) - slack;
        double combinations = turning.stream().mapToDouble(Ring::length).reduce(1, (a, b) -> a * b);
        double squares = turning.stream()
                .mapToDouble(ring -> (double) ring.length() * ring.length())
                .sum();
        return combinations <= MOST_COMBINATIONS && squares <= MOST_STEPS
                ? result(difference, shareOfAll(turning, least), CIRCULAR_SHIFT)
                : result(difference, shareOfRandom(turning, least, seed), CIRCULAR_SHIFT_RANDOM);
    }

    private static TestResult result(double statistic, double p, CircularShift method) {
        return new TestResult.Computed(OptionalDouble.of(statistic), OptionalDouble.empty(), p, method);
    }

    private static double shareOfAll(List<Ring> rings, double least) {
        double[] sums = {0};
        for (Ring ring : rings) {
            double[] longer = new double[sums.length * ring.length()];
            for (int shift = 0; shift < ring.length(); shift++) {
                double excess = ring.excess(shift);
                for (int i = 0; i < sums.length; i++) {
                    longer[shift * sums.length + i] = sums[i] + excess;
                }
            }
            sums = longer;
        }
        int far = 0;
        for (double sum : sums) {
            far += Math.abs(sum) >= least ? 1 : 0;
        }
        return (double) far / sums.length;
    }

    private static double shareOfRandom(List<Ring> rings, double least, long seed) {
        double steps = rings.stream().mapToDouble(Ring::length).sum();
        int draws = (int) Math.max(199, Math.min(9999, MOST_STEPS / steps));
        SplittableRandom random = new SplittableRandom(seed);
        int far = 1;
        for (int draw = 0; draw < draws; draw++) {
            double sum = 0;
            for (Ring ring : rings) {
                sum += ring.excess(random.nextInt(ring.length()));
            }
            far += Math.abs(sum) >= least ? 1 : 0;
        }
        return far / (draws + 1.0);
    }

    /** A sequence closed to a ring: its values, and the places of its labels. */
    @SuppressWarnings("ArrayRecordComponent") // never compared nor handed out
    private record Ring(double[] values, int[] labels, double total) {

        static Ring of(List<Step> steps) {
            double[] values = steps.stream().mapToDouble(Step::value).toArray();
            int[] labels = IntStream.range(0, values.length)
                    .filter(i -> steps.get(i).labelled())
                    .toArray();
            double total = 0;
            for (double value : values) {
                total += value;
            }
            return new Ring(values, labels, total);
        }

        int length() {
            return values.length;
        }

        int labelled() {
            return labels.length;
        }

        /** The mean over all shifts of the sum of the labelled values. */
        double expected() {
            return labels.length == 0 ? 0 : total / values.length * labels.length;
        }

        /** The sum of the values that are labelled after a shift, over the expected one. */
        double excess(int shift) {
            double sum = 0;
            for (int label : labels) {
                int at = label + shift;
                sum += values[at < values.length ? at : at - values.length];
            }
            return sum - expected();
        }

        double magnitude() {
            double sum = 0;
            for (double value : values) {
                sum += Math.abs(value);
            }
            return sum;
        }
    }
}
