package org.heeded.partnership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.InitiativeOutcome;
import org.heeded.dossier.Result;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.InitiativeId;
import org.heeded.model.ProposalId;
import org.heeded.stats.AttributableFraction;
import org.heeded.stats.BetaPosterior;
import org.heeded.stats.ClusterRobust;
import org.heeded.stats.CochranArmitage;
import org.heeded.stats.DirectStandardisation;
import org.heeded.stats.EValue;
import org.heeded.stats.Estimate;
import org.heeded.stats.NumberNeededToHarm;
import org.heeded.stats.RiskRatio;
import org.heeded.stats.ScoredTrials;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

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
 * @param adjusted overridden against followed within strata: by client, by client and the marketer's own confidence (the
 *     analysis declared beforehand), and by each of the plan's other strata (sensitivity)
 * @param restricted overridden against followed among some cases only, by the names "prospective", "measured",
 *     "undisputed" and "notBorrowed"
 * @param mixedOtherwise overridden against followed under the policies for mixed outcomes that the plan did not choose
 * @param clustered the same with errors that allow for what decisions of one client, or of one initiative, share
 * @param standardised both arms over the mix of all decisions, by client and confidence
 * @param eValue how strong an unmeasured common cause would have to be; absent where there is no ratio
 * @param divided the exact Cochran–Armitage test of failure over the share of advice overridden, among the outcomes of
 *     initiatives whose cases are in several arms
 * @param disputed the cases that one side disputes
 * @param yardsticks the table by what the verdicts were measured with, and by whom judged
 * @param bounds how far what is not known could move it
 * @param timeToFailure when failures came after the decision
 * @param monitor the same contrast for those who look every day
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
        Clustered clustered,
        DirectStandardisation.Standardised standardised,
        Optional<EValue> eValue,
        TestResult divided,
        List<CaseRef> disputed,
        SortedMap<String, ArmTable> yardsticks,
        Bounds bounds,
        TimeToFailure timeToFailure,
        Monitor monitor,
        long basisGap,
        long launched) {

    private static final String CLUSTERS = "initiatives, overridden against followed";
    private static final String FAILED_INITIATIVES = "initiatives with a failure";
    private static final String GOOD_INITIATIVES = "initiatives with a success";
    private static final String OVERRIDDEN = "overridden";
    private static final String OTHERWISE = "otherwise";
    private static final String BASIS = "arm by decision and by launch";
    private static final String SAME = "same";
    private static final String DIFFERING = "differing";
    private static final String DISPUTED = "disputed";
    private static final String DIVIDED = "divided outcomes";

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

    /**
     * The primary contrast of the summed table, with errors from how clusters differ.
     *
     * @param by what makes the clusters: "client", or with one client "initiative"
     * @param riskDifference the risk difference
     * @param riskRatio the risk ratio
     * @param test the test of the difference, with its degrees of freedom
     */
    public record Clustered(String by, Estimate riskDifference, Estimate riskRatio, TestResult test) {

        static Clustered of(String by, List<TwoByTwo> clusters, AnalysisPlan plan) {
            return new Clustered(
                    by,
                    ClusterRobust.CR2_RISK_DIFFERENCE.of(clusters, plan.level()),
                    ClusterRobust.CR2_RISK_RATIO.of(clusters, plan.level()),
                    ClusterRobust.CR2_RISK_DIFFERENCE.test(clusters));
        }
    }

    static void count(Fold fold, Tally.Counter counter) {
        Map<String, ArmTable> initiatives = new HashMap<>();
        int alone = 0;
        for (Fold.Row row : fold.rows()) {
            String initiative = row.cases()
                    .get(0)
                    .description()
                    .initiative()
                    .map(InitiativeId::value)
                    .orElse("");
            String cluster = initiative.isEmpty() ? "/" + alone++ : initiative;
            initiatives.merge(cluster, ArmTable.one(row.arm(), Counts.one(row.result())), ArmTable::plus);
        }
        initiatives.forEach((cluster, arms) -> {
            TwoByTwo table =
                    arms.against(Arm.OVERRIDDEN, Arm.FOLLOWED, fold.plan().mixed());
            counter.count(
                    CLUSTERS,
                    Long.toString(table.events1()),
                    Long.toString(table.nonEvents1()),
                    Long.toString(table.events2()),
                    Long.toString(table.nonEvents2()));
            if (!cluster.startsWith("/")) {
                byInitiative(arms, counter);
            }
        });
        for (AdviceCase c : fold.dossier().cases()) {
            if (c.decidedArm().isPresent() && c.launched().isPresent()) {
                counter.count(BASIS, c.decidedArm().equals(c.launchedArm()) ? SAME : DIFFERING);
            }
            if (c.disputed()) {
                counter.count(
                        DISPUTED, c.engagement().value(), c.isProposal() ? "proposal" : "directive", c.id().value());
            }
        }
        for (InitiativeOutcome shared : fold.dossier().initiatives()) {
            if (shared.arm().isEmpty()) {
                counter.count(
                        DIVIDED,
                        Integer.toString(shared.overridden()),
                        Integer.toString(shared.inArms()),
                        Fold.result(shared.outcome().verdict()).name());
            }
        }
    }

    /** Whether an initiative had a failure (success) in an overridden, followed or ordered case, and an overridden one. */
    private static void byInitiative(ArmTable arms, Tally.Counter counter) {
        Counts overridden = arms.of(Arm.OVERRIDDEN);
        Counts compared = compared(arms);
        if (compared.failure() > 0) {
            counter.count(FAILED_INITIATIVES, overridden.failure() > 0 ? OVERRIDDEN : OTHERWISE);
        }
        if (compared.success() > 0) {
            counter.count(GOOD_INITIATIVES, overridden.success() > 0 ? OVERRIDDEN : OTHERWISE);
        }
    }

    private static Estimate shareOverridden(String table, Tally tally, AnalysisPlan plan) {
        long overridden = tally.count(table, OVERRIDDEN);
        return share(overridden, overridden + tally.count(table, OTHERWISE), plan);
    }

    static OverrideToFailure of(Tally tally, AnalysisPlan plan, List<Lens> shown, Instant cut) {
        LensTable clients = LensTable.of(Lens.CLIENT, tally);
        ArmTable all = total(clients.outcomesByKey());
        Contrast primary = Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, all, plan);
        boolean katz = plan.riskRatioInterval() == RiskRatio.KATZ;
        SortedMap<String, TwoByTwo> strata =
                LensTable.of(Lens.confidence(plan), tally).strataByClient(plan);
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
                shareOverridden(FAILED_INITIATIVES, tally, plan),
                shareOverridden(GOOD_INITIATIVES, tally, plan),
                adjusted(clients, strata, primary.riskDifference(), tally, plan, shown),
                restricted(tally, plan),
                mixedOtherwise(all, plan),
                clustered(clients, tally, plan),
                DirectStandardisation.STANDARDISED_TO_ALL.of(List.copyOf(strata.values())),
                EValue.ofRiskRatio(primary.riskRatio()).or(() -> EValue.ofOddsRatio(primary.oddsRatio())),
                divided(tally, plan),
                disputed(tally),
                LensTable.of(Lens.YARDSTICK, tally).outcomesByKey(),
                Bounds.of(all, CaseFlow.of(tally).proposals().lapsed(), plan),
                TimeToFailure.of(tally, plan, cut),
                Monitor.of(tally, plan),
                tally.count(BASIS, DIFFERING),
                tally.count(BASIS, DIFFERING) + tally.count(BASIS, SAME));
    }

    private static List<Adjusted> adjusted(
            LensTable clients,
            SortedMap<String, TwoByTwo> byConfidence,
            Estimate crude,
            Tally tally,
            AnalysisPlan plan,
            List<Lens> shown) {
        List<Adjusted> adjusted = new ArrayList<>();
        adjusted.add(Adjusted.of(Lens.CLIENT, clients.outcomesByKey(), crude, plan));
        adjusted.add(Adjusted.of("client × confidence", byConfidence, crude, plan));
        for (String name : plan.strata()) {
            Lens lens = shown.stream()
                    .filter(l -> l.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("the plan's strata name \"" + name
                            + "\", which is no lens of this report; it has "
                            + String.join(", ", shown.stream().map(Lens::name).toList())));
            adjusted.add(Adjusted.of(lens, LensTable.of(lens, tally).outcomesByKey(), crude, plan));
        }
        return adjusted;
    }

    /** By client; with one client, its initiatives are what resembles itself. */
    private static Clustered clustered(LensTable clients, Tally tally, AnalysisPlan plan) {
        List<TwoByTwo> byClient = clients.outcomesByKey().values().stream()
                .map(arms -> arms.against(Arm.OVERRIDDEN, Arm.FOLLOWED, plan.mixed()))
                .toList();
        if (byClient.size() > 1) {
            return Clustered.of(Lens.CLIENT.name(), byClient, plan);
        }
        List<TwoByTwo> byInitiative = new ArrayList<>();
        tally.rows(CLUSTERS)
                .inOrder((words, n) -> byInitiative.addAll(Collections.nCopies(
                        Math.toIntExact(n),
                        new TwoByTwo(
                                Long.parseLong(words.get(0)),
                                Long.parseLong(words.get(1)),
                                Long.parseLong(words.get(2)),
                                Long.parseLong(words.get(3))))));
        return Clustered.of("initiative", byInitiative, plan);
    }

    private static List<CaseRef> disputed(Tally tally) {
        return tally.rows(DISPUTED).tuples().stream()
                .map(words -> new CaseRef(
                        new EngagementId(words.get(0)),
                        words.get(1).equals("proposal") ? new ProposalId(words.get(2)) : new DirectiveId(words.get(2))))
                .sorted(CaseRef.ORDER)
                .toList();
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
        SortedMap<String, ArmTable> yardsticks =
                LensTable.of(Lens.YARDSTICK, tally).outcomesByKey();
        ArmTable open = yardsticks.getOrDefault(Fold.NOT_GIVEN, ArmTable.EMPTY);
        ArmTable measured = yardsticks
                .getOrDefault("measured", ArmTable.EMPTY)
                .plus(yardsticks.getOrDefault("agreed", ArmTable.EMPTY));
        ArmTable notBorrowed = yardsticks.entrySet().stream()
                .filter(e -> !e.getKey().equals("borrowed"))
                .map(Map.Entry::getValue)
                .reduce(ArmTable.EMPTY, ArmTable::plus);
        return Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
                "prospective",
                restricted(LensTable.of(Lens.PROSPECTIVE, tally).outcomes("prospective"), plan),
                "measured",
                restricted(measured.plus(open), plan),
                "undisputed",
                restricted(LensTable.of(Lens.DISPUTED, tally).outcomes("undisputed"), plan),
                "notBorrowed",
                restricted(notBorrowed, plan))));
    }

    private static Map<MixedPolicy, Contrast> mixedOtherwise(ArmTable all, AnalysisPlan plan) {
        EnumMap<MixedPolicy, Contrast> otherwise = new EnumMap<>(MixedPolicy.class);
        for (MixedPolicy policy : MixedPolicy.values()) {
            if (policy != plan.mixed()) {
                otherwise.put(policy, Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, all, plan.with(p -> p.mixed(policy))));
            }
        }
        return Collections.unmodifiableMap(otherwise);
    }

    private static TestResult divided(Tally tally, AnalysisPlan plan) {
        List<ScoredTrials.Group> groups = new ArrayList<>();
        tally.rows(DIVIDED).inOrder((words, n) -> {
            Counts counts = Counts.of(Result.valueOf(words.get(2)), n);
            long failures = counts.failures(plan.mixed());
            groups.add(new ScoredTrials.Group(
                    Double.parseDouble(words.get(0)) / Double.parseDouble(words.get(1)),
                    failures,
                    failures + counts.nonFailures(plan.mixed())));
        });
        return CochranArmitage.COCHRAN_ARMITAGE_EXACT.of(ScoredTrials.of(groups));
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
