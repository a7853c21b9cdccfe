package org.heeded.model;

/**
 * Names a person or team, across the whole log.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record PartyId(String value) {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public PartyId {
        Check.id("party", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static PartyId of(String value) {
        return new PartyId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
