package org.heeded.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * The events of arm 1 given both margins of a 2×2 table: Fisher's noncentral hypergeometric distribution, its parameter
 * the odds ratio.
 *
 * <p>Probabilities are summed outward from the mode as multiples of the probability there, by the ratio of neighbours,
 * until further terms change nothing. So no factorial is needed, tails keep their relative precision down to about
 * 10⁻³⁰⁰ (below it they are 0), and the time grows with the standard deviation, not with the counts.
 *
 * @param n1 size of arm 1
 * @param n2 size of arm 2
 * @param events events of both arms
 */
record Hypergeometric(long n1, long n2, long events) {

    /** A term below this share of its sum changes no figure. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Ties of probability are lost to rounding without some slack; R's {@code fisher.test} uses the same. */
    private static final double TIE = 1 + 1e-7;

    static Hypergeometric of(TwoByTwo t) {
        return new Hypergeometric(t.n1(), t.n2(), t.events());
    }

    long smallest() {
        return Math.max(0, events - n2);
    }

    long largest() {
        return Math.min(n1, events);
    }

    /** Probabilities of fewer events than x, of x and of more, each with its own relative precision. */
    record Tails(double below, double at, double above) {}

    Tails tails(long x, double oddsRatio) {
        Sums sums = sums(x, oddsRatio);
        double total = sums.below + sums.at + sums.above;
        return new Tails(sums.below / total, sums.at / total, sums.above / total);
    }

    double mean(double oddsRatio) {
        long mode = mode(oddsRatio);
        Sums sums = sums(mode, oddsRatio);
        return mode + sums.moment / (sums.below + sums.at + sums.above);
    }

    /** The probability, odds ratio 1, of all outcomes that are at most as likely as x. */
    double noMoreLikelyThan(long x) {
        Sums sums = sums(x, 1);
        double limit = sums.at * TIE;
        double[] sum = new double[1];
        Term term = (k, weight) -> {
            if (weight <= limit) {
                sum[0] += weight;
            }
            return weight > limit || weight > NEGLIGIBLE * sum[0];
        };
        long mode = mode(1);
        if (1 <= limit) {
            sum[0] = 1;
        }
        upward(mode, 1, term);
        downward(mode, 1, term);
        return Math.min(1, sum[0] / (sums.below + sums.at + sums.above));
    }

    /** The odds ratio at which the expected count is x: 0 or ∞ at the ends of the support. */
    double mostLikelyOddsRatio(long x) {
        if (x == smallest()) {
            return 0;
        }
        if (x == largest()) {
            return Double.POSITIVE_INFINITY;
        }
        return root(x, oddsRatio -> x - mean(oddsRatio));
    }

    /** The odds ratio at which P(more than x) + share · P(x) is a given probability: 0 at the low end of the support. */
    double oddsRatioWithUpperTail(long x, double share, double probability) {
        if (x == smallest()) {
            return 0;
        }
        return root(x, oddsRatio -> {
            Tails tails = tails(x, oddsRatio);
            return probability - tails.above - share * tails.at;
        });
    }

    private double root(long x, DoubleUnaryOperator decreasing) {
        TwoByTwo t = new TwoByTwo(x, n1 - x, events - x, n2 - events + x);
        double start = Math.log(OddsRatio.smoothed(t));
        double scale = OddsRatio.smoothedError(t);
        return Math.exp(Roots.from(log -> decreasing.applyAsDouble(Math.exp(log)), start, scale));
    }

    /** P(k + 1) ÷ P(k), which decreases in k. */
    private double ratio(long k, double oddsRatio) {
        return (double) (n1 - k) * (events - k) / ((k + 1.0) * (n2 - events + k + 1)) * oddsRatio;
    }

    private long mode(double oddsRatio) {
        long low = smallest();
        long high = largest();
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ratio(middle, oddsRatio) > 1) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private Sums sums(long x, double oddsRatio) {
        Sums sums = new Sums(x, mode(oddsRatio));
        upward(sums.mode, oddsRatio, sums);
        downward(sums.mode, oddsRatio, sums);
        return sums;
    }

    private void upward(long mode, double oddsRatio, Term term) {
        double weight = 1;
        for (long k = mode; k < largest(); ) {
            weight *= ratio(k++, oddsRatio);
            if (weight < Double.MIN_NORMAL || !term.add(k, weight)) {
                return;
            }
        }
    }

    private void downward(long mode, double oddsRatio, Term term) {
        double weight = 1;
        for (long k = mode; k > smallest(); ) {
            weight /= ratio(--k, oddsRatio);
            if (weight < Double.MIN_NORMAL || !term.add(k, weight)) {
                return;
            }
        }
    }

    /** Takes the weight of k relative to the mode's; answers whether terms farther out still matter. */
    private interface Term {
        boolean add(long k, double weight);
    }

    private static final class Sums implements Term {
        final long x;
        final long mode;
        double below;
        double at;
        double above;
        double moment;

        Sums(long x, long mode) {
            this.x = x;
            this.mode = mode;
            add(mode, 1);
        }

        @Override
        public boolean add(long k, double weight) {
            moment += weight * (k - mode);
            if (k < x) {
                below += weight;
                return k > mode || weight > NEGLIGIBLE * below;
            }
            if (k > x) {
                above += weight;
                return k < mode || weight > NEGLIGIBLE * above;
            }
            at = weight;
            return true;
        }
    }
}
