package org.heeded.model;

/** Whether advice was asked for. */
public enum Origin {
    /** Nobody asked for it. */
    UNPROMPTED,
    /** The client asked for it. */
    REQUESTED
}
