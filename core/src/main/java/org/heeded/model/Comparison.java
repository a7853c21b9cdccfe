package org.heeded.model;

/** Which side of the target meets it. */
public enum Comparison {
    /** The target or more. */
    AT_LEAST,
    /** The target or less. */
    AT_MOST
}
