package org.heeded.stats;

/** What the ratio measures share: putting value and limits together. */
final class Ratios {

    private Ratios() {}

    /** An interval that holds its value in spite of rounding and of very low levels. */
    static Estimate.Interval interval(double value, double lower, double upper, double level, Method method) {
        return new Estimate.Interval(value, Math.min(value, lower), Math.max(value, upper), level, method);
    }

    /** Normal limits for the logarithm of a ratio, or the ratio alone where its variance is infinite or vanishes. */
    static Estimate logInterval(double ratio, double variance, double level, Method method) {
        if (Double.isInfinite(variance)) {
            return new Estimate.Point(ratio, method, "the variance of its logarithm is infinite with a zero cell");
        }
        if (variance == 0) {
            return new Estimate.Point(ratio, method, "every trial has the event, which leaves no variance");
        }
        double factor = Math.exp(Normal.critical(level) * Math.sqrt(variance));
        return interval(ratio, ratio / factor, ratio * factor, level, method);
    }
}
