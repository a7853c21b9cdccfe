package org.heeded.stats;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * The result of an estimator: a value with its limits, a value alone, or the statement that there is none.
 *
 * <p>No component is ever {@code NaN}. A ratio whose denominator is zero is {@link Double#POSITIVE_INFINITY}, as is a
 * limit without bound.
 */
public sealed interface Estimate {

    /**
     * How it was, or would have been, computed.
     *
     * @return the method
     */
    Method method();

    /**
     * A value with two-sided confidence (or credible) limits, both ends belonging to the interval.
     *
     * @param value the point estimate, within the limits; may be infinite
     * @param lower the lower limit; {@code -∞} when there is no bound
     * @param upper the upper limit; {@code +∞} when there is no bound
     * @param level the confidence level, in (0, 1)
     * @param method how it was computed
     */
    record Interval(double value, double lower, double upper, double level, Method method) implements Estimate {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if not {@code lower <= value <= upper}, or the level is outside (0, 1)
         */
        public Interval {
            Objects.requireNonNull(method, "method");
            if (!(lower <= value && value <= upper)) {
                throw new IllegalArgumentException(
                        "limits [" + lower + ", " + upper + "] do not hold the estimate " + value);
            }
            checkLevel(level);
        }

        /**
         * Whether a number lies inside the limits, ends included.
         *
         * @param x the number
         * @return {@code lower <= x <= upper}
         */
        public boolean contains(double x) {
            return lower <= x && x <= upper;
        }

        /**
         * The same interval on another scale.
         *
         * @param scale a strictly increasing or strictly decreasing function over the interval
         * @param as the method of the result
         * @return value and limits transformed, limits put back in order
         */
        public Interval map(DoubleUnaryOperator scale, Method as) {
            double l = scale.applyAsDouble(lower);
            double u = scale.applyAsDouble(upper);
            return new Interval(scale.applyAsDouble(value), Math.min(l, u), Math.max(l, u), level, as);
        }

        @Override
        public String toString() {
            return shown(value) + " (" + shown(100 * level) + " % " + shown(lower) + " to " + shown(upper) + ", "
                    + method.label() + ")";
        }
    }

    /**
     * A value for which there are no limits.
     *
     * @param value the value; may be infinite
     * @param method how it was computed
     * @param reason why there are no limits, as a phrase; never blank
     */
    record Point(double value, Method method, String reason) implements Estimate {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the value is {@code NaN} or the reason blank
         */
        public Point {
            Objects.requireNonNull(method, "method");
            if (Double.isNaN(value)) {
                throw new IllegalArgumentException("value is NaN");
            }
            checkReason(reason);
        }

        @Override
        public String toString() {
            return shown(value) + " (" + method.label() + "; no limits: " + reason + ")";
        }
    }

    /**
     * No value exists.
     *
     * @param method how it would have been computed
     * @param reason why there is no value, as a phrase; never blank
     */
    record Undefined(Method method, String reason) implements Estimate {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the reason is blank
         */
        public Undefined {
            Objects.requireNonNull(method, "method");
            checkReason(reason);
        }

        @Override
        public String toString() {
            return "undefined (" + method.label() + "): " + reason;
        }
    }

    /** A number for eyes: four significant digits, exponents only beyond a million and below a ten-thousandth. */
    private static String shown(double number) {
        if (Double.isInfinite(number)) {
            return number > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded =
                BigDecimal.valueOf(number).round(new MathContext(4)).stripTrailingZeros();
        boolean plain = number == 0 || (Math.abs(number) >= 1e-4 && Math.abs(number) < 1e6);
        return plain ? rounded.toPlainString() : rounded.toString();
    }

    private static void checkReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason is blank");
        }
    }

    /**
     * Refuses what is no confidence level.
     *
     * @param level the level
     * @return the same level
     * @throws IllegalArgumentException if the level is not strictly between 0 and 1
     */
    static double checkLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level " + level + " is not in (0, 1)");
        }
        return level;
    }
}
