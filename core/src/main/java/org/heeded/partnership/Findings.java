package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.heeded.stats.Estimate;
import org.heeded.stats.FalseDiscovery;
import org.heeded.stats.PairedTest;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

/**
 * The claims of both sides, put to the test together. The primary contrast stands alone; every other one needs a p-value
 * adjusted by Benjamini and Hochberg over all the others of the report, of at most 1 − level, and the plan's floor of cases
 * in both arms. With thirty questions and nothing there, unadjusted verdicts err in three reports of four.
 */
final class Findings {

    /** A difference within these many points is not material. */
    private static final double MATERIAL = 0.10;

    /**
     * A claim before it is judged.
     *
     * @param estimate above 0 speaks for the claim
     * @param smaller the cases of the smaller arm
     * @param points whether the estimate is a difference of shares, so that 10 points mean something
     * @param slices what it compares, where these are slices of a lens
     */
    private record Question(
            String id,
            ClaimOf claimOf,
            String statement,
            Estimate estimate,
            TestResult test,
            long n,
            long smaller,
            boolean points,
            Optional<Finding.Slices> slices) {}

    private final AnalysisPlan plan;
    private final List<Question> questions = new ArrayList<>();

    Findings(AnalysisPlan plan) {
        this.plan = plan;
    }

    /** How many findings are picked for the first screen. */
    private static final int PICKED = 3;

    /** All claims of a report. */
    static Findings of(Tally tally, List<Lens> lenses, AnalysisPlan plan) {
        return new Findings(plan)
                .primary(LensTable.of(Lens.CLIENT, tally).strataByClient(plan).values())
                .lenses(lenses, tally)
                .breadth(Breadth.of(tally, plan))
                .responsibility(Responsibility.of(tally, plan))
                .spillover(Spillover.of(tally, plan))
                .investment(Investment.of(tally, plan))
                .forecasts(Forecasts.of(tally, plan));
    }

    /** The most striking of those that may be stated, with intervals that allow for their having been picked. */
    static List<Finding> standingOut(List<Finding> findings, Tally tally, List<Lens> lenses, AnalysisPlan plan) {
        List<Finding> others = findings.subList(1, findings.size());
        List<Finding> picked =
                others.stream().filter(Finding::stated).limit(PICKED).toList();
        if (picked.isEmpty()) {
            return picked;
        }
        long tested = others.stream().filter(f -> f.adjustedP().isPresent()).count();
        double level = FalseDiscovery.selectionAdjustedLevel(plan.level(), picked.size(), Math.toIntExact(tested));
        Map<String, Estimate> wider = new HashMap<>();
        of(tally, lenses, plan.with(p -> p.level(level))).questions.forEach(q -> wider.put(q.id(), q.estimate()));
        return picked.stream()
                .map(f -> new Finding(
                        f.id(),
                        f.claimOf(),
                        f.statement(),
                        f.verdict(),
                        wider.getOrDefault(f.id(), f.estimate()),
                        f.n(),
                        f.slices(),
                        f.adjustedP()))
                .toList();
    }

    /** Overridden against followed, and orders against followed advice: the claims that the log is there for. */
    Findings primary(Collection<TwoByTwo> overriddenAgainstFollowed) {
        return difference(
                "override-failure",
                ClaimOf.MARKETER,
                "Work misses more often when the client overruled the advice than when the advice was followed.",
                Within.of(List.copyOf(overriddenAgainstFollowed), plan));
    }

    Findings breadth(Breadth breadth) {
        return difference(
                        "outside-main-channel-refused",
                        ClaimOf.NEITHER,
                        "Advice outside the marketer's main channel is refused more often than advice inside it.",
                        breadth.refused())
                .difference(
                        "outside-main-channel-failed",
                        ClaimOf.NEITHER,
                        "Advice outside the marketer's main channel misses more often than advice inside it.",
                        breadth.failed());
    }

    Findings responsibility(Responsibility responsibility) {
        return difference(
                "marketer-blamed",
                ClaimOf.MARKETER,
                "The client's side names the marketer alone more often after a failed override than after failed"
                        + " followed advice.",
                responsibility.marketerBlamed());
    }

    Findings spillover(Spillover spillover) {
        return difference(
                "spillover",
                ClaimOf.MARKETER,
                "Work misses more often in channels that overridden advice had named as affected.",
                spillover.failed());
    }

    /** Fewer ideas speak for the claim, so the sign is turned. */
    Findings investment(Investment investment) {
        Estimate fewer = investment.change() instanceof Estimate.Point change
                ? new Estimate.Point(0.0 - change.value(), change.method(), change.reason())
                : investment.change();
        return other(
                "ideas-dry-up",
                ClaimOf.MARKETER,
                "Fewer ideas come in the 90 days after an override than after followed advice.",
                fewer,
                investment.test(),
                investment.decisions(),
                true);
    }

