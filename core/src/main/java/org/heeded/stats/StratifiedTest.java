package org.heeded.stats;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Large-sample tests over strata. Strata with an empty arm or with one outcome only say nothing and are left out.
 * {@link CommonOddsRatio} has the exact test for thin strata.
 */
public enum StratifiedTest implements Method {

    /**
     * Cochran–Mantel–Haenszel: whether event and arm are independent within strata, against an association that points the
     * same way in them. χ² on 1 degree of freedom, without continuity correction: (Σ(a − E a))² ÷ ΣVar a, both given the
     * margins of each stratum. Undefined where no stratum has both arms and both outcomes.
     *
     * <p>Equals {@code stats::mantelhaen.test(correct = FALSE)}. Source: Mantel and Haenszel 1959.
     */
    COCHRAN_MANTEL_HAENSZEL("Cochran–Mantel–Haenszel test, no continuity correction") {
        @Override
        TestResult test(List<TwoByTwo> informative) {
            if (informative.isEmpty()) {
                return new TestResult.Undefined(this, UNINFORMATIVE);
            }
            double excess = MantelHaenszel.sum(informative, s -> excess(s));
            double variance = MantelHaenszel.sum(
                    informative,
                    s -> (double) s.n1() / s.n() * s.n2() / s.n() * s.events() / (s.n() - 1) * (s.n() - s.events()));
            return chiSquared(excess * excess / variance, 1);
        }
    },

    /**
     * Breslow–Day with Tarone's correction: whether the odds ratio is the same in all strata. χ² of the squared distances
     * of a from its expectation under the {@linkplain MantelHaenszel#MH_ODDS_RATIO common odds ratio}, on the number of
     * informative strata less one. Its power is low: a large p-value is no sign that the strata agree. Unreliable where
     * expected counts are below about 5. Undefined with fewer than two informative strata and where the common odds ratio
     * is 0 or ∞.
     *
     * <p>Equals {@code metafor::rma.mh(measure = "OR")$TA}, and
     * {@code statsmodels.stats.contingency_tables.StratifiedTable.test_equal_odds(adjust=True)} where all strata are
     * informative. Source: Tarone 1985.
     */
    BRESLOW_DAY_TARONE("Breslow–Day test of homogeneity, Tarone's correction") {
        @Override
        TestResult test(List<TwoByTwo> informative) {
            if (informative.size() < 2) {
                return new TestResult.Undefined(this, "fewer than two strata have both arms and both outcomes");
            }
            double oddsRatio = MantelHaenszel.oddsRatio(informative);
            if (oddsRatio == 0 || Double.isInfinite(oddsRatio)) {
                return new TestResult.Undefined(
                        this, "the common odds ratio is " + (oddsRatio == 0 ? "0" : "infinite"));
            }
            double squares = 0;
            double distance = 0;
            double variance = 0;
            for (TwoByTwo s : informative) {
                double expected = expected(s, oddsRatio);
                double v = 1
                        / (1 / expected
                                + 1 / (s.n1() - expected)
                                + 1 / (s.events() - expected)
                                + 1 / (s.n2() - s.events() + expected));
                if (!(v > 0)) {
                    return new TestResult.Undefined(this, "an expected count is zero to machine precision");
                }
                double off = s.events1() - expected;
                squares += off * off / v;
                distance += off;
                variance += v;
            }
            return chiSquared(Math.max(0, squares - distance * distance / variance), informative.size() - 1);
        }
    };

    static final String UNINFORMATIVE = "no stratum has both arms and both outcomes";

    private final String label;

    StratifiedTest(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The test.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @return statistic, degrees of freedom and p-value, or why there are none
     */
    public TestResult of(List<TwoByTwo> strata) {
        return test(informative(strata));
    }

    abstract TestResult test(List<TwoByTwo> informative);

    TestResult chiSquared(double statistic, int degreesOfFreedom) {
        double p = ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
        return new TestResult.Computed(OptionalDouble.of(statistic), OptionalDouble.of(degreesOfFreedom), p, this);
    }

    /** The strata whose margins leave the cells any freedom: both arms and both outcomes occur. */
    static List<TwoByTwo> informative(List<TwoByTwo> strata) {
        return strata.stream()
                .filter(s -> !s.hasEmptyArm() && s.events() > 0 && s.events() < s.n())
                .toList();
    }

    /** The excess of events in arm 1 over its expectation given the margins, (ad − bc)/N. */
    private static double excess(TwoByTwo s) {
        return ((double) s.events1() * s.nonEvents2() - (double) s.nonEvents1() * s.events2()) / s.n();
    }

    /** The events in arm 1 at which the table has the odds ratio, given its margins: the root of a quadratic. */
    static double expected(TwoByTwo s, double oddsRatio) {
        double n1 = s.n1();
        double n2 = s.n2();
        double events = s.events();
        double linear = n2 - events + oddsRatio * (n1 + events);
        // the discriminant and the root, each in the form in which nothing cancels
        double root = Math.sqrt((n2 - events) * (n2 - events)
                + oddsRatio * oddsRatio * (n1 - events) * (n1 - events)
                + 2 * oddsRatio * (n1 * n2 + events * (s.n() - events)));
        return linear >= 0 ? 2 * oddsRatio * n1 * events / (linear + root) : (root - linear) / (2 * (1 - oddsRatio));
    }
}
