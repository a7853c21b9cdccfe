package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures that authors printed of their own tables. */
class PublishedTablesTest {

    private static double p(AssociationTest test, TwoByTwo t) {
        return ((TestResult.Computed) test.of(t)).pValue();
    }

    private static TwoByTwo failures(long failed1, long n1, long failed2, long n2) {
        return new TwoByTwo(failed1, n1 - failed1, failed2, n2 - failed2);
    }

    /** Weingart et al. 2003, Arch Intern Med 163:2625: adverse events after overridden and followed drug alerts. */
    @Test
    void overriddenDrugAlerts() {
        assertThat(p(AssociationTest.FISHER, failures(3, 122, 0, 67))).isCloseTo(0.55, within(0.005));
    }

    /** Stewardship advice overridden and followed, PMID 28625717: 34.5 % v 18.0 %, P = .02. */
    @Test
    void stewardshipAdvice() {
        TwoByTwo t = failures(19, 55, 20, 111);
        assertThat(19 / 55.0).isCloseTo(0.345, within(0.0005));
        assertThat(20 / 111.0).isCloseTo(0.180, within(0.0005));
        assertThat(p(AssociationTest.MID_P, t)).isCloseTo(0.02, within(0.005));
        assertThat(p(AssociationTest.SCORE, t)).isCloseTo(0.02, within(0.005));
    }

    /** Hwang et al. 2003, CMAJ 168:417: readmission after leaving against medical advice and otherwise, p &lt; .001. */
    @Test
    void leavingAgainstMedicalAdvice() {
        TwoByTwo t = failures(20, 97, 3, 97);
        assertThat(20 / 97.0).isCloseTo(0.21, within(0.005));
        assertThat(3 / 97.0).isCloseTo(0.03, within(0.005));
        assertThat(p(AssociationTest.FISHER, t)).isLessThan(0.001);
        assertThat(p(AssociationTest.MID_P, t)).isLessThan(0.001);
    }

    /** Charig et al. 1986, BMJ 292:879: A succeeds more often with small stones and with large ones, B overall. */
    @Test
    void kidneyStonesReverse() {
        TwoByTwo small = new TwoByTwo(81, 87 - 81, 234, 270 - 234);
        TwoByTwo large = new TwoByTwo(192, 263 - 192, 55, 80 - 55);
        assertThat(RiskDifference.value(small)).isPositive();
        assertThat(RiskDifference.value(large)).isPositive();
        assertThat(RiskDifference.value(small.plus(large))).isNegative();
    }

    /** Newcombe 1998, Stat Med 17:873, Table II: 56/70 v 48/80 and 9/10 v 3/10. */
    @Test
    void newcombesExamples() {
        assertLimits(RiskDifference.NEWCOMBE, failures(56, 70, 48, 80), 0.0524, 0.3339);
        assertLimits(RiskDifference.MIETTINEN_NURMINEN, failures(56, 70, 48, 80), 0.0528, 0.3382);
        assertLimits(RiskDifference.NEWCOMBE, failures(9, 10, 3, 10), 0.1705, 0.8090);
        assertLimits(RiskDifference.MIETTINEN_NURMINEN, failures(9, 10, 3, 10), 0.1700, 0.8406);
    }

    private static void assertLimits(RiskDifference method, TwoByTwo t, double lower, double upper) {
        Estimate.Interval interval = (Estimate.Interval) method.of(t, 0.95);
        assertThat(interval.lower()).isCloseTo(lower, within(0.00005));
        assertThat(interval.upper()).isCloseTo(upper, within(0.00005));
    }
}
