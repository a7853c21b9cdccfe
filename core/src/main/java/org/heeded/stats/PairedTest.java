package org.heeded.stats;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Two-sided tests of whether paired differences lie around zero: the sign test, which asks only which of the two was
 * greater, and the signed-rank test, which also asks by how much and so needs differences in one unit.
 *
 * <p>Assumptions: the pairs are independent; under the null hypothesis each difference is as likely positive as negative
 * and, for the signed-rank test, its distribution is symmetric. Differences are equal, or zero, as the doubles say:
 * compute them exactly ({@link PairedForecasts} does) or rounding errors will break ties.
 */
public enum PairedTest implements Method {
    /**
     * Exact sign test: zero differences are dropped, then p = min(1, 2·P(X ≤ the smaller count)) with X binomial of
     * probability ½. Equals R's {@code binom.test(positive, positive + negative)$p.value}. Source: Dixon &amp; Mood 1946.
     */
    SIGN("exact sign test"),

    /** The sign test with half the probability of the observed counts: p = P(X &lt; the smaller) + P(X ≤ the smaller). */
    SIGN_MID_P("mid-p sign test"),

    /**
     * Wilcoxon's signed-rank test, exact: zero differences are dropped, tied ones share their mean rank, and the p-value is
     * that of all 2ⁿ signs of these ranks. Above about 250 pairs it is {@link #SIGNED_RANK_NORMAL}, as the result says.
     * Equals {@code coin::wilcoxsign_test(distribution = exact(), zero.method = "Wilcoxon")}. Source: Wilcoxon 1945.
     */
    SIGNED_RANK("exact signed-rank test, zeros dropped"),

    /**
     * As {@link #SIGNED_RANK}, but zero differences take part in the ranking before they are dropped (Pratt 1959). Equals
     * {@code coin::wilcoxsign_test(distribution = exact(), zero.method = "Pratt")}.
     */
    SIGNED_RANK_PRATT("exact signed-rank test, zeros ranked"),

    /**
     * Normal approximation of {@link #SIGNED_RANK} with continuity correction; the statistic is the sum of the ranks of
     * the positive differences. Equals {@code wilcox.test(x, y, paired = TRUE, exact = FALSE)} of R.
     */
    SIGNED_RANK_NORMAL("signed-rank test, zeros dropped, normal approximation"),

    /** Normal approximation of {@link #SIGNED_RANK_PRATT} with continuity correction; statistic as above. */
    SIGNED_RANK_PRATT_NORMAL("signed-rank test, zeros ranked, normal approximation");

    /** Additions that the exact distribution may take, some 10 ms; and pairs, since it counts up to 2ⁿ. */
    private static final double MOST_STEPS = 1e7;

    private static final int MOST_PAIRS = 1000;

    private static final String NO_DIFFERENCE = "no difference is other than zero";

    private final String label;

