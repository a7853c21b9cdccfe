package org.heeded.partnership;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.Arm;
import org.heeded.stats.AttributableFraction;
import org.heeded.stats.BetaPosterior;
import org.heeded.stats.CochranArmitage;
import org.heeded.stats.Estimate;
import org.heeded.stats.NumberNeededToHarm;
import org.heeded.stats.RiskRatio;
import org.heeded.stats.ScoredTrials;
import org.heeded.stats.TestResult;

/**
 * How often overridden advice preceded failure, against advice that was followed and against plain orders. All but {@link
 * #adjusted} is crude and matches the table.
 *
 * @param table outcomes by arm
 * @param risk the rate of failure of each arm that has one in the table
 * @param primary overridden against followed
 * @param contrasts overridden against followed, ordered against followed, overridden against ordered
 * @param probabilityOverrideWorse the probability that the rate after override is higher, from Beta(½, ½) priors
 * @param attributableFractionExposed the excess share of failures after override, if nothing else differed
 * @param populationAttributableFraction the excess share of all failures, if nothing else differed
 * @param numberNeededToHarm overrides per additional failure observed; absent where the difference has no interval
 * @param overrideGivenFailure of the failures among overridden, followed and ordered work, the share that was overridden
 * @param overrideGivenSuccess the same of the successes, the mixed left out
 * @param overrideGivenFailureByInitiative of the initiatives with such a failure, the share with an overridden one
 * @param overrideGivenSuccessByInitiative of the initiatives with such a success, the share with an overridden one
 * @param adjusted overridden against followed within strata, by client and by channel
 * @param restricted overridden against followed among some cases only, by the names "prospective", "measured",
 *     "undisputed" and "notBorrowed"
 * @param mixedOtherwise overridden against followed under the policies for mixed outcomes that the plan did not choose
 * @param divided the exact Cochran–Armitage test of failure over the share of advice overridden, among the outcomes of
 *     initiatives whose cases are in several arms
 * @param disputed the cases that one side disputes
 * @param yardsticks the table by what the verdicts were measured with, and by whom judged
 * @param bounds how far what is not known could move it
 * @param basisGap cases whose arm by the decision differs from the one by the launch
 * @param launched cases with a launch entry
 */
