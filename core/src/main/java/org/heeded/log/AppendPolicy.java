package org.heeded.log;

/** What the log does about fields that are merely missing. */
public enum AppendPolicy {
    /** Takes the entry; the analyses count what is missing. */
    LENIENT,
    /**
     * Refuses advice without a primary forecast about the advice or its result, a decision other than followed or
     * delegated without a reason, and an override without the alternative.
     */
    STRICT
}