    PairedTest(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The test of these differences.
     *
     * @param differences the differences, finite, in any order
     * @return the p-value; undefined if no difference is other than zero
     * @throws IllegalArgumentException if a difference is infinite or {@code NaN}
     */
    public TestResult of(double[] differences) {
        long positive = 0;
        long negative = 0;
        for (int i = 0; i < differences.length; i++) {
            if (!Double.isFinite(differences[i])) {
                throw new IllegalArgumentException("differences[" + i + "] " + differences[i] + " is not finite");
            }
            positive += differences[i] > 0 ? 1 : 0;
            negative += differences[i] < 0 ? 1 : 0;
        }
        return switch (this) {
            case SIGN, SIGN_MID_P -> ofCounts(positive, negative);
            case SIGNED_RANK -> signedRank(differences, false, SIGNED_RANK_NORMAL);
            case SIGNED_RANK_PRATT -> signedRank(differences, true, SIGNED_RANK_PRATT_NORMAL);
            case SIGNED_RANK_NORMAL -> signedRank(differences, false, this);
            case SIGNED_RANK_PRATT_NORMAL -> signedRank(differences, true, this);
        };
    }

    /**
     * {@link #SIGN} from the counts alone.
     *
     * @param positive how many differences are above zero, at least 0
     * @param negative how many are below, at least 0
     * @return the p-value; undefined if both are 0
     * @throws IllegalArgumentException if a count is negative or above {@link TwoByTwo#MAX_COUNT}
     */
    public static TestResult sign(long positive, long negative) {
        return SIGN.ofCounts(positive, negative);
    }

    /**
     * {@link #SIGN_MID_P} from the counts alone.
     *
     * @param positive how many differences are above zero, at least 0
     * @param negative how many are below, at least 0
     * @return the p-value; undefined if both are 0
     * @throws IllegalArgumentException if a count is negative or above {@link TwoByTwo#MAX_COUNT}
     */
    public static TestResult signMidP(long positive, long negative) {
        return SIGN_MID_P.ofCounts(positive, negative);
    }

    private TestResult ofCounts(long positive, long negative) {
        long n = new TwoByTwo(positive, negative, 0, 0).n();
        if (n == 0) {
            return new TestResult.Undefined(this, NO_DIFFERENCE);
        }
        if (positive == negative) {
            return TestResult.Computed.exact(1, this);
        }
        long fewer = Math.min(positive, negative);
        double atMost = atMostHeads(fewer, n);
        double p = this == SIGN ? 2 * atMost : atMost + atMostHeads(fewer - 1, n);
        return TestResult.Computed.exact(Math.min(1, p), this);
    }

    /** P(X ≤ x) of n fair coins, x &lt; n. */
    private static double atMostHeads(long x, long n) {
        return x < 0
                ? 0
                : BetaDistribution.of((double) (x + 1), (double) (n - x)).survivalProbability(0.5);
    }

    private TestResult signedRank(double[] differences, boolean rankZeros, PairedTest approximation) {
        double[] ordered = Arrays.stream(differences)
                .filter(d -> rankZeros || d != 0)
                .boxed()
                .sorted((a, b) -> Double.compare(Math.abs(a), Math.abs(b)))
                .mapToDouble(Double::doubleValue)
                .toArray();
        long[] doubled = doubledMidRanks(ordered);
        long positive = 0;
        long all = 0;
        double squares = 0;
        for (int i = 0; i < doubled.length; i++) {
            positive += ordered[i] > 0 ? doubled[i] : 0;
            all += doubled[i];
            squares += (double) doubled[i] * doubled[i];
        }
        if (all == 0) {
            return new TestResult.Undefined(this, NO_DIFFERENCE);
        }
        long smaller = Math.min(positive, all - positive);
        if (this != approximation && doubled.length <= MOST_PAIRS && (double) smaller * doubled.length <= MOST_STEPS) {
            double p = 2 * smaller == all ? 1 : Math.min(1, 2 * atMost(smaller, doubled));
            return TestResult.Computed.exact(p, this);
        }
        // a sum of ranks is half a doubled one; a corrected distance below zero is none
        double distance = Math.max(0, (all / 2.0 - smaller) / 2 - 0.5);
        double p = Normal.twoSided(distance / (Math.sqrt(squares) / 4));
        return new TestResult.Computed(OptionalDouble.of(positive / 2.0), OptionalDouble.empty(), p, approximation);
    }

    /** Twice the mean rank of each, so that ties stay whole numbers; 0 for zeros, which carry no sign. */
    private static long[] doubledMidRanks(double[] orderedByMagnitude) {
        long[] ranks = new long[orderedByMagnitude.length];
        int start = 0;
        while (start < ranks.length) {
            double magnitude = Math.abs(orderedByMagnitude[start]);
            int end = start + 1;
            while (end < ranks.length && Math.abs(orderedByMagnitude[end]) == magnitude) {
                end++;
            }
            Arrays.fill(ranks, start, end, magnitude == 0 ? 0 : start + end + 1L);
            start = end;
        }
        return ranks;
    }

    /** The probability that ranks, each taken or not with probability ½, add up to at most {@code limit}. */
    private static double atMost(long limit, long[] ranks) {
        double[] ways = new double[Math.toIntExact(limit) + 1];
        ways[0] = 1;
        int signed = 0;
        for (long rank : ranks) {
            signed += rank > 0 ? 1 : 0;
            for (int sum = ways.length - 1; rank > 0 && sum >= rank; sum--) {
                ways[sum] += ways[sum - (int) rank];
            }
        }
        return Math.scalb(Arrays.stream(ways).sum(), -signed);
    }
}
