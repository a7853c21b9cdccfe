package org.heeded.model;

/**
 * Names a directive, within its engagement.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record DirectiveId(String value) implements WorkId {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public DirectiveId {
        Check.id("directive", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static DirectiveId of(String value) {
        return new DirectiveId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
