package org.heeded.model;

/** What was really put into the world. */
public enum Launched {
    /** What the marketer advised. */
    ADVICE,
    /** The client's own way. */
    ALTERNATIVE,
    /** What the client ordered. */
    ORDER,
    /** Nothing. */
    NOTHING
}
