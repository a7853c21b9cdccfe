package org.heeded.dossier;

import java.util.Optional;
import org.heeded.model.Party;
import org.heeded.model.When;

/**
 * A marketer's time in an engagement.
 *
 * @param party the marketer as last described
 * @param from when the marketer joined, or first said something; absent: undated
 * @param until when the marketer left or the engagement was closed; absent: still there, or undated
 */
public record Tenure(Party party, Optional<When> from, Optional<When> until) {}
