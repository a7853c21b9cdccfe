package org.heeded.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An event plus what the log adds.
 *
 * @param id names it across all logs
 * @param engagement whose
 * @param n its index in the engagement, from 0
 * @param recordedAt when the log took it, by the log's clock, in microseconds
 * @param event what happened
 * @param unknownFields fields of a later release, by name, each as its JSON text; kept as they are
 */
public record Entry(
        EntryId id,
        EngagementId engagement,
        long n,
        Instant recordedAt,
        Event event,
        SortedMap<String, String> unknownFields) {

    /**
     * Validates, and cuts the time to microseconds.
     *
     * @throws IllegalArgumentException if the index is negative
     */
    public Entry {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is negative");
        }
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MICROS);
        unknownFields = Collections.unmodifiableSortedMap(new TreeMap<>(unknownFields));
    }

    /**
     * When, by whom, how it happened.
     *
     * @return the circumstances of the event
     */
    public Circumstances circumstances() {
        return event.circumstances();
    }

    /**
     * When it happened: as told, or for a live entry of which nothing is told, when it was recorded. Others are
     * <em>undated</em>.
     *
     * @return the time, if there is one
     */
    public Optional<When> when() {
        Circumstances c = circumstances();
        return c.occurredAt().isPresent() || c.provenance().kind() != Provenance.Kind.LIVE
                ? c.occurredAt()
                : Optional.of(new When.At(recordedAt));
    }

    /**
     * What was asked of the log.
     *
     * @return the entry less what the log added to it, but for the id
     */
    public Draft draft() {
        return new Draft(engagement, Optional.of(id), event, unknownFields);
    }
}
