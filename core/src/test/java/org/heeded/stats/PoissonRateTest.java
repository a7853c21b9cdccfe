package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.heeded.stats.PoissonRate.Events;
import org.heeded.stats.PoissonRate.Weighted;
import org.junit.jupiter.api.Test;

/** The golden values are held in {@link EventsAndSequencesTest}. */
class PoissonRateTest {

    @Test
    void thePValuesAreBinomialTailsGivenAllEvents() {
        for (int x = 0; x <= 8; x++) {
            for (int y = 0; y <= 8; y++) {
                if (x + y == 0) {
                    continue;
                }
                double share = 3.0 / 5;
                double below = 0;
                double at = 0;
                double above = 0;
                for (int k = 0; k <= x + y; k++) {
                    double probability = 1;
                    for (int i = 0; i < x + y; i++) {
                        probability *= i < k ? share * (x + y - i) / (k - i) : 1 - share;
                    }
                    below += k < x ? probability : 0;
                    at += k == x ? probability : 0;
                    above += k > x ? probability : 0;
                }
                Events first = new Events(x, 3);
                Events second = new Events(y, 2);
                assertThat(p(PoissonRate.test(first, second)))
                        .isCloseTo(Math.min(1, 2 * (at + Math.min(below, above))), within(1e-12));
                assertThat(p(PoissonRate.testMidP(first, second)))
                        .isCloseTo(at + 2 * Math.min(below, above), within(1e-12));
            }
        }
    }

    private static double p(TestResult result) {
        return ((TestResult.Computed) result).pValue();
    }

    @Test
    void theLimitsHoldOneExactlyWhenTheTestDoesNotReject() {
        SplittableRandom random = new SplittableRandom(51);
        int rejected = 0;
        for (int i = 0; i < 500; i++) {
            Events first = new Events(random.nextInt(40), random.nextDouble(1, 5));
            Events second = new Events(1 + random.nextInt(40), random.nextDouble(1, 5));
            boolean exact = p(PoissonRate.test(first, second)) <= 0.1;
            boolean midP = p(PoissonRate.testMidP(first, second)) <= 0.1;
            assertThat(((Estimate.Interval) PoissonRate.ratio(first, second, 0.9)).contains(1))
                    .isNotEqualTo(exact);
            assertThat(((Estimate.Interval) PoissonRate.ratioMidP(first, second, 0.9)).contains(1))
                    .isNotEqualTo(midP);
            rejected += exact ? 1 : 0;
        }
        assertThat(rejected).isBetween(100, 450);
    }

    @Test
    void exchangingArmsInvertsTheRatioAndUnitsOfExposureDoNotMatter() {
        Events first = new Events(12, 3);
        Events second = new Events(5, 7);
        Estimate.Interval ratio = (Estimate.Interval) PoissonRate.ratioMidP(first, second, 0.95);
        Estimate.Interval inverse = (Estimate.Interval) PoissonRate.ratioMidP(second, first, 0.95);
        assertThat(inverse.lower()).isCloseTo(1 / ratio.upper(), within(1e-12));
        assertThat(inverse.upper()).isCloseTo(1 / ratio.lower(), within(1e-12));
        assertThat(PoissonRate.ratio(new Events(12, 3 * 1024), new Events(5, 7 * 1024), 0.95))
                .isEqualTo(PoissonRate.ratio(first, second, 0.95));
    }

    @Test
    void midPLimitsLieInsideTheExactOnes() {
        SplittableRandom random = new SplittableRandom(52);
        for (int i = 0; i < 200; i++) {
            Events first = new Events(1 + random.nextInt(100), random.nextDouble(0.1, 5));
            Events second = new Events(1 + random.nextInt(100), random.nextDouble(0.1, 5));
            Estimate.Interval exact = (Estimate.Interval) PoissonRate.ratio(first, second, 0.95);
            Estimate.Interval midP = (Estimate.Interval) PoissonRate.ratioMidP(first, second, 0.95);
            assertThat(midP.lower()).isGreaterThan(exact.lower());
            assertThat(midP.upper()).isLessThan(exact.upper());
        }
    }

