package org.heeded.model;

/** On which side of the partnership a party is. */
public enum Side {
    /** The client. */
    CLIENT,
    /** The marketer or marketing team. */
    MARKETER,
    /** Another stakeholder. */
    OTHER
}
