package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.partnership.Recovery.covers;
import static org.heeded.partnership.Recovery.found;
import static org.heeded.partnership.Recovery.interval;
import static org.heeded.partnership.Recovery.recover;
import static org.heeded.partnership.Recovery.share;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.model.PartyId;
import org.heeded.partnership.Recovery.Recovered;
import org.heeded.stats.Estimate;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

/** Each lens finds what was planted for it, at its stated coverage, and nothing where nothing was. */
class LensesRecoveredTest {

    private static final double LEVEL = AnalysisPlan.DEFAULT.level();
    private static final int LOGS = 40;

    /** Of advice that is followed, overridden or declined, the share that is not declined. */
    private static final double NOT_DECLINED =
            (1 - CaseDraw.OTHER) / (1 - CaseDraw.OTHER + CaseDraw.OTHER / CaseDraw.OTHERS.size());

    private static void assertCovered(
            String what, List<Recovered> logs, Function<Recovered, Within> within, double truth) {
        Margins.assertAtLeast(what, share(logs, r -> covers(within.apply(r).riskDifference(), truth)), LEVEL);
    }

    private static double mean(List<Recovered> logs, ToDoubleFunction<Recovered> of) {
        return logs.stream().mapToDouble(of).average().orElseThrow();
    }

    @Test
    void everyLensIsQuietWhereThereIsNothing() {
        List<Recovered> logs = recover(100, Planting.NOTHING);
        assertCovered("novelty refused", logs, r -> r.report().noveltyGap().refused(), 0);
        assertCovered("novelty failed", logs, r -> r.report().noveltyGap().failed(), 0);
        assertCovered("spillover", logs, r -> r.report().spillover().failed(), 0);
        assertCovered("breadth, refused", logs, r -> r.report().breadth().refused(), 0);
        assertCovered("breadth, failed", logs, r -> r.report().breadth().failed(), 0);
        assertCovered("blame", logs, r -> r.report().responsibility().marketerBlamed(), 0);
        Margins.assertAtMost(
                "ideas dry up", share(logs, r -> found(r.report().investment().test())), 1 - LEVEL);
        Margins.assertAtMost(
                "nearer forecasts",
                share(
                        logs,
                        r -> found(r.report().forecasts().overrideValueAdded().nearer())),
                1 - LEVEL);
        Margins.assertAtMost(
                "time to any outcome",
                share(logs, r -> found(r.table().timeToFailure().logRank())),
                1 - LEVEL);
        Margins.assertAtMost(
                "incidence of failure",
                share(logs, r -> found(r.table().timeToFailure().gray())),
                1 - LEVEL);
        Margins.assertAtMost(
                "a client found",
                share(
                        logs,
                        r -> r.report().manyClients().clients().stream()
                                .anyMatch(c -> c.adjustedP().orElse(1) <= 1 - LEVEL)),
                1 - LEVEL);
    }

    @Test
    void theNoveltyGapIsCovered() {
        List<Recovered> logs =
                recover(LOGS, Planting.of(Effect.NOVELTY_REFUSED, 0.25).and(Effect.NOVELTY_FAILS, 0.25));
        assertCovered("refused", logs, r -> r.report().noveltyGap().refused(), 0.25 * NOT_DECLINED);
        assertCovered("failed", logs, r -> r.report().noveltyGap().failed(), 0.25);
    }

    @Test
    void blameAndSpilloverAreCovered() {
        List<Recovered> logs = recover(LOGS, Planting.of(Effect.BLAME, 0.4).and(Effect.SPILLOVER, 0.25));
        assertCovered("blame", logs, r -> r.report().responsibility().marketerBlamed(), 0.4);
        // launches that nobody recorded and undated decisions put some work into the wrong group
        assertThat(mean(
                        logs,
                        r -> interval(r.report().spillover().failed().riskDifference())
                                .value()))
                .isBetween(0.17, 0.27);
    }

    @Test
    void ideasThatDryUpAreSeenAndSeldomProven() {
        List<Recovered> logs = recover(20, new Shape(7, 6, 6, 130, 1500), Planting.of(Effect.DRY_UP, 0.4));
        assertThat(mean(logs, r -> ((Estimate.Point) r.report().investment().change()).value()))
                .isLessThan(-0.5);
        assertThat(logs).noneMatch(r -> r.finding("ideas-dry-up").verdict() == Finding.Verdict.CONTRADICTED);
        assertThat(share(logs, r -> found(r.report().investment().test())).stream()
                        .filter(x -> x))
                .as("a false alarm each would be rare among them")
                .hasSizeGreaterThan(7);
    }

    @Test
    void aGoodMarketersAdviceFailsLessWhenFollowedAndAsOftenWhenOverridden() {
        Shape shape = new Shape(6, 6, 6, 90, 730);
        List<Recovered> good = recover(30, shape, Planting.of(Effect.GOOD_MARKETER, 0.2));
        assertThat(lowestAgainstHighest(good, Arm.FOLLOWED)).isGreaterThan(0.15);
        assertThat(Math.abs(lowestAgainstHighest(good, Arm.OVERRIDDEN))).isLessThan(0.1);
        // 30 logs of about 60 cases a third: the standard error is below 0.016
        assertThat(Math.abs(lowestAgainstHighest(recover(30, shape, Planting.NOTHING), Arm.FOLLOWED)))
                .isLessThan(0.08);
    }

