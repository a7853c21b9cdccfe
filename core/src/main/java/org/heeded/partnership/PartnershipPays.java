package org.heeded.partnership;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Dossier;
import org.heeded.model.EngagementId;
import org.heeded.model.WorkId;
import org.heeded.stats.Estimate;
import org.heeded.stats.KendallTest;
import org.heeded.stats.Median;
import org.heeded.stats.TestResult;

/**
 * Does partnership pay? How much say the marketer had in the first half of an engagement, against what came of its second
 * half. The halves are of the decided and ordered cases in order of time and have no case in common, so that no failure
 * is on both sides. Say is the weighted mean of the posterior means of the signals of {@link Say}; a negative τ of failure
 * means that where the marketer had more say, less failed afterwards. An engagement takes part if its first half has what
 * the index of {@link Say} needs and its second half as many known outcomes as a finding needs in an arm.
 *
 * @param lacks what it needs before it says anything; absent: nothing
 * @param engagements those that take part, in order of their ids
 * @param failure say against the rate of failure
 * @param growth say against the median growth of each business metric that was measured in a second half, by its name
 */
public record PartnershipPays(
        Optional<String> lacks,
        List<OfEngagement> engagements,
        Association failure,
        SortedMap<String, Association> growth) {

    private static final String FIRST = "partnership pays, first halves";
    private static final String SECOND = "partnership pays, second halves";
    private static final String GROWTH = "partnership pays, growth";
    private static final String FAILED = "failed";
    private static final String NOT_FAILED = "not failed";

    private static final List<String> OF_SAY = List.of(Say.PROPOSALS, Say.ORDERS, Say.ORIGINS, Say.BLAME);

    /** Copies. */
    public PartnershipPays {
        engagements = List.copyOf(engagements);
        growth = Collections.unmodifiableSortedMap(new TreeMap<>(growth));
    }

    /**
     * One engagement.
     *
     * @param engagement which
     * @param say how much say the marketer had in the first half, in [0, 1]
     * @param failed failures of the second half
     * @param known its known outcomes, at least 1
     */
    public record OfEngagement(EngagementId engagement, double say, long failed, long known) {}

    /**
     * Whether two measures rise and fall together over engagements.
     *
     * @param engagements how many there are
     * @param tau Kendall's τ-b; undefined below the floor
     * @param test the test of no association: exact where that is in reach
     */
    public record Association(int engagements, Estimate tau, TestResult test) {

        static Association of(List<double[]> pairs, AnalysisPlan plan) {
            int more = plan.floors().engagements() - pairs.size();
            if (more > 0) {
                String reason = needs(more);
                return new Association(
                        pairs.size(),
                        new Estimate.Undefined(KendallTest.Tau.KENDALL_TAU_B, reason),
                        new TestResult.Undefined(KendallTest.KENDALL_EXACT, reason));
            }
            double[] x = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
            double[] y = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
            return new Association(pairs.size(), KendallTest.tauB(x, y), KendallTest.KENDALL_EXACT.of(x, y));
        }
    }

    private static String needs(int more) {
        return "needs " + more + " more engagement" + (more == 1 ? "" : "s") + " with enough in both halves";
    }

    static void count(Fold fold, Tally.Counter counter) {
        ZoneId zone = fold.zone();
        List<AdviceCase> inOrder = fold.cases()
                .filter(c -> c.state().hasResult() && c.decidedAt().isPresent())
                .sorted(Comparator.comparing(
                                (AdviceCase c) -> c.decidedAt().orElseThrow().start(zone))
                        .thenComparing(AdviceCase::n))
                .toList();
        int half = inOrder.size() / 2;
        Tally.Counter say = new Tally.Counter();
        Say.count(part(fold, inOrder.subList(0, half)), say);
        Tally first = say.tally();
        // months do not matter here, and the client is the engagement's
        OF_SAY.forEach(table -> first.rows(table).forEach((words, n) -> {
            List<String> row = new ArrayList<>(List.of(fold.engagement(), table));
            row.addAll(words.subList(2, words.size()));
            counter.rows(FIRST).add(n, row.toArray(new String[0]));
        }));
        part(fold, inOrder.subList(half, inOrder.size())).rows().forEach(row -> second(row, fold, counter));
    }

    /** The fold of some cases, and of the rows that have no other. */
    private static Fold part(Fold fold, List<AdviceCase> cases) {
        Set<WorkId> ids = new HashSet<>();
        cases.forEach(c -> ids.add(c.id()));
        Predicate<Fold.Row> inside = row -> row.cases().stream().allMatch(c -> ids.contains(c.id()));
        Dossier all = fold.dossier();
        return new Fold(
                new Dossier(
                        all.engagement(),
                        all.client(),
                        cases,
                        all.answered(),
                        List.of(),
                        all.opened(),
                        all.closed(),
                        all.milestones(),
                        all.tenures()),
                fold.rows().stream().filter(inside).toList(),
                fold.plan(),
                fold.lenses(),
                fold.cut());
    }

    private static void second(Fold.Row row, Fold fold, Tally.Counter counter) {
        Counts counts = Counts.one(row.result());
        MixedPolicy mixed = fold.plan().mixed();
        if (Measure.FAILED.covers(row.arm()) && counts.failures(mixed) + counts.nonFailures(mixed) > 0) {
            counter.count(SECOND, fold.engagement(), row.failed(fold.plan()) ? FAILED : NOT_FAILED);
        }
        Growth.changes(row)
                .forEach((metric, change) -> counter.count(
                        GROWTH,
                        fold.engagement(),
                        metric,
                        change.actual().toPlainString(),
                        change.baseline().toPlainString()));
    }

    static PartnershipPays of(Tally tally, AnalysisPlan plan) {
        SortedMap<String, Double> say = say(tally, plan);
        List<OfEngagement> engagements = new ArrayList<>();
        say.forEach((engagement, index) -> {
            long failed = tally.count(SECOND, engagement, FAILED);
            long known = failed + tally.count(SECOND, engagement, NOT_FAILED);
            if (known >= plan.floors().cases()) {
                engagements.add(new OfEngagement(new EngagementId(engagement), index, failed, known));
            }
        });
        SortedMap<String, List<double[]>> byMetric = new TreeMap<>();
        growth(tally)
                .forEach((engagement, metrics) -> Optional.ofNullable(say.get(engagement))
                        .ifPresent(index -> metrics.forEach((metric, sample) -> byMetric.computeIfAbsent(
                                        metric, m -> new ArrayList<>())
                                .add(new double[] {index, median(sample, plan)}))));
        SortedMap<String, Association> growth = new TreeMap<>();
        byMetric.forEach((metric, pairs) -> growth.put(metric, Association.of(pairs, plan)));
        int more = plan.floors().engagements() - engagements.size();
        return new PartnershipPays(
                more > 0 ? Optional.of(needs(more)) : Optional.empty(),
                engagements,
                Association.of(
                        engagements.stream()
                                .map(e -> new double[] {e.say(), (double) e.failed() / e.known()})
                                .toList(),
                        plan),
                growth);
    }

    /** The say in the first halves that have enough for it. */
    private static SortedMap<String, Double> say(Tally tally, AnalysisPlan plan) {
        SortedMap<String, SayCells> cells = new TreeMap<>();
        tally.rows(FIRST)
                .forEach((words, n) -> cells.computeIfAbsent(words.get(0), e -> new SayCells())
                        .add(new Say.Added(words.get(1), "", "", words.subList(2, words.size()), n)));
        SortedMap<String, Double> say = new TreeMap<>();
        cells.forEach((engagement, of) -> {
            if (of.missing(plan).isEmpty()) {
                say.put(engagement, of.mean(plan));
            }
        });
        return say;
    }

    private static SortedMap<String, SortedMap<String, SortedMap<Double, Long>>> growth(Tally tally) {
        SortedMap<String, SortedMap<String, SortedMap<Double, Long>>> growth = new TreeMap<>();
        tally.rows(GROWTH).forEach((words, n) -> {
            Growth.Change change = new Growth.Change(words.get(2), words.get(3));
            if (!change.fromZero()) {
                growth.computeIfAbsent(words.get(0), e -> new TreeMap<>())
                        .computeIfAbsent(words.get(1), m -> new TreeMap<>())
                        .merge(change.growth(), n, Long::sum);
            }
        });
        return growth;
    }

    private static double median(SortedMap<Double, Long> sample, AnalysisPlan plan) {
        Estimate median = Median.ORDER_STATISTICS.of(sample, plan.level());
        return median instanceof Estimate.Interval interval ? interval.value() : ((Estimate.Point) median).value();
    }
}
