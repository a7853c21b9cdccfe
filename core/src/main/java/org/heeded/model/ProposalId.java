package org.heeded.model;

/**
 * Names a proposal, within its engagement.
 *
 * @param value 1 to {@value Check#MAX_ID} characters, no control characters, no white space at the ends
 */
public record ProposalId(String value) implements WorkId {

    /**
     * Validates.
     *
     * @throws RejectedException if the value is no id
     */
    public ProposalId {
        Check.id("proposal", value);
    }

    /**
     * The id with a value.
     *
     * @param value the caller's own id
     * @return the id
     * @throws RejectedException if the value is no id
     */
    public static ProposalId of(String value) {
        return new ProposalId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
