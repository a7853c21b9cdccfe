package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Dossier;
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

    /**
     * The outcomes of one engagement in each slice of a lens.
     *
     * @param lens what to slice by
     * @param dossier the engagement's cases
     * @return outcomes by arm, by the key of the slice; empty key: none was given
     */
    public static Map<String, ArmTable> by(Lens lens, Dossier dossier) {
        Map<String, ArmTable> slices = new HashMap<>();
        for (Fold.Row row : Fold.rows(dossier)) {
            slices.merge(row.key(lens), one(row.arm(), Counts.one(row.result())), ArmTable::plus);
        }
        return slices;
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
        sum.values().removeIf(Counts.NONE::equals);
        return new ArmTable(sum);
    }

    /**
     * What takes this table away where it is added.
     *
     * @return all counts below 0 that were above
     */
    public ArmTable negated() {
        EnumMap<Arm, Counts> less = new EnumMap<>(Arm.class);
        arms.forEach((arm, counts) -> less.put(arm, counts.negated()));
        return new ArmTable(less);
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
