package org.heeded.report.page;

import java.util.Locale;

/**
 * What a mark stands for. The style sheet gives each its look by a class of this name, so that no value of the log ever
 * names one.
 */
public enum Ink {
    /** What came after an override: the one accent. */
    OVERRIDDEN,
    /** What came after followed advice. */
    FOLLOWED,
    /** What came after an order. */
    ORDERED,
    /** Anything else that is drawn as data. */
    PLAIN,
    /** How far a point may be off, where many are drawn. */
    WHISKER,
    /** All of it, taken together. */
    POOLED,
    /** Axes and their ticks. */
    AXIS,
    /** Lines that guide the eye. */
    GRID,
    /** The value of no difference. */
    REFERENCE,
    /** A frame. */
    FRAME,
    /** Words. */
    WORDS,
    /** Words that stand back. */
    QUIET,
    /** Words that stand out. */
    STRONG;

    /**
     * The class.
     *
     * @return the name in lower case
     */
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
