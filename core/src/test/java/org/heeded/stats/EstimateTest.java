package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EstimateTest {

    private enum Some implements Method {
        METHOD;

        @Override
        public String label() {
            return "some method";
        }
    }

    @Test
    void limitsMustHoldTheEstimate() {
        assertThatThrownBy(() -> new Estimate.Interval(0.5, 0.6, 0.7, 0.95, Some.METHOD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.5");
        assertThatThrownBy(() -> new Estimate.Interval(Double.NaN, 0, 1, 0.95, Some.METHOD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Estimate.Interval(0.5, 0, 1, 1, Some.METHOD))
                .hasMessageContaining("level 1.0");
        assertThatThrownBy(() -> new Estimate.Undefined(Some.METHOD, " ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDecreasingScaleSwapsTheLimits() {
        Estimate.Interval odds = new Estimate.Interval(2, 1, 4, 0.95, Some.METHOD);
        assertThat(odds.map(x -> 1 / x, Some.METHOD)).isEqualTo(new Estimate.Interval(0.5, 0.25, 1, 0.95, Some.METHOD));
    }

    @Test
    void printsReadably() {
        assertThat(new Estimate.Interval(0.28961685, 0.26358, Double.POSITIVE_INFINITY, 0.95, Some.METHOD))
                .hasToString("0.2896 (95 % 0.2636 to ∞, some method)");
        assertThat(new Estimate.Interval(-12, -1234567, 0, 0.999, Some.METHOD))
                .hasToString("-12 (99.9 % -1.235E+6 to 0, some method)");
        assertThat(new Estimate.Point(3.7e-14, Some.METHOD, "there is one value"))
                .hasToString("3.7E-14 (some method; no limits: there is one value)");
    }
}
