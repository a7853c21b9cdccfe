package org.heeded.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Provenance;
import org.heeded.model.When;

/**
 * An entry as it stands: not retracted, and with its last correction applied.
 *
 * @param <E> the type of event
 * @param entry the entry as first recorded; its index keeps its place in the log order
 * @param event what it says now
 * @param correctedAt when a correction changed what a result depends on
 */
public record Current<E extends Event>(Entry entry, E event, Optional<Instant> correctedAt) {

    /** Fields whose correction changes what a result depends on, or when something is said to have been known. */
    private static final Set<String> MATERIAL = Set.of(
            "forecasts",
            "due",
            "initiative",
            "answers",
            "decision",
            "view",
            "adherence",
            "forecast",
            "occurredAt",
            "provenance");

    /**
     * The entries of an engagement that were not retracted, as last corrected. Corrections and retractions are among them.
     *
     * @param entries the engagement's entries as of a position, in log order, from the first
     * @return in log order
     */
    public static List<Current<?>> standing(List<Entry> entries) {
        Set<EntryId> retracted = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.EntryRetracted retraction) {
                retracted.add(retraction.entry());
            }
        }
        Map<EntryId, Event> replacements = new HashMap<>();
        Map<EntryId, Instant> material = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.EntryCorrected correction && !retracted.contains(entry.id())) {
                replacements.put(correction.entry(), correction.replacement());
                if (correction.fields().stream().anyMatch(MATERIAL::contains)) {
                    material.put(correction.entry(), entry.recordedAt());
                }
            }
        }
        List<Current<?>> standing = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            if (!retracted.contains(entry.id())) {
                Event event = replacements.getOrDefault(entry.id(), entry.event());
                standing.add(new Current<>(entry, event, Optional.ofNullable(material.get(entry.id()))));
            }
        }
        return standing;
    }

    /**
     * Its place in the log order.
     *
     * @return the index in the engagement, from 0
     */
    public long n() {
        return entry.n();
    }

    Optional<PartyId> by() {
        return event.circumstances().by();
    }

    /**
     * When it happened.
     *
     * @return the time; empty: undated
     */
    public Optional<When> when() {
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
