package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Basis;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.dossier.RandomLog;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.ClientId;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The case flow adds up for every log, the table is what the flow says, and tallies merge in any order. */
class TallyTest {

    private static final List<Lens> MORE = List.of(Lens.tag("season"));

    private static final List<Lens> LENSES = Fold.of(
                    new Dossier(
                            Entries.ACME,
                            new ClientId("acme"),
                            List.of(),
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            List.of()),
                    AnalysisPlan.DEFAULT,
                    MORE,
                    start(0))
            .lenses();

    private static List<AnalysisPlan> plans() {
        List<AnalysisPlan> all = new ArrayList<>();
        for (Basis basis : Basis.values()) {
            all.add(AnalysisPlan.DEFAULT.with(p -> p.basis(basis)));
            all.add(AnalysisPlan.DEFAULT.with(
                    p -> p.basis(basis).horizonDays(60).nearMiss(new BigDecimal("0.1"))));
        }
        return all;
    }

    private static List<CaseRules> rules() {
        return plans().stream()
                .flatMap(plan -> IntStream.of(1, 150, 500).mapToObj(cut -> plan.rules(start(cut))))
                .toList();
    }

    private static AnalysisPlan plan(CaseRules rules) {
        return AnalysisPlan.DEFAULT.with(p -> {
            p.basis(rules.basis()).nearMiss(rules.nearMiss());
            rules.horizon().ifPresent(h -> p.horizonDays((int) h.toDays()));
        });
    }

    private static Tally tally(Dossier dossier, CaseRules rules) {
        return Tally.of(dossier, plan(rules), MORE, rules.cut());
    }

