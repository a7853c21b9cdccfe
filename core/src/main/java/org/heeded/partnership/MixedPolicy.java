package org.heeded.partnership;

/** How mixed outcomes enter a rate of failure. */
public enum MixedPolicy {
    /** In the denominator, as not failed. */
    NOT_FAILED,
    /** As failures. */
    FAILURE,
    /** Not at all. */
    LEFT_OUT
}
