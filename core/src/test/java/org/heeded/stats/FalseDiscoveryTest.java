package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {

    private static double[] pValues(SplittableRandom random, int n) {
        // coarse, so that there are ties
        return random.ints(n, 0, 40).mapToDouble(i -> i / 39.0).toArray();
    }

    /** Benjamini–Hochberg by its definition: the least over the p-values not below it of m·p ÷ how many are at or below. */
    private static double[] quadratic(double[] p) {
        return Arrays.stream(p)
                .map(own -> Arrays.stream(p)
                        .filter(q -> q >= own)
                        .map(q -> Math.min(
                                1,
                                p.length
                                        * q
                                        / Arrays.stream(p).filter(r -> r <= q).count()))
                        .min()
                        .orElseThrow())
                .toArray();
    }

    @Test
    void adjustedPValuesAreThoseOfTheDefinition() {
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 200; i++) {
            double[] p = pValues(random, 1 + random.nextInt(30));
            assertThat(FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(p)).containsExactly(quadratic(p), within(1e-15));
        }
    }

    @Test
    void yekutielisAreHochbergsTimesTheHarmonicSum() {
        double[] p = {0.001, 0.002, 0.0005, 0.9};
        double[] hochberg = FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(p);
        double[] expected = Arrays.stream(hochberg)
                .map(x -> Math.min(1, x * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4)))
                .toArray();
        assertThat(FalseDiscovery.BENJAMINI_YEKUTIELI.adjusted(p)).containsExactly(expected, within(1e-15));
    }

    @Test
    void orderMovesNothingButPlaces() {
        double[] p = pValues(new SplittableRandom(32), 25);
        double[] reversed = IntStream.range(0, 25).mapToDouble(i -> p[24 - i]).toArray();
        for (FalseDiscovery method : FalseDiscovery.values()) {
            double[] adjusted = method.adjusted(p);
            double[] ofReversed = method.adjusted(reversed);
            for (int i = 0; i < 25; i++) {
                assertThat(ofReversed[24 - i]).isEqualTo(adjusted[i]);
                assertThat(adjusted[i]).isBetween(p[i], 1.0);
            }
        }
    }

    @Test
    void theWorkedExampleOfBenjaminiAndHochbergRejectsFour() {
        double[] p = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0
        };
        assertThat(Arrays.stream(FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(p)).filter(x -> x <= 0.05))
                .hasSize(4);
    }

    @Test
    void eValuesAreRejectedTogetherWhereNoneWouldBeAlone() {
        // m / (k q) with m = 4, q = 0.05: 80, 40, 26.7, 20
        assertThat(FalseDiscovery.adjustedFromEValues(25, 30, 0, 28))
                .containsExactly(new double[] {4 / 75.0, 4 / 75.0, 1, 4 / 75.0}, within(1e-15));
        assertThat(Arrays.stream(FalseDiscovery.adjustedFromEValues(27, 30, 0, 28))
                        .filter(x -> x <= 0.05))
                .hasSize(3);
        assertThat(FalseDiscovery.adjustedFromEValues(Double.POSITIVE_INFINITY)).containsExactly(0);
    }

    @Test
    void nothingGivesNothing() {
        assertThat(FalseDiscovery.BENJAMINI_YEKUTIELI.adjusted()).isEmpty();
        assertThat(FalseDiscovery.adjustedFromEValues()).isEmpty();
    }

    @Test
    void theLevelOfASelectionRisesAsItNarrows() {
        assertThat(FalseDiscovery.selectionAdjustedLevel(0.95, 30, 30)).isCloseTo(0.95, within(1e-15));
        assertThat(FalseDiscovery.selectionAdjustedLevel(0.95, 3, 30)).isCloseTo(0.995, within(1e-15));
        assertThatThrownBy(() -> FalseDiscovery.selectionAdjustedLevel(0.95, 0, 30))
                .hasMessageContaining("selected 0");
        assertThatThrownBy(() -> FalseDiscovery.selectionAdjustedLevel(0.95, 31, 30))
                .hasMessageContaining("selected 31");
    }

    @Test
    void whatIsNoPOrEValueIsRefused() {
        assertThatThrownBy(() -> FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(0.1, Double.NaN))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(1.1))
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> FalseDiscovery.adjustedFromEValues(-1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> FalseDiscovery.adjustedFromEValues(Double.NaN)).hasMessageContaining("NaN");
    }
}
