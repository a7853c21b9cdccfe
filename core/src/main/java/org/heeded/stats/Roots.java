package org.heeded.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * Roots of decreasing functions, by Chandrupatla's choice between bisection and inverse quadratic interpolation
 * (Chandrupatla 1997). The function may be infinite; it is never evaluated at the ends of the bracket, where a
 * likelihood has its poles.
 */
final class Roots {

    /** Beyond this the exponential of an argument is 0 or ∞. */
    private static final double FARTHEST = 750;

    private Roots() {}

    /**
     * The point in a bracket where a decreasing function changes sign, to the last bits.
     *
     * @param f decreasing; positive just above {@code lower}, negative just below {@code upper}
     */
    static double between(DoubleUnaryOperator f, double lower, double upper) {
        return between(f, lower, Double.POSITIVE_INFINITY, upper, Double.NEGATIVE_INFINITY);
    }

    /**
     * The point on the whole line where a decreasing function of a logarithm changes sign; infinite when it does not
     * within ±{@value #FARTHEST}.
     *
     * @param start where to begin looking
     * @param scale how far from there the change is likely to be, positive
     */
    static double from(DoubleUnaryOperator f, double start, double scale) {
        double near = start;
        // a zero at the start need not be the sign change: a variance may vanish there
        double fNear = f.applyAsDouble(near) > 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        double direction = fNear > 0 ? 1 : -1;
        for (double step = scale; ; step *= 2) {
            double far = near + direction * step;
            double fFar = f.applyAsDouble(far);
            if (fFar > 0 != fNear > 0) {
                return direction > 0 ? between(f, near, fNear, far, fFar) : between(f, far, fFar, near, fNear);
            }
            if (Math.abs(far) > FARTHEST) {
                return direction * Double.POSITIVE_INFINITY;
            }
            near = far;
            fNear = fFar;
        }
    }

    private static double between(DoubleUnaryOperator f, double lower, double fLower, double upper, double fUpper) {
        // newest is the last point tried, opposite the end with the other sign, dropped the point replaced last
        double newest = upper;
        double fNewest = fUpper;
        double opposite = lower;
        double fOpposite = fLower;
        double share = 0.5;
        while (true) {
            double x = newest + share * (opposite - newest);
            double fx = f.applyAsDouble(x);
            double dropped;
            double fDropped;
            if (fx > 0 == fNewest > 0) {
                dropped = newest;
                fDropped = fNewest;
            } else {
                dropped = opposite;
                fDropped = fOpposite;
                opposite = newest;
                fOpposite = fNewest;
            }
            newest = x;
            fNewest = fx;
            double best = Math.abs(fOpposite) < Math.abs(fNewest) ? opposite : newest;
            double narrowest = 2 * Math.ulp(best) / Math.abs(opposite - newest);
            if (fx == 0 || narrowest >= 0.5) {
                return best;
            }
            double position = (newest - opposite) / (dropped - opposite);
            double height = (fNewest - fOpposite) / (fDropped - fOpposite);
            // false for a NaN, that is as long as an end is infinite
            boolean smooth = 1 - Math.sqrt(1 - position) < height && height < Math.sqrt(position);
            share = smooth
                    ? fNewest / (fOpposite - fNewest) * (fDropped / (fOpposite - fDropped))
                            + (dropped - newest)
                                    / (opposite - newest)
                                    * (fNewest / (fDropped - fNewest))
                                    * (fOpposite / (fDropped - fOpposite))
                    : 0.5;
            share = Math.min(Math.max(share, narrowest), 1 - narrowest);
        }
    }
}
