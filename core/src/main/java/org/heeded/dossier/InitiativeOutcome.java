package org.heeded.dossier;

import java.util.List;
import java.util.Optional;
import org.heeded.model.InitiativeId;
import org.heeded.model.WorkId;

/**
 * The outcome of an initiative: one row, however many of its cases share it.
 *
 * @param initiative which
 * @param outcome what came of it; success, failure or mixed
 * @param arm the arm that all cases of the initiative are in; absent: they are in several, and the outcome is divided
 * @param cases the cases that share it, having no outcome of their own, in log order; never empty
 * @param overridden how many cases of the initiative that preceded the outcome were overridden
 * @param inArms how many cases of the initiative that preceded the outcome are in an arm
 */
public record InitiativeOutcome(
        InitiativeId initiative, Outcome outcome, Optional<Arm> arm, List<WorkId> cases, int overridden, int inArms) {

    /** Copies. */
    public InitiativeOutcome {
        cases = List.copyOf(cases);
    }
}
