package org.heeded.model;

/** How far work reaches. */
public enum Scope {
    /** Sets direction. */
    STRATEGIC,
    /** Carries a direction out. */
    TACTICAL,
    /** Day-to-day work; counted in the flow, never in a rate. */
    ROUTINE
}
