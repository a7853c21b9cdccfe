package org.heeded.partnership;

import java.util.Map;
import org.heeded.dossier.Arm;
import org.heeded.stats.Estimate;

/**
 * The override → failure figures of the cases with one key under a lens.
 *
 * @param key the key; empty: the cases for which none was given
 * @param table outcomes by arm
 * @param risk the rate of failure by arm
 * @param contrast overridden against followed
 */
public record Slice(String key, ArmTable table, Map<Arm, Estimate> risk, Contrast contrast) {

    static Slice of(String key, ArmTable table, AnalysisPlan plan) {
        return new Slice(
                key,
                table,
                OverrideToFailure.risks(table, plan),
                Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, table, plan));
    }
}
