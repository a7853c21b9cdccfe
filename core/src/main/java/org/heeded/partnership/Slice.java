package org.heeded.partnership;

import java.util.List;
import java.util.Map;
import org.heeded.dossier.Arm;
import org.heeded.stats.Estimate;

/**
 * The cases with one key under a lens.
 *
 * @param key the key; empty: the cases for which none was given
 * @param heed what became of decided advice
 * @param heedRate of decided advice, the share that was followed
 * @param table outcomes by arm
 * @param risk the rate of failure by arm
 * @param contrast overridden against followed
 */
public record Slice(
        String key, Heed heed, Estimate heedRate, ArmTable table, Map<Arm, Estimate> risk, Contrast contrast) {

    static Slice of(String key, Heed heed, ArmTable table, AnalysisPlan plan) {
        return new Slice(
                key,
                heed,
                OverrideToFailure.share(heed.followed(), heed.decided(), plan),
                table,
                OverrideToFailure.risks(table, plan),
                Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, table, plan));
    }

    /** The slices of a lens, in order of their keys. */
    static List<Slice> of(Lens lens, Tally tally, AnalysisPlan plan) {
        LensTable table = LensTable.of(lens, tally);
        return table.keys().stream()
                .map(key -> of(key, table.heed(key), table.outcomes(key), plan))
                .toList();
    }
}
