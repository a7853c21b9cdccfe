package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReversalTest {

    /** Charig et al. 1986, BMJ 292:879: failures of open surgery (arm 1) and of percutaneous (arm 2), by size of stone. */
    private static final TwoByTwo SMALL_STONES = new TwoByTwo(6, 81, 36, 234);

    private static final TwoByTwo LARGE_STONES = new TwoByTwo(71, 192, 25, 55);

    private static Estimate interval(double value, double lower, double upper) {
        return new Estimate.Interval(value, lower, upper, 0.95, MantelHaenszel.MH_RISK_DIFFERENCE);
    }

    @Test
    void kidneyStonesReverseInEveryStratumButChanceIsNotExcluded() {
        List<TwoByTwo> strata = List.of(SMALL_STONES, LARGE_STONES);
        Estimate crude = MantelHaenszel.MH_RISK_DIFFERENCE
                .of(List.of(SMALL_STONES.plus(LARGE_STONES)), 0.95)
                .estimate();
        Estimate adjusted = MantelHaenszel.MH_RISK_DIFFERENCE.of(strata, 0.95).estimate();
        assertThat(((Estimate.Interval) crude).value()).isCloseTo(16.0 / 350, within(1e-15));
        assertThat(((Estimate.Interval) adjusted).value()).isCloseTo(-0.053836, within(5e-7));
        assertThat(Reversal.inEveryStratum(strata)).isTrue();
        assertThat(Reversal.of(crude, adjusted)).isEqualTo(Reversal.SIGNS_ONLY);
    }

    @Test
    void tenTimesTheStonesState() {
        List<TwoByTwo> strata = List.of(new TwoByTwo(60, 810, 360, 2340), new TwoByTwo(710, 1920, 250, 550));
        Estimate crude = MantelHaenszel.MH_RISK_DIFFERENCE
                .of(List.of(strata.get(0).plus(strata.get(1))), 0.95)
                .estimate();
        Estimate adjusted = MantelHaenszel.MH_RISK_DIFFERENCE.of(strata, 0.95).estimate();
        assertThat(Reversal.of(crude, adjusted)).isEqualTo(Reversal.STATED);
    }

    @Test
    void oneIntervalBesideZeroIsEnough() {
        Estimate clear = interval(0.2, 0.1, 0.3);
        Estimate vague = interval(-0.1, -0.4, 0.2);
        assertThat(Reversal.of(clear, vague)).isEqualTo(Reversal.STATED);
        assertThat(Reversal.of(vague, clear)).isEqualTo(Reversal.STATED);
        assertThat(Reversal.of(vague, interval(0.1, -0.2, 0.4))).isEqualTo(Reversal.SIGNS_ONLY);
        assertThat(Reversal.of(clear, interval(0.1, -0.2, 0.4))).isEqualTo(Reversal.NONE);
        assertThat(Reversal.of(clear, interval(0, -0.2, 0.4))).isEqualTo(Reversal.NONE);
    }

    @Test
    void aValueWithoutLimitsHasASignOnly() {
        Estimate point = new Estimate.Point(-1, MantelHaenszel.MH_RISK_DIFFERENCE, "no variation");
        assertThat(Reversal.of(interval(0.1, -0.2, 0.4), point)).isEqualTo(Reversal.SIGNS_ONLY);
        assertThat(Reversal.of(interval(0.2, 0.1, 0.3), point)).isEqualTo(Reversal.STATED);
    }

    @Test
    void withoutAValueNothingIsCompared() {
        Estimate none = new Estimate.Undefined(MantelHaenszel.MH_RISK_DIFFERENCE, "no stratum");
        assertThat(Reversal.of(none, interval(0.2, 0.1, 0.3))).isEqualTo(Reversal.NOT_COMPARABLE);
        assertThat(Reversal.inEveryStratum(List.of(new TwoByTwo(1, 2, 0, 0)))).isFalse();
        assertThat(Reversal.inEveryStratum(List.of())).isFalse();
    }

    @Test
    void aStratumThatAgreesSpoilsTheCompleteForm() {
        TwoByTwo agreeing = new TwoByTwo(3, 1, 1, 3);
        TwoByTwo level = new TwoByTwo(2, 2, 3, 3);
        TwoByTwo oneArm = new TwoByTwo(5, 5, 0, 0);
        assertThat(Reversal.inEveryStratum(List.of(SMALL_STONES, LARGE_STONES, level, oneArm)))
                .isTrue();
        assertThat(Reversal.inEveryStratum(List.of(SMALL_STONES, LARGE_STONES, agreeing)))
                .isFalse();
    }
}
