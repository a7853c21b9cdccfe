package org.heeded.model;

/**
 * Names one working relation between a client and a marketer; the unit of partition of the log.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record EngagementId(String value) {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public EngagementId {
        Check.id("engagement", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static EngagementId of(String value) {
        return new EngagementId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
