package org.heeded.model;

/**
 * Names a goal of the business, within its engagement.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record GoalId(String value) {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public GoalId {
        Check.id("goal", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static GoalId of(String value) {
        return new GoalId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
