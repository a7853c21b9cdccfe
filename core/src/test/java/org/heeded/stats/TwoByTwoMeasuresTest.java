package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every table: symmetry, order, zero cells, size. */
class TwoByTwoMeasuresTest {

    private static final double LEVEL = 0.95;

    private static Stream<TwoByTwo> tables() {
        return Stream.concat(
                Tables.small(), Stream.concat(Tables.random(3, 300, 300), Tables.random(4, 40, 1_000_000_000L)));
    }

    private static List<BiFunction<TwoByTwo, Double, Estimate>> ratios() {
        List<BiFunction<TwoByTwo, Double, Estimate>> ratios = new ArrayList<>();
        for (RiskRatio method : RiskRatio.values()) {
            ratios.add(method::of);
        }
        for (OddsRatio method : OddsRatio.values()) {
            ratios.add(method::of);
        }
        return ratios;
    }

    private static void assertClose(double actual, double expected, TwoByTwo t) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).as("%s", t).isEqualTo(expected);
        } else {
            assertThat(actual).as("%s", t).isCloseTo(expected, withinPercentage(1e-6));
        }
    }

    @Test
    void swappingTheArmsFlipsTheSignOfTheDifference() {
        for (RiskDifference method : RiskDifference.values()) {
            tables().forEach(t -> {
                Estimate.Interval interval = (Estimate.Interval) method.of(t, LEVEL);
                Estimate.Interval swapped = (Estimate.Interval) method.of(t.swapArms(), LEVEL);
                assertThat(swapped).isEqualTo(interval.map(x -> 0 - x, method));
            });
        }
    }

    @Test
    void swappingTheOutcomesFlipsTheSignOfTheDifference() {
        for (RiskDifference method : RiskDifference.values()) {
            Tables.small().forEach(t -> {
                Estimate.Interval interval = (Estimate.Interval) method.of(t, LEVEL);
                Estimate.Interval swapped = (Estimate.Interval) method.of(t.swapOutcomes(), LEVEL);
                assertThat(swapped.lower()).as("%s", t).isCloseTo(-interval.upper(), withinPercentage(1e-9));
                assertThat(swapped.upper()).as("%s", t).isCloseTo(-interval.lower(), withinPercentage(1e-9));
            });
        }
    }

    @Test
    void swappingTheArmsInvertsRatios() {
        ratios().forEach(method -> tables().forEach(t -> assertInverse(t, method, t.swapArms())));
    }

    @Test
    void swappingTheOutcomesInvertsOddsRatios() {
        for (OddsRatio method : OddsRatio.values()) {
            tables().forEach(t -> assertInverse(t, method::of, t.swapOutcomes()));
        }
    }

    private static void assertInverse(TwoByTwo t, BiFunction<TwoByTwo, Double, Estimate> method, TwoByTwo swapped) {
        Estimate estimate = method.apply(t, LEVEL);
        Estimate other = method.apply(swapped, LEVEL);
        assertThat(other).as("%s", t).hasSameClassAs(estimate);
        if (estimate instanceof Estimate.Interval interval && other instanceof Estimate.Interval inverse) {
            assertClose(inverse.value(), 1 / interval.value(), t);
            assertClose(inverse.lower(), 1 / interval.upper(), t);
            assertClose(inverse.upper(), 1 / interval.lower(), t);
        }
    }

    @Test
    void higherLevelsHaveWiderLimits() {
        List<BiFunction<TwoByTwo, Double, Estimate>> methods = new ArrayList<>(ratios());
        for (RiskDifference method : RiskDifference.values()) {
            methods.add(method::of);
        }
        methods.forEach(method -> Tables.random(5, 60, 100).forEach(t -> {
            if (method.apply(t, LEVEL) instanceof Estimate.Interval) {
                Estimate.Interval last = (Estimate.Interval) method.apply(t, 1e-12);
                for (double level : new double[] {0.01, 0.5, 0.9, 0.999, 1 - 1e-15}) {
                    Estimate.Interval next = (Estimate.Interval) method.apply(t, level);
                    assertThat(next.lower()).as("%s", t).isLessThanOrEqualTo(last.lower());
                    assertThat(next.upper()).as("%s", t).isGreaterThanOrEqualTo(last.upper());
                    last = next;
                }
            }
        }));
    }

    /** The score interval excludes no difference exactly when the score test rejects; all three measures agree on that. */
    @Test
    void scoreLimitsAgreeWithTheScoreTestAndWithEachOther() {
        Tables.random(6, 500, 200)
                .filter(t -> t.events() > 0 && t.events() < t.n())
                .forEach(t -> {
                    boolean rejected = ((TestResult.Computed) AssociationTest.SCORE.of(t)).pValue() < 1 - LEVEL;
                    assertThat(((Estimate.Interval) RiskDifference.MIETTINEN_NURMINEN.of(t, LEVEL)).contains(0))
                            .isEqualTo(!rejected);
                    assertThat(((Estimate.Interval) RiskRatio.MIETTINEN_NURMINEN.of(t, LEVEL)).contains(1))
                            .isEqualTo(!rejected);
                    assertThat(((Estimate.Interval) OddsRatio.MIETTINEN_NURMINEN.of(t, LEVEL)).contains(1))
                            .isEqualTo(!rejected);
                    assertThat(((Estimate.Interval) AttributableFraction.EXPOSED.of(t, LEVEL)).contains(0))
                            .isEqualTo(!rejected);
                    assertThat(((Estimate.Interval) AttributableFraction.POPULATION.of(t, LEVEL)).contains(0))
                            .isEqualTo(!rejected);
                });
    }

    @Test
    void midPLimitsAgreeWithTheMidPTest() {
        Tables.random(7, 300, 200)
                .filter(t -> t.events() > 0 && t.events() < t.n())
                .forEach(t -> {
                    boolean rejected = ((TestResult.Computed) AssociationTest.MID_P.of(t)).pValue() < 1 - LEVEL;
                    assertThat(((Estimate.Interval) OddsRatio.CONDITIONAL.of(t, LEVEL)).contains(1))
                            .as("%s", t)
                            .isEqualTo(!rejected);
                });
    }

    @Test
    void zeroCellsAreNeitherFilledNorHidden() {
        TwoByTwo noEventIn2 = new TwoByTwo(3, 9, 0, 12);
        Estimate.Interval ratio = (Estimate.Interval) RiskRatio.MIETTINEN_NURMINEN.of(noEventIn2, LEVEL);
        assertThat(ratio.value()).isInfinite();
        assertThat(ratio.lower()).isFinite().isPositive();
        assertThat(ratio.upper()).isInfinite();
        assertThat(RiskRatio.KATZ.of(noEventIn2, LEVEL)).isInstanceOf(Estimate.Point.class);

        TwoByTwo noEvent = new TwoByTwo(0, 10, 0, 20);
        assertThat(RiskRatio.MIETTINEN_NURMINEN.of(noEvent, LEVEL))
                .isEqualTo(new Estimate.Undefined(RiskRatio.MIETTINEN_NURMINEN, "neither arm has an event"));
        assertThat(OddsRatio.CONDITIONAL.of(noEvent.swapOutcomes(), LEVEL)).isInstanceOf(Estimate.Undefined.class);
        assertThat(RiskDifference.MIETTINEN_NURMINEN.of(noEvent, LEVEL)).isInstanceOf(Estimate.Interval.class);

        // with θ < 1 both arms at their limit: rate 1 in arm 2, θ in arm 1, so that θ = 1 ÷ (1 + z²N/(N−1)/n₁)
        Estimate.Interval allFail =
                (Estimate.Interval) RiskRatio.MIETTINEN_NURMINEN.of(new TwoByTwo(10, 0, 20, 0), LEVEL);
        double z2 = Math.pow(Normal.critical(LEVEL), 2) * 30 / 29;
        assertThat(allFail.lower()).isCloseTo(1 / (1 + z2 / 10), withinPercentage(1e-9));
        assertThat(allFail.upper()).isCloseTo(1 + z2 / 20, withinPercentage(1e-9));
    }

    @Test
    void anEmptyArmLeavesEverythingUndefined() {
        TwoByTwo t = new TwoByTwo(0, 0, 3, 4);
        Stream.of(RiskDifference.values())
                .forEach(m -> assertThat(m.of(t, LEVEL)).isInstanceOf(Estimate.Undefined.class));
        ratios().forEach(m -> assertThat(m.apply(t, LEVEL)).isInstanceOf(Estimate.Undefined.class));
        Stream.of(AttributableFraction.values())
                .forEach(m -> assertThat(m.of(t, LEVEL)).isInstanceOf(Estimate.Undefined.class));
        Stream.of(AssociationTest.values())
                .forEach(m -> assertThat(m.of(t)).isEqualTo(new TestResult.Undefined(m, "an arm has no trials")));
    }

    @Test
    void levelsOutsideTheOpenUnitIntervalAreRefused() {
        TwoByTwo empty = new TwoByTwo(0, 0, 0, 0);
        for (double level : new double[] {0, 1, -1, 95, Double.NaN}) {
            assertThatThrownBy(() -> RiskDifference.NEWCOMBE.of(empty, level))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("level " + level);
            assertThatThrownBy(() -> RiskRatio.KATZ.of(empty, level)).hasMessageContaining("level");
            assertThatThrownBy(() -> OddsRatio.WOOLF.of(empty, level)).hasMessageContaining("level");
            assertThatThrownBy(() -> AttributableFraction.EXPOSED.of(empty, level))
                    .hasMessageContaining("level");
        }
    }

    @Test
    void rareEventsInBillionsKeepTheirDigits() {
        long n = 1_000_000_000;
        // 50-digit arithmetic
        Estimate.Interval rare =
                (Estimate.Interval) RiskDifference.MIETTINEN_NURMINEN.of(new TwoByTwo(3, n - 3, 1, n - 1), LEVEL);
        assertThat(rare.lower()).isCloseTo(-2.910421359446571e-9, withinPercentage(1e-10));
        assertThat(rare.upper()).isCloseTo(7.92485942447837e-9, withinPercentage(1e-10));
        Estimate.Interval common =
                (Estimate.Interval) RiskDifference.MIETTINEN_NURMINEN.of(new TwoByTwo(n - 3, 3, 5, 99_995), LEVEL);
        assertThat(common.lower()).isCloseTo(0.999882944923098, withinPercentage(1e-12));
        assertThat(common.upper()).isCloseTo(0.9999786398058221, withinPercentage(1e-12));
    }

    @Test
    void exactMethodsMeetTheirLimitOnLargeTables() {
        long n = 500_000_000;
        TwoByTwo t = new TwoByTwo(n, n, n + 30_000, n - 30_000);
        assertTimeout(Duration.ofSeconds(20), () -> {
            Estimate.Interval exact = (Estimate.Interval) OddsRatio.CONDITIONAL.of(t, LEVEL);
            Estimate.Interval score = (Estimate.Interval) OddsRatio.MIETTINEN_NURMINEN.of(t, LEVEL);
            assertThat(exact.value()).isCloseTo(score.value(), withinPercentage(1e-8));
            assertThat(exact.lower()).isCloseTo(score.lower(), withinPercentage(1e-8));
            assertThat(exact.upper()).isCloseTo(score.upper(), withinPercentage(1e-8));
            double score2 = ((TestResult.Computed) AssociationTest.SCORE.of(t)).pValue();
            double midP = ((TestResult.Computed) AssociationTest.MID_P.of(t)).pValue();
            assertThat(midP).isCloseTo(score2, withinPercentage(1e-5));
        });
    }

    @Test
    void boschloosTestGivesWayToMidPOnLargeTablesAndSaysSo() {
        TwoByTwo large = new TwoByTwo(80, 120, 60, 140);
        assertThat(AssociationTest.BOSCHLOO.of(large)).isEqualTo(AssociationTest.MID_P.of(large));
        assertThat(AssociationTest.BOSCHLOO.of(new TwoByTwo(20, 30, 10, 40)).method())
                .isEqualTo(AssociationTest.BOSCHLOO);
    }

    @Test
    void nothingIsEverNaN() {
        Stream.concat(tables(), Tables.random(8, 20, TwoByTwo.MAX_COUNT / 1000)).forEach(t -> {
            // the results refuse NaN themselves
            Stream.of(AssociationTest.values())
                    .forEach(m -> assertThat(m.of(t)).isInstanceOf(TestResult.Computed.class));
            Stream.of(AttributableFraction.values())
                    .forEach(m -> assertThat(m.of(t, LEVEL).toString()).isNotBlank());
            Stream.of(RiskDifference.values())
                    .forEach(m -> assertThat(m.of(t, LEVEL)).isInstanceOf(Estimate.Interval.class));
        });
    }
}
