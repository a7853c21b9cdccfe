package org.heeded.partnership;

import org.heeded.dossier.Arm;

/**
 * How far what is not known could move overridden against followed.
 *
 * @param open over the open cases: lowest when no open override failed and every open followed did, highest the reverse
 * @param lapsedAsOverridden the same, lapsed advice counted as open overridden cases, since deferral is the quiet override
 * @param adaptedAsFollowed all adapted cases of unknown arm counted as followed
 * @param adaptedAsOverridden all adapted cases of unknown arm counted as overridden
 */
public record Bounds(Range open, Range lapsedAsOverridden, Contrast adaptedAsFollowed, Contrast adaptedAsOverridden) {

    /**
     * Both extremes.
     *
     * @param lowest the least that override can look worse
     * @param highest the most
     */
    public record Range(Contrast lowest, Contrast highest) {}

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

    private static Contrast bound(ArmTable arms, AnalysisPlan plan) {
        return Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, arms, plan);
    }
}
