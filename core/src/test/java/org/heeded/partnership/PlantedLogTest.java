package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.dossier.Yardstick;
import org.heeded.model.Verdict;
import org.heeded.model.WorkId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the generator says it drew is what the log says. */
class PlantedLogTest {

    private static final Planting MUCH = Planting.of(Effect.OVERRIDE, 0.2)
            .and(Effect.HETEROGENEITY, 0.06)
            .and(Effect.SHARED, 0.1)
            .and(Effect.REVERSED, 0.5)
            .and(Effect.RECALLED, 0.4)
            .and(Effect.BORROWED, 0.1);

    private static Map<WorkId, AdviceCase> cases(PlantedLog log) {
        return log.dossiers(AnalysisPlan.DEFAULT.rules(log.cut()))
                .flatMap(d -> d.cases().stream())
                .collect(Collectors.toMap(AdviceCase::id, Function.identity()));
    }

    @Test
    void theSameSeedGivesTheSameLog() {
        assertThat(PlantedLog.of(3, Shape.USUAL, MUCH)).isEqualTo(PlantedLog.of(3, Shape.USUAL, MUCH));
        assertThat(PlantedLog.of(3, Shape.USUAL, MUCH)).isNotEqualTo(PlantedLog.of(4, Shape.USUAL, MUCH));
    }

    @Test
    void theLogSaysWhatWasDrawn() {
        for (long seed = 0; seed < 20; seed++) {
            PlantedLog log = PlantedLog.of(seed, Shape.USUAL, MUCH);
            Map<WorkId, AdviceCase> cases = cases(log);
            for (Drawn d : log.truth().all()) {
                assertThat(cases.containsKey(d.of().id())).isEqualTo(d.entered());
                if (!d.entered()) {
                    continue;
                }
                AdviceCase c = Objects.requireNonNull(cases.get(d.of().id()));
                assertThat(c.arm()).as("arm of %s", d).isEqualTo(d.of().answer().arm());
                if (d.of().initiative().isEmpty() && c.arm().isPresent()) {
                    assertThat(c.result())
                            .as("result of %s", d)
                            .contains(d.verdict().map(PlantedLogTest::result).orElse(Result.OPEN));
                }
                if (d.resolved(Arm.OVERRIDDEN)) {
                    assertThat(c.outcome().orElseThrow().yardstick() == Yardstick.BORROWED)
                            .isEqualTo(d.borrowed() && c.outcome().orElseThrow().verdict() != Verdict.MIXED);
                    assertThat(c.decisions() > 1 || !d.reversed()).isTrue();
                }
            }
        }
    }

    private static Result result(Verdict verdict) {
        return Result.valueOf(verdict.name());
    }

    @Test
    void everythingThatLogsHaveIsThere() {
        List<AdviceCase> cases = List.copyOf(
                cases(PlantedLog.of(1, new Shape(13, 12, 8, 100, 730), MUCH)).values());
        assertThat(cases.stream().map(AdviceCase::state).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.of(
                        State.DECIDED,
                        State.DEFERRED,
                        State.LAPSED,
                        State.NOT_CHOSEN,
                        State.ORDERED,
                        State.PENDING,
                        State.ROUTINE,
                        State.WITHDRAWN));
        assertThat(cases.stream().flatMap(c -> c.result().stream()).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.of(
                        Result.SUCCESS,
                        Result.FAILURE,
                        Result.MIXED,
                        Result.OPEN,
                        Result.INCONCLUSIVE,
                        Result.INVALID,
                        Result.SHARED,
                        Result.DIVIDED));
        assertThat(cases.stream()
                        .flatMap(c -> c.outcome().stream())
                        .map(o -> o.yardstick())
                        .collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Yardstick.class));
        assertThat(cases).anyMatch(AdviceCase::undated);
        assertThat(cases).anyMatch(AdviceCase::disputed);
        assertThat(cases).anyMatch(c -> c.answered().isPresent());
        assertThat(cases).anyMatch(c -> c.prospective().equals(Optional.of(false)));
        assertThat(cases.stream().map(AdviceCase::client).distinct()).hasSize(12);
        assertThat(cases.stream().map(AdviceCase::engagement).distinct()).hasSize(13);
    }

    @ParameterizedTest
    @EnumSource
    void anEffectOfSizeZeroChangesNothing(Effect effect) {
        assertThat(PlantedLog.of(5, Shape.USUAL, Planting.of(effect, 0)).engagements())
                .isEqualTo(PlantedLog.of(5, Shape.USUAL, Planting.NOTHING).engagements());
    }

    @ParameterizedTest
    @EnumSource
    void everyEffectChangesTheLog(Effect effect) {
        Planting spread = Planting.of(Effect.SAY_SPREAD, 0.2);
        assertThat(PlantedLog.of(5, Shape.USUAL, spread.and(effect, 0.15)).engagements())
                .isNotEqualTo(
                        PlantedLog.of(5, Shape.USUAL, spread.and(effect, 0)).engagements());
    }

    @Test
    void aPlantedShareComesOutInManyLogs() {
        Truth truth = new Truth(LongStream.range(0, 60)
                .boxed()
                .flatMap(seed ->
                        PlantedLog.of(seed, Shape.USUAL, Planting.of(Effect.OVERRIDE, 0.25)).truth().all().stream())
                .toList());
        Margins.assertRate(
                "failed overrides",
                truth.resolved(Arm.OVERRIDDEN).map(Drawn::failed).toList(),
                World.RISK + 0.25);
        Margins.assertRate(
                "failed followed",
                truth.resolved(Arm.FOLLOWED).map(Drawn::failed).toList(),
                World.RISK);
        Set<Arm> advised = EnumSet.of(Arm.FOLLOWED, Arm.OVERRIDDEN);
        Margins.assertRate(
                "overridden",
                truth.all().stream()
                        .filter(d ->
                                d.of().answer().arm().filter(advised::contains).isPresent())
                        .map(d -> d.of().overridden())
                        .toList(),
                World.BENT);
    }

    @Test
    void swappingThePartiesTwiceRestoresTheTable() {
        for (long seed = 0; seed < 8; seed++) {
            PlantedLog log = PlantedLog.of(seed, Shape.USUAL, MUCH);
            assertThat(log.mirrored()
                            .mirrored()
                            .report(Recovery.PLAN)
                            .overrideToFailure()
                            .table())
                    .isEqualTo(log.report(Recovery.PLAN).overrideToFailure().table());
        }
    }
}