public record OverrideToFailure(
        ArmTable table,
        Map<Arm, Estimate> risk,
        Contrast primary,
        List<Contrast> contrasts,
        Estimate probabilityOverrideWorse,
        Estimate attributableFractionExposed,
        Estimate populationAttributableFraction,
        Optional<NumberNeededToHarm> numberNeededToHarm,
        Estimate overrideGivenFailure,
        Estimate overrideGivenSuccess,
        Estimate overrideGivenFailureByInitiative,
        Estimate overrideGivenSuccessByInitiative,
        List<Adjusted> adjusted,
        SortedMap<String, Restricted> restricted,
        Map<MixedPolicy, Contrast> mixedOtherwise,
        TestResult divided,
        List<CaseRef> disputed,
        SortedMap<String, ArmTable> yardsticks,
        Bounds bounds,
        long basisGap,
        long launched) {

    /** From this gap in known outcomes between overridden and followed on, in percentage points, the page says so first. */
    private static final double KNOWN_GAP = 0.15;

    /** From this share of launched cases on whose arm depends on the basis, the report says so. */
    private static final double BASIS_GAP = 0.10;

    /**
     * The primary contrast among some cases only.
     *
     * @param table outcomes by arm among them
     * @param contrast overridden against followed among them
     */
    public record Restricted(ArmTable table, Contrast contrast) {}

    static OverrideToFailure of(Tally tally, AnalysisPlan plan) {
        ArmTable all = total(tally.by(Lens.CLIENT));
        Contrast primary = Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, all, plan);
        boolean katz = plan.riskRatioInterval() == RiskRatio.KATZ;
        Tally.ByInitiative initiatives = tally.byInitiative();
        return new OverrideToFailure(
                all,
                risks(all, plan),
                primary,
                List.of(
                        primary,
                        Contrast.of(Arm.ORDERED, Arm.FOLLOWED, all, plan),
                        Contrast.of(Arm.OVERRIDDEN, Arm.ORDERED, all, plan)),
                BetaPosterior.probabilityHigher(primary.table(), BetaPosterior.JEFFREYS_PRIOR),
                (katz ? AttributableFraction.EXPOSED_KATZ : AttributableFraction.EXPOSED)
                        .of(primary.table(), plan.level()),
                AttributableFraction.POPULATION.of(primary.table(), plan.level()),
                primary.riskDifference() instanceof Estimate.Interval interval
                        ? Optional.of(NumberNeededToHarm.of(interval))
                        : Optional.empty(),
                share(all.of(Arm.OVERRIDDEN).failure(), compared(all).failure(), plan),
                share(all.of(Arm.OVERRIDDEN).success(), compared(all).success(), plan),
                share(initiatives.overriddenFailure(), initiatives.withFailure(), plan),
                share(initiatives.overriddenSuccess(), initiatives.withSuccess(), plan),
                List.of(
                        Adjusted.of(Lens.CLIENT, tally.by(Lens.CLIENT), primary.riskDifference(), plan),
                        Adjusted.of(Lens.CHANNEL, tally.by(Lens.CHANNEL), primary.riskDifference(), plan)),
                restricted(tally, plan),
                mixedOtherwise(all, plan),
                divided(tally, plan),
                tally.disputed(),
                tally.by(Lens.YARDSTICK),
                Bounds.of(all, tally.flow().proposals().lapsed(), plan),
                tally.basisGap().differing(),
                tally.basisGap().launched());
    }

    private static Counts compared(ArmTable all) {
        return all.of(Arm.OVERRIDDEN).plus(all.of(Arm.FOLLOWED)).plus(all.of(Arm.ORDERED));
    }

    private static ArmTable total(SortedMap<String, ArmTable> tables) {
        return tables.values().stream().reduce(ArmTable.EMPTY, ArmTable::plus);
    }

    static Map<Arm, Estimate> risks(ArmTable all, AnalysisPlan plan) {
        EnumMap<Arm, Estimate> risks = new EnumMap<>(Arm.class);
        for (Arm arm : Arm.values()) {
            Counts counts = all.of(arm);
            long failures = counts.failures(plan.mixed());
            risks.put(arm, share(failures, failures + counts.nonFailures(plan.mixed()), plan));
        }
        return Collections.unmodifiableMap(risks);
    }

    static Estimate share(long part, long whole, AnalysisPlan plan) {
        return plan.rateInterval().of(part, whole, plan.level());
    }

    private static SortedMap<String, Restricted> restricted(Tally tally, AnalysisPlan plan) {
        SortedMap<String, ArmTable> yardsticks = tally.by(Lens.YARDSTICK);
        ArmTable open = yardsticks.getOrDefault(Tally.NOT_GIVEN, ArmTable.EMPTY);
        ArmTable measured = yardsticks
                .getOrDefault("measured", ArmTable.EMPTY)
                .plus(yardsticks.getOrDefault("agreed", ArmTable.EMPTY));
        ArmTable notBorrowed = yardsticks.entrySet().stream()
                .filter(e -> !e.getKey().equals("borrowed"))
                .map(Map.Entry::getValue)
                .reduce(ArmTable.EMPTY, ArmTable::plus);
        return Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                "prospective",
                restricted(tally.by(Lens.PROSPECTIVE).getOrDefault("prospective", ArmTable.EMPTY), plan),
                "measured",
                restricted(measured.plus(open), plan),
                "undisputed",
                restricted(tally.by(Lens.DISPUTED).getOrDefault("undisputed", ArmTable.EMPTY), plan),
                "notBorrowed",
                restricted(notBorrowed, plan))));
    }

    private static Map<MixedPolicy, Contrast> mixedOtherwise(ArmTable all, AnalysisPlan plan) {
        EnumMap<MixedPolicy, Contrast> otherwise = new EnumMap<>(MixedPolicy.class);
        for (MixedPolicy policy : MixedPolicy.values()) {
            if (policy != plan.mixed()) {
                otherwise.put(policy, Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, all, plan.mixed(policy)));
            }
        }
        return Collections.unmodifiableMap(otherwise);
    }

    private static TestResult divided(Tally tally, AnalysisPlan plan) {
        return CochranArmitage.COCHRAN_ARMITAGE_EXACT.of(ScoredTrials.of(tally.divided().entrySet().stream()
                .map(e -> new ScoredTrials.Group(
                        (double) e.getKey().overridden() / e.getKey().inArms(),
                        e.getValue().failures(plan.mixed()),
                        e.getValue().failures(plan.mixed()) + e.getValue().nonFailures(plan.mixed())))
                .toList()));
    }

    private static Restricted restricted(ArmTable table, AnalysisPlan plan) {
        return new Restricted(table, Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, table, plan));
    }

    /**
     * Whether far more outcomes are known in one of the two compared arms than in the other, so that what is missing could
     * make the difference.
     *
     * @return whether the shares known differ by more than 15 points
     */
    public boolean unevenlyKnown() {
        Counts overridden = table.of(Arm.OVERRIDDEN);
        Counts followed = table.of(Arm.FOLLOWED);
        return overridden.all() > 0
                && followed.all() > 0
                && Math.abs((double) overridden.known() / overridden.all() - (double) followed.known() / followed.all())
                        > KNOWN_GAP;
    }

    /**
     * Whether it matters if cases are taken as decided or as launched.
     *
     * @return whether the arms differ in more than 10 % of the cases with a launch entry
     */
    public boolean basisMatters() {
        return basisGap > BASIS_GAP * launched;
    }
}
