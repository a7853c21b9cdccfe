package org.heeded.partnership;

import org.heeded.dossier.Arm;
import org.heeded.stats.TwoByTwo;

/**
 * How far what is not known could move overridden against followed.
 *
 * @param open over the open cases: lowest when no open override failed and every open followed did, highest the reverse
 * @param lapsedAsOverridden the same, lapsed advice counted as open overridden cases, since deferral is the quiet override
 * @param adaptedAsFollowed all adapted cases of unknown arm counted as followed
 * @param adaptedAsOverridden all adapted cases of unknown arm counted as overridden
 */
public record Bounds(Range open, Range lapsedAsOverridden, Bound adaptedAsFollowed, Bound adaptedAsOverridden) {

    /**
     * The table at one extreme.
     *
     * @param table overridden against followed
     * @param contrast the figures it gives
     */
    public record Bound(TwoByTwo table, Contrast contrast) {}

    /**
     * Both extremes.
     *
     * @param lowest the least that override can look worse
     * @param highest the most
     */
    public record Range(Bound lowest, Bound highest) {}

    static Bounds of(ArmTable arms, long lapsed, AnalysisPlan plan) {
        Counts unclear = arms.of(Arm.ADAPTED_UNCLEAR);
        return new Bounds(
                range(arms, 0, plan),
                range(arms, lapsed, plan),
                bound(arms.plus(ArmTable.one(Arm.FOLLOWED, unclear)), plan),
                bound(arms.plus(ArmTable.one(Arm.OVERRIDDEN, unclear)), plan));
    }

    private static Range range(ArmTable arms, long lapsed, AnalysisPlan plan) {
        long overridden = arms.of(Arm.OVERRIDDEN).open() + lapsed;
        long followed = arms.of(Arm.FOLLOWED).open();
        return new Range(
                bound(closed(arms, new Counts(0, overridden, 0, 0), new Counts(followed, 0, 0, 0)), plan),
                bound(closed(arms, new Counts(overridden, 0, 0, 0), new Counts(0, followed, 0, 0)), plan));
    }

    private static ArmTable closed(ArmTable arms, Counts overridden, Counts followed) {
        return arms.plus(ArmTable.one(Arm.OVERRIDDEN, overridden)).plus(ArmTable.one(Arm.FOLLOWED, followed));
    }

    private static Bound bound(ArmTable arms, AnalysisPlan plan) {
        Contrast contrast = Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, arms, plan);
        return new Bound(contrast.table(), contrast);
    }
}
