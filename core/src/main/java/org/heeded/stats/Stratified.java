package org.heeded.stats;

import java.util.List;
import java.util.Objects;

/**
 * An estimate over strata, with how many of them it rests on. Strata with an empty arm compare nothing: they are dropped
 * before anything is computed, and counted.
 *
 * @param estimate the estimate
 * @param used strata with both arms, at least 0
 * @param dropped strata with an empty arm, at least 0
 */
public record Stratified(Estimate estimate, int used, int dropped) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a count is negative
     */
    public Stratified {
        Objects.requireNonNull(estimate, "estimate");
        if (used < 0 || dropped < 0) {
            throw new IllegalArgumentException("used " + used + " or dropped " + dropped + " is negative");
        }
    }

    /** The strata that have both arms. */
    static List<TwoByTwo> comparable(List<TwoByTwo> strata) {
        return strata.stream().filter(stratum -> !stratum.hasEmptyArm()).toList();
    }

    /** Why nothing can be compared when no stratum is left. */
    static String noStratum(List<TwoByTwo> strata) {
        return strata.isEmpty() ? "there is no stratum" : "no stratum has trials in both arms";
    }
}
