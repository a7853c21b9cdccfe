package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.heeded.stats.NumberNeededToHarm.Range;
import org.junit.jupiter.api.Test;

class NumberNeededToHarmTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static NumberNeededToHarm of(double value, double lower, double upper) {
        return NumberNeededToHarm.of(new Estimate.Interval(value, lower, upper, 0.95, RiskDifference.NEWCOMBE));
    }

    @Test
    void limitsAboveZeroAreHarmOnly() {
        NumberNeededToHarm number = of(0.25, 0.125, 0.5);
        assertThat(number.estimate()).isEqualTo(4);
        assertThat(number.harm()).contains(new Range(2, 8));
        assertThat(number.benefit()).isEmpty();
        assertThat(number).hasToString("NNH 4.0 (95.0 % NNH 2.0 to 8.0, Newcombe hybrid score)");
    }

    @Test
    void limitsBelowZeroAreBenefitOnly() {
        NumberNeededToHarm number = of(-0.25, -0.5, -0.125);
        assertThat(number.estimate()).isEqualTo(-4);
        assertThat(number.harm()).isEmpty();
        assertThat(number.benefit()).contains(new Range(2, 8));
        assertThat(number).hasToString("NNB 4.0 (95.0 % NNB 2.0 to 8.0, Newcombe hybrid score)");
    }

    @Test
    void limitsAroundZeroRunThroughInfinity() {
        NumberNeededToHarm number = of(0.25, -0.1, 0.5);
        assertThat(number.harm()).contains(new Range(2, INFINITY));
        assertThat(number.benefit()).contains(new Range(10, INFINITY));
        assertThat(number).hasToString("NNH 4.0 (95.0 % NNH 2.0 to ∞ to NNB 10.0, Newcombe hybrid score)");
    }

    @Test
    void aLimitOfZeroReachesInfinityAndNotTheOtherSide() {
        assertThat(of(0.25, 0, 0.5).harm()).contains(new Range(2, INFINITY));
        assertThat(of(0.25, 0, 0.5).benefit()).isEmpty();
        assertThat(of(0, -0.5, 0).benefit()).contains(new Range(2, INFINITY));
        assertThat(of(0, -0.5, 0).harm()).isEmpty();
    }

    @Test
    void noDifferenceIsInfinitelyMany() {
        assertThat(of(0, 0, 0).estimate()).isEqualTo(INFINITY);
        assertThat(of(-0.0, -0.5, 0.5).estimate()).isEqualTo(INFINITY);
        assertThat(of(0, 0, 0)).hasToString("NNH ∞ (95.0 % ∞, Newcombe hybrid score)");
    }

    @Test
    void whatIsNoNumberNeededIsRefused() {
        assertThatThrownBy(() -> new Range(0, 1)).hasMessageContaining("[0.0, 1.0]");
        assertThatThrownBy(() -> new Range(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new NumberNeededToHarm(0, Optional.empty(), Optional.empty(), 0.95, RiskDifference.NEWCOMBE))
                .hasMessageContaining("estimate 0.0");
    }
}
