package org.heeded.stats;

import java.util.OptionalDouble;
import org.apache.commons.statistics.inference.UnconditionedExactTest;

/**
 * Tests of the hypothesis that two arms have the same rate.
 *
 * <p>The conditional tests sum hypergeometric probabilities given both margins, to a relative precision that holds down
 * to about 10⁻³⁰⁰, below which a p-value is given as 0; their time grows with the standard deviation of a cell
 * (microseconds for counts of 10⁵, tenths of a second for 10¹²). When all trials, or none, have the event, they cannot
 * speak against the hypothesis: p = 1.
 */
public enum AssociationTest implements Method {

    /**
     * The default: twice the smaller one-sided mid-p, at most 1. Nearly keeps its level and is far less conservative
     * than {@link #FISHER}. R: {@code epitools::tab2by2.test(x)}, column midp.exact. Source: Lydersen, Fagerland &amp;
     * Laake 2009; it is not their mid-p version of the minimum likelihood test.
     */
    MID_P("mid-p") {
        @Override
        TestResult test(TwoByTwo t) {
            Hypergeometric.Tails tails = tails(t);
            return exact(2 * Math.min(tails.below(), tails.above()) + tails.at());
        }
    },

    /** One-sided mid-p against a higher rate in arm 1: P(more) + ½ P(as many events of arm 1). */
    MID_P_GREATER("mid-p, arm 1 higher") {
        @Override
        TestResult test(TwoByTwo t) {
            Hypergeometric.Tails tails = tails(t);
            return exact(tails.above() + tails.at() / 2);
        }
    },

    /** One-sided mid-p against a lower rate in arm 1: P(fewer) + ½ P(as many events of arm 1). */
    MID_P_LESS("mid-p, arm 1 lower") {
        @Override
        TestResult test(TwoByTwo t) {
            Hypergeometric.Tails tails = tails(t);
            return exact(tails.below() + tails.at() / 2);
        }
    },

    /**
     * Fisher's exact test, two-sided by minimum likelihood: all tables that are at most as likely, with a relative slack
     * of 10⁻⁷ for ties. R: {@code fisher.test(x)}.
     */
    FISHER("Fisher exact") {
        @Override
        TestResult test(TwoByTwo t) {
            return exact(Hypergeometric.of(t).noMoreLikelyThan(t.events1()));
        }
    },

    /** Fisher's exact test against a higher rate in arm 1. R: {@code fisher.test(x, alternative = "greater")}. */
    FISHER_GREATER("Fisher exact, arm 1 higher") {
        @Override
        TestResult test(TwoByTwo t) {
            Hypergeometric.Tails tails = tails(t);
            return exact(tails.above() + tails.at());
        }
    },

    /** Fisher's exact test against a lower rate in arm 1. R: {@code fisher.test(x, alternative = "less")}. */
    FISHER_LESS("Fisher exact, arm 1 lower") {
        @Override
        TestResult test(TwoByTwo t) {
            Hypergeometric.Tails tails = tails(t);
            return exact(tails.below() + tails.at());
        }
    },

    /**
     * Boschloo's unconditional test: the largest probability, over the common rate, of tables whose two-sided Fisher
     * p-value is at most that observed. Never exceeds its level, and is more powerful than Fisher's test. R:
     * {@code exact2x2::boschloo(a, n1, c, n2, tsmethod = "minlike")}. Source: Boschloo 1970.
     *
     * <p>Its time grows with the product of the arms: above {@value #MOST_OUTCOMES} possible outcomes (n₁ + 1)(n₂ + 1)
     * the answer is that of {@link #MID_P}, and says so.
     */
    BOSCHLOO("Boschloo") {
        @Override
        TestResult test(TwoByTwo t) {
            if ((t.n1() + 1.0) * (t.n2() + 1.0) > MOST_OUTCOMES) {
                return MID_P.test(t);
            }
            // the library wants the arms in columns
            int[][] arms = {
                {(int) t.events1(), (int) t.events2()},
                {(int) t.nonEvents1(), (int) t.nonEvents2()}
            };
            double p = UnconditionedExactTest.withDefaults()
                    .with(UnconditionedExactTest.Method.BOSCHLOO)
                    .test(arms)
                    .getPValue();
            return exact(p);
        }
    },

    /**
     * The score test, which is the chi-squared test with N − 1 for N: (N − 1)(ad − bc)² ÷ (n₁ n₂ m₁ m₂), one degree of
     * freedom; it agrees with the limits of {@link RiskDifference#MIETTINEN_NURMINEN}. When all trials, or none, have the
     * event, the statistic is 0. R: {@code coin::independence_test}. Source: Campbell 2007.
     */
    SCORE("N − 1 chi-squared") {
        @Override
        TestResult test(TwoByTwo t) {
            double z = t.events() == 0 || t.events() == t.n()
                    ? 0
                    : Score.DIFFERENCE.statistic(t, 0) / Math.sqrt(t.n() / (t.n() - 1.0));
            return new TestResult.Computed(OptionalDouble.of(z * z), OptionalDouble.of(1), Normal.twoSided(z), this);
        }
    };

    private static final long MOST_OUTCOMES = 10_000;

    private final String label;

    AssociationTest(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Tests one table.
     *
     * @param table arm 1 against arm 2
     * @return the p-value; undefined when an arm is empty
     */
    public TestResult of(TwoByTwo table) {
        return table.hasEmptyArm() ? new TestResult.Undefined(this, "an arm has no trials") : test(table);
    }

    abstract TestResult test(TwoByTwo t);

    /** A sum of probabilities may round to a little more than 1. */
    TestResult exact(double p) {
        return TestResult.Computed.exact(Math.min(1, p), this);
    }

    private static Hypergeometric.Tails tails(TwoByTwo t) {
        return Hypergeometric.of(t).tails(t.events1(), 1);
    }
}
