package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

/** Conditional methods against sums of exact integers. */
class HypergeometricTest {

    private static Stream<TwoByTwo> tables() {
        return Stream.concat(Tables.small(), Tables.random(2, 150, 120));
    }

    /** Ways to draw each possible count of arm 1, from the smallest on. */
    private static List<BigInteger> ways(TwoByTwo t) {
        Hypergeometric h = Hypergeometric.of(t);
        List<BigInteger> ways = new ArrayList<>();
        for (long k = h.smallest(); k <= h.largest(); k++) {
            ways.add(choose(t.n1(), k).multiply(choose(t.n2(), t.events() - k)));
        }
        return ways;
    }

    private static BigInteger choose(long n, long k) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= k; i++) {
            ways = ways.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }

    private static int at(TwoByTwo t) {
        return (int) (t.events1() - Hypergeometric.of(t).smallest());
    }

    private static BigInteger sum(List<BigInteger> ways) {
        return ways.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static double share(BigInteger part, List<BigInteger> of) {
        return new BigDecimal(part)
                .divide(new BigDecimal(sum(of)), MathContext.DECIMAL64)
                .doubleValue();
    }

    private static double p(AssociationTest test, TwoByTwo t) {
        return ((TestResult.Computed) test.of(t)).pValue();
    }

    @Test
    void midPIsTwiceTheSmallerTailWithHalfTheObserved() {
        tables().forEach(t -> {
            List<BigInteger> ways = ways(t);
            BigInteger two = BigInteger.TWO;
            BigInteger below = sum(ways.subList(0, at(t))).multiply(two).add(ways.get(at(t)));
            BigInteger above =
                    sum(ways.subList(at(t) + 1, ways.size())).multiply(two).add(ways.get(at(t)));
            assertThat(p(AssociationTest.MID_P, t))
                    .as("%s", t)
                    .isCloseTo(Math.min(1, share(below.min(above), ways)), withinPercentage(1e-10));
            assertThat(p(AssociationTest.MID_P_GREATER, t)).isCloseTo(share(above, ways) / 2, withinPercentage(1e-10));
            assertThat(p(AssociationTest.MID_P_LESS, t)).isCloseTo(share(below, ways) / 2, withinPercentage(1e-10));
        });
    }

    @Test
    void fisherSumsWhatIsNoLikelier() {
        tables().forEach(t -> {
            List<BigInteger> ways = ways(t);
            BigInteger observed = ways.get(at(t));
            BigInteger slack = observed.divide(BigInteger.valueOf(10_000_000));
            BigInteger sum = sum(ways.stream()
                    .filter(w -> w.compareTo(observed.add(slack)) <= 0)
                    .toList());
            assertThat(p(AssociationTest.FISHER, t)).as("%s", t).isCloseTo(share(sum, ways), withinPercentage(1e-10));
        });
    }

    @Test
    void fisherAgreesWithCommonsStatistics() {
        tables().filter(t -> t.events() > 0 && t.events() < t.n()).forEach(t -> {
            int[][] cells = {{(int) t.events1(), (int) t.nonEvents1()}, {(int) t.events2(), (int) t.nonEvents2()}};
            assertThat(p(AssociationTest.FISHER, t))
                    .as("%s", t)
                    .isCloseTo(FisherExactTest.withDefaults().test(cells).getPValue(), withinPercentage(1e-6));
        });
    }

    /** At each limit the exact one-sided mid-p is the tail, and at the estimate the expected count is the one observed. */
    @Test
    void conditionalLimitsLeaveTheirTails() {
        tables().filter(t -> t.events() > 0 && t.events() < t.n()).forEach(t -> {
            Estimate.Interval interval = (Estimate.Interval) OddsRatio.CONDITIONAL.of(t, 0.95);
            List<BigInteger> ways = ways(t);
            if (interval.lower() > 0) {
                assertThat(midTail(ways, at(t), interval.lower(), 1))
                        .as("%s", t)
                        .isCloseTo(0.025, within(1e-10));
            }
            if (interval.upper() < Double.POSITIVE_INFINITY) {
                assertThat(midTail(ways, at(t), interval.upper(), -1))
                        .as("%s", t)
                        .isCloseTo(0.025, within(1e-10));
            }
            if (interval.value() > 0 && interval.value() < Double.POSITIVE_INFINITY) {
                double mean = 0;
                for (int k = 0; k < ways.size(); k++) {
                    mean += k * probability(ways, k, interval.value());
                }
                assertThat(mean).as("%s", t).isCloseTo(at(t), within(1e-9));
            }
        });
    }

    private static double midTail(List<BigInteger> ways, int at, double oddsRatio, int side) {
        double tail = probability(ways, at, oddsRatio) / 2;
        for (int k = at + side; k >= 0 && k < ways.size(); k += side) {
            tail += probability(ways, k, oddsRatio);
        }
        return tail;
    }

    private static double probability(List<BigInteger> ways, int k, double oddsRatio) {
        MathContext digits = MathContext.DECIMAL128;
        BigDecimal odds = new BigDecimal(oddsRatio);
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < ways.size(); i++) {
            total = total.add(new BigDecimal(ways.get(i)).multiply(odds.pow(i, digits), digits));
        }
        return new BigDecimal(ways.get(k))
                .multiply(odds.pow(k, digits), digits)
                .divide(total, digits)
                .doubleValue();
    }

    @Test
    void tinyTailsKeepTheirDigits() {
        TwoByTwo t = new TwoByTwo(500, 0, 0, 500);
        double exact = BigDecimal.ONE
                .divide(new BigDecimal(choose(1000, 500)), MathContext.DECIMAL64)
                .doubleValue();
        assertThat(exact).isBetween(1e-300, 1e-299);
        assertThat(p(AssociationTest.FISHER_GREATER, t)).isCloseTo(exact, withinPercentage(1e-9));
        assertThat(p(AssociationTest.FISHER, t)).isCloseTo(2 * exact, withinPercentage(1e-9));
        assertThat(p(AssociationTest.MID_P, t)).isCloseTo(exact, withinPercentage(1e-9));
    }
}
