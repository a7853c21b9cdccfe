package org.heeded.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a caller asks the log to take: an event of an engagement.
 *
 * @param engagement whose
 * @param id the entry's id where the caller brings one, which makes appending again harmless
 * @param event what happened
 * @param unknownFields fields of a later release, by name, each as its JSON text; kept as they are
 */
public record Draft(
        EngagementId engagement, Optional<EntryId> id, Event event, SortedMap<String, String> unknownFields) {

    /** Copies. */
    public Draft {
        unknownFields = Collections.unmodifiableSortedMap(new TreeMap<>(unknownFields));
    }

    /**
     * An event of an engagement, its id to be made by the log.
     *
     * @param engagement whose
     * @param event what happened
     * @return the draft
     */
    public static Draft of(EngagementId engagement, Event event) {
        return new Draft(engagement, Optional.empty(), event, Collections.emptySortedMap());
    }

    /**
     * An event of an engagement, with an id.
     *
     * @param engagement whose
     * @param id the id
     * @param event what happened
     * @return the draft
     */
    public static Draft of(EngagementId engagement, EntryId id, Event event) {
        return new Draft(engagement, Optional.of(id), event, Collections.emptySortedMap());
    }
}