    /** How much more the advice of those with the worst record failed than that of those with the best, over all logs. */
    private static double lowestAgainstHighest(List<Recovered> logs, Arm arm) {
        TwoByTwo sum = logs.stream()
                .map(r -> {
                    Counts lowest = counts(r, GoodMarketer.Third.LOWEST, arm);
                    Counts highest = counts(r, GoodMarketer.Third.HIGHEST, arm);
                    return new TwoByTwo(
                            lowest.failure(),
                            lowest.success() + lowest.mixed(),
                            highest.failure(),
                            highest.success() + highest.mixed());
                })
                .reduce(TwoByTwo::plus)
                .orElseThrow();
        return (double) sum.events1() / sum.n1() - (double) sum.events2() / sum.n2();
    }

    private static Counts counts(Recovered r, GoodMarketer.Third third, Arm arm) {
        return Objects.requireNonNull(r.report().goodMarketer().thirds().get(third))
                .table()
                .of(arm);
    }

    @Test
    void partnershipPaysWhereItDoesAndNotWhereItDoesNot() {
        Shape shape = Shape.clients(12, 40);
        Planting spread = Planting.of(Effect.SAY_SPREAD, 0.25);
        // say is told from fewer decisions in a half than there are in it, so the plan asks for it
        List<Recovered> pays = recover(20, shape, spread.and(Effect.PARTNERSHIP, 0.25), AnalysisPlan.DEFAULT);
        assertThat(mean(pays, LensesRecoveredTest::tau)).isLessThan(-0.3);
        assertThat(share(pays, r -> found(r.report().partnershipPays().failure().test())).stream()
                        .filter(x -> x))
                .hasSizeGreaterThan(7);
        List<Recovered> not = recover(30, shape, spread, AnalysisPlan.DEFAULT);
        Margins.assertAtMost(
                "associations without one",
                share(not, r -> found(r.report().partnershipPays().failure().test())),
                1 - LEVEL);
    }

    private static double tau(Recovered r) {
        Estimate tau = r.report().partnershipPays().failure().tau();
        return tau instanceof Estimate.Point point
                ? point.value()
                : interval(tau).value();
    }

    @Test
    void aValuedSpecialistIsWorthMoreThanAnUnvaluedHead() {
        List<Recovered> logs = recover(
                20,
                new Shape(6, 6, 6, 90, 730),
                Planting.of(Effect.VALUE, 0.5),
                Recovery.PLAN.with(p -> p.relativeValue(true)));
        assertThat(logs).allSatisfy(r -> {
            RelativeValue head = value(r, 0);
            RelativeValue specialist = value(r, 1);
            assertThat(head.role()).contains("HEAD");
            assertThat(specialist.role()).contains("SPECIALIST");
            assertThat(interval(specialist.value()).value()).isGreaterThan(number(head.value()));
            assertThat(interval(specialist.value()).value())
                    .isGreaterThan(interval(specialist.peerValue()).value());
        });
        assertThat(mean(
                        logs,
                        r -> number(value(r, 1).value())
                                / Math.max(0.1, number(value(r, 0).value()))))
                .isGreaterThan(3);
    }

    private static RelativeValue value(Recovered r, int marketer) {
        PartyId id = PlantedLog.marketer(marketer);
        return r.report().relativeValue().stream()
                .filter(v -> v.marketer().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Below its floor a value is not told: it is small. */
    private static double number(Estimate value) {
        return value instanceof Estimate.Interval interval ? interval.value() : 0;
    }

    @Test
    void theMonitorRaisesFewFalseAlarmsHoweverOftenItLooksAndHoldsTheTruth() {
        AnalysisPlan watching = Recovery.PLAN.with(p -> p.horizonDays(100));
        List<Recovered> quiet = recover(100, Shape.USUAL, Planting.NOTHING, watching);
        Margins.assertAtMost(
                "false alarms",
                share(quiet, r -> r.table().monitor().all().alarm().isPresent()),
                1 - LEVEL);
        Margins.assertAtMost(
                "clients with false alarms",
                share(
                        quiet,
                        r -> r.table().monitor().clients().values().stream()
                                .anyMatch(w -> w.alarm().isPresent())),
                1 - LEVEL);
        List<Recovered> effect = recover(20, Shape.USUAL, Planting.of(Effect.OVERRIDE, 0.35), watching);
        Margins.assertAtLeast(
                "alarms", share(effect, r -> r.table().monitor().all().alarm().isPresent()), 0.8);
        Margins.assertAtLeast(
                "limits that hold the truth",
                Stream.concat(
                                quiet.stream()
                                        .map(r ->
                                                covers(r.table().monitor().all().riskDifference(), 0)),
                                // one in ten outcomes is not reported and enters as not failed
                                effect.stream()
                                        .map(r ->
                                                covers(r.table().monitor().all().riskDifference(), 0.35 * 0.9)))
                        .toList(),
                LEVEL);
    }

    @Test
    void failuresAfterOverridesComeInTheIncidenceToo() {
        List<Recovered> logs = recover(20, Planting.of(Effect.OVERRIDE, 0.3));
        Margins.assertAtLeast(
                "incidences that differ",
                share(logs, r -> found(r.table().timeToFailure().gray())),
                0.9);
    }
}
