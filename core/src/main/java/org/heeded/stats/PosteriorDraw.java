package org.heeded.stats;

import java.util.SplittableRandom;

/**
 * One joint draw from posterior distributions, by a generator of its own: the same on every machine and at every run.
 * Used by one thread within {@link PosteriorSample#of}.
 */
public final class PosteriorDraw {

    private final SplittableRandom random;
    private double spareNormal = Double.NaN;

    PosteriorDraw(SplittableRandom random) {
        this.random = random;
    }

    /**
     * The shares of cells from a Dirichlet distribution: prior plus counts, cell by cell.
     *
     * @param parameters the parameters, each in [1e-6, 1e15], together at least 0.1
     * @return the shares, each in [0, 1], adding up to 1
     * @throws IllegalArgumentException if a parameter or their sum is out of range
     */
    public double[] dirichlet(double... parameters) {
        double total = 0;
        for (double parameter : parameters) {
            if (!(parameter >= 1e-6 && parameter <= 1e15)) {
                throw new IllegalArgumentException("parameter " + parameter + " is not in [1e-6, 1e15]");
            }
            total += parameter;
        }
        if (total < 0.1) { // the sum of the variates could underflow
            throw new IllegalArgumentException("parameters add up to " + total + ", less than 0.1");
        }
        double[] shares = new double[parameters.length];
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = gamma(parameters[i]);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /**
     * A rate from a beta distribution: prior plus events, prior plus non-events.
     *
     * @param alpha the first parameter, in [1e-6, 1e15]
     * @param beta the second parameter, in [1e-6, 1e15]; both together at least 0.1
     * @return the rate, in [0, 1]
     * @throws IllegalArgumentException if a parameter or their sum is out of range
     */
    public double beta(double alpha, double beta) {
        return dirichlet(alpha, beta)[0];
    }

    private double gamma(double shape) {
        return shape < 1
                ? gammaFromOne(shape + 1) * StrictMath.exp(StrictMath.log(uniform()) / shape)
                : gammaFromOne(shape);
    }

    /** Rejection from a cubed normal (Marsaglia and Tsang 2000). */
    private double gammaFromOne(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal();
            double root = 1 + c * x;
            if (root > 0) {
                double v = root * root * root;
                double u = uniform();
                double square = x * x;
                // the first bound saves nearly all of the logarithms
                if (u < 1 - 0.0331 * square * square
                        || StrictMath.log(u) < square / 2 + d * (1 - v + StrictMath.log(v))) {
                    return d * v;
                }
            }
        }
    }

    /** The polar method of Marsaglia, which makes two at a time. */
    private double normal() {
        if (!Double.isNaN(spareNormal)) {
            double spare = spareNormal;
            spareNormal = Double.NaN;
            return spare;
        }
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                double factor = Math.sqrt(-2 * StrictMath.log(square) / square);
                spareNormal = y * factor;
                return x * factor;
            }
        }
    }

    /** Within (0, 1), both ends excluded. */
    private double uniform() {
        return ((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }
}
