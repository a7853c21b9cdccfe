package org.heeded.model;

/**
 * Names a client organisation; strata and slices by client mean this id, never the person deciding.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record ClientId(String value) {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public ClientId {
        Check.id("client", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static ClientId of(String value) {
        return new ClientId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
