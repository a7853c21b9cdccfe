package org.heeded.partnership;

import org.heeded.dossier.Waiting;
import org.heeded.stats.Estimate;

/**
 * How quick each side is.
 *
 * @param daysToDecide the client's side: median days from proposal to decision
 * @param pending the client's side: advice without an answer
 * @param lapsed the client's side: advice past its day for an answer, or put off for more than 90 days
 * @param daysToLaunch the marketer's side: median days from decision to launch
 * @param launchesWaiting the marketer's side: decided work with neither launch nor outcome
 * @param daysToReport the marketer's side: median days from due day to outcome
 * @param outcomesOverdue the marketer's side: outcomes whose due day is over
 */
public record Responsiveness(
        Estimate daysToDecide,
        long pending,
        long lapsed,
        Estimate daysToLaunch,
        long launchesWaiting,
        Estimate daysToReport,
        long outcomesOverdue) {

    static Responsiveness of(PartnershipReport.WaitingList waiting, CaseFlow flow) {
        return new Responsiveness(
                waiting.medianDaysToDecide(),
                flow.proposals().pending(),
                flow.proposals().lapsed(),
                waiting.medianDaysToLaunch(),
                waiting.of(Waiting.Kind.LAUNCH).size(),
                waiting.medianDaysToReport(),
                waiting.of(Waiting.Kind.OUTCOME).size());
    }
}
