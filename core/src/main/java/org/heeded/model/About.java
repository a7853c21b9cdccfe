package org.heeded.model;

/** What a forecast is about. */
public enum About {
    /** The result if the advice is carried out. */
    ADVICE,
    /** The result if the client's own way is taken. */
    ALTERNATIVE,
    /** The result whatever is done. */
    RESULT
}
