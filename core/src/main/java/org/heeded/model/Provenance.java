package org.heeded.model;

import java.time.Instant;
import java.util.Optional;

/**
 * How an entry came into the log.
 *
 * @param kind as it happened, from another system, or from memory
 * @param sourceCreatedAt when the source system took it, by that system's word; only with {@link Kind#IMPORTED}
 */
public record Provenance(Kind kind, Optional<Instant> sourceCreatedAt) {

    /** The kinds of provenance. */
    public enum Kind {
        /** Recorded as it happened. */
        LIVE,
        /** Taken from another system. */
        IMPORTED,
        /** Written down from memory. */
        RECALLED
    }

    /** Recorded as it happened. */
    public static final Provenance LIVE = new Provenance(Kind.LIVE, Optional.empty());

    /** Taken from another system that does not say when it took it. */
    public static final Provenance IMPORTED = new Provenance(Kind.IMPORTED, Optional.empty());

    /** Written down from memory. */
    public static final Provenance RECALLED = new Provenance(Kind.RECALLED, Optional.empty());

    /**
     * Validates, and cuts the time to microseconds.
     *
     * @throws RejectedException if there is a source's time on anything but an import
     */
    public Provenance {
        if (kind != Kind.IMPORTED && sourceCreatedAt.isPresent()) {
            throw new RejectedException(Rule.CONTRADICTION, "sourceCreatedAt", "goes with IMPORTED only");
        }
        sourceCreatedAt = sourceCreatedAt.map(t -> new When.At(t).instant());
    }

    /**
     * Taken from another system that says when it took it.
     *
     * @param sourceCreatedAt the source's own creation time
     * @return the provenance
     */
    public static Provenance imported(Instant sourceCreatedAt) {
        return new Provenance(Kind.IMPORTED, Optional.of(sourceCreatedAt));
    }
}
