package org.heeded.stats;

import java.util.List;

/**
 * Whether pooling turns a comparison round (Simpson's paradox): the crude difference points one way, the difference
 * within strata the other.
 */
public enum Reversal {

    /** The two point the same way, or one of them is exactly zero. */
    NONE,

    /**
     * They point in opposite ways, but both intervals include zero or are absent. To be shown, not stated: where nothing
     * is going on signs disagree by chance, in 18 % of simulated logs.
     */
    SIGNS_ONLY,

    /** They point in opposite ways, and at least one of the intervals excludes zero. */
    STATED,

    /** One of the two has no value. */
    NOT_COMPARABLE;

    /**
     * Compares a crude with an adjusted risk difference.
     *
     * @param crude the risk difference of the summed table
     * @param adjusted the risk difference within strata, for instance {@link MantelHaenszel#MH_RISK_DIFFERENCE}
     * @return what may be said
     */
    public static Reversal of(Estimate crude, Estimate adjusted) {
        if (crude instanceof Estimate.Undefined || adjusted instanceof Estimate.Undefined) {
            return NOT_COMPARABLE;
        }
        if (value(crude) * value(adjusted) >= 0) {
            return NONE;
        }
        return excludesZero(crude) || excludesZero(adjusted) ? STATED : SIGNS_ONLY;
    }

    /**
     * Whether no stratum points the way of the summed table and at least one points the other way: the complete form of
     * the paradox. Strata with an empty arm are ignored.
     *
     * @param strata one table a stratum
     * @return true if every stratum's risk difference is zero or opposite in sign to the crude one, and one is opposite
     */
    public static boolean inEveryStratum(List<TwoByTwo> strata) {
        TwoByTwo sum = strata.stream().reduce(new TwoByTwo(0, 0, 0, 0), TwoByTwo::plus);
        if (sum.hasEmptyArm()) {
            return false;
        }
        int crude = direction(sum);
        List<Integer> within = Stratified.comparable(strata).stream()
                .map(stratum -> Integer.signum(crude * direction(stratum)))
                .toList();
        return within.stream().allMatch(sign -> sign <= 0) && within.contains(-1);
    }

    private static int direction(TwoByTwo t) {
        return Double.compare((double) t.events1() / t.n1(), (double) t.events2() / t.n2());
    }

    private static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval interval) {
            return interval.value();
        }
        return estimate instanceof Estimate.Point point ? point.value() : 0;
    }

    private static boolean excludesZero(Estimate estimate) {
        return estimate instanceof Estimate.Interval interval && !interval.contains(0);
    }
}
