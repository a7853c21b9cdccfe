package org.heeded.model;

/** A party's level in its organisation. */
public enum Level {
    /** Owns the business. */
    OWNER,
    /** Runs it. */
    EXECUTIVE,
    /** Heads a department. */
    DEPARTMENT,
    /** Works in one. */
    STAFF
}
