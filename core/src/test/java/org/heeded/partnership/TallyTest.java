package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.heeded.dossier.RandomLog;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The case flow adds up for every log, the table is what the flow says, and tallies merge in any order. */
class TallyTest {

    private static final List<Lens> LENSES =
            List.of(Lens.CLIENT, Lens.MARKETER, Lens.CHANNEL, Lens.YARDSTICK, Lens.PROSPECTIVE, Lens.DISPUTED);

    private static List<CaseRules> rules() {
        List<CaseRules> all = new ArrayList<>();
        for (Basis basis : Basis.values()) {
            for (int cut : new int[] {1, 150, 500}) {
                all.add(new CaseRules(start(cut), ZoneOffset.UTC, Optional.empty(), basis, BigDecimal.ZERO));
                all.add(new CaseRules(
                        start(cut), ZoneOffset.UTC, Optional.of(Duration.ofDays(60)), basis, new BigDecimal("0.1")));
            }
        }
        return all;
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
                CaseFlow flow = Tally.of(dossier, rules, LENSES).flow();
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
                Tally tally = Tally.of(dossier, rules, LENSES);
                CaseFlow.Results p = tally.flow().proposals().results();
                CaseFlow.Results d = tally.flow().directives().results();
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
                    long inTable = tally.by(lens).values().stream()
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
                .mapToObj(i -> Tally.of(dossier(seed * 100 + i, 30, rules), rules, LENSES))
                .collect(Collectors.toCollection(ArrayList::new));
        Tally whole = sum(tallies);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(tallies, random);
            int cut = random.nextInt(tallies.size() + 1);
            Tally halves = sum(List.of(sum(tallies.subList(0, cut)), sum(tallies.subList(cut, tallies.size()))));
            assertThat(halves).isEqualTo(whole);
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
