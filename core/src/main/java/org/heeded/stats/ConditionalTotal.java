package org.heeded.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The exact distribution of how far the events of arm 1, summed over strata, could have come out from what was observed,
 * given the margins of each stratum and one odds ratio for all: a sum of Fisher's noncentral hypergeometric variables.
 *
 * <p>It is held tilted to the odds ratio at which its mean is the observed sum (half a step inside where the observed
 * sum is as extreme as the margins allow), so that no weight that matters underflows however far that is from 1.
 */
final class ConditionalTotal {

    /** Weights this much smaller than the largest are dropped: beyond any tail that a double can tell from 1. */
    private static final double NEGLIGIBLE = 1e-40;

    /** The logarithm of the odds ratio of the tilt. */
    final double tilt;

    /** Whether nothing below, or nothing above, the observed sum is possible. */
    final boolean lowest;

    final boolean highest;

    /** Each different stratum, and how often it occurs: thin strata are many, but few kinds. */
    private final Map<TwoByTwo, Integer> strata;

    private final Weights weights;

    ConditionalTotal(List<TwoByTwo> informative) {
        strata = new LinkedHashMap<>();
        informative.forEach(s -> strata.merge(s, 1, Integer::sum));
        lowest = informative.stream().allMatch(s -> s.events1() == lowest(s));
        highest = informative.stream().allMatch(s -> s.events1() == highest(s));
        tilt = tilt(strata, lowest ? 0.5 : highest ? -0.5 : 0);
        weights = sum(strata.entrySet().stream()
                .map(s -> of(s.getKey(), tilt).times(s.getValue()))
                .toList());
    }

    /** Probabilities, up to a factor, of consecutive distances from the observed count; the first is that of {@code from}. */
    private static final class Weights {
        final int from;
        final double[] of;

        Weights(int from, double[] of) {
            this.from = from;
            this.of = of;
        }

        /** Without the negligible ends, and with sum 1. */
        static Weights trimmed(int from, double[] of) {
            double least = Arrays.stream(of).max().orElseThrow() * NEGLIGIBLE;
            int first = 0;
            while (of[first] < least) {
                first++;
            }
            int end = of.length;
            while (of[end - 1] < least) {
                end--;
            }
            double[] kept = Arrays.copyOfRange(of, first, end);
            double sum = Arrays.stream(kept).sum();
            Arrays.setAll(kept, i -> kept[i] / sum);
            return new Weights(from + first, kept);
        }

        double at(long distance) {
            return of[Math.toIntExact(distance - from)];
        }

        /** Of the sum of n alike. */
        Weights times(int n) {
            if (n == 1) {
                return this;
            }
            Weights half = times(n / 2);
            return n % 2 == 0 ? half.plus(half) : half.plus(half).plus(this);
        }

        double mean() {
            double mean = 0;
            for (int i = 0; i < of.length; i++) {
                mean += of[i] * (from + i);
            }
            return mean;
        }

        double variance(double mean) {
            double variance = 0;
            for (int i = 0; i < of.length; i++) {
                variance += of[i] * (from + i - mean) * (from + i - mean);
            }
            return variance;
        }

        Weights plus(Weights other) {
            double[] sum = new double[of.length + other.of.length - 1];
            for (int i = 0; i < of.length; i++) {
                double weight = of[i];
                for (int j = 0; j < other.of.length; j++) {
                    sum[i + j] += weight * other.of[j];
                }
            }
            return trimmed(from + other.from, sum);
        }
    }

    /** How many values above the least the sum can take. */
    static long width(List<TwoByTwo> strata) {
        return strata.stream().mapToLong(s -> highest(s) - lowest(s)).sum();
    }

    static long lowest(TwoByTwo s) {
        return Math.max(0, s.events() - s.n2());
    }

    static long highest(TwoByTwo s) {
        return Math.min(s.n1(), s.events());
    }

    /**
     * ln of P(more than observed) + ½P(as observed) over P(fewer) + ½P(as observed) at an odds ratio; it increases with
     * the odds ratio.
     */
    double logOddsOfMore(double logOddsRatio) {
        double step = Math.exp(logOddsRatio - tilt);
        double half = weights.at(0) / 2;
        return Math.log((half + tail(1, step)) / (half + tail(-1, step)));
    }

    /** The smaller one-sided mid-p of independence, at odds ratio 1. */
    double smallerMidP() {
        int direction = tilt > 0 ? 1 : -1;
        double tail = weights.at(0) / 2 + tail(direction, Math.exp(-tilt));
        double p = Math.exp(Math.log(tail) + logNormaliser());
        return Math.max(0, Math.min(p, 1 - p));
    }

