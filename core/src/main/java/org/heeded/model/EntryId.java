package org.heeded.model;

import java.util.UUID;

/**
 * Names an entry, across all logs.
 *
 * @param value any UUID; the log makes version 7, the importer version 8
 */
public record EntryId(UUID value) {

    /**
     * The id with a textual UUID.
     *
     * @param value a UUID in its canonical 36-character form
     * @return the id
     * @throws RejectedException if the value is no such UUID
     */
    public static EntryId of(String value) {
        try {
            UUID uuid = UUID.fromString(value);
            if (uuid.toString().equalsIgnoreCase(value)) {
                return new EntryId(uuid);
            }
        } catch (IllegalArgumentException notAUuid) {
            // refused below, with the field
        }
        throw new RejectedException(Rule.ID, "id", "is not a UUID of 36 characters");
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
