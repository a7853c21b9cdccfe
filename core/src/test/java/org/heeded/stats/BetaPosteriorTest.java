package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class BetaPosteriorTest {

    private static double higher(long events1, long n1, long events2, long n2, double prior) {
        return BetaPosterior.of(events1, n1, prior).probabilityAbove(BetaPosterior.of(events2, n2, prior));
    }

    /** With whole parameters P(p₁ ≤ p₂) is a sum of fractions of binomial coefficients. */
    @Test
    void equalsTheExactSumForWholeParameters() {
        Stream.concat(Tables.small(), Tables.random(9, 150, 150)).forEach(t -> {
            double actual = higher(t.events1(), t.n1(), t.events2(), t.n2(), 1);
            assertThat(actual).as("%s", t).isCloseTo(exact(t), withinPercentage(1e-8));
        });
    }

    /** P(p₁ &gt; p₂) of uniform priors, as the upper tail of how many of arm 2's events come among arm 1's. */
    private static double exact(TwoByTwo t) {
        long a = t.events1() + 1;
        long b = t.nonEvents1() + 1;
        long c = t.events2() + 1;
        long d = t.nonEvents2() + 1;
        // p₂ < p₁ for p₂ = c-th of c + d − 1 uniforms: at least c of them below p₁, which is beta-binomial
        long m = c + d - 1;
        BigInteger sum = BigInteger.ZERO;
        for (long k = c; k <= m; k++) {
            sum = sum.add(choose(a + k - 1, k).multiply(choose(b + m - k - 1, m - k)));
        }
        return new BigDecimal(sum)
                .divide(new BigDecimal(choose(a + b + m - 1, m)), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static BigInteger choose(long n, long k) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }

    @Test
    void smallProbabilitiesKeepTheirDigits() {
        // 40-digit quadrature
        assertThat(higher(2, 100, 60, 100, 0.5)).isCloseTo(2.337211973738455e-22, withinPercentage(1e-8));
        assertThat(higher(0, 50, 90, 100, 0.5)).isCloseTo(9.96074685416930e-32, withinPercentage(1e-8));
        assertThat(higher(5, 1000, 12, 1000, 0.5)).isCloseTo(0.04261730992928899, withinPercentage(1e-9));
    }

    @Test
    void oneOfTheTwoIsHigher() {
        Stream.concat(Tables.small(), Tables.random(10, 100, 10_000)).forEach(t -> {
            double first = higher(t.events1(), t.n1(), t.events2(), t.n2(), 0.5);
            double second = higher(t.events2(), t.n2(), t.events1(), t.n1(), 0.5);
            assertThat(first + second).as("%s", t).isCloseTo(1, within(1e-9));
            double outcomes = higher(t.nonEvents2(), t.n2(), t.nonEvents1(), t.n1(), 0.5);
            assertThat(outcomes).as("%s", t).isCloseTo(first, within(1e-9));
        });
    }

    @Test
    void billionsAreNearTheNormalApproximation() {
        long n = 1_000_000_000;
        double z = -30_000 / Math.sqrt(n / 2.0);
        double normal = NormalDistribution.of(0, 1).cumulativeProbability(z);
        assertThat(higher(n / 2, n, n / 2 + 30_000, n, 0.5)).isCloseTo(normal, withinPercentage(1e-4));
        assertThat(higher(100, n, 300, 320, 0.5)).isZero();
        assertThat(higher(300, 320, 100, n, 0.5)).isEqualTo(1);
    }

    @Test
    void anEmptyArmHasNoProbability() {
        Estimate empty = BetaPosterior.probabilityHigher(new TwoByTwo(0, 0, 3, 4), 0.5);
        assertThat(empty)
                .isEqualTo(new Estimate.Undefined(BetaPosterior.Quantity.PROBABILITY_HIGHER, "an arm has no trials"));
    }

    @Test
    void aLowLevelStillHoldsTheMean() {
        Estimate.Interval interval =
                BetaPosterior.of(0, 5, BetaPosterior.JEFFREYS_PRIOR).interval(0.01);
        assertThat(interval.contains(interval.value())).isTrue();
    }

    @Test
    void refusesWhatIsNoPosterior() {
        assertThatThrownBy(() -> new BetaPosterior(0, 1)).hasMessageContaining("alpha 0.0");
        assertThatThrownBy(() -> new BetaPosterior(1, Double.NaN)).hasMessageContaining("beta NaN");
        assertThatThrownBy(() -> BetaPosterior.of(3, 2, 0.5)).hasMessageContaining("events 3");
        assertThatThrownBy(() -> BetaPosterior.of(1, 2, 0)).hasMessageContaining("prior 0.0");
        assertThatThrownBy(() -> BetaPosterior.of(1, 2, 0.5).interval(1)).hasMessageContaining("level 1.0");
    }
}
