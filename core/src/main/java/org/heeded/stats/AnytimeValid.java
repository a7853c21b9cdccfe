package org.heeded.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * Evidence and limits that stay valid however often one looks and whenever one stops, for one rate or for two arms.
 *
 * <p>Everything here is a function of the counts as of now. The trials must be exchangeable within an arm; the order in
 * which the arms take turns, their sizes and the times of looking are free and may depend on the data so far. The price
 * is power: at any single look a test made for that look alone would see more.
 *
 * <p>With ½ added to each count, let m(x, y) = B(x+½, y+½) / B(½, ½) be the likelihood of x events and y non-events
 * averaged over a Jeffreys prior. m divided by the largest likelihood under a hypothesis is at most a test martingale
 * under it, so by Ville's inequality it ever reaches 1/α with probability at most α. All arithmetic is on the log scale
 * with the largest likelihood taken out first, and keeps its accuracy up to {@link TwoByTwo#MAX_COUNT}.
 *
 * <p>Sources: Turner &amp; Grünwald 2023; Lindon &amp; Malek 2022; Waudby-Smith &amp; Ramdas 2023. No packaged function
 * computes these; in SciPy's words they are {@code betaln} and {@code brentq} on the formulas below.
 */
public enum AnytimeValid implements Method {
    /** Two arms: a Jeffreys prior on the rate of each, against the largest likelihood under the null hypothesis. */
    PRODUCT_BETA_MIXTURE("product beta-mixture e-process"),

    /** One rate: a Jeffreys prior on it, against the likelihood of a fixed rate. */
    BETA_MIXTURE("beta-mixture confidence sequence");

    private final String label;

    AnytimeValid(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The logarithm of the e-process against equal rates: E = m(a, b) · m(c, d) / [p̂<sup>x</sup> (1−p̂)<sup>N−x</sup>] with
     * x events of N in both arms, p̂ = x/N.
     *
     * <p>E is evidence against equal rates in either direction, worth a bet that paid E-fold; below 1 it speaks for them.
     * No trials at all, or trials in one arm only, are no evidence: E is at most 1.
     *
     * @param table the counts as of now
     * @return ln E; finite
     */
    public static double logEProcess(TwoByTwo table) {
        if (table.n() == 0) {
            return 0;
        }
        double p = (double) table.events() / table.n();
        double q = (double) (table.n() - table.events()) / table.n();
        return deviance(table.events1(), table.nonEvents1(), p, q)
                + deviance(table.events2(), table.nonEvents2(), p, q)
                - regret(table);
    }

    /**
     * Whether the evidence against equal rates suffices for an alarm now: E ≥ 1/α with α = 1 − level.
     *
     * <p>If the rates are equal, the probability that this is ever true, however often it is asked, is at most α. Whoever
     * watches latches the alarm: once raised it stands.
     *
     * @param table the counts as of now
     * @param level the confidence level 1 − α, in (0, 1)
     * @return whether to raise the alarm
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static boolean alarm(TwoByTwo table, double level) {
        return logEProcess(table) >= threshold(level);
    }

    /**
     * The risk difference p₁ − p₂ with limits that hold at all times at once: those differences δ at which
     * m(a, b) · m(c, d) / max{L(p₁, p₂) : p₁ − p₂ = δ} is below 1/α.
     *
     * <p>The limits are those of the present counts; a sequence of them may also be intersected over time.
     *
     * @param table the counts as of now
     * @param level the confidence level 1 − α, in (0, 1)
     * @return the observed difference with its limits, in [−1, 1]; undefined if an arm has no trials
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public static Estimate riskDifference(TwoByTwo table, double level) {
        double budget = threshold(level) + regret(table);
        if (table.hasEmptyArm()) {
            return new Estimate.Undefined(PRODUCT_BETA_MIXTURE, "an arm has no trials");
        }
        double observed = (double) table.events1() / table.n1() - (double) table.events2() / table.n2();
        DoubleUnaryOperator deviance = delta -> profileDeviance(table, delta);
        return new Estimate.Interval(
                observed,
                edge(deviance, budget, observed, -1),
                edge(deviance, budget, observed, 1),
                level,
                PRODUCT_BETA_MIXTURE);
    }

    /**
     * One rate with limits that hold at all times at once: those rates p at which m(x, n−x) / [p<sup>x</sup> (1−p)<sup>n−x</sup>]
     * is below 1/α.
     *
     * @param events the trials with the event, at least 0
     * @param trials the trials, at least {@code events}, at most {@link TwoByTwo#MAX_COUNT}
     * @param level the confidence level 1 − α, in (0, 1)
     * @return the observed rate with its limits, in [0, 1]; undefined without trials
     * @throws IllegalArgumentException if a count or the level is out of range
     */
    public static Estimate rate(long events, long trials, double level) {
        double threshold = threshold(level);
        checkCounts(events, trials);
        if (trials == 0) {
            return new Estimate.Undefined(BETA_MIXTURE, "no trials");
        }
        double budget = threshold + regret(events, trials - events);
        double observed = (double) events / trials;
        DoubleUnaryOperator deviance = p -> deviance(events, trials - events, p, 1 - p);
        return new Estimate.Interval(
                observed,
                edge(deviance, budget, observed, 0),
                edge(deviance, budget, observed, 1),
                level,
                BETA_MIXTURE);
    }

    /**
     * The logarithm of the e-process against one given rate: E = m(x, n−x) / [p<sup>x</sup> (1−p)<sup>n−x</sup>].
     *
     * @param events the trials with the event, at least 0
     * @param trials the trials, at least {@code events}, at most {@link TwoByTwo#MAX_COUNT}
     * @param rate the rate p of the null hypothesis, in [0, 1]
     * @return ln E; +∞ if the data are impossible under the rate
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static double logEProcess(long events, long trials, double rate) {
        checkCounts(events, trials);
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate " + rate + " is not in [0, 1]");
        }
        return deviance(events, trials - events, rate, 1 - rate) - regret(events, trials - events);
    }

    private static void checkCounts(long events, long trials) {
        if (events < 0 || events > trials || trials > TwoByTwo.MAX_COUNT) {
            throw new IllegalArgumentException("events " + events + " of trials " + trials
                    + " are not in [0, trials] and [0, " + TwoByTwo.MAX_COUNT + "]");
        }
    }

    private static double threshold(double level) {
        return -Math.log(1 - Estimate.checkLevel(level));
    }

    /** Where the deviance, rising from 0 at the estimate towards the end of the scale, uses up the budget; or that end. */
    private static double edge(DoubleUnaryOperator deviance, double budget, double estimate, double end) {
        if (deviance.applyAsDouble(end) <= budget) {
            return end;
        }
        return end > estimate
                ? Roots.between(x -> budget - deviance.applyAsDouble(x), estimate, end)
                : Roots.between(x -> deviance.applyAsDouble(x) - budget, end, estimate);
    }

    /** ln of the largest likelihood over the largest one with p₁ − p₂ = δ. */
    private static double profileDeviance(TwoByTwo t, double delta) {
        double low = Math.max(0, -delta);
        double high = Math.min(1, 1 - delta);
        // the log-likelihood is concave in p2; 100 halvings leave nothing of the unit interval
        for (int i = 0; i < 100; i++) {
            double p2 = low + (high - low) / 2;
            double slope = slope(t.events1(), p2 + delta)
                    - slope(t.nonEvents1(), 1 - p2 - delta)
                    + slope(t.events2(), p2)
                    - slope(t.nonEvents2(), 1 - p2);
            if (slope > 0) {
                low = p2;
            } else {
                high = p2;
            }
        }
        double p1 = Math.min(1, Math.max(0, low + delta));
        return deviance(t.events1(), t.nonEvents1(), p1, 1 - p1) + deviance(t.events2(), t.nonEvents2(), low, 1 - low);
    }

    private static double slope(long count, double probability) {
        return count == 0 ? 0 : count / Math.max(probability, 1e-280);
    }

    /** ln of the largest binomial likelihood over the one at p = 1 − q. */
    private static double deviance(long events, long nonEvents, double p, double q) {
        double n = (double) events + nonEvents;
        return cellDeviance(events, n * p) + cellDeviance(nonEvents, n * q);
    }

    /** x·ln(x/m) + m − x, without cancellation where x is near m (Loader 2000); over all cells the m − x add up to 0. */
    private static double cellDeviance(long count, double m) {
        if (count == 0) {
            return m;
        }
        double x = count;
        double difference = x - m;
        double v = difference / (x + m);
        if (Math.abs(v) >= 0.1) {
            return x * Math.log(x / m) - difference;
        }
        // ln(x/m) = 2 atanh(v)
        double sum = difference * v;
        double term = 2 * x * v;
        for (int k = 3; ; k += 2) {
            term *= v * v;
            double next = sum + term / k;
            if (next == sum) {
                return sum;
            }
            sum = next;
        }
    }

    private static double regret(TwoByTwo t) {
        return regret(t.events1(), t.nonEvents1()) + regret(t.events2(), t.nonEvents2());
    }

    /**
     * ln of the largest likelihood over m(x, y): what not knowing the rate costs, about ½ ln n. Stirling's formula leaves
     * ½ ln(πn/2) and small corrections, so nothing large cancels.
     */
    private static double regret(long x, long y) {
        if (x + y == 0) {
            return 0;
        }
        double n = (double) x + y;
        return 0.5 * Math.log(Math.PI / 2 * n) + factorialCorrection(x + y) - halfCorrection(x) - halfCorrection(y);
    }

    /** ln n! − [n ln n − n + ½ ln(2πn)], n ≥ 1. */
    private static double factorialCorrection(long n) {
        if (n < 16) {
            double logFactorial = 0;
            for (int i = 2; i <= n; i++) {
                logFactorial += Math.log(i);
            }
            return logFactorial - (n * Math.log((double) n) - n + 0.5 * Math.log(2 * Math.PI * n));
        }
        double r = 1.0 / n;
        double r2 = r * r;
        return r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680 - r2 / 1188))));
    }

    /** ln Γ(x+½) − [x ln x − x + ½ ln 2π]. */
    private static double halfCorrection(long x) {
        if (x < 16) {
            double logGamma = 0.5 * Math.log(Math.PI);
            for (int i = 0; i < x; i++) {
                logGamma += Math.log(i + 0.5);
            }
            return logGamma - (x == 0 ? 0 : x * Math.log((double) x) - x) - 0.5 * Math.log(2 * Math.PI);
        }
        double r = 1.0 / x;
        double r2 = r * r;
        return -r * (1.0 / 24 - r2 * (7.0 / 2880 - r2 * (31.0 / 40320 - r2 * (127.0 / 430080 - r2 * 511 / 1216512))));
    }
}
