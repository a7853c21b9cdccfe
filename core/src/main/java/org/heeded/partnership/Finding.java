package org.heeded.partnership;

import java.util.Optional;
import java.util.OptionalDouble;
import org.heeded.stats.Estimate;

/**
 * A claim put to the test on this log, whichever side it favours.
 *
 * @param id names the claim
 * @param claimOf whose claim it is
 * @param statement the claim as a sentence
 * @param verdict what the log says to it
 * @param estimate the size: above 0 speaks for the claim
 * @param n cases it rests on
 * @param slices what it compares, where these are slices of a lens
 * @param adjustedP the p-value, adjusted for all findings of the report; of the primary contrast its own; empty where there
 *     is no test
 */
public record Finding(
        String id,
        ClaimOf claimOf,
        String statement,
        Verdict verdict,
        Estimate estimate,
        long n,
        Optional<Slices> slices,
        OptionalDouble adjustedP) {

    /**
     * Two slices of a lens, of which the first is claimed to have the higher share.
     *
     * @param lens the lens's name
     * @param measure which share
     * @param first the key of the first slice
     * @param second the key of the second slice
     */
    public record Slices(String lens, Measure measure, String first, String second) {}

    /** What a log says to a claim. */
    public enum Verdict {
        /** It bears the claim out. */
        SUPPORTED,
        /** It shows the opposite. */
        CONTRADICTED,
        /** Whatever difference there is lies within 10 points. */
        NO_MATERIAL_DIFFERENCE,
        /** It cannot tell. */
        INCONCLUSIVE,
        /** It has nothing to compare. */
        NO_DATA
    }

    /**
     * Whether it may be stated.
     *
     * @return whether the verdict is supported or contradicted
     */
    public boolean stated() {
        return verdict == Verdict.SUPPORTED || verdict == Verdict.CONTRADICTED;
    }
}
