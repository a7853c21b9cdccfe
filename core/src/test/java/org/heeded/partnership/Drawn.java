package org.heeded.partnership;

import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.model.Verdict;

/**
 * What was drawn for a piece of work, and with which chances.
 *
 * @param of the work
 * @param exposed whether overridden advice had named its channel in the 90 days before its launch; absent: no advice that
 *     was decided then had
 * @param riskFollowed its risk of failure if followed (ordered, if it is an order)
 * @param riskOverridden its risk of failure if overridden
 * @param failed whether it failed
 * @param borrowed whether it has no yardstick of its own
 * @param verdict the verdict that the log was given; absent: none
 * @param entered whether it is in the log at all
 * @param late whether all of it was entered after its outcome
 * @param reversed whether a "followed" was entered after its outcome
 * @param marketerBlamed whether the client's side named the marketer alone; absent: it named nobody
 */
record Drawn(
        PlantedCase of,
        Optional<Boolean> exposed,
        double riskFollowed,
        double riskOverridden,
        boolean failed,
        boolean borrowed,
        Optional<Verdict> verdict,
        boolean entered,
        boolean late,
        boolean reversed,
        Optional<Boolean> marketerBlamed) {

    /** The risk under what became of it. */
    double risk() {
        return of.overridden() ? riskOverridden : riskFollowed;
    }

    /** Whether it is a row of its own in the table of failures, in an arm. */
    boolean resolved(Arm arm) {
        return entered
                && of.initiative().isEmpty()
                && of.answer().arm().equals(Optional.of(arm))
                && verdict.filter(v -> v == Verdict.SUCCESS || v == Verdict.FAILURE || v == Verdict.MIXED)
                        .isPresent();
    }
}
