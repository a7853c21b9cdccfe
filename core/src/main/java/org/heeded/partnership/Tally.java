package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.InitiativeOutcome;
import org.heeded.dossier.Result;
import org.heeded.dossier.Waiting;
import org.heeded.model.Verdict;

/**
 * What an engagement's cases come to, in a form that merges exactly with that of others, in any order: counts and
 * multisets only.
 */
record Tally(
        int engagements,
        CaseFlow flow,
        Map<Lens, SortedMap<String, ArmTable>> tables,
        ByInitiative byInitiative,
        BasisGap basisGap,
        Map<Share, Counts> divided,
        List<CaseRef> disputed,
        List<Waiting> waiting,
        Delays toDecide,
        Delays toLaunch,
        Delays toReport) {

    /** The key of cases for which a lens has none; no id or word is empty. */
    static final String NOT_GIVEN = "";

    /** The key of a shared outcome whose cases differ under a lens. */
    static final String SEVERAL = "(several)";

    static final Tally EMPTY = new Tally(
            0,
            CaseFlow.EMPTY,
            Map.of(),
            new ByInitiative(0, 0, 0, 0),
            new BasisGap(0, 0),
            Map.of(),
            List.of(),
            List.of(),
            Delays.NONE,
            Delays.NONE,
            Delays.NONE);

    private static final Comparator<Waiting> LONGEST_FIRST = Comparator.comparing(Waiting::kind)
            .thenComparing(Comparator.comparing(Waiting::days).reversed())
            .thenComparing(w -> w.engagement().value())
            .thenComparing(w -> w.id().value());

    /** Initiatives with a failure (success) in an overridden, followed or ordered case, and those with one overridden. */
    record ByInitiative(long withFailure, long overriddenFailure, long withSuccess, long overriddenSuccess) {

        ByInitiative plus(ByInitiative o) {
            return new ByInitiative(
                    withFailure + o.withFailure,
                    overriddenFailure + o.overriddenFailure,
                    withSuccess + o.withSuccess,
                    overriddenSuccess + o.overriddenSuccess);
        }
    }

    /** Cases whose arm by the decision differs from the one by the launch, of those with a launch entry. */
    record BasisGap(long differing, long launched) {

        BasisGap plus(BasisGap o) {
            return new BasisGap(differing + o.differing, launched + o.launched);
        }
    }

    /** The share of an initiative's advice that was overridden; kept as counts, since quotients are not exact. */
    record Share(int overridden, int inArms) {}

    /** One unit of the table: a mature case in an arm, or an outcome that several cases share. */
    private record Row(Arm arm, Counts counts, List<AdviceCase> cases) {

        String key(Lens lens) {
            TreeSet<String> keys = new TreeSet<>();
            cases.forEach(c -> keys.add(lens.key().apply(c).orElse(NOT_GIVEN)));
            return keys.size() == 1 ? keys.first() : SEVERAL;
        }
    }

    static Tally of(Dossier dossier, CaseRules rules, List<Lens> lenses) {
        List<Row> rows = rows(dossier);
        Map<Lens, SortedMap<String, ArmTable>> tables = new HashMap<>();
        for (Lens lens : lenses) {
            TreeMap<String, ArmTable> byKey = new TreeMap<>();
            rows.forEach(row -> byKey.merge(row.key(lens), ArmTable.one(row.arm(), row.counts()), ArmTable::plus));
            tables.put(lens, byKey);
        }
        return new Tally(
                1,
                FlowCounter.of(dossier),
                tables,
                byInitiative(rows),
                basisGap(dossier),
                divided(dossier),
                dossier.cases().stream()
                        .filter(AdviceCase::disputed)
                        .map(c -> new CaseRef(c.engagement(), c.id()))
                        .toList(),
                Waiting.of(dossier, rules).toList(),
                Delays.toDecide(dossier, rules.zone()),
                Delays.toLaunch(dossier, rules.zone()),
                Delays.toReport(dossier, rules.zone()));
    }

    private static List<Row> rows(Dossier dossier) {
        List<Row> rows = new ArrayList<>();
        for (AdviceCase c : dossier.cases()) {
            c.result()
                    .map(Counts::one)
                    .filter(counts -> counts.all() > 0)
                    .ifPresent(counts -> rows.add(new Row(c.arm().orElseThrow(), counts, List.of(c))));
        }
        for (InitiativeOutcome shared : dossier.initiatives()) {
            shared.arm()
                    .ifPresent(arm -> rows.add(new Row(
                            arm,
                            Counts.one(result(shared.outcome().verdict())),
                            dossier.cases(shared).toList())));
        }
        return rows;
    }

    private static Result result(Verdict verdict) {
        return switch (verdict) {
            case SUCCESS -> Result.SUCCESS;
            case FAILURE -> Result.FAILURE;
            default -> Result.MIXED;
        };
    }

    private static ByInitiative byInitiative(List<Row> rows) {
        Map<String, ByInitiative> flags = new HashMap<>();
        for (Row row : rows) {
            boolean compared = row.arm() == Arm.OVERRIDDEN || row.arm() == Arm.FOLLOWED || row.arm() == Arm.ORDERED;
            Optional<String> initiative =
                    row.cases().get(0).description().initiative().map(i -> i.value());
            if (compared && initiative.isPresent()) {
                long overridden = row.arm() == Arm.OVERRIDDEN ? 1 : 0;
                long failure = row.counts().failure();
                long success = row.counts().success();
                flags.merge(
                        initiative.get(),
                        new ByInitiative(failure, failure * overridden, success, success * overridden),
                        (a, b) -> new ByInitiative(
                                a.withFailure | b.withFailure,
                                a.overriddenFailure | b.overriddenFailure,
                                a.withSuccess | b.withSuccess,
                                a.overriddenSuccess | b.overriddenSuccess));
            }
        }
        return flags.values().stream().reduce(EMPTY.byInitiative, ByInitiative::plus);
    }

    private static Map<Share, Counts> divided(Dossier dossier) {
        Map<Share, Counts> divided = new HashMap<>();
        for (InitiativeOutcome shared : dossier.initiatives()) {
            if (shared.arm().isEmpty()) {
                divided.merge(
                        new Share(shared.overridden(), shared.inArms()),
                        Counts.one(result(shared.outcome().verdict())),
                        Counts::plus);
            }
        }
        return divided;
    }

    private static BasisGap basisGap(Dossier dossier) {
        List<AdviceCase> launched = dossier.cases().stream()
                .filter(c -> c.decidedArm().isPresent() && c.launched().isPresent())
                .toList();
        return new BasisGap(
                launched.stream()
                        .filter(c -> !c.decidedArm().equals(c.launchedArm()))
                        .count(),
                launched.size());
    }

    /** Adds up many tallies, without copying the sum for each. */
    static final class Sum {

        private int engagements;
        private CaseFlow flow = CaseFlow.EMPTY;
        private final Map<Lens, SortedMap<String, ArmTable>> tables = new HashMap<>();
        private ByInitiative byInitiative = EMPTY.byInitiative;
        private BasisGap basisGap = EMPTY.basisGap;
        private final Map<Share, Counts> divided = new HashMap<>();
        private final List<CaseRef> disputed = new ArrayList<>();
        private final List<Waiting> waiting = new ArrayList<>();
        private final Delays.Sum toDecide = new Delays.Sum();
        private final Delays.Sum toLaunch = new Delays.Sum();
        private final Delays.Sum toReport = new Delays.Sum();

        Sum add(Tally other) {
            engagements += other.engagements;
            flow = flow.plus(other.flow);
            other.tables.forEach((lens, byKey) -> {
                SortedMap<String, ArmTable> sum = tables.computeIfAbsent(lens, l -> new TreeMap<>());
                byKey.forEach((key, table) -> sum.merge(key, table, ArmTable::plus));
            });
            byInitiative = byInitiative.plus(other.byInitiative);
            basisGap = basisGap.plus(other.basisGap);
            other.divided.forEach((share, counts) -> divided.merge(share, counts, Counts::plus));
            disputed.addAll(other.disputed);
            waiting.addAll(other.waiting);
            toDecide.add(other.toDecide);
            toLaunch.add(other.toLaunch);
            toReport.add(other.toReport);
            return this;
        }

        Tally tally() {
            return new Tally(
                    engagements,
                    flow,
                    tables,
                    byInitiative,
                    basisGap,
                    divided,
                    disputed.stream().sorted(CaseRef.ORDER).toList(),
                    waiting.stream().sorted(LONGEST_FIRST).toList(),
                    toDecide.delays(),
                    toLaunch.delays(),
                    toReport.delays());
        }
    }

    /** The table under a lens, by key. */
    SortedMap<String, ArmTable> by(Lens lens) {
        return tables.getOrDefault(lens, Collections.emptySortedMap());
    }
}
