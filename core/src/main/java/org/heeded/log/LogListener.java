package org.heeded.log;

import java.time.Duration;
import org.heeded.model.Position;

/**
 * Hears how a log is doing, for a host's metrics. Is called in the thread that works, by several at a time, so it should be
 * short; it must not throw and must not use the log. Each method does nothing as it stands here.
 */
public interface LogListener {

    /** Hears nothing. */
    LogListener NONE = new LogListener() {};

    /**
     * A group was taken.
     *
     * @param end the size of the log with it, also where the caller's transaction is yet to commit: the place after the last
     *     entry
     * @param took from the call until it was as durable as the store makes it, or until the caller's transaction had it
     */
    default void appended(Position end, Duration took) {}

    /** A group had to be tried again, or was given up, since another writer was first. Nothing was written by then. */
    default void conflict() {}

    /**
     * What the log keeps in memory was built from what is stored, as it is when a log is opened.
     *
     * @param end the size of the log: the place after the last entry
     * @param took how long that was
     */
    default void rebuilt(Position end, Duration took) {}
}
