package org.heeded.model;

/** Whose idea it was. */
public enum Idea {
    /** The marketer's. */
    MARKETER,
    /** The client's. */
    CLIENT,
    /** Of both. */
    JOINT
}
