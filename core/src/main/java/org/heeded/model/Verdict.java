package org.heeded.model;

/** What came of it. */
public enum Verdict {
    /** It met its criterion. */
    SUCCESS,
    /** It missed its criterion. */
    FAILURE,
    /** Partly. */
    MIXED,
    /** The result cannot tell. */
    INCONCLUSIVE,
    /** The result cannot be used. */
    INVALID
}
