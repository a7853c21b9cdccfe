package org.heeded.model;

/** The marketer's view of a change to its advice, when it was made. */
public enum View {
    /** Agreed to it. */
    AGREED,
    /** Accepted it. */
    ACCEPTED,
    /** Objected to it. */
    OBJECTED
}
