package org.heeded.stats;

import java.util.stream.LongStream;

/**
 * The products m(m + θ)(m + 2θ)…(m + (k − 1)θ) of which the beta-binomial likelihood consists, over many k at once. In this
 * form, unlike in that of gamma functions, nothing cancels as θ → 0, where the beta-binomial becomes a binomial.
 *
 * <p>Factors below {@value #COUNTED} are counted, not repeated for each k; those above come from the Euler–Maclaurin formula,
 * so the cost does not grow with k.
 */
final class RisingProducts {

    private static final int COUNTED = 64;

    /** How many k have a factor m + iθ. */
    private final long[] having = new long[COUNTED];

    /** The k with more factors than are counted. */
    private final long[] tails;

    RisingProducts(LongStream ks) {
        tails = ks.peek(k -> {
                    for (int i = 0; i < Math.min(k, COUNTED); i++) {
                        having[i]++;
                    }
                })
                .filter(k -> k > COUNTED)
                .toArray();
    }

    /** The logarithm of the product of all. */
    double log(double m, double theta) {
        double sum = 0;
        for (int i = 0; i < COUNTED && having[i] > 0; i++) {
            sum += having[i] * Math.log(m + i * theta);
        }
        double a = m + COUNTED * theta;
        double u = theta / a;
        for (long k : tails) {
            double b = m + k * theta;
            double v = theta / b;
            double integral = (k - COUNTED) * (Math.log(a) - 1 + b / a * slowing((b - a) / a));
            sum += integral + Math.log(a / b) / 2 + (v - u) / 12 - (v * v * v - u * u * u) / 360;
        }
        return sum;
    }

    /** Its derivative by m. */
    double slope(double m, double theta) {
        double sum = 0;
        for (int i = 0; i < COUNTED && having[i] > 0; i++) {
            sum += having[i] / (m + i * theta);
        }
        double a = m + COUNTED * theta;
        double u = theta / a;
        for (long k : tails) {
            double b = m + k * theta;
            double v = theta / b;
            double integral = (k - COUNTED) / a * slowing((b - a) / a);
            sum += integral + (1 / a - 1 / b) / 2 + (u / a - v / b) / 12 + (v * v * v / b - u * u * u / a) / 120;
        }
        return sum;
    }

    private static double slowing(double growth) {
        return growth == 0 ? 1 : Math.log1p(growth) / growth;
    }
}
