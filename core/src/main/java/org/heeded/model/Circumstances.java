package org.heeded.model;

import java.util.Optional;

/**
 * The circumstances of an event; all of it may be unknown.
 *
 * @param occurredAt when it happened: a claim, never filled in
 * @param by who said or did it
 * @param recordedBy who wrote it down
 * @param via how it was said
 * @param ref a link or a message id
 * @param provenance how it came into the log
 */
public record Circumstances(
        Optional<When> occurredAt,
        Optional<PartyId> by,
        Optional<PartyId> recordedBy,
        Optional<Via> via,
        Optional<String> ref,
        Provenance provenance) {

    /** Nothing known; recorded as it happened. */
    public static final Circumstances NONE = new Circumstances(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Provenance.LIVE);

    /**
     * Validates.
     *
     * @throws RejectedException if the reference is blank, too long or not well-formed
     */
    public Circumstances {
        Check.word("ref", ref);
    }

    Circumstances occurredAt(When when) {
        return new Circumstances(Optional.of(when), by, recordedBy, via, ref, provenance);
    }

    Circumstances by(PartyId party) {
        return new Circumstances(occurredAt, Optional.of(party), recordedBy, via, ref, provenance);
    }

    Circumstances recordedBy(PartyId party) {
        return new Circumstances(occurredAt, by, Optional.of(party), via, ref, provenance);
    }

    Circumstances via(Via how) {
        return new Circumstances(occurredAt, by, recordedBy, Optional.of(how), ref, provenance);
    }

    Circumstances ref(String link) {
        return new Circumstances(occurredAt, by, recordedBy, via, Optional.of(link), provenance);
    }

    Circumstances provenance(Provenance from) {
        return new Circumstances(occurredAt, by, recordedBy, via, ref, from);
    }
}
