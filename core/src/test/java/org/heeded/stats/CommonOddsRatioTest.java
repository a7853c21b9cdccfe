package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class CommonOddsRatioTest {

    private static final CommonOddsRatio EXACT = CommonOddsRatio.CONDITIONAL_MID_P;

    /** P(T = t) for all t, by going through every way in which the events of every stratum can fall on the arms. */
    private static final class Enumerated {
        final double[] more = new double[3];
        double mean;

        Enumerated(List<TwoByTwo> strata, double oddsRatio) {
            long observed = strata.stream().mapToLong(TwoByTwo::events1).sum();
            go(strata, 0, 0, 1, oddsRatio, observed);
            double all = more[0] + more[1] + more[2];
            mean /= all;
            for (int i = 0; i < 3; i++) {
                more[i] /= all;
            }
        }

        private void go(List<TwoByTwo> strata, int i, long sum, double weight, double oddsRatio, long observed) {
            if (i == strata.size()) {
                more[1 + Long.signum(sum - observed)] += weight;
                mean += sum * weight;
                return;
            }
            TwoByTwo s = strata.get(i);
            for (long u = 0; u <= Math.min(s.n1(), s.events()); u++) {
                if (s.events() - u <= s.n2()) {
                    double ways = choose(s.n1(), u) * choose(s.n2(), s.events() - u);
                    go(strata, i + 1, sum + u, weight * ways * Math.pow(oddsRatio, (double) u), oddsRatio, observed);
                }
            }
        }

        private static double choose(long n, long k) {
            double ways = 1;
            for (long i = 1; i <= k; i++) {
                ways = ways * (n - k + i) / i;
            }
            return ways;
        }

        double midPOfMore() {
            return more[2] + more[1] / 2;
        }
    }

    private static Estimate.Interval interval(List<TwoByTwo> strata, double level) {
        return (Estimate.Interval) EXACT.of(strata, level).estimate();
    }

    @Test
    void limitsEstimateAndPValueAreThoseOfTheEnumeratedDistribution() {
        SplittableRandom random = new SplittableRandom(11);
        int compared = 0;
        for (int i = 0; i < 500; i++) {
            // different strata, or the same one again and again
            List<TwoByTwo> strata = i % 5 > 0
                    ? StratifiedTestData.random(random, 1 + random.nextInt(5), 6)
                    : Collections.nCopies(
                            1 + random.nextInt(9),
                            StratifiedTestData.random(random, 1, 1).get(0));
            if (StratifiedTest.informative(strata).isEmpty()) {
                continue;
            }
            compared++;
            double level = random.nextDouble(0.5, 0.999);
            double tail = (1 - level) / 2;
            Estimate.Interval result = interval(strata, level);
            long observed = strata.stream().mapToLong(TwoByTwo::events1).sum();
            if (result.lower() > 0) {
                assertThat(new Enumerated(strata, result.lower()).midPOfMore()).isCloseTo(tail, within(1e-11));
            }
            if (Double.isFinite(result.upper())) {
                assertThat(new Enumerated(strata, result.upper()).midPOfMore()).isCloseTo(1 - tail, within(1e-11));
            }
            if (result.value() > 0 && Double.isFinite(result.value())) {
                assertThat(new Enumerated(strata, result.value()).mean).isCloseTo((double) observed, within(1e-9));
            }
            Enumerated independent = new Enumerated(strata, 1);
            double p = 2 * Math.min(independent.midPOfMore(), 1 - independent.midPOfMore());
            assertThat(((TestResult.Computed) EXACT.test(strata)).pValue()).isCloseTo(p, within(1e-12));
        }
        assertThat(compared).isGreaterThan(300);
    }

    @Test
    void oneStratumIsTheSingleTablesConditionalOddsRatio() {
        SplittableRandom random = new SplittableRandom(13);
        for (TwoByTwo table : StratifiedTest.informative(StratifiedTestData.random(random, 100, 300))) {
            Estimate.Interval one = (Estimate.Interval) OddsRatio.CONDITIONAL.of(table, 0.95);
            Estimate.Interval common = interval(List.of(table), 0.95);
            assertThat(common.value() == one.value() || Math.abs(common.value() / one.value() - 1) < 1e-9)
                    .isTrue();
            assertThat(common.lower() == one.lower() || Math.abs(common.lower() / one.lower() - 1) < 1e-9)
                    .isTrue();
            assertThat(common.upper() == one.upper() || Math.abs(common.upper() / one.upper() - 1) < 1e-9)
                    .isTrue();
            assertThat(((TestResult.Computed) EXACT.test(List.of(table))).pValue())
                    .isCloseTo(((TestResult.Computed) AssociationTest.MID_P.of(table)).pValue(), within(1e-12));
        }
    }

    @Test
    void anObservationAtTheEdgeHasOneFiniteLimit() {
        List<TwoByTwo> none = List.of(new TwoByTwo(0, 5, 3, 4), new TwoByTwo(0, 2, 1, 1));
        assertThat(interval(none, 0.95).value()).isZero();
        assertThat(interval(none, 0.95).lower()).isZero();
        assertThat(interval(none, 0.95).upper()).isBetween(0.1, 10.0);
        List<TwoByTwo> all = none.stream().map(TwoByTwo::swapArms).toList();
        assertThat(interval(all, 0.95).value()).isInfinite();
        assertThat(interval(all, 0.95).lower())
                .isCloseTo(1 / interval(none, 0.95).upper(), within(1e-10));
        assertThat(interval(all, 0.95).upper()).isInfinite();
    }

    @Test
    void swappingArmsInvertsAndOrderDoesNotMatter() {
        SplittableRandom random = new SplittableRandom(12);
        for (int i = 0; i < 200; i++) {
            List<TwoByTwo> strata = new ArrayList<>(StratifiedTestData.random(random, 4, 40));
            strata.add(new TwoByTwo(3, 2, 1, 5));
            Estimate.Interval result = interval(strata, 0.9);
            Estimate.Interval swapped =
                    interval(strata.stream().map(TwoByTwo::swapArms).toList(), 0.9);
            assertThat(1 / swapped.value()).isCloseTo(result.value(), within(1e-9 * result.value()));
            assertThat(1 / swapped.upper()).isCloseTo(result.lower(), within(1e-9 * result.lower()));
            Collections.reverse(strata);
            assertThat(interval(strata, 0.9).upper()).isCloseTo(result.upper(), within(1e-9 * result.upper()));
            assertThat(((TestResult.Computed) EXACT.test(strata)).pValue()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void tinyPValuesKeepTheirDigits() {
        // one table: P(T ≥ 60) and P(T = 60) of a hypergeometric with 60 of 120 events, all in arm 1: 1 / choose(120,
        // 60)
        double p = ((TestResult.Computed) EXACT.test(List.of(new TwoByTwo(60, 0, 0, 60)))).pValue();
        assertThat(p).isCloseTo(1 / 9.661490884036332E34, within(1e-47));
    }

    @Test
    void thinStrataAreTestedExactlyOthersByCochranMantelHaenszel() {
        // the sum can lie 5 above and below its expectation of 5, or nearly so
        List<TwoByTwo> enough = List.of(new TwoByTwo(3, 7, 7, 3));
        List<TwoByTwo> thin = List.of(new TwoByTwo(3, 6, 6, 4));
        assertThat(CommonOddsRatio.areThin(enough)).isFalse();
        assertThat(CommonOddsRatio.areThin(thin)).isTrue();
        assertThat(CommonOddsRatio.whereThin(enough, 0.95).estimate().method()).isEqualTo(MantelHaenszel.MH_ODDS_RATIO);
        assertThat(CommonOddsRatio.whereThin(thin, 0.95).estimate().method()).isEqualTo(EXACT);
        assertThat(CommonOddsRatio.testWhereThin(enough).method()).isEqualTo(StratifiedTest.COCHRAN_MANTEL_HAENSZEL);
        assertThat(CommonOddsRatio.testWhereThin(thin).method()).isEqualTo(EXACT);
    }

    @Test
    void withoutAnInformativeStratumItIsUndefined() {
        List<TwoByTwo> strata = List.of(new TwoByTwo(3, 0, 4, 0), new TwoByTwo(0, 0, 2, 2));
        Stratified result = CommonOddsRatio.whereThin(strata, 0.95);
        assertThat(result.estimate()).isInstanceOf(Estimate.Undefined.class);
        assertThat(result.used()).isEqualTo(1);
        assertThat(result.dropped()).isEqualTo(1);
        assertThat(EXACT.test(strata)).isInstanceOf(TestResult.Undefined.class);
        assertThatThrownBy(() -> EXACT.of(strata, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beyondItsReachItSwitchesAndSaysSo() {
        List<TwoByTwo> most =
                List.of(new TwoByTwo(12_000, 13_000, 13_000, 12_000), new TwoByTwo(12_000, 13_000, 13_000, 12_000));
        List<TwoByTwo> tooMany = List.of(new TwoByTwo(30_000, 30_000, 30_000, 30_000));
        assertThat(EXACT.of(most, 0.95).estimate().method()).isEqualTo(EXACT);
        assertThat(EXACT.of(tooMany, 0.95).estimate().method()).isEqualTo(MantelHaenszel.MH_ODDS_RATIO);
        assertThat(EXACT.test(tooMany).method()).isEqualTo(StratifiedTest.COCHRAN_MANTEL_HAENSZEL);
    }

    @Test
    void hostileCountsGiveADefinedAnswerInTime() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            for (List<TwoByTwo> strata : StratifiedTestData.hostile()) {
                assertThat(EXACT.of(strata, 0.95).estimate()).isNotNull();
                assertThat(EXACT.test(strata)).isNotNull();
            }
        });
    }
}
