package org.heeded.model;

/**
 * Names the campaign or project that several proposals and directives can belong to.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record InitiativeId(String value) implements WorkId {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public InitiativeId {
        Check.id("initiative", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static InitiativeId of(String value) {
        return new InitiativeId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
