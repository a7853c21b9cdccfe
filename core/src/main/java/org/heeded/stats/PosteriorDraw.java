package org.heeded.stats;

import java.util.SplittableRandom;

/**
 * One joint draw from posterior distributions, by a generator of its own: the same on every machine and at every run.
 * Used by one thread within {@link PosteriorSample#of}.
 */
public final class PosteriorDraw {

    private final SplittableRandom random;

    PosteriorDraw(SplittableRandom random) {
        this.random = random;
    }

    /**
     * The shares of cells from a Dirichlet distribution: prior plus counts, cell by cell.
     *
     * @param parameters the parameters, at least one, each in [1e-6, 1e15]
     * @return the shares, each in [0, 1], adding up to 1
     * @throws IllegalArgumentException if there are no parameters or one is out of range
     */
    public double[] dirichlet(double... parameters) {
        if (parameters.length == 0) {
            throw new IllegalArgumentException("no parameters");
        }
        double[] logs = new double[parameters.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = logGamma(parameters[i]);
            largest = Math.max(largest, logs[i]);
        }
        double sum = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = StrictMath.exp(logs[i] - largest);
            sum += logs[i];
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] /= sum;
        }
        return logs;
    }

    /**
     * A rate from a beta distribution: prior plus events, prior plus non-events.
     *
     * @param alpha the first parameter, in [1e-6, 1e15]
     * @param beta the second parameter, in [1e-6, 1e15]
     * @return the rate, in [0, 1]
     * @throws IllegalArgumentException if a parameter is out of range
     */
    public double beta(double alpha, double beta) {
        return dirichlet(alpha, beta)[0];
    }

    /** The logarithm of a gamma variate, since with a small shape the variate itself often underflows. */
    private double logGamma(double shape) {
        if (!(shape >= 1e-6 && shape <= 1e15)) {
            throw new IllegalArgumentException("parameter " + shape + " is not in [1e-6, 1e15]");
        }
        return shape < 1 ? logGammaFromOne(shape + 1) + StrictMath.log(uniform()) / shape : logGammaFromOne(shape);
    }

    /** Rejection from a cubed normal (Marsaglia and Tsang 2000). */
    private double logGammaFromOne(double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal();
            double root = 1 + c * x;
            if (root > 0) {
                double logV = 3 * StrictMath.log(root);
                double v = root * root * root;
                if (StrictMath.log(uniform()) < x * x / 2 + d * (1 - v + logV)) {
                    return StrictMath.log(d) + logV;
                }
            }
        }
    }

    /** The polar method of Marsaglia, its second number unused. */
    private double normal() {
        while (true) {
            double x = 2 * uniform() - 1;
            double y = 2 * uniform() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Within (0, 1), both ends excluded. */
    private double uniform() {
        return ((random.nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }
}
