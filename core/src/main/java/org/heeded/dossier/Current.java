package org.heeded.dossier;

import java.time.Instant;
import java.util.Optional;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Provenance;
import org.heeded.model.When;

/**
 * An entry as it stands: not retracted, and with its last correction applied.
 *
 * @param entry the entry as first recorded; its index keeps its place in the log order
 * @param event what it says now
 * @param correctedAt when a correction changed what a result depends on
 */
record Current<E extends Event>(Entry entry, E event, Optional<Instant> correctedAt) {

    long n() {
        return entry.n();
    }

    Optional<PartyId> by() {
        return event.circumstances().by();
    }

    /** When it happened; absent: undated. */
    Optional<When> when() {
        return event.circumstances().occurredAt().isPresent()
                        || event.circumstances().provenance().kind() != Provenance.Kind.LIVE
                ? event.circumstances().occurredAt()
                : Optional.of(new When.At(entry.recordedAt()));
    }

    /** When it was known; absent: an import whose source does not say. */
    Optional<Instant> known() {
        Provenance provenance = event.circumstances().provenance();
        Optional<Instant> first = provenance.kind() == Provenance.Kind.IMPORTED
                ? provenance.sourceCreatedAt()
                : Optional.of(entry.recordedAt());
        return correctedAt.isPresent() ? correctedAt : first;
    }

    @SuppressWarnings("unchecked") // the type is checked on the line before
    static <T extends Event> Optional<Current<T>> as(Class<T> type, Current<?> current) {
        return type.isInstance(current.event) ? Optional.of((Current<T>) current) : Optional.empty();
    }
}