    Findings forecasts(Forecasts forecasts) {
        Forecasts.ValueAdded added = forecasts.overrideValueAdded();
        long decided = added.clientNearer() + added.marketerNearer();
        Estimate surplus = decided == 0
                ? new Estimate.Undefined(PairedTest.SIGN, "no work has forecasts of both sides and one that was nearer")
                : new Estimate.Point(
                        (double) (added.clientNearer() - added.marketerNearer()) / decided,
                        PairedTest.SIGN,
                        "the test is exact, the share has no limits here");
        return other(
                "client-forecast-nearer",
                ClaimOf.CLIENT,
                "The client's forecast is nearer to the result than the marketer's.",
                surplus,
                added.nearer(),
                decided,
                decided >= plan.floors().cases());
    }

    /** A difference of two shares within clients. */
    Findings difference(String id, ClaimOf claimOf, String statement, Within within) {
        return difference(id, claimOf, statement, within, Optional.empty());
    }

    private Findings difference(
            String id, ClaimOf claimOf, String statement, Within within, Optional<Finding.Slices> slices) {
        TwoByTwo table = within.table();
        questions.add(new Question(
                id,
                claimOf,
                statement,
                within.riskDifference(),
                within.test(),
                table.n(),
                Math.min(table.n1(), table.n2()),
                true,
                slices));
        return this;
    }

    /** Any other claim: it is never immaterial, only stated or not. */
    Findings other(
            String id, ClaimOf claimOf, String statement, Estimate estimate, TestResult test, long n, boolean enough) {
        questions.add(new Question(
                id, claimOf, statement, estimate, test, n, enough ? Integer.MAX_VALUE : 0, false, Optional.empty()));
        return this;
    }

    /** All comparisons that the lenses declare. */
    Findings lenses(List<Lens> lenses, Tally tally) {
        for (Lens lens : lenses) {
            if (!lens.compared().isEmpty()) {
                LensTable table = LensTable.of(lens, tally);
                for (Comparison c : lens.compared()) {
                    difference(
                            c.id(),
                            c.claimOf(),
                            c.statement(),
                            Within.of(table.compared(c.measure(), c.first(), c.second(), plan.mixed()), plan),
                            Optional.of(new Finding.Slices(lens.name(), c.measure(), c.first(), c.second())));
                }
            }
        }
        return this;
    }

    /** The first asked is the primary one; the others follow, the most striking first. */
    List<Finding> judged() {
        Question primary = questions.get(0);
        List<Question> others = questions.subList(1, questions.size());
        List<Question> tested = others.stream()
                .filter(q -> q.test() instanceof TestResult.Computed && q.smaller() > 0)
                .toList();
        double[] adjusted = FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(
                tested.stream().mapToDouble(Findings::pValue).toArray());
        List<Finding> findings = new ArrayList<>();
        for (Question question : others) {
            int index = tested.indexOf(question);
            findings.add(judged(question, index < 0 ? OptionalDouble.empty() : OptionalDouble.of(adjusted[index])));
        }
        findings.sort(Comparator.comparingDouble((Finding f) -> f.adjustedP().orElse(2)));
        findings.add(
                0,
                judged(
                        primary,
                        primary.test() instanceof TestResult.Computed
                                ? OptionalDouble.of(pValue(primary))
                                : OptionalDouble.empty()));
        return List.copyOf(findings);
    }

    private static double pValue(Question question) {
        return ((TestResult.Computed) question.test()).pValue();
    }

    private Finding judged(Question q, OptionalDouble p) {
        return new Finding(q.id(), q.claimOf(), q.statement(), verdict(q, p), q.estimate(), q.n(), q.slices(), p);
    }

    private Finding.Verdict verdict(Question q, OptionalDouble p) {
        if (q.estimate() instanceof Estimate.Undefined) {
            return q.n() == 0 || q.smaller() == 0 ? Finding.Verdict.NO_DATA : Finding.Verdict.INCONCLUSIVE;
        }
        double value =
                q.estimate() instanceof Estimate.Interval i ? i.value() : ((Estimate.Point) q.estimate()).value();
        if (p.isPresent()
                && p.getAsDouble() <= 1 - plan.level()
                && q.smaller() >= plan.floors().cases()
                && value != 0) {
            return value > 0 ? Finding.Verdict.SUPPORTED : Finding.Verdict.CONTRADICTED;
        }
        return q.points()
                        && q.estimate() instanceof Estimate.Interval interval
                        && interval.lower() >= -MATERIAL
                        && interval.upper() <= MATERIAL
                ? Finding.Verdict.NO_MATERIAL_DIFFERENCE
                : Finding.Verdict.INCONCLUSIVE;
    }
}
