package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StratifiedTestTest {

    @Test
    void orderUninformativeStrataAndSwappedArmsChangeNoTest() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 200; i++) {
            List<TwoByTwo> strata = StratifiedTestData.random(random, 6, 20);
            List<TwoByTwo> other =
                    new ArrayList<>(strata.stream().map(TwoByTwo::swapArms).toList());
            Collections.reverse(other);
            other.add(new TwoByTwo(4, 5, 0, 0));
            other.add(new TwoByTwo(4, 0, 5, 0));
            for (StratifiedTest test : StratifiedTest.values()) {
                TestResult expected = test.of(strata);
                TestResult actual = test.of(other);
                assertThat(actual).hasSameClassAs(expected);
                if (actual instanceof TestResult.Computed a && expected instanceof TestResult.Computed e) {
                    assertThat(a.pValue()).isCloseTo(e.pValue(), within(1e-9));
                    assertThat(a.degreesOfFreedom()).isEqualTo(e.degreesOfFreedom());
                }
            }
        }
    }

    @Test
    void strataThatShareTheirOddsRatioAreHomogeneous() {
        List<TwoByTwo> alike =
                List.of(new TwoByTwo(10, 20, 5, 30), new TwoByTwo(20, 40, 10, 60), new TwoByTwo(1, 2, 1, 6));
        TestResult.Computed test = (TestResult.Computed) StratifiedTest.BRESLOW_DAY_TARONE.of(alike);
        assertThat(test.statistic().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(test.pValue()).isCloseTo(1, within(1e-9));
        assertThat(test.degreesOfFreedom()).hasValue(2);
    }

    @Test
    void expectedCountsHaveTheOddsRatioAndTheMargins() {
        SplittableRandom random = new SplittableRandom(42);
        for (TwoByTwo s : StratifiedTest.informative(StratifiedTestData.random(random, 500, 1000))) {
            double oddsRatio = Math.exp(random.nextDouble(-8, 8));
            double e = StratifiedTest.expected(s, oddsRatio);
            double odds = e * (s.n2() - s.events() + e) / ((s.n1() - e) * (s.events() - e));
            assertThat(odds).isCloseTo(oddsRatio, within(1e-6 * oddsRatio));
        }
    }

    @Test
    void whatTheDataCannotTellIsUndefined() {
        TwoByTwo some = new TwoByTwo(3, 5, 2, 14);
        assertThat(StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(List.of())).isInstanceOf(TestResult.Undefined.class);
        assertThat(StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(List.of(new TwoByTwo(3, 0, 2, 0))))
                .isInstanceOf(TestResult.Undefined.class);
        assertThat(StratifiedTest.BRESLOW_DAY_TARONE.of(List.of(some, new TwoByTwo(0, 3, 0, 5))))
                .isInstanceOf(TestResult.Undefined.class);
        TwoByTwo zero = new TwoByTwo(0, 5, 2, 14);
        assertThat(StratifiedTest.BRESLOW_DAY_TARONE.of(List.of(zero, zero)))
                .isInstanceOfSatisfying(
                        TestResult.Undefined.class,
                        undefined -> assertThat(undefined.reason()).contains("odds ratio is 0"));
    }
}
