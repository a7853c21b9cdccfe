package org.heeded.model;

/** Names what can be launched, measured and be somebody's responsibility: a proposal, a directive or an initiative. */
public sealed interface WorkId permits ProposalId, DirectiveId, InitiativeId {

    /**
     * The caller's own id.
     *
     * @return the text of the id
     */
    String value();
}
