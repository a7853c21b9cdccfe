package org.heeded.model;

/** Whom a claim names for an outcome. */
public enum Responsible {
    /** The marketer. */
    MARKETER,
    /** The client. */
    CLIENT,
    /** Both. */
    SHARED,
    /** Neither: circumstances. */
    EXTERNAL
}