    @Test
    void aWeightedSumScalesWithItsWeightsAndAWeightNobodyUsedWidensItUpwards() {
        List<Weighted> events = List.of(new Weighted(3, 1), new Weighted(5, 0.25));
        Estimate.Interval sum = (Estimate.Interval) PoissonRate.weightedSum(events, 0.95);
        Estimate.Interval tripled =
                (Estimate.Interval) PoissonRate.weightedSum(List.of(new Weighted(3, 3), new Weighted(5, 0.75)), 0.95);
        Estimate.Interval withUnused = (Estimate.Interval)
                PoissonRate.weightedSum(List.of(new Weighted(3, 1), new Weighted(5, 0.25), new Weighted(0, 4)), 0.95);
        assertThat(tripled.lower()).isCloseTo(3 * sum.lower(), within(1e-10));
        assertThat(tripled.upper()).isCloseTo(3 * sum.upper(), within(1e-10));
        assertThat(withUnused.lower()).isCloseTo(sum.lower(), within(1e-12));
        assertThat(withUnused.upper()).isGreaterThan(sum.upper());
    }

    @Test
    void atGreatCountsTheGammaLimitsAreThoseOfTheNormalOrder() {
        Estimate.Interval below =
                (Estimate.Interval) PoissonRate.weightedSum(List.of(new Weighted(99_999_990, 2)), 0.95);
        Estimate.Interval above =
                (Estimate.Interval) PoissonRate.weightedSum(List.of(new Weighted(100_000_010, 2)), 0.95);
        // between them the way of computing changes; the limits move by the 40 that the sum moved, and next to nothing
        assertThat(above.lower() - below.lower()).isCloseTo(40, within(0.01));
        assertThat(above.upper() - below.upper()).isCloseTo(40, within(0.01));
    }

    @Test
    void extremesStayOrderedAndNoEventsAreUndefined() {
        long[] counts = {0, 1, 1_000_000, TwoByTwo.MAX_COUNT};
        double[] exposures = {1e-100, 1, 1e100};
        for (long x : counts) {
            for (long y : counts) {
                for (double t : exposures) {
                    for (double u : exposures) {
                        Events first = new Events(x, t);
                        Events second = new Events(y, u);
                        for (Estimate ratio : List.of(
                                PoissonRate.ratio(first, second, 0.95), PoissonRate.ratioMidP(first, second, 0.95))) {
                            assertThat(ratio instanceof Estimate.Undefined).isEqualTo(x + y == 0);
                        }
                        assertThat(PoissonRate.test(first, second) instanceof TestResult.Undefined)
                                .isEqualTo(x + y == 0);
                        assertThat(PoissonRate.testMidP(first, second) instanceof TestResult.Undefined)
                                .isEqualTo(x + y == 0);
                    }
                }
            }
            for (double weight : exposures) {
                assertThat(PoissonRate.weightedSum(List.of(new Weighted(x, weight), new Weighted(1, 1)), 0.95))
                        .isInstanceOf(Estimate.Interval.class);
            }
        }
        assertThat(PoissonRate.weightedSum(List.of(), 0.95)).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> new Events(-1, 1)).hasMessageContaining("events -1");
        assertThatThrownBy(() -> new Events(1, 0)).hasMessageContaining("exposure 0.0");
        assertThatThrownBy(() -> new Weighted(1, Double.NaN)).hasMessageContaining("weight NaN");
        assertThatThrownBy(() -> PoissonRate.weightedSum(List.of(), 2)).hasMessageContaining("level 2.0");
        Events none = new Events(0, 1);
        assertThatThrownBy(() -> PoissonRate.ratio(none, none, 0)).hasMessageContaining("level 0.0");
    }
}
