package org.heeded.dossier;

import java.util.Optional;
import org.heeded.model.PartyId;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.When;

/**
 * Who says who is responsible for the outcome of a case: the last word of each claimant. A claim, not a finding.
 *
 * @param side the claimant's side; absent: neither told nor known of the party
 * @param by the claimant; absent: not named
 * @param at when it was said; absent: undated
 * @param responsible whom it names
 */
public record Claim(Optional<Side> side, Optional<PartyId> by, Optional<When> at, Responsible responsible) {}
