package org.heeded.model;

/** Whether an idea is out of the box, as recorded with the proposal. */
public enum Novelty {
    /** The usual. */
    CONVENTIONAL,
    /** Out of the box. */
    OUT_OF_THE_BOX
}
