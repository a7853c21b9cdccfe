package org.heeded.stats;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Mantel–Haenszel estimators of one effect of arm 1 against arm 2 that all strata share: each stratum compares like with
 * like, and the comparisons are pooled with weights that stay sensible when strata are many and small.
 *
 * <p>With cells a, b (arm 1: event, not), c, d (arm 2), arm sizes n₁, n₂ and N = n₁ + n₂ of each stratum. Strata with an
 * empty arm are dropped first and counted. The estimate is consistent both for few large and for many small strata; if
 * the effect differs between strata ({@link StratifiedTest#BRESLOW_DAY_TARONE}) it is a weighted mean of theirs. Limits are
 * normal ones, on the log scale for the ratios.
 *
 * <p>Equals {@code metafor::rma.mh(ai, bi, ci, di, measure = "RD" / "RR" / "OR", add = 0, drop00 = FALSE)} after the
 * strata with an empty arm are left out.
 */
public enum MantelHaenszel implements Method {

    /**
     * The risk difference, in [−1, 1]: Σ(a·n₂ − c·n₁)/N ÷ Σn₁n₂/N, variance by Sato (1989). Limits beyond ±1 are cut
     * there. A value without limits where that variance is not positive, as when in every stratum all trials of one arm and
     * none of the other are events.
     */
    MH_RISK_DIFFERENCE("Mantel–Haenszel risk difference, Sato variance") {
        @Override
        Estimate pooled(List<TwoByTwo> strata, double level) {
            double weight = sum(strata, s -> weight(s));
            double difference = sum(strata, s -> (a(s) * n2(s) - c(s) * n1(s)) / n(s)) / weight;
            double slope = sum(
                    strata,
                    s -> (sq(n1(s)) * c(s) - sq(n2(s)) * a(s) + n1(s) * n2(s) * (n2(s) - n1(s)) / 2) / sq(n(s)));
            double spread = sum(strata, s -> (a(s) * d(s) + c(s) * b(s)) / (2.0 * n(s)));
            double variance = difference * slope + spread;
            // zero up to rounding: the two terms cancel where arm 1 always and arm 2 never has the event
            if (variance <= 1e-13 * spread) {
                return new Estimate.Point(difference, this, NO_VARIATION);
            }
            double margin = Normal.critical(level) * Math.sqrt(variance) / weight;
            return new Estimate.Interval(
                    difference, Math.max(-1, difference - margin), Math.min(1, difference + margin), level, this);
        }
    },

    /**
     * The risk ratio, in [0, ∞]: Σa·n₂/N ÷ Σc·n₁/N, variance of its logarithm by Greenland and Robins (1985). Without
     * limits at 0, at ∞ and where every trial is an event; undefined without any event.
     */
    MH_RISK_RATIO("Mantel–Haenszel risk ratio, Greenland–Robins variance") {
        @Override
        Estimate pooled(List<TwoByTwo> strata, double level) {
            double above = sum(strata, s -> a(s) * n2(s) / n(s));
            double below = sum(strata, s -> c(s) * n1(s) / n(s));
            // n₁n₂(a + c)/N² − ac/N, arranged so that nothing cancels
            double variance = sum(strata, s -> (a(s) * d(s) * n1(s) + b(s) * c(s) * n2(s)) / sq(n(s))) / above / below;
            return ratio(above, below, variance, level, "neither arm has an event");
        }
    },

    /**
     * The odds ratio, in [0, ∞]: Σad/N ÷ Σbc/N, variance of its logarithm by Robins, Breslow and Greenland (1986). Without
     * limits at 0 and at ∞, where {@link CommonOddsRatio} has them; undefined where no stratum
     * has events in one arm and non-events in the other. The same figures as {@code stats::mantelhaen.test(correct = FALSE)}.
     */
    MH_ODDS_RATIO("Mantel–Haenszel odds ratio, Robins–Breslow–Greenland variance") {
        @Override
        Estimate pooled(List<TwoByTwo> strata, double level) {
            double above = sum(strata, s -> concordant(s));
            double below = sum(strata, s -> discordant(s));
            double pr = sum(strata, s -> (a(s) + d(s)) / n(s) * concordant(s));
            double mixed =
                    sum(strata, s -> (a(s) + d(s)) / n(s) * discordant(s) + (b(s) + c(s)) / n(s) * concordant(s));
            double qs = sum(strata, s -> (b(s) + c(s)) / n(s) * discordant(s));
            double variance = (pr / above / above + mixed / above / below + qs / below / below) / 2;
            return ratio(above, below, variance, level, "no stratum has events in one arm and non-events in the other");
        }
    };

    private static final String NO_VARIATION = "its estimated variance is not positive";

    private final String label;

    MantelHaenszel(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The common effect.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @param level the confidence level, in (0, 1)
     * @return the estimate, with the number of strata used and dropped; undefined where no stratum has both arms
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Stratified of(List<TwoByTwo> strata, double level) {
        Estimate.checkLevel(level);
        List<TwoByTwo> used = Stratified.comparable(strata);
        Estimate estimate =
                used.isEmpty() ? new Estimate.Undefined(this, Stratified.noStratum(strata)) : pooled(used, level);
        return new Stratified(estimate, used.size(), strata.size() - used.size());
    }

    abstract Estimate pooled(List<TwoByTwo> strata, double level);

    Estimate ratio(double above, double below, double variance, double level, String undefined) {
        if (above == 0 && below == 0) {
            return new Estimate.Undefined(this, undefined);
        }
        if (above == 0 || below == 0) {
            return new Estimate.Point(above / below, this, "its logarithm is infinite");
        }
        if (variance == 0) {
            return new Estimate.Point(above / below, this, NO_VARIATION);
        }
        double factor = Math.exp(Normal.critical(level) * Math.sqrt(variance));
        double ratio = above / below;
        return new Estimate.Interval(ratio, ratio / factor, ratio * factor, level, this);
    }

    /** The common odds ratio of strata of which one at least has both arms and both outcomes. */
    static double oddsRatio(List<TwoByTwo> strata) {
        return sum(strata, s -> concordant(s)) / sum(strata, s -> discordant(s));
    }

    static double sum(List<TwoByTwo> strata, ToDoubleFunction<TwoByTwo> term) {
        double sum = 0;
        for (TwoByTwo stratum : strata) {
            sum += term.applyAsDouble(stratum);
        }
        return sum;
    }

    private static double a(TwoByTwo s) {
        return s.events1();
    }

    private static double b(TwoByTwo s) {
        return s.nonEvents1();
    }

    private static double c(TwoByTwo s) {
        return s.events2();
    }

    private static double d(TwoByTwo s) {
        return s.nonEvents2();
    }

    private static double n1(TwoByTwo s) {
        return s.n1();
    }

    private static double n2(TwoByTwo s) {
        return s.n2();
    }

    private static double n(TwoByTwo s) {
        return s.n();
    }

    private static double sq(double x) {
        return x * x;
    }

    private static double weight(TwoByTwo s) {
        return n1(s) * n2(s) / n(s);
    }

    private static double concordant(TwoByTwo s) {
        return a(s) * d(s) / n(s);
    }

    private static double discordant(TwoByTwo s) {
        return b(s) * c(s) / n(s);
    }
}
