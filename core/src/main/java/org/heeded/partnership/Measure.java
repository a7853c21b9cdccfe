package org.heeded.partnership;

import org.heeded.dossier.Arm;

/** What is compared between two slices: a share of cases in each. */
public enum Measure {
    /** Of decided advice, the share that was not followed. */
    REFUSED,
    /** Of followed advice with a known outcome, the share that failed. */
    FAILED_WHEN_FOLLOWED,
    /** Of overridden advice with a known outcome, the share that failed. */
    FAILED_WHEN_OVERRIDDEN,
    /** Of followed, overridden and ordered work with a known outcome, the share that failed. */
    FAILED;

    /** Whether cases in an arm are part of it. */
    boolean covers(Arm arm) {
        return switch (this) {
            case REFUSED -> false;
            case FAILED_WHEN_FOLLOWED -> arm == Arm.FOLLOWED;
            case FAILED_WHEN_OVERRIDDEN -> arm == Arm.OVERRIDDEN;
            case FAILED -> arm == Arm.FOLLOWED || arm == Arm.OVERRIDDEN || arm == Arm.ORDERED;
        };
    }
}
