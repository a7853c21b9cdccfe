package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MantelHaenszelTest {

    private static final double LEVEL = 0.95;

    /** Holds two results to be the same up to rounding. */
    static void same(Estimate actual, Estimate expected) {
        assertThat(actual).hasSameClassAs(expected);
        assertThat(actual.method()).isEqualTo(expected.method());
        if (actual instanceof Estimate.Interval a && expected instanceof Estimate.Interval e) {
            assertThat(close(a.value(), e.value()) && close(a.lower(), e.lower()) && close(a.upper(), e.upper()))
                    .as("%s and %s", a, e)
                    .isTrue();
        } else if (actual instanceof Estimate.Point a && expected instanceof Estimate.Point e) {
            assertThat(close(a.value(), e.value())).as("%s and %s", a, e).isTrue();
        }
    }

    private static boolean close(double x, double y) {
        return x == y || Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));
    }

    @ParameterizedTest
    @EnumSource
    void orderAndSplittingIntoIdenticalStrataChangeNothing(MantelHaenszel method) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 300; i++) {
            List<TwoByTwo> strata = StratifiedTestData.random(random, 1 + random.nextInt(8), 30);
            Estimate estimate = method.of(strata, LEVEL).estimate();

            List<TwoByTwo> shuffled = new ArrayList<>(strata);
            Collections.shuffle(shuffled, new Random(i));
            same(method.of(shuffled, LEVEL).estimate(), estimate);

            List<TwoByTwo> twice = new ArrayList<>(strata);
            twice.addAll(strata);
            List<TwoByTwo> doubled =
                    strata.stream().map(stratum -> stratum.plus(stratum)).toList();
            same(method.of(twice, LEVEL).estimate(), method.of(doubled, LEVEL).estimate());
        }
    }

    @Test
    void swappingTheArmsFlipsTheDifferenceAndInvertsTheRatios() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 300; i++) {
            List<TwoByTwo> strata = StratifiedTestData.random(random, 1 + random.nextInt(8), 30);
            List<TwoByTwo> swapped = strata.stream().map(TwoByTwo::swapArms).toList();
            for (MantelHaenszel method : MantelHaenszel.values()) {
                Estimate estimate = method.of(strata, LEVEL).estimate();
                Estimate back = method == MantelHaenszel.MH_RISK_DIFFERENCE
                        ? mapped(method.of(swapped, LEVEL).estimate(), x -> -x)
                        : mapped(method.of(swapped, LEVEL).estimate(), x -> 1 / x);
                same(back, estimate);
            }
        }
    }

    private static Estimate mapped(Estimate estimate, DoubleUnaryOperator scale) {
        if (estimate instanceof Estimate.Interval interval) {
            return interval.map(scale, interval.method());
        }
        return estimate instanceof Estimate.Point point
                ? new Estimate.Point(scale.applyAsDouble(point.value()), point.method(), point.reason())
                : estimate;
    }

    @Test
    void oneStratumGivesTheCrudeFigures() {
        double z = 1.959963984540054;
        Estimate.Interval difference = interval(MantelHaenszel.MH_RISK_DIFFERENCE, new TwoByTwo(12, 5, 14, 35));
        assertThat(difference.value()).isCloseTo(12.0 / 17 - 14.0 / 49, within(1e-15));

        Estimate.Interval ratio = interval(MantelHaenszel.MH_RISK_RATIO, new TwoByTwo(12, 5, 14, 35));
        double katz = Math.sqrt(1.0 / 12 - 1.0 / 17 + 1.0 / 14 - 1.0 / 49);
        assertThat(ratio.value()).isCloseTo(12.0 / 17 / (14.0 / 49), within(1e-14));
        assertThat(ratio.lower()).isCloseTo(ratio.value() * Math.exp(-z * katz), within(1e-12));

        Estimate.Interval odds = interval(MantelHaenszel.MH_ODDS_RATIO, new TwoByTwo(12, 5, 14, 35));
        double woolf = Math.sqrt(1.0 / 12 + 1.0 / 5 + 1.0 / 14 + 1.0 / 35);
        assertThat(odds.value()).isCloseTo(6, within(1e-14));
        assertThat(odds.upper()).isCloseTo(6 * Math.exp(z * woolf), within(1e-11));
    }

    private static Estimate.Interval interval(MantelHaenszel method, TwoByTwo... strata) {
        return (Estimate.Interval) method.of(List.of(strata), LEVEL).estimate();
    }

    @ParameterizedTest
    @EnumSource
    void strataWithAnEmptyArmAreDroppedAndCounted(MantelHaenszel method) {
        List<TwoByTwo> strata = List.of(new TwoByTwo(3, 5, 2, 14), new TwoByTwo(4, 6, 5, 20));
        List<TwoByTwo> more = new ArrayList<>(strata);
        more.add(new TwoByTwo(9, 1, 0, 0));
        more.add(new TwoByTwo(0, 0, 0, 7));
        more.add(new TwoByTwo(0, 0, 0, 0));
        Stratified result = method.of(more, LEVEL);
        assertThat(result.estimate()).isEqualTo(method.of(strata, LEVEL).estimate());
        assertThat(result.used()).isEqualTo(2);
        assertThat(result.dropped()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAComparableStratumTheyAreUndefined(MantelHaenszel method) {
        assertThat(method.of(List.of(), LEVEL))
                .isEqualTo(new Stratified(new Estimate.Undefined(method, "there is no stratum"), 0, 0));
        assertThat(method.of(List.of(new TwoByTwo(3, 4, 0, 0)), LEVEL))
                .isEqualTo(new Stratified(new Estimate.Undefined(method, "no stratum has trials in both arms"), 0, 1));
    }

    @Test
    void whatHasNoLimitsSaysSo() {
        TwoByTwo onlyArm1 = new TwoByTwo(4, 6, 0, 10);
        assertThat(MantelHaenszel.MH_RISK_RATIO.of(List.of(onlyArm1), LEVEL).estimate())
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isInfinite());
        assertThat(MantelHaenszel.MH_ODDS_RATIO
                        .of(List.of(onlyArm1.swapArms()), LEVEL)
                        .estimate())
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isZero());
        assertThat(MantelHaenszel.MH_RISK_RATIO
                        .of(List.of(new TwoByTwo(0, 6, 0, 10)), LEVEL)
                        .estimate())
                .isInstanceOf(Estimate.Undefined.class);
        // all failed whatever the arm, or all in one arm and none in the other: no interval of width zero
        for (TwoByTwo certain : List.of(new TwoByTwo(7, 0, 9, 0), new TwoByTwo(7, 0, 0, 9))) {
            assertThat(MantelHaenszel.MH_RISK_DIFFERENCE
                            .of(List.of(certain, certain.plus(certain)), LEVEL)
                            .estimate())
                    .isInstanceOf(Estimate.Point.class);
        }
        assertThat(MantelHaenszel.MH_RISK_RATIO
                        .of(List.of(new TwoByTwo(7, 0, 9, 0)), LEVEL)
                        .estimate())
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isEqualTo(1));
    }

    @Test
    void limitsOfTheDifferenceStayInRange() {
        Estimate.Interval wide = interval(MantelHaenszel.MH_RISK_DIFFERENCE, new TwoByTwo(2, 0, 1, 2));
        assertThat(wide.upper()).isEqualTo(1);
    }

    @Test
    void noLevelOutsideItsRange() {
        assertThatThrownBy(() -> MantelHaenszel.MH_RISK_RATIO.of(List.of(), 95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("95.0");
    }

    @Test
    void hostileCountsGiveAFiniteOrDefinedAnswer() {
        for (List<TwoByTwo> strata : StratifiedTestData.hostile()) {
            for (MantelHaenszel method : MantelHaenszel.values()) {
                assertThat(method.of(strata, 0.999).estimate()).isNotNull();
            }
            for (StratifiedTest test : StratifiedTest.values()) {
                assertThat(test.of(strata)).isNotNull();
            }
            for (DirectStandardisation mix : DirectStandardisation.values()) {
                assertThat(mix.of(strata)).isNotNull();
            }
        }
    }

    /** The date quiz of Jaquiery (CC BY 4.0): 8 411 real decisions, overridden against followed advice, by category of question. */
    @Test
    void realDecisionsByCategory() {
        Optional<List<Goldens.Row>> rows = Goldens.sharedRows("../../data/esm_datequiz/decisions.csv");
        assumeTrue(rows.isPresent(), "the esm_datequiz decisions are read from ../shared, which is absent");
        Map<String, TwoByTwo> categories = rows.orElseThrow().stream()
                .collect(Collectors.toMap(row -> row.text("category"), MantelHaenszelTest::decision, TwoByTwo::plus));
        Stratified result = MantelHaenszel.MH_RISK_RATIO.of(List.copyOf(categories.values()), LEVEL);
        Estimate.Interval ratio = (Estimate.Interval) result.estimate();
        assertThat(ratio.value()).isCloseTo(2.1674, within(0.00005));
        assertThat(ratio.lower()).isCloseTo(2.0413, within(0.00005));
        assertThat(ratio.upper()).isCloseTo(2.3014, within(0.00005));
        assertThat(result.used()).isEqualTo(3);
    }

    private static TwoByTwo decision(Goldens.Row row) {
        boolean failed = row.text("outcome").equals("FAILURE");
        return row.text("decision").equals("OVERRIDDEN")
                ? new TwoByTwo(failed ? 1 : 0, failed ? 0 : 1, 0, 0)
                : new TwoByTwo(0, 0, failed ? 1 : 0, failed ? 0 : 1);
    }
}
