package org.heeded.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The pairs of observations of two measures: in the same order, in opposite order, tied. Counted in n log n steps by
 * sorting (Knight 1966).
 *
 * @param n the observations
 * @param tiesX how the x are tied
 * @param tiesY how the y are tied
 * @param s pairs in the same order minus pairs in opposite order
 */
record RankPairs(long n, Ties tiesX, Ties tiesY, long s) {

    /**
     * Sums over the groups of t equal values.
     *
     * @param pairs Σ t(t−1)/2, the tied pairs
     * @param triples Σ t(t−1)(t−2)
     * @param variance Σ t(t−1)(2t+5)
     */
    record Ties(long pairs, double triples, double variance) {

        static Ties of(int n, IntPredicate sameAsBefore) {
            long pairs = 0;
            double triples = 0;
            double variance = 0;
            int start = 0;
            for (int i = 1; i <= n; i++) {
                if (i == n || !sameAsBefore.test(i)) {
                    double t = i - start;
                    pairs += (long) (t * (t - 1) / 2);
                    triples += t * (t - 1) * (t - 2);
                    variance += t * (t - 1) * (2 * t + 5);
                    start = i;
                }
            }
            return new Ties(pairs, triples, variance);
        }
    }

    static RankPairs of(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("x has " + x.length + " numbers, but y has " + y.length);
        }
        checkFinite("x", x);
        checkFinite("y", y);
        int n = x.length;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> x[i] + 0.0).thenComparingDouble(i -> y[i] + 0.0));
        Ties tiesX = Ties.of(n, i -> x[order[i]] == x[order[i - 1]]);
        Ties both = Ties.of(n, i -> x[order[i]] == x[order[i - 1]] && y[order[i]] == y[order[i - 1]]);
        double[] sorted = new double[n];
        Arrays.setAll(sorted, i -> y[order[i]] + 0.0);
        long opposite = sortCounting(sorted, new double[n], 0, n);
        Ties tiesY = Ties.of(n, i -> sorted[i] == sorted[i - 1]);
        long all = (long) n * (n - 1) / 2;
        return new RankPairs(n, tiesX, tiesY, all - tiesX.pairs - tiesY.pairs + both.pairs - 2 * opposite);
    }

    private static void checkFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] " + values[i] + " is not finite");
            }
        }
    }

    /** Sorts from {@code start} to {@code end} by merging and counts the pairs that were in descending order. */
    private static long sortCounting(double[] values, double[] space, int start, int end) {
        if (end - start < 2) {
            return 0;
        }
        int middle = (start + end) >>> 1;
        long descending = sortCounting(values, space, start, middle) + sortCounting(values, space, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            if (right == end || (left < middle && values[left] <= values[right])) {
                space[i] = values[left++];
            } else {
                space[i] = values[right++];
                descending += middle - left;
            }
        }
        System.arraycopy(space, start, values, start, end - start);
        return descending;
    }

    /** Why there is nothing to say, if so. */
    Optional<String> obstacle() {
        if (n < 2) {
            return Optional.of("fewer than two observations");
        }
        return tiesX.pairs == all()
                ? Optional.of("x never varies")
                : tiesY.pairs == all() ? Optional.of("y never varies") : Optional.empty();
    }

    boolean tied() {
        return tiesX.pairs + tiesY.pairs > 0;
    }

    /** The number of pairs. */
    long all() {
        return n * (n - 1) / 2;
    }

    /** Of S under random pairing, given the ties (Kendall 1970). */
    double variance() {
        double m = n;
        double untied = m * (m - 1) * (2 * m + 5);
        double variance =
                (untied - tiesX.variance - tiesY.variance) / 18 + 2.0 * tiesX.pairs * tiesY.pairs / (m * (m - 1));
        return n < 3 ? variance : variance + tiesX.triples * tiesY.triples / (9 * m * (m - 1) * (m - 2));
    }

    /** In [−1, 1]. */
    double tauB() {
        double tau = s / Math.sqrt((double) (all() - tiesX.pairs) * (all() - tiesY.pairs));
        return Math.max(-1, Math.min(1, tau));
    }
}
