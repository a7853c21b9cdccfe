package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectStandardisationTest {

    private static double value(Stratified stratified) {
        return ((Estimate.Point) stratified.estimate()).value();
    }

    @Test
    void anArmStandardisedToItselfKeepsItsRisk() {
        SplittableRandom random = new SplittableRandom(51);
        for (int i = 0; i < 100; i++) {
            List<TwoByTwo> strata = StratifiedTestData.random(random, 5, 30).stream()
                    .map(s -> s.plus(new TwoByTwo(1, 1, 1, 1)))
                    .toList();
            TwoByTwo sum = strata.stream().reduce(new TwoByTwo(0, 0, 0, 0), TwoByTwo::plus);
            assertThat(value(DirectStandardisation.STANDARDISED_TO_ARM_1
                            .of(strata)
                            .risk1()))
                    .isCloseTo((double) sum.events1() / sum.n1(), within(1e-14));
            assertThat(value(DirectStandardisation.STANDARDISED_TO_ARM_2
                            .of(strata)
                            .risk2()))
                    .isCloseTo((double) sum.events2() / sum.n2(), within(1e-14));
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneStratumKeepsItsRisksAndEmptyArmsAreCounted(DirectStandardisation mix) {
        DirectStandardisation.Standardised result =
                mix.of(List.of(new TwoByTwo(12, 5, 14, 35), new TwoByTwo(2, 3, 0, 0)));
        assertThat(value(result.risk1())).isCloseTo(12.0 / 17, within(1e-15));
        assertThat(value(result.risk2())).isCloseTo(14.0 / 49, within(1e-15));
        assertThat(value(result.difference())).isCloseTo(12.0 / 17 - 14.0 / 49, within(1e-15));
        assertThat(value(result.ratio())).isCloseTo(12.0 / 17 / (14.0 / 49), within(1e-14));
        assertThat(result.ratio().used()).isEqualTo(1);
        assertThat(result.ratio().dropped()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void ratiosWithoutEventsAreInfiniteOrUndefined(DirectStandardisation mix) {
        assertThat(value(mix.of(List.of(new TwoByTwo(1, 1, 0, 3))).ratio())).isInfinite();
        DirectStandardisation.Standardised none = mix.of(List.of(new TwoByTwo(0, 1, 0, 3)));
        assertThat(none.ratio().estimate()).isInstanceOf(Estimate.Undefined.class);
        assertThat(value(none.difference())).isZero();
        assertThat(mix.of(List.of()).risk1().estimate()).isInstanceOf(Estimate.Undefined.class);
    }
}
