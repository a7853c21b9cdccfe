package org.heeded.model;

/** The other side's word on an entry. */
public enum Stance {
    /** It was so. */
    CONFIRMS,
    /** There is more to say. */
    COMMENTS,
    /** It was not so. */
    DISPUTES
}
