package org.heeded.model;

/** Who stated a verdict by hand. */
public enum Judge {
    /** The client's side. */
    CLIENT,
    /** The marketer's side. */
    MARKETER,
    /** Both together. */
    AGREED,
    /** Somebody else. */
    THIRD_PARTY
}
