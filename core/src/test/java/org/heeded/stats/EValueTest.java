package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EValueTest {

    private static final Method METHOD = MantelHaenszel.MH_RISK_RATIO;

    private static EValue of(double value, double lower, double upper) {
        return EValue.ofRiskRatio(new Estimate.Interval(value, lower, upper, 0.95, METHOD))
                .orElseThrow();
    }

    @Test
    void aRatioAndItsReciprocalNeedTheSameCause() {
        for (double ratio : new double[] {1, 1.0001, 1.5, 4, 1e9}) {
            EValue above = of(ratio, ratio / 1.2, ratio * 1.2);
            EValue below = of(1 / ratio, 1 / ratio / 1.2, 1 / ratio * 1.2);
            assertThat(below.point()).isCloseTo(above.point(), within(1e-9 * above.point()));
            assertThat(below.nearerLimit().orElseThrow())
                    .isCloseTo(above.nearerLimit().orElseThrow(), within(1e-9 * above.point()));
        }
    }

    @Test
    void whatCannotBeExplainedAwayIsInfinite() {
        assertThat(of(Double.POSITIVE_INFINITY, 2, Double.POSITIVE_INFINITY))
                .isEqualTo(new EValue(Double.POSITIVE_INFINITY, OptionalDouble.of(2 + Math.sqrt(2))));
        assertThat(of(0, 0, 0.5).point()).isInfinite();
        assertThat(of(1e300, 1, 1e301).point()).isEqualTo(2e300);
    }

    @Test
    void withoutLimitsOnlyThePoint() {
        assertThat(EValue.ofRiskRatio(new Estimate.Point(2, METHOD, "no limits")))
                .contains(new EValue(2 + Math.sqrt(2), OptionalDouble.empty()));
        assertThat(EValue.ofOddsRatio(new Estimate.Point(4, METHOD, "no limits")))
                .contains(new EValue(2 + Math.sqrt(2), OptionalDouble.empty()));
        assertThat(EValue.ofOddsRatio(new Estimate.Undefined(METHOD, "no events")))
                .isEmpty();
    }

    @Test
    void aDifferenceIsNoRatio() {
        Estimate difference = new Estimate.Interval(-0.1, -0.3, 0.1, 0.95, MantelHaenszel.MH_RISK_DIFFERENCE);
        assertThatThrownBy(() -> EValue.ofRiskRatio(difference)).hasMessageContaining("ratio -0.1 is negative");
        assertThatThrownBy(() -> EValue.ofOddsRatio(difference)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EValue(0.5, OptionalDouble.empty())).hasMessageContaining("0.5");
    }
}
