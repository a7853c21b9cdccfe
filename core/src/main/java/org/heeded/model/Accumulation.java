package org.heeded.model;

/** How a metric is counted. */
public enum Accumulation {
    /** Its value at the time of measurement. */
    LEVEL,
    /** What has added up by then. */
    CUMULATIVE
}
