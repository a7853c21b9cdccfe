package org.heeded.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Two-sided tests of whether two measures rise and fall together, by Kendall's S: the pairs of observations in the same
 * order in both, minus those in opposite order.
 *
 * <p>The observations must be independent of each other; under the null hypothesis every pairing of the two measures is
 * equally likely. Source: Kendall 1938, 1970.
 */
public enum KendallTest implements Method {
    /**
     * Exact: the probability of an S at least as far from 0 as the one observed. Without ties up to 150 observations, with
     * ties up to 9; beyond, it is {@link #KENDALL_NORMAL}, as the result says. Equals, without ties,
     * {@code cor.test(x, y, method = "kendall", exact = TRUE)} of R and {@code scipy.stats.kendalltau(method="exact")}.
     */
    KENDALL_EXACT("exact Kendall test"),

    /**
     * Normal approximation with the variance for ties in both measures and no continuity correction; the statistic is z.
     * Equals {@code cor.test(x, y, method = "kendall", exact = FALSE)} of R.
     */
    KENDALL_NORMAL("Kendall test, normal approximation"),

    /**
     * Mann–Kendall test of a trend of y over time x: the normal approximation with continuity correction; the statistic is
     * S. Equals {@code trend::mk.test} of R. For a rate with a denominator use {@link CochranArmitage}. Source: Mann 1945.
     */
    MANN_KENDALL("Mann–Kendall test");

    /** Kendall's τ as a method. */
    public enum Tau implements Method {
        /** τ-b, which allows for ties. Equals {@code scipy.stats.kendalltau(x, y).statistic}. */
        KENDALL_TAU_B;

        @Override
        public String label() {
            return "Kendall's τ-b";
        }
    }

    private static final int LONGEST_UNTIED = 150;

    private static final int LONGEST_TIED = 9;

    private final String label;

    KendallTest(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Kendall's τ-b: S / √[(pairs − pairs tied in x) (pairs − pairs tied in y)], from −1 (opposite order) to 1 (same order).
     *
     * @param x one measure, finite
     * @param y the other, finite, one for each of x
     * @return a value without limits; undefined with fewer than two observations or if a measure never varies
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public static Estimate tauB(double[] x, double[] y) {
        RankPairs pairs = RankPairs.of(x, y);
        Optional<String> obstacle = pairs.obstacle();
        return obstacle.isPresent()
                ? new Estimate.Undefined(Tau.KENDALL_TAU_B, obstacle.get())
                : new Estimate.Point(pairs.tauB(), Tau.KENDALL_TAU_B, "the Kendall test tells it from chance");
    }

    /**
     * The test of these observations.
     *
     * @param x one measure, finite
     * @param y the other, finite, one for each of x
     * @return the p-value; undefined with fewer than two observations or if a measure never varies
     * @throws IllegalArgumentException if the lengths differ or a number is not finite
     */
    public TestResult of(double[] x, double[] y) {
        RankPairs pairs = RankPairs.of(x, y);
        Optional<String> obstacle = pairs.obstacle();
        if (obstacle.isPresent()) {
            return new TestResult.Undefined(this, obstacle.get());
        }
        double z = pairs.s() / Math.sqrt(pairs.variance());
        double corrected = Math.max(0, Math.abs(pairs.s()) - 1.0) / Math.sqrt(pairs.variance());
        return switch (this) {
            case KENDALL_EXACT -> {
                if (!pairs.tied() && x.length <= LONGEST_UNTIED) {
                    yield TestResult.Computed.exact(untied(x.length, Math.abs(pairs.s())), this);
                }
                yield x.length <= LONGEST_TIED
                        ? TestResult.Computed.exact(tied(x, y, Math.abs(pairs.s())), this)
                        : KENDALL_NORMAL.of(x, y);
            }
            case KENDALL_NORMAL -> normal(z, z);
            case MANN_KENDALL -> normal((double) pairs.s(), corrected);
        };
    }

    private TestResult normal(double statistic, double z) {
        return new TestResult.Computed(OptionalDouble.of(statistic), OptionalDouble.empty(), Normal.twoSided(z), this);
    }

    /**
     * Without ties: S is far from 0 when the inversions of a random permutation are few, or, alike, many. Inserting the
     * i-th element adds 0 to i−1 inversions, each with probability 1/i.
     */
    private static double untied(int n, long distance) {
        int pairs = n * (n - 1) / 2;
        int most = (int) (pairs - distance) / 2;
        double[] probability = new double[most + 1];
        probability[0] = 1;
        for (int i = 2; i <= n; i++) {
            double[] next = new double[most + 1];
            double window = 0;
            for (int k = 0; k <= most; k++) {
                window += probability[k] - (k >= i ? probability[k - i] : 0);
                next[k] = window / i;
            }
            probability = next;
        }
        double p = 0;
        for (double each : probability) {
            p += each;
        }
        return Math.min(1, 2 * p);
    }

    /** With ties: all different orders of y against x, one by one. */
    private static double tied(double[] x, double[] y, long distance) {
        long[] farAndAll = new long[2];
        enumerate(x, y.clone(), 0, 0, distance, farAndAll);
        return (double) farAndAll[0] / farAndAll[1];
    }

    private static void enumerate(double[] x, double[] y, int placed, int s, long distance, long[] farAndAll) {
        if (placed == x.length) {
            farAndAll[0] += Math.abs(s) >= distance ? 1 : 0;
            farAndAll[1]++;
            return;
        }
        for (int next = placed; next < y.length; next++) {
            if (!among(y, placed, next)) {
                swap(y, placed, next);
                int grown = s;
                for (int i = 0; i < placed; i++) {
                    grown += order(x[placed], x[i]) * order(y[placed], y[i]);
                }
                enumerate(x, y, placed + 1, grown, distance, farAndAll);
                swap(y, placed, next);
            }
        }
    }

    /** Whether the value at {@code next} is already among those from {@code start}, so that its orders are counted. */
    private static boolean among(double[] y, int start, int next) {
        for (int i = start; i < next; i++) {
            if (y[i] == y[next]) {
                return true;
            }
        }
        return false;
    }

    private static int order(double a, double b) {
        return a < b ? -1 : a > b ? 1 : 0;
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }
}
