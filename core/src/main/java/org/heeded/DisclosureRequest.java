package org.heeded;

import java.util.ArrayList;
import java.util.List;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;

/**
 * What of an engagement is to be disclosed. Sealed texts stay sealed unless they are asked for, one by one or all.
 *
 * @param engagement which
 * @param entries some entries only, each with the proof that it is the engagement's; empty: all entries
 * @param open the sealed fields whose keys go along
 * @param openAll whether the keys of all sealed fields of the disclosed entries go along, those of erased persons left out
 */
public record DisclosureRequest(EngagementId engagement, List<EntryId> entries, List<Field> open, boolean openAll) {

    /**
     * A field of an entry.
     *
     * @param entry which entry
     * @param name the field's name in the log format, such as {@code reason} or {@code rationale.text}; of two texts
     *     under one name, as a correction can have, both
     */
    public record Field(EntryId entry, String name) {}

    /** Copies. */
    public DisclosureRequest {
        entries = List.copyOf(entries);
        open = List.copyOf(open);
    }

    /**
     * All of an engagement, with nothing opened.
     *
     * @param engagement which
     * @return the request
     */
    public static DisclosureRequest of(EngagementId engagement) {
        return new DisclosureRequest(engagement, List.of(), List.of(), false);
    }

    /**
     * With one entry, or one more, in place of all.
     *
     * @param entry which
     * @return a copy
     */
    public DisclosureRequest entry(EntryId entry) {
        return new DisclosureRequest(engagement, and(entries, entry), open, openAll);
    }

    /**
     * With the key of one sealed field more.
     *
     * @param entry which entry, one of those disclosed
     * @param field the field's name in the log format
     * @return a copy
     */
    public DisclosureRequest open(EntryId entry, String field) {
        return new DisclosureRequest(engagement, entries, and(open, new Field(entry, field)), openAll);
    }

    /**
     * With the keys of all sealed fields that are not erased.
     *
     * @return a copy
     */
    public DisclosureRequest openEverything() {
        return new DisclosureRequest(engagement, entries, open, true);
    }

    private static <T> List<T> and(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }
}
