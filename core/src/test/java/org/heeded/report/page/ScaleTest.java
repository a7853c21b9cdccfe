package org.heeded.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    private static List<String> ticks(Scale scale) {
        return scale.ticks().stream().map(BigDecimal::toPlainString).toList();
    }

    @Test
    void ticksAreRoundAndHoldTheEnds() {
        assertThat(ticks(Scale.linear(0, 100, 6))).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(ticks(Scale.linear(-7.9, 40.2, 7))).containsExactly("-10", "0", "10", "20", "30", "40", "50");
        assertThat(ticks(Scale.linear(0.1, 0.3, 5))).containsExactly("0.10", "0.15", "0.20", "0.25", "0.30");
        assertThat(ticks(Scale.linear(0, 1, 6))).containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    }

    @Test
    void logTicksAreOneTwoFiveOrPowersOfTen() {
        assertThat(ticks(Scale.log(0.6, 4.1, 7))).containsExactly("0.5", "1", "2", "5");
        assertThat(ticks(Scale.log(0.02, 300, 6))).containsExactly("0.01", "0.1", "1", "10", "100", "1000");
        assertThat(Scale.log(1e-9, 1e9, 5).ticks()).hasSizeLessThanOrEqualTo(5);
        assertThat(Scale.log(1, 1, 5).ticks()).hasSize(2);
    }

    @Test
    void anyAxisHoldsItsEndsWithNoMoreTicksThanAskedFor() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 20_000; i++) {
            double size = Math.pow(10, random.nextInt(-8, 9));
            double low = (random.nextDouble() - 0.5) * size;
            double high = low + random.nextDouble() * size * Math.pow(10, random.nextInt(-3, 4));
            int most = random.nextInt(3, 12);
            check(Scale.linear(low, high, most), low, high, most);
            double positive = Math.abs(low) + 1e-9;
            check(Scale.log(positive, positive + high - low, most), positive, positive + high - low, most);
        }
    }

    private static void check(Scale scale, double low, double high, int most) {
        double slack = 1e-8 * Math.max(Math.abs(low), Math.abs(high));
        assertThat(scale.ticks()).hasSizeBetween(2, most);
        assertThat(scale.ticks()).isSorted().doesNotHaveDuplicates();
        assertThat(scale.low()).isLessThanOrEqualTo(low + slack);
        assertThat(scale.high()).isGreaterThanOrEqualTo(high - slack);
        assertThat(scale.share(scale.low())).isZero();
        assertThat(scale.share(scale.high())).isEqualTo(1, within(1e-12));
    }

    @Test
    void equalEndsGetRoomAround() {
        assertThat(Scale.linear(0, 0, 5).holds(0)).isTrue();
        Scale around = Scale.linear(71, 71, 5);
        assertThat(around.low()).isLessThan(71);
        assertThat(around.high()).isGreaterThan(71);
    }

    @Test
    void whatLiesBeyondIsPutAtTheEnd() {
        Scale scale = Scale.linear(0, 100, 6);
        assertThat(scale.share(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(scale.share(-3)).isZero();
        assertThat(scale.holds(-3)).isFalse();
        assertThat(Scale.log(0.1, 10, 5).share(1)).isEqualTo(0.5, within(1e-12));
        assertThat(Scale.log(0.1, 10, 5).share(0)).isZero();
    }

    @Test
    void decimalsAreThoseThatTheTicksNeed() {
        assertThat(Scale.linear(0, 1, 6).decimals()).isEqualTo(1);
        assertThat(Scale.linear(0, 1000, 6).decimals()).isZero();
        assertThat(Scale.log(0.02, 300, 6).decimals()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"NaN,1,5", "0,NaN,5", "2,1,5", "0,Infinity,5", "-Infinity,0,5", "0,1,2"})
    void whatIsNoAxisIsRefused(double low, double high, int most) {
        assertThatThrownBy(() -> Scale.linear(low, high, most)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Scale.log(low, high, most)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLogAxisHasNoZero() {
        assertThatThrownBy(() -> Scale.log(0, 1, 5)).hasMessageContaining("low 0.0");
    }
}
