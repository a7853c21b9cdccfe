package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.heeded.partnership.Recovery.covers;
import static org.heeded.partnership.Recovery.excludesZero;
import static org.heeded.partnership.Recovery.found;
import static org.heeded.partnership.Recovery.interval;
import static org.heeded.partnership.Recovery.p;
import static org.heeded.partnership.Recovery.recover;
import static org.heeded.partnership.Recovery.share;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Recovery.Recovered;
import org.heeded.stats.Estimate;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Planted effects of overriding come out of the table and its adjustments as stated, and nothing comes out of nothing. */
class OverrideRecoveredTest {

    private static final double LEVEL = AnalysisPlan.DEFAULT.level();
    private static final int LOGS = 60;

    private static Estimate crude(Recovered r) {
        return r.table().primary().riskDifference();
    }

    private static Estimate among(OverrideToFailure table, String restriction) {
        return Objects.requireNonNull(table.restricted().get(restriction))
                .contrast()
                .riskDifference();
    }

    private static Estimate within(Recovered r, String by) {
        return r.adjusted(by).riskDifference().estimate();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0, 0.25})
    void theCrudeDifferenceIsCoveredAsStated(double effect) {
        List<Recovered> logs =
                recover(LOGS, Planting.of(Effect.OVERRIDE, effect).and(Effect.HETEROGENEITY, 0.06));
        Margins.assertAtLeast(
                "intervals that hold the truth",
                share(logs, r -> covers(crude(r), r.truth().crudeDifference())),
                LEVEL);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0, 0.25})
    void theDifferenceWithinClientsIsCoveredAsStated(double effect) {
        List<Recovered> logs =
                recover(LOGS, Planting.of(Effect.OVERRIDE, effect).and(Effect.HETEROGENEITY, 0.1));
        Margins.assertAtLeast(
                "intervals that hold the truth",
                share(
                        logs,
                        r -> covers(
                                within(r, "client"),
                                r.truth().differenceWithin(d -> PlantedLog.client(d.of().client())))),
                LEVEL);
        // an effect that is the same everywhere is what every client shows
        assertThat(logs)
                .allSatisfy(r -> assertThat(r.truth().differenceWithin(d -> PlantedLog.client(d.of().client())))
                        .isCloseTo(effect, offset(1e-9)));
    }

    @Test
    void whereThereIsNothingNothingIsFound() {
        List<Recovered> logs = recover(2 * LOGS, Planting.NOTHING);
        Margins.assertAtMost("crude intervals without 0", share(logs, r -> excludesZero(crude(r))), 1 - LEVEL);
        Margins.assertAtMost(
                "crude tests", share(logs, r -> found(r.table().primary().midP())), 1 - LEVEL);
        for (String by : List.of("client", "client × confidence", "channel", "quarter")) {
            Margins.assertAtMost(
                    "intervals without 0 within " + by, share(logs, r -> excludesZero(within(r, by))), 1 - LEVEL);
            Margins.assertAtMost(
                    "tests within " + by, share(logs, r -> found(r.adjusted(by).cmh())), 1 - LEVEL);
        }
        Margins.assertAtMost(
                "reversals stated", share(logs, r -> r.adjusted("client").reversalStated()), 1 - LEVEL);
    }

    @Test
    void aLargeEffectIsFoundInNearlyEveryLog() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.OVERRIDE, 0.3));
        Margins.assertAtLeast(
                "intervals above 0", share(logs, r -> interval(crude(r)).lower() > 0), 0.9);
        Margins.assertAtLeast(
                "intervals above 0 within clients",
                share(logs, r -> interval(within(r, "client")).lower() > 0),
                0.9);
    }

    @Test
    void clientsThatDifferDoNotMisleadTheDifferenceWithinClients() {
        Margins.assertAtMost(
                "intervals without 0 within clients",
                share(recover(LOGS, Planting.of(Effect.HETEROGENEITY, 0.2)), r -> excludesZero(within(r, "client"))),
                1 - LEVEL);
    }

    @Test
    void theMarketersOwnConfidenceIsAdjustedFor() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.CONFIDENCE, 0.5));
        Margins.assertAtLeast(
                "intervals that hold what is left within client and confidence",
                share(
                        logs,
                        r -> covers(
                                within(r, "client × confidence"),
                                r.truth()
                                        .differenceWithin(
                                                r.by(Lens.CLIENT.and(Lens.confidence(AnalysisPlan.DEFAULT)))))),
                LEVEL);
        double crude = logs.stream()
                .mapToDouble(r -> interval(crude(r)).value())
                .average()
                .orElseThrow();
        double adjusted = logs.stream()
                .mapToDouble(r -> interval(within(r, "client × confidence")).value())
                .average()
                .orElseThrow();
        assertThat(crude).as("confounded").isGreaterThan(0.08);
        // what is left is the advice whose forecast was left blank
        assertThat(adjusted).as("adjusted").isLessThan(crude / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "channel"})
    void aReversalIsFoundAndStated(String by) {
        Effect simpson = by.equals("client") ? Effect.SIMPSON_CLIENT : Effect.SIMPSON_CHANNEL;
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.OVERRIDE, 0.15).and(simpson, 0.5));
        Margins.assertAtLeast(
                "crude intervals that hold the crude truth",
                share(logs, r -> covers(crude(r), r.truth().crudeDifference())),
                LEVEL);
        Margins.assertAtLeast(
                "intervals that hold the planted effect within " + by,
                share(logs, r -> covers(within(r, by), 0.15)),
                LEVEL);
        Margins.assertAtLeast(
                "reversals stated", share(logs, r -> r.adjusted(by).reversalStated()), 0.6);
        assertThat(logs).allSatisfy(r -> assertThat(r.truth().crudeDifference()).isNegative());
    }

    @Test
    void reversingFailedOverridesAfterwardsChangesNothing() {
        Planting planting = Planting.of(Effect.OVERRIDE, 0.2).and(Effect.REVERSED, 0.7);
        List<Recovered> logs = recover(LOGS, planting);
        Margins.assertAtLeast(
                "intervals that hold the truth",
                share(logs, r -> covers(crude(r), r.truth().crudeDifference())),
                LEVEL);
        assertThat(logs.stream()
                        .flatMap(r -> r.truth().all().stream())
                        .filter(Drawn::reversed)
                        .count())
                .isGreaterThan(5L * LOGS);
    }

    @Test
    void outcomesReportedSelectivelyAreFlaggedAndTheBoundsHoldWhatWasNotReported() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.UNREPORTED, 0.4));
        Margins.assertAtLeast("gaps flagged", share(logs, r -> r.table().unevenlyKnown()), 0.8);
        assertThat(logs).allSatisfy(r -> {
            TwoByTwo all = new TwoByTwo(
                    count(r, Arm.OVERRIDDEN, true),
                    count(r, Arm.OVERRIDDEN, false),
                    count(r, Arm.FOLLOWED, true),
                    count(r, Arm.FOLLOWED, false));
            double whole = (double) all.events1() / all.n1() - (double) all.events2() / all.n2();
            assertThat(whole)
                    .isBetween(
                            interval(r.table().bounds().open().lowest().riskDifference())
                                    .value(),
                            interval(r.table().bounds().open().highest().riskDifference())
                                    .value());
        });
        Margins.assertAtMost(
                "gaps flagged where there is none",
                share(recover(LOGS, Planting.NOTHING), r -> r.table().unevenlyKnown()),
                0.05);
    }

    /** Work of an arm by its true result, doubtful ones left out. */
    private static long count(Recovered r, Arm arm, boolean failed) {
        return r.truth().all().stream()
                .filter(d -> d.failed() == failed && (d.verdict().isEmpty() || d.resolved(arm)))
                .filter(d -> d.of().answer().arm().filter(a -> a == arm).isPresent())
                .count();
    }

    @Test
    void overridesRecalledSelectivelyMisleadTheWholeButNotTheProspectiveTable() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.RECALLED, 0.6));
        Margins.assertAtLeast(
                "prospective intervals that hold the truth",
                share(logs, r -> covers(among(r.table(), "prospective"), 0)),
                LEVEL);
        double whole = logs.stream()
                .mapToDouble(r -> interval(crude(r)).value())
                .average()
                .orElseThrow();
        assertThat(whole).as("misled").isGreaterThan(0.05);
    }

    @Test
    void borrowedYardsticksMisleadTheWholeButNotTheTableWithoutThem() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.BORROWED, 0.4));
        Margins.assertAtLeast(
                "intervals without borrowed yardsticks that hold the truth",
                share(logs, r -> covers(among(r.table(), "notBorrowed"), 0)),
                LEVEL);
        double whole = logs.stream()
                .mapToDouble(r -> interval(crude(r)).value())
                .average()
                .orElseThrow();
        assertThat(whole).as("misled").isGreaterThan(0.1);
    }

    @Test
    void outcomesThatCasesShareAreNotCountedForEachOfThem() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.SHARED, 0.7));
        Margins.assertAtMost("intervals without 0", share(logs, r -> excludesZero(crude(r))), 1 - LEVEL);
        Margins.assertAtMost(
                "trends over the share overridden",
                share(logs, r -> found(r.table().divided())),
                1 - LEVEL);
    }

    @Test
    void divergingSharesShowInDividedOutcomes() {
        List<Recovered> logs = recover(
                LOGS / 2,
                new Shape(7, 6, 6, 400, 2000),
                Planting.of(Effect.SHARED, 0.9).and(Effect.OVERRIDE, 0.5));
        Margins.assertAtLeast("trends found", share(logs, r -> found(r.table().divided())), 0.6);
    }

    @Test
    void clusterRobustErrorsAllowForClientsThatDiffer() {
        Shape shape = Shape.clients(16, 30);
        List<Recovered> logs = recover(LOGS, shape, Planting.of(Effect.HETEROGENEITY, 0.2));
        Margins.assertAtMost(
                "robust intervals without 0",
                share(logs, r -> excludesZero(r.table().clustered().riskDifference())),
                1 - LEVEL);
    }

    @Test
    void standardisedRisksDifferByThePlantedEffect() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.OVERRIDE, 0.2).and(Effect.HETEROGENEITY, 0.1));
        double mean = logs.stream()
                .map(r -> r.table().standardised().difference().estimate())
                .mapToDouble(e -> e instanceof Estimate.Point point
                        ? point.value()
                        : interval(e).value())
                .average()
                .orElseThrow();
        // one log's standard error is below 0.1, five of them over the mean of all
        assertThat(mean).isCloseTo(0.2, offset(0.5 / Math.sqrt(logs.size())));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.2, 0.3})
    void swappingThePartiesMirrorsTheTable(double effect) {
        List<Recovered> logs = recover(
                20,
                Planting.of(Effect.OVERRIDE, effect)
                        .and(Effect.HETEROGENEITY, 0.1)
                        .and(Effect.SHARED, 0.1)
                        .and(Effect.REVERSED, 0.5));
        for (Recovered r : logs) {
            OverrideToFailure there = r.table();
            OverrideToFailure back = r.log().mirrored().report(Recovery.PLAN).overrideToFailure();
            assertThat(back.table().of(Arm.FOLLOWED)).isEqualTo(there.table().of(Arm.OVERRIDDEN));
            assertThat(back.table().of(Arm.OVERRIDDEN)).isEqualTo(there.table().of(Arm.FOLLOWED));
            assertThat(back.table().of(Arm.ORDERED)).isEqualTo(there.table().of(Arm.ORDERED));
            assertThat(back.table().of(Arm.DECLINED)).isEqualTo(there.table().of(Arm.DECLINED));
            assertMirrored(there.primary().riskDifference(), back.primary().riskDifference());
            for (int i = 0; i < there.adjusted().size(); i++) {
                assertMirrored(
                        there.adjusted().get(i).riskDifference().estimate(),
                        back.adjusted().get(i).riskDifference().estimate());
                assertThat(back.adjusted().get(i).reversal())
                        .isEqualTo(there.adjusted().get(i).reversal());
                assertThat(p(back.adjusted().get(i).cmh()))
                        .isCloseTo(p(there.adjusted().get(i).cmh()), offset(1e-9));
            }
            assertThat(interval(back.primary().riskRatio()).value())
                    .isCloseTo(1 / interval(there.primary().riskRatio()).value(), offset(1e-12));
            assertMirrored(among(there, "prospective"), among(back, "prospective"));
            assertMirrored(among(there, "undisputed"), among(back, "undisputed"));
            assertMirrored(
                    there.bounds().open().lowest().riskDifference(),
                    back.bounds().open().highest().riskDifference());
            assertThat(found(back.divided())).isEqualTo(found(there.divided()));
        }
    }

    private static void assertMirrored(Estimate there, Estimate back) {
        assertThat(Stream.of(
                                interval(back).value(),
                                interval(back).lower(),
                                interval(back).upper())
                        .toList())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
                .containsExactly(
                        -interval(there).value(),
                        -interval(there).upper(),
                        -interval(there).lower());
    }
}
