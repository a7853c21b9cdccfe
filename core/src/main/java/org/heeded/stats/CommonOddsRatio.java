package org.heeded.stats;

import java.util.List;

/**
 * The odds ratio that strata share, estimated exactly: given the margins of each stratum the sum of the events of arm 1
 * has a known distribution, with no approximation however thin the strata. {@link #whereThin} and {@link #testWhereThin}
 * choose between it and the large-sample methods.
 */
public enum CommonOddsRatio implements Method {

    /**
     * Conditional maximum likelihood, limits by inverting the two one-sided mid-p tests, and p = 2 × the smaller
     * one-sided mid-p. 0 or ∞, with one finite limit, where the observed sum is as extreme as the margins allow.
     *
     * <p>The estimate equals that of {@code stats::mantelhaen.test(exact = TRUE)}, whose limits are the wider ones without
     * mid-p. Sources: Gart 1970; Mehta, Patel and Gray 1985; mid-p: Lancaster 1961.
     */
    CONDITIONAL_MID_P("conditional common odds ratio, mid-p limits");

    /**
     * The exact method is used while the sum of the events of arm 1 can take at most this many values above its least. It
     * can take at most half as many as there are trials, so 100 000 trials are always few enough; beyond, the large-sample
     * methods are indistinguishable from it, or nearly so.
     */
    public static final int MAX_WIDTH = 50_000;

    private final String label;

    CommonOddsRatio(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The common odds ratio.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @param level the confidence level, in (0, 1)
     * @return the exact estimate; beyond {@link #MAX_WIDTH} that of {@link MantelHaenszel#MH_ODDS_RATIO}, which the
     *     estimate names as its method; undefined where no stratum has both arms and both outcomes
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Stratified of(List<TwoByTwo> strata, double level) {
        Estimate.checkLevel(level);
        int used = Stratified.comparable(strata).size();
        List<TwoByTwo> informative = StratifiedTest.informative(strata);
        if (ConditionalTotal.width(informative) > MAX_WIDTH) {
            return MantelHaenszel.MH_ODDS_RATIO.of(strata, level);
        }
        Estimate estimate = informative.isEmpty()
                ? new Estimate.Undefined(this, StratifiedTest.UNINFORMATIVE)
                : exact(new ConditionalTotal(informative), level);
        return new Stratified(estimate, used, strata.size() - used);
    }

    private Estimate exact(ConditionalTotal total, double level) {
        double tail = (1 - level) / 2;
        double logOdds = Math.log(tail / (1 - tail));
        double value = total.lowest ? 0 : total.highest ? Double.POSITIVE_INFINITY : Math.exp(total.tilt);
        double lower = total.lowest ? 0 : Math.exp(limit(total, logOdds));
        double upper = total.highest ? Double.POSITIVE_INFINITY : Math.exp(limit(total, -logOdds));
        return new Estimate.Interval(value, lower, upper, level, this);
    }

    private static double limit(ConditionalTotal total, double logOdds) {
        return Roots.from(logOddsRatio -> logOdds - total.logOddsOfMore(logOddsRatio), total.tilt, 0.5);
    }

    /**
     * The exact test of no association.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @return the two-sided mid-p; beyond {@link #MAX_WIDTH} the {@link StratifiedTest#COCHRAN_MANTEL_HAENSZEL} test, which
     *     the result names as its method; undefined where no stratum has both arms and both outcomes
     */
    public TestResult test(List<TwoByTwo> strata) {
        List<TwoByTwo> informative = StratifiedTest.informative(strata);
        if (informative.isEmpty()) {
            return new TestResult.Undefined(this, StratifiedTest.UNINFORMATIVE);
        }
        if (ConditionalTotal.width(informative) > MAX_WIDTH) {
            return StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(strata);
        }
        return TestResult.Computed.exact(2 * new ConditionalTotal(informative).smallerMidP(), this);
    }

    /**
     * Whether the strata are too thin for large-sample methods, by the rule of Mantel and Fleiss (1980): given the margins,
     * the sum of the events of arm 1 can lie less than 5 below or less than 5 above its expectation.
     *
     * @param strata one table a stratum
     * @return true if they are, or if there is none
     */
    public static boolean areThin(List<TwoByTwo> strata) {
        double below = 0;
        double above = 0;
        for (TwoByTwo s : StratifiedTest.informative(strata)) {
            double expected = (double) s.n1() / s.n() * s.events();
            below += expected - ConditionalTotal.lowest(s);
            above += ConditionalTotal.highest(s) - expected;
        }
        return Math.min(below, above) < 5;
    }

    /**
     * The common odds ratio by the method that fits: exact where the strata are thin, else Mantel–Haenszel.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @param level the confidence level, in (0, 1)
     * @return the estimate, which names its method
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Stratified whereThin(List<TwoByTwo> strata, double level) {
        return areThin(strata) ? CONDITIONAL_MID_P.of(strata, level) : MantelHaenszel.MH_ODDS_RATIO.of(strata, level);
    }

    /**
     * The test of no association by the method that fits: exact where the strata are thin, else Cochran–Mantel–Haenszel.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @return the result, which names its method
     */
    public static TestResult testWhereThin(List<TwoByTwo> strata) {
        return areThin(strata) ? CONDITIONAL_MID_P.test(strata) : StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(strata);
    }
}
