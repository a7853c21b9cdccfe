package org.heeded.partnership;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.Arm;
import org.heeded.stats.Estimate;
import org.heeded.stats.MantelHaenszel;
import org.heeded.stats.Reversal;
import org.heeded.stats.Stratified;
import org.heeded.stats.StratifiedTest;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

/**
 * Overridden against followed within strata.
 *
 * @param by what makes the strata
 * @param riskDifference the Mantel–Haenszel risk difference, with the strata used and dropped for want of an arm
 * @param riskRatio the Mantel–Haenszel risk ratio
 * @param oddsRatio the Mantel–Haenszel odds ratio
 * @param cmh the Cochran–Mantel–Haenszel test
 * @param homogeneity the Breslow–Day–Tarone test; of low power
 * @param reversal what may be said of a change of sign against the crude difference
 * @param strata the strata by key, an empty key where none was given
 */
public record Adjusted(
        String by,
        Stratified riskDifference,
        Stratified riskRatio,
        Stratified oddsRatio,
        TestResult cmh,
        TestResult homogeneity,
        Reversal reversal,
        SortedMap<String, TwoByTwo> strata) {

    static Adjusted of(Lens lens, SortedMap<String, ArmTable> tables, Estimate crude, AnalysisPlan plan) {
        SortedMap<String, TwoByTwo> strata = new TreeMap<>();
        tables.forEach((key, arms) -> strata.put(key, arms.against(Arm.OVERRIDDEN, Arm.FOLLOWED, plan.mixed())));
        return of(lens.name(), strata, crude, plan);
    }

    static Adjusted of(String by, SortedMap<String, TwoByTwo> all, Estimate crude, AnalysisPlan plan) {
        SortedMap<String, TwoByTwo> strata = new TreeMap<>(all);
        strata.values().removeIf(table -> table.n() == 0);
        List<TwoByTwo> list = List.copyOf(strata.values());
        Stratified difference = MantelHaenszel.MH_RISK_DIFFERENCE.of(list, plan.level());
        return new Adjusted(
                by,
                difference,
                MantelHaenszel.MH_RISK_RATIO.of(list, plan.level()),
                MantelHaenszel.MH_ODDS_RATIO.of(list, plan.level()),
                StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(list),
                StratifiedTest.BRESLOW_DAY_TARONE.of(list),
                Reversal.of(crude, difference.estimate()),
                Collections.unmodifiableSortedMap(strata));
    }

    /**
     * Whether a reversal (Simpson's paradox) may be stated.
     *
     * @return whether crude and adjusted difference disagree in sign and one of their intervals excludes 0
     */
    public boolean reversalStated() {
        return reversal == Reversal.STATED;
    }
}
