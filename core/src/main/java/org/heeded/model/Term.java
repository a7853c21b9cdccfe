package org.heeded.model;

/** When it is to pay off. */
public enum Term {
    /** Soon. */
    SHORT,
    /** In the long term. */
    LONG
}
