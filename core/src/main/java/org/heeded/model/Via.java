package org.heeded.model;

/** How something was said. */
public enum Via {
    /** By phone or video. */
    CALL,
    /** By e-mail. */
    EMAIL,
    /** In a meeting. */
    MEETING,
    /** In a document. */
    DOCUMENT,
    /** In a tool. */
    TOOL
}
