package org.heeded.stats;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Forecasts of the same quantities by two forecasters, beside what came true: who was nearer, and by how much. The mean
 * errors and the signed-rank test need one metric and unit for all pairs; who was nearer does not.
 *
 * <p>Numbers are read as the shortest decimals that denote them ({@code 0.1} is one tenth) and subtracted exactly, so that
 * equal errors tie.
 *
 * @param pairs the forecasts, in any order
 */
public record PairedForecasts(List<Pair> pairs) {

    /** What is measured by absolute errors |forecast − actual|. */
    public enum Measure implements Method {
        /** Mean absolute error of one forecaster. Equals scikit-learn's {@code mean_absolute_error}. */
        MEAN_ABSOLUTE_ERROR("mean absolute error"),

        /**
         * Mean absolute error of the first forecaster minus that of the second, with limits by Student's t over the
         * differences of the pairs. Equals R's {@code t.test(errors1, errors2, paired = TRUE)}.
         */
        MEAN_ABSOLUTE_ERROR_DIFFERENCE("difference of mean absolute errors, paired t");

        private final String label;

        Measure(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    /**
     * Two forecasts of one quantity.
     *
     * @param first what the first forecaster said, within ±1e150
     * @param second what the second said, within ±1e150
     * @param actual what came true, within ±1e150
     */
    public record Pair(double first, double second, double actual) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if a number is {@code NaN} or out of range
         */
        public Pair {
            check("first", first);
            check("second", second);
            check("actual", actual);
        }

        private static void check(String name, double value) {
            if (!(Math.abs(value) <= 1e150)) { // squares must not overflow
                throw new IllegalArgumentException(name + " " + value + " is not in [-1e150, 1e150]");
            }
        }

        private BigDecimal firstError() {
            return BigDecimal.valueOf(first)
                    .subtract(BigDecimal.valueOf(actual))
                    .abs();
        }

        private BigDecimal secondError() {
            return BigDecimal.valueOf(second)
                    .subtract(BigDecimal.valueOf(actual))
                    .abs();
        }

        /** Negative if the first was nearer. */
        private BigDecimal difference() {
            return firstError().subtract(secondError());
        }
    }

    /**
     * Copies.
     */
    public PairedForecasts {
        pairs = List.copyOf(pairs);
    }

    /**
     * How often each was nearer.
     *
     * @param first the first was strictly nearer
     * @param second the second was strictly nearer
     * @param ties both were equally far off
     */
    public record Nearer(long first, long second, long ties) {}

    /**
     * Who was nearer how often.
     *
     * @return the three counts; they add up to the pairs
     */
    public Nearer nearer() {
        long first =
                pairs.stream().filter(pair -> pair.difference().signum() < 0).count();
        long second =
                pairs.stream().filter(pair -> pair.difference().signum() > 0).count();
        return new Nearer(first, second, pairs.size() - first - second);
    }

    /**
     * Mean absolute error of the first forecaster.
     *
     * @return a value without limits; undefined without pairs
     */
    public Estimate firstError() {
        return meanError(Pair::firstError);
    }

    /**
     * Mean absolute error of the second forecaster.
     *
     * @return a value without limits; undefined without pairs
     */
    public Estimate secondError() {
        return meanError(Pair::secondError);
    }

    private Estimate meanError(Function<Pair, BigDecimal> error) {
        return pairs.isEmpty()
                ? new Estimate.Undefined(Measure.MEAN_ABSOLUTE_ERROR, "no pairs")
                : new Estimate.Point(
                        mean(doubles(error)), Measure.MEAN_ABSOLUTE_ERROR, "it describes the forecasts that were made");
    }

    /**
     * Mean absolute error of the first minus that of the second; negative if the first was nearer.
     *
     * @param level the confidence level, in (0, 1)
     * @return the difference with limits; without limits for one pair or if all differences are the same; undefined without
     *     pairs
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate errorDifference(double level) {
        Estimate.checkLevel(level);
        Measure method = Measure.MEAN_ABSOLUTE_ERROR_DIFFERENCE;
        if (pairs.isEmpty()) {
            return new Estimate.Undefined(method, "no pairs");
        }
        double[] differences = differences();
        double mean = mean(differences);
        if (Arrays.stream(differences).allMatch(d -> d == differences[0])) {
            return new Estimate.Point(
                    differences[0], method, pairs.size() == 1 ? "one pair" : "all differences are the same");
        }
        int n = differences.length;
        double squares =
                Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum();
        double halfWidth =
                Math.sqrt(squares / (n - 1) / n) * TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2);
        return new Estimate.Interval(mean, mean - halfWidth, mean + halfWidth, level, method);
    }

    /**
     * For each pair, the first's absolute error minus the second's: what {@link PairedTest} asks for.
     *
     * @return the differences, exact to rounding, in the order of the pairs; negative where the first was nearer
     */
    public double[] differences() {
        return doubles(Pair::difference);
    }

    private double[] doubles(Function<Pair, BigDecimal> figure) {
        return pairs.stream().map(figure).mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }
}
