package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.junit.jupiter.api.Test;

class ProportionIntervalTest {

    @Test
    void agreesWithCommonsStatistics() {
        Map<ProportionInterval, BinomialConfidenceInterval> twins = Map.of(
                ProportionInterval.WILSON, BinomialConfidenceInterval.WILSON_SCORE,
                ProportionInterval.CLOPPER_PEARSON, BinomialConfidenceInterval.CLOPPER_PEARSON,
                ProportionInterval.JEFFREYS, BinomialConfidenceInterval.JEFFREYS);
        twins.forEach((ours, theirs) -> {
            for (int n = 1; n <= 60; n++) {
                for (int x = 0; x <= n; x++) {
                    Estimate.Interval actual = (Estimate.Interval) ours.of(x, n, 0.9);
                    Interval expected = theirs.fromErrorRate(n, x, 0.1);
                    assertThat(actual.lower()).isCloseTo(expected.getLowerBound(), within(1e-12));
                    assertThat(actual.upper()).isCloseTo(expected.getUpperBound(), within(1e-12));
                }
            }
        });
    }

    @Test
    void theDefaultIsWilsonInsideAndJeffreysAtTheEndsAndSaysWhich() {
        for (int x = 0; x <= 8; x++) {
            ProportionInterval used = x == 0 || x == 8 ? ProportionInterval.JEFFREYS : ProportionInterval.WILSON;
            assertThat(ProportionInterval.WILSON_JEFFREYS.of(x, 8, 0.95)).isEqualTo(used.of(x, 8, 0.95));
            assertThat(used.of(x, 8, 0.95).method()).isEqualTo(used);
        }
    }

    @Test
    void exchangingTheOutcomesMirrorsTheLimits() {
        for (ProportionInterval method : ProportionInterval.values()) {
            for (int x = 0; x <= 30; x++) {
                Estimate.Interval interval = (Estimate.Interval) method.of(x, 30, 0.95);
                Estimate.Interval mirrored = (Estimate.Interval) method.of(30 - x, 30, 0.95);
                assertThat(mirrored.lower()).isCloseTo(1 - interval.upper(), within(1e-12));
                assertThat(mirrored.upper()).isCloseTo(1 - interval.lower(), within(1e-12));
            }
        }
    }

    @Test
    void theEndsAreExact() {
        for (ProportionInterval method : ProportionInterval.values()) {
            for (long n : new long[] {1, 5, 1_000_000_000L, TwoByTwo.MAX_COUNT}) {
                assertThat(((Estimate.Interval) method.of(0, n, 0.95)).lower()).isZero();
                assertThat(((Estimate.Interval) method.of(n, n, 0.95)).upper()).isEqualTo(1);
            }
        }
    }

    @Test
    void rareEventsInManyTrialsKeepTheirDigits() {
        long n = 1_000_000_000;
        // scipy.stats.beta.ppf
        Estimate.Interval jeffreys = (Estimate.Interval) ProportionInterval.JEFFREYS.of(0, n, 0.95);
        assertThat(jeffreys.upper()).isCloseTo(2.5119430898745285e-9, withinPercentage(1e-9));
        Estimate.Interval exact = (Estimate.Interval) ProportionInterval.CLOPPER_PEARSON.of(3, n, 0.95);
        assertThat(exact.lower()).isCloseTo(6.186721233228957e-10, withinPercentage(1e-6));
        assertThat(exact.upper()).isCloseTo(8.76727308867756e-9, withinPercentage(1e-6));
    }

    @Test
    void everyLevelHoldsTheEstimate() {
        for (ProportionInterval method : ProportionInterval.values()) {
            for (double level : new double[] {1e-12, 0.01, 0.5, 1 - 1e-12}) {
                for (int x = 0; x <= 5; x++) {
                    // the interval refuses an estimate outside itself
                    assertThat(method.of(x, 5, level)).isInstanceOf(Estimate.Interval.class);
                }
            }
        }
    }

    @Test
    void withoutTrialsThereIsNoRate() {
        assertThat(ProportionInterval.WILSON_JEFFREYS.of(0, 0, 0.95))
                .isEqualTo(new Estimate.Undefined(ProportionInterval.WILSON_JEFFREYS, "no trials"));
    }

    @Test
    void refusesWhatAreNoCounts() {
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(3, 2, 0.95)).hasMessageContaining("events 3");
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(-1, 2, 0.95)).hasMessageContaining("events -1");
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(0, -1, 0.95)).hasMessageContaining("trials -1");
        assertThatThrownBy(() -> ProportionInterval.WILSON.of(0, 0, 1.5)).hasMessageContaining("level 1.5");
    }
}
