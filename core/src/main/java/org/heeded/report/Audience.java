package org.heeded.report;

/** For whom a report is worded. The figures that both see are equal. */
public enum Audience {
    /** Both sides: nobody should feel accused. */
    SHARED,
    /** One's own team. */
    INTERNAL
}
