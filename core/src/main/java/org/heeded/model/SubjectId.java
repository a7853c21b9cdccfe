package org.heeded.model;

/**
 * Names whose personal data a sealed text is: random, never made from a name or an address.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record SubjectId(String value) {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public SubjectId {
        Check.id("subject", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static SubjectId of(String value) {
        return new SubjectId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