    /** The weights on one side of the observed sum, each times {@code step} to the power of its distance. */
    private double tail(int direction, double step) {
        double sum = 0;
        double power = 1;
        double factor = direction > 0 ? step : 1 / step;
        for (int i = -weights.from + direction; i >= 0 && i < weights.of.length; i += direction) {
            power *= factor;
            sum += weights.of[i] * power;
        }
        return sum;
    }

    /** ln of E exp(tilt · distance) at odds ratio 1: what turns tilted weights back into probabilities at 1. */
    private double logNormaliser() {
        double all = 0;
        for (Map.Entry<TwoByTwo, Integer> stratum : strata.entrySet()) {
            TwoByTwo s = stratum.getKey();
            double log = 0;
            long central = mode(s, 0);
            long tilted = mode(s, tilt);
            for (long u = central; u < tilted; u++) {
                log += Math.log(ratio(s, u));
            }
            for (long u = tilted; u < central; u++) {
                log -= Math.log(ratio(s, u));
            }
            log += tilt * (tilted - s.events1())
                    + Math.log(of(s, 0).at(central - s.events1()) / of(s, tilt).at(tilted - s.events1()));
            all += stratum.getValue() * log;
        }
        return all;
    }

    /** The log odds ratio at which the mean is the target, by Newton's method kept inside a bracket. */
    private static double tilt(Map<TwoByTwo, Integer> strata, double target) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        double at = 0;
        for (int i = 0; i < 500; i++) {
            double miss = -target;
            double slope = 0;
            for (Map.Entry<TwoByTwo, Integer> stratum : strata.entrySet()) {
                Weights weights = of(stratum.getKey(), at);
                double mean = weights.mean();
                miss += stratum.getValue() * mean;
                slope += stratum.getValue() * weights.variance(mean);
            }
            if (miss > 0) {
                high = at;
            } else {
                low = at;
            }
            // far out the mean hardly moves and Newton's step would be wild
            double next = at - Math.max(-2, Math.min(2, miss / slope));
            if (Math.abs(next - at) <= 1e-13 * Math.max(1, Math.abs(at))) {
                return next;
            }
            at = low < next && next < high ? next : (low + high) / 2;
        }
        return at;
    }

    /** Merged two by two, so that wide distributions meet wide ones once instead of every narrow one. */
    private static Weights sum(List<Weights> parts) {
        int n = parts.size();
        return n == 1 ? parts.get(0) : sum(parts.subList(0, n / 2)).plus(sum(parts.subList(n / 2, n)));
    }

    /** One stratum, outwards from its mode until the weights are negligible. */
    private static Weights of(TwoByTwo s, double logOddsRatio) {
        long mode = mode(s, logOddsRatio);
        double oddsRatio = Math.exp(logOddsRatio);
        double[] above = outwards(k -> ratio(s, mode + k) * oddsRatio);
        double[] below = outwards(k -> 1 / (ratio(s, mode - k - 1) * oddsRatio));
        double[] weights = new double[below.length + 1 + above.length];
        for (int i = 0; i < below.length; i++) {
            weights[below.length - 1 - i] = below[i];
        }
        weights[below.length] = 1;
        System.arraycopy(above, 0, weights, below.length + 1, above.length);
        return Weights.trimmed(Math.toIntExact(mode - s.events1()) - below.length, weights);
    }

    /** The weights beside one of weight 1, given the ratio of each to the one before. */
    private static double[] outwards(IntToDoubleFunction ratio) {
        double[] weights = new double[8];
        int n = 0;
        for (double w = ratio.applyAsDouble(0); w >= NEGLIGIBLE; w *= ratio.applyAsDouble(n)) {
            weights = n == weights.length ? Arrays.copyOf(weights, 2 * n) : weights;
            weights[n++] = w;
        }
        return Arrays.copyOf(weights, n);
    }

    /** P(u + 1) ÷ P(u) at odds ratio 1; 0 at the highest u, infinite below the lowest. */
    private static double ratio(TwoByTwo s, long u) {
        return (double) (s.n1() - u) / (u + 1) * (s.events() - u) / (s.n2() - s.events() + u + 1);
    }

    /** A most probable value, or one beside it: the root of ratio = 1, rounded. */
    private static long mode(TwoByTwo s, double logOddsRatio) {
        long near = Math.round(StratifiedTest.expected(s, Math.exp(logOddsRatio)));
        return Math.max(lowest(s), Math.min(highest(s), near));
    }
}
