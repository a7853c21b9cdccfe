package org.heeded.stats;

import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The median of a sample with distribution-free limits. Takes values with their counts, so that samples merge by adding
 * counts.
 */
public enum Median implements Method {

    /**
     * The sample median, for an even n the mean of the middle two; limits are the order statistics x₍ₖ₎ and x₍ₙ₊₁₋ₖ₎ with
     * the largest k for which 2·P(Bin(n, ½) &lt; k) ≤ 1 − level, so coverage is at least the level for any distribution.
     * Below 6 values no such k exists at 95 %. Source: Thompson 1936; R: {@code DescTools::MedianCI(method = "exact")} up
     * to its choice between equal k.
     */
    ORDER_STATISTICS("median, order-statistic limits");

    private final String label;

    Median(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The median with its limits.
     *
     * @param counts finite values, each with how often it occurs (at least 1)
     * @param level the confidence level, in (0, 1)
     * @return an interval; a value without limits where there are too few; undefined where there is none
     * @throws IllegalArgumentException if the level is outside (0, 1), a value is not finite or a count not positive
     */
    public Estimate of(SortedMap<Double, Long> counts, double level) {
        Estimate.checkLevel(level);
        long n = 0;
        for (Map.Entry<Double, Long> value : counts.entrySet()) {
            if (!Double.isFinite(value.getKey()) || value.getValue() < 1) {
                throw new IllegalArgumentException(
                        "value " + value.getKey() + " with count " + value.getValue() + " is no observation");
            }
            n += value.getValue();
        }
        if (n == 0) {
            return new Estimate.Undefined(this, "there is no value");
        }
        if (n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("there are " + n + " values, more than " + Integer.MAX_VALUE);
        }
        double median = ranked(counts, (n + 1) / 2) / 2 + ranked(counts, n / 2 + 1) / 2;
        long k = depth((int) n, level);
        return k == 0
                ? new Estimate.Point(median, this, n + (n == 1 ? " value is" : " values are") + " too few for limits")
                : new Estimate.Interval(median, ranked(counts, k), ranked(counts, n + 1 - k), level, this);
    }

    /** The largest k with P(Bin(n, ½) ≤ k − 1) at most half the error. */
    private static long depth(int n, double level) {
        BinomialDistribution binomial = BinomialDistribution.of(n, 0.5);
        double tail = (1 - level) / 2;
        // the quantile is the smallest q with P(X ≤ q) ≥ tail, so every k up to q is deep enough, and q + 1 only at
        // equality
        int q = binomial.inverseCumulativeProbability(tail);
        return binomial.cumulativeProbability(q) <= tail ? q + 1L : q;
    }

    private static double ranked(SortedMap<Double, Long> counts, long rank) {
        long seen = 0;
        for (Map.Entry<Double, Long> value : counts.entrySet()) {
            seen += value.getValue();
            if (seen >= rank) {
                return value.getKey();
            }
        }
        throw new IllegalArgumentException("rank " + rank + " is above " + seen);
    }
}
