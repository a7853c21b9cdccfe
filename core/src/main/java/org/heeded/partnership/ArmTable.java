package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.heeded.dossier.Arm;
import org.heeded.stats.TwoByTwo;

/**
 * Outcomes by arm.
 *
 * @param arms the arms that have cases, each with its counts
 */
public record ArmTable(Map<Arm, Counts> arms) {

    /** No case. */
    public static final ArmTable EMPTY = new ArmTable(Map.of());

    /** Copies. */
    public ArmTable {
        EnumMap<Arm, Counts> copy = new EnumMap<>(Arm.class);
        copy.putAll(arms);
        arms = Collections.unmodifiableMap(copy);
    }

    static ArmTable one(Arm arm, Counts counts) {
        return new ArmTable(Map.of(arm, counts));
    }

    /**
     * The counts of an arm.
     *
     * @param arm the arm
     * @return its counts; none where it has no case
     */
    public Counts of(Arm arm) {
        return arms.getOrDefault(arm, Counts.NONE);
    }

    /**
     * The sum, arm by arm.
     *
     * @param other another table
     * @return both together
     */
    public ArmTable plus(ArmTable other) {
        EnumMap<Arm, Counts> sum = new EnumMap<>(Arm.class);
        sum.putAll(arms);
        other.arms.forEach((arm, counts) -> sum.merge(arm, counts, Counts::plus));
        return new ArmTable(sum);
    }

    /**
     * Two arms against each other, failures as events.
     *
     * @param first the arm to compare
     * @param second the arm to compare it with
     * @param policy how mixed outcomes enter
     * @return the table, open cases left out
     */
    public TwoByTwo against(Arm first, Arm second, MixedPolicy policy) {
        return new TwoByTwo(
                of(first).failures(policy),
                of(first).nonFailures(policy),
                of(second).failures(policy),
                of(second).nonFailures(policy));
    }
}
