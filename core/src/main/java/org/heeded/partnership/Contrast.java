package org.heeded.partnership;

import org.heeded.dossier.Arm;
import org.heeded.stats.AssociationTest;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

/**
 * One arm against another, crude.
 *
 * @param first the arm that is compared
 * @param second the arm it is compared with
 * @param table failures and non-failures of both
 * @param riskDifference rate of the first less rate of the second
 * @param riskRatio rate of the first over rate of the second
 * @param oddsRatio odds of the first over odds of the second
 * @param midP the mid-p test of no difference
 * @param fisher Fisher's exact test of no difference
 */
public record Contrast(
        Arm first,
        Arm second,
        TwoByTwo table,
        Estimate riskDifference,
        Estimate riskRatio,
        Estimate oddsRatio,
        TestResult midP,
        TestResult fisher) {

    static Contrast of(Arm first, Arm second, ArmTable arms, AnalysisPlan plan) {
        TwoByTwo table = arms.against(first, second, plan.mixed());
        return new Contrast(
                first,
                second,
                table,
                plan.riskDifferenceInterval().of(table, plan.level()),
                plan.riskRatioInterval().of(table, plan.level()),
                plan.oddsRatioInterval().of(table, plan.level()),
                AssociationTest.MID_P.of(table),
                AssociationTest.FISHER.of(table));
    }
}
