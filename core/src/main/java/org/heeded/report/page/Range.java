package org.heeded.report.page;

/**
 * A value with its limits, in units of an axis.
 *
 * @param value between the limits; may be infinite
 * @param lower the lower limit; may be infinite
 * @param upper the upper limit; may be infinite
 */
public record Range(double value, double lower, double upper) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if not {@code lower <= value <= upper}
     */
    public Range {
        if (!(lower <= value && value <= upper)) {
            throw new IllegalArgumentException("limits [" + lower + ", " + upper + "] do not hold " + value);
        }
    }
}
