package org.heeded.partnership;

/** Who says what a finding is about. */
public enum ClaimOf {
    /** Marketers say so. */
    MARKETER,
    /** Clients say so. */
    CLIENT,
    /** Neither side: it is only asked. */
    NEITHER
}
