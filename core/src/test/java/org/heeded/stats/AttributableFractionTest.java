package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AttributableFractionTest {

    private static final double LEVEL = 0.95;

    private static Estimate.Interval interval(AttributableFraction method, TwoByTwo t) {
        return (Estimate.Interval) method.of(t, LEVEL);
    }

    /** Had arm 1 had the rate of arm 2, 30 of its 60 would not be: 15 of its 30 events, 15 of all 65. */
    @Test
    void countsTheEventsThatTheRateOfArm2WouldHaveSpared() {
        TwoByTwo t = new TwoByTwo(30, 30, 35, 105);
        assertThat(interval(AttributableFraction.EXPOSED, t).value()).isCloseTo(15 / 30.0, within(1e-15));
        assertThat(interval(AttributableFraction.POPULATION, t).value()).isCloseTo(15 / 65.0, within(1e-15));
        assertThat(interval(AttributableFraction.POPULATION_JEWELL, t).value()).isCloseTo(15 / 65.0, within(1e-15));
    }

    @Test
    void limitsAreThoseOfTheRatio() {
        Tables.random(11, 200, 200).filter(t -> t.events() > 0).forEach(t -> {
            Estimate.Interval ratio = (Estimate.Interval) RiskRatio.MIETTINEN_NURMINEN.of(t, LEVEL);
            Estimate.Interval exposed = interval(AttributableFraction.EXPOSED, t);
            Estimate.Interval all = interval(AttributableFraction.POPULATION, t);
            assertThat(exposed.lower()).isEqualTo(1 - 1 / ratio.lower());
            assertThat(exposed.upper()).isEqualTo(1 - 1 / ratio.upper());
            double share = (double) t.n1() / t.n();
            assertThat(all.lower())
                    .isCloseTo(share * (ratio.lower() - 1) / (1 + share * (ratio.lower() - 1)), within(1e-9));
            assertThat(all.upper()).isLessThanOrEqualTo(1);
            assertThat(all.lower()).isGreaterThanOrEqualTo(-(double) t.n1() / t.n2() - 1e-9);
        });
    }

    @Test
    void withoutEventsInArm2EveryEventIsExcess() {
        TwoByTwo t = new TwoByTwo(3, 9, 0, 12);
        assertThat(interval(AttributableFraction.EXPOSED, t).value()).isEqualTo(1);
        assertThat(interval(AttributableFraction.POPULATION, t).value()).isEqualTo(1);
        assertThat(AttributableFraction.POPULATION_JEWELL.of(t, LEVEL)).isInstanceOf(Estimate.Point.class);
    }

    @Test
    void withoutEventsInArm1TheExcessIsNegative() {
        TwoByTwo t = new TwoByTwo(0, 4, 3, 9);
        assertThat(interval(AttributableFraction.EXPOSED, t).value()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(interval(AttributableFraction.POPULATION, t).value()).isCloseTo(-4 / 12.0, within(1e-15));
        assertThat(interval(AttributableFraction.POPULATION, t).contains(0)).isTrue();
    }

    @Test
    void whereEveryTrialHasTheEventNothingIsExcess() {
        TwoByTwo t = new TwoByTwo(4, 0, 3, 0);
        assertThat(interval(AttributableFraction.POPULATION, t).value()).isZero();
        assertThat(AttributableFraction.POPULATION_JEWELL.of(t, LEVEL)).isInstanceOf(Estimate.Point.class);
        assertThat(AttributableFraction.EXPOSED_KATZ.of(t, LEVEL)).isInstanceOf(Estimate.Undefined.class);
    }
}