    private static Dossier dossier(long seed, int steps, CaseRules rules) {
        EngagementId id = new EngagementId("e" + seed);
        List<Entry> entries = RandomLog.of(seed, steps).stream()
                .map(e -> new Entry(e.id(), id, e.n(), e.recordedAt(), e.event(), e.unknownFields()))
                .toList();
        return Dossier.of(id, entries, rules);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10, 40, 150})
    void theCaseFlowAddsUp(int steps) {
        for (CaseRules rules : rules()) {
            for (long seed = 0; seed < 60; seed++) {
                Dossier dossier = dossier(seed, steps, rules);
                CaseFlow flow = CaseFlow.of(tally(dossier, rules));
                CaseFlow.Proposals p = flow.proposals();
                assertThat(p.withdrawn() + p.pending() + p.lapsed() + p.deferred() + p.notChosen() + p.allDecided())
                        .as("proposals of seed %s, %s", seed, rules)
                        .isEqualTo(p.entered());
                assertThat(p.results().cases()).isEqualTo(p.allDecided());
                CaseFlow.Directives d = flow.directives();
                assertThat(d.answered() + d.routine() + d.results().cases())
                        .as("directives of seed %s, %s", seed, rules)
                        .isEqualTo(d.given());
                assertThat(flow.provenance().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(dossier.cases().size());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 150})
    void theTableIsTheMatureResolvedAndOpenCasesAndOneRowForEachSharedOutcome(int steps) {
        long sharedSeen = 0;
        for (CaseRules rules : rules()) {
            for (long seed = 0; seed < 60; seed++) {
                Dossier dossier = dossier(seed, steps, rules);
                Tally tally = tally(dossier, rules);
                CaseFlow.Results p = CaseFlow.of(tally).proposals().results();
                CaseFlow.Results d = CaseFlow.of(tally).directives().results();
                long sharedRows = dossier.initiatives().stream()
                        .filter(i -> i.arm().isPresent())
                        .count();
                sharedSeen += sharedRows;
                long expected = p.success()
                        + p.failure()
                        + p.mixed()
                        + p.open()
                        + d.success()
                        + d.failure()
                        + d.mixed()
                        + d.open()
                        + sharedRows;
                for (Lens lens : LENSES) {
                    long inTable = LensTable.of(lens, tally).outcomesByKey().values().stream()
                            .flatMap(t -> t.arms().values().stream())
                            .mapToLong(Counts::all)
                            .sum();
                    assertThat(inTable)
                            .as("by %s, seed %s, %s", lens.name(), seed, rules)
                            .isEqualTo(expected);
                }
            }
        }
        assertThat(sharedSeen).as("shared outcomes among the random logs").isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 150})
    void everyCaseKeepsItsPromises(int steps) {
        for (CaseRules rules : rules()) {
            for (long seed = 0; seed < 60; seed++) {
                for (AdviceCase c : dossier(seed, steps, rules).cases()) {
                    assertThat(c.arm().isPresent()).isEqualTo(c.state().hasResult());
                    assertThat(c.result().isPresent()).isEqualTo(c.state().hasResult());
                    assertThat(c.state() == State.ORDERED)
                            .isEqualTo(c.decidedArm().equals(Optional.of(Arm.ORDERED)));
                    boolean resolved = c.result()
                            .filter(r -> r == Result.SUCCESS || r == Result.FAILURE || r == Result.MIXED)
                            .isPresent();
                    if (resolved
                            && c.timeZero().isPresent()
                            && c.outcome().orElseThrow().at().isPresent()) {
                        // what counts as preceded did precede
                        assertThat(c.timeZero().get().start(rules.zone()))
                                .isBeforeOrEqualTo(c.outcome().get().at().get().start(rules.zone()));
                        rules.horizon()
                                .ifPresent(h -> assertThat(
                                                c.outcome().get().at().get().start(rules.zone()))
                                        .isBeforeOrEqualTo(c.timeZero()
                                                .get()
                                                .start(rules.zone())
                                                .plus(h)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void talliesMergeInAnyOrderAndAnySplit(long seed) {
        CaseRules rules = CaseRules.asOf(start(300));
        List<Tally> tallies = IntStream.range(0, 30)
                .mapToObj(i -> tally(dossier(seed * 100 + i, 30, rules), rules))
                .collect(Collectors.toCollection(ArrayList::new));
        Tally whole = sum(tallies);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(tallies, random);
            int cut = random.nextInt(tallies.size() + 1);
            Tally halves = sum(List.of(sum(tallies.subList(0, cut)), sum(tallies.subList(cut, tallies.size()))));
            assertThat(halves).isEqualTo(whole);
            assertThat(halves.toBytes()).isEqualTo(whole.toBytes());
            Tally.Sum fromBytes = new Tally.Sum();
            tallies.forEach(one -> fromBytes.add(one.toBytes()));
            assertThat(fromBytes.tally()).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aTallyReadsBackEqualFromItsBytesAndFromNoOthers(long seed) {
        CaseRules rules = CaseRules.asOf(start(300));
        Tally tally = tally(dossier(seed, 60, rules), rules);
        byte[] bytes = tally.toBytes();
        assertThat(Tally.read(bytes)).isEqualTo(tally);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(bytes, i == 0 ? bytes.length - 1 : i == 1 ? bytes.length + 1 : bytes.length);
            if (i > 1) {
                damaged[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(Tally.read(damaged)).isNotEqualTo(tally);
            } catch (IllegalArgumentException expected) {
                assertThat(expected).hasMessageMatching(".*(tally|word|bytes).*");
            }
        }
    }

    private static Tally sum(List<Tally> tallies) {
        Tally.Sum sum = new Tally.Sum();
        tallies.forEach(sum::add);
        return sum.tally();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void swappingTheArmsMirrorsEveryFigure(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Counts one = new Counts(random.nextInt(20), 1 + random.nextInt(20), random.nextInt(3), 0);
            Counts other = new Counts(random.nextInt(20), 1 + random.nextInt(20), random.nextInt(3), 0);
            Contrast there = contrast(one, other);
            Contrast back = contrast(other, one);
            Estimate.Interval a = (Estimate.Interval) there.riskDifference();
            Estimate.Interval b = (Estimate.Interval) back.riskDifference();
            assertThat(a.value()).isCloseTo(-b.value(), within(1e-12));
            assertThat(a.lower()).isCloseTo(-b.upper(), within(1e-9));
            assertThat(a.upper()).isCloseTo(-b.lower(), within(1e-9));
            assertThat(pValue(there)).isCloseTo(pValue(back), within(1e-12));
        }
    }

    private static double pValue(Contrast contrast) {
        return ((TestResult.Computed) contrast.midP()).pValue();
    }

    private static Contrast contrast(Counts overridden, Counts followed) {
        ArmTable table = new ArmTable(Map.of(Arm.OVERRIDDEN, overridden, Arm.FOLLOWED, followed));
        return Contrast.of(Arm.OVERRIDDEN, Arm.FOLLOWED, table, AnalysisPlan.DEFAULT);
    }
}
