package org.heeded.partnership;

import java.util.List;
import org.heeded.stats.AssociationTest;
import org.heeded.stats.CommonOddsRatio;
import org.heeded.stats.Estimate;
import org.heeded.stats.MantelHaenszel;
import org.heeded.stats.Stratified;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

/**
 * One share against another, within each client: what differs between clients does not enter.
 *
 * @param table the counts of both, over all clients; arm 1 is the first
 * @param riskDifference the first share less the second: Mantel–Haenszel over the clients that have both, or with one such
 *     client the interval of the plan
 * @param clients clients that have both
 * @param test the test of no difference: exact conditional mid-p where the clients are thin (with one client the mid-p
 *     test), else Cochran–Mantel–Haenszel
 */
public record Within(TwoByTwo table, Estimate riskDifference, int clients, TestResult test) {

    static Within of(List<TwoByTwo> byClient, AnalysisPlan plan) {
        TwoByTwo sum = byClient.stream().reduce(new TwoByTwo(0, 0, 0, 0), TwoByTwo::plus);
        List<TwoByTwo> both = byClient.stream().filter(t -> !t.hasEmptyArm()).toList();
        if (both.size() == 1) {
            return new Within(
                    sum,
                    plan.riskDifferenceInterval().of(both.get(0), plan.level()),
                    1,
                    AssociationTest.MID_P.of(both.get(0)));
        }
        Stratified difference = MantelHaenszel.MH_RISK_DIFFERENCE.of(byClient, plan.level());
        return new Within(sum, difference.estimate(), both.size(), CommonOddsRatio.testWhereThin(both));
    }
}
