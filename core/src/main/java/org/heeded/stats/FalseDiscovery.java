package org.heeded.stats;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Many questions at once: adjustments that hold down the false discovery rate, the expected share of false ones among
 * those declared found. Declaring found what has an adjusted p-value at or below q keeps that rate at or below q.
 */
public enum FalseDiscovery implements Method {

    /**
     * Valid for independent tests and for those with positive dependence (PRDS). Adjusted p₍ᵢ₎ = min over j ≥ i of
     * m·p₍ⱼ₎/j, at most 1. Equals {@code stats::p.adjust(method = "BH")}. Source: Benjamini and Hochberg 1995.
     */
    BENJAMINI_HOCHBERG("Benjamini–Hochberg"),

    /**
     * Valid whatever the dependence, for instance where tests share data: Benjamini–Hochberg times 1 + ½ + … + 1/m. Equals
     * {@code stats::p.adjust(method = "BY")}. Source: Benjamini and Yekutieli 2001.
     */
    BENJAMINI_YEKUTIELI("Benjamini–Yekutieli");

    private final String label;

    FalseDiscovery(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Adjusts p-values for one another.
     *
     * @param pValues p-values in [0, 1], in any order; may be empty
     * @return the adjusted ones, in [0, 1], in the order given
     * @throws IllegalArgumentException if a p-value is outside [0, 1]
     */
    public double[] adjusted(double... pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("p-value " + p + " is not in [0, 1]");
            }
        }
        double penalty = this == BENJAMINI_HOCHBERG ? 1 : harmonic(pValues.length);
        return stepUp(pValues, penalty);
    }

    /**
     * The e-BH procedure: the same for e-values, valid whatever their dependence and at any stopping time. The result is
     * read like adjusted p-values: those at or below q are declared found.
     *
     * <p>Adjusted e₍ᵢ₎ = min over j ≥ i of m/(j·e₍ⱼ₎), e in falling order, at most 1: Benjamini–Hochberg on 1/e. Source: Wang
     * and Ramdas 2022.
     *
     * @param eValues e-values in [0, ∞], in any order; may be empty
     * @return the adjusted ones, in [0, 1], in the order given
     * @throws IllegalArgumentException if an e-value is negative or {@code NaN}
     */
    public static double[] adjustedFromEValues(double... eValues) {
        for (double e : eValues) {
            if (!(e >= 0)) {
                throw new IllegalArgumentException("e-value " + e + " is not at least 0");
            }
        }
        return stepUp(Arrays.stream(eValues).map(e -> 1 / e).toArray(), 1);
    }

    /**
     * The level for intervals of a selection: at it, the expected share of selected intervals that miss stays at or below
     * 1 − level, which at the level itself it does not, since the striking ones were picked. 1 − (1 − level)·R/m; for
     * independent or positively dependent estimates and simple selection rules. Source: Benjamini and Yekutieli 2005.
     *
     * @param level the level that one interval alone would have, in (0, 1)
     * @param selected how many are shown, R, in [1, m]
     * @param all out of how many, m
     * @return the level for each of those shown, in [level, 1)
     * @throws IllegalArgumentException if an argument is out of its range, or the result is 1 to machine precision
     */
    public static double selectionAdjustedLevel(double level, int selected, int all) {
        Estimate.checkLevel(level);
        if (selected < 1 || selected > all) {
            throw new IllegalArgumentException("selected " + selected + " is not in [1, " + all + "]");
        }
        return Estimate.checkLevel(1 - (1 - level) * selected / all);
    }

    private static double harmonic(int m) {
        // from the small end, so that nothing is lost
        return IntStream.iterate(m, i -> i > 0, i -> i - 1)
                .mapToDouble(i -> 1.0 / i)
                .sum();
    }

    private static double[] stepUp(double[] values, double penalty) {
        int m = values.length;
        int[] falling = IntStream.range(0, m)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> values[i]).reversed())
                .mapToInt(i -> i)
                .toArray();
        double[] adjusted = new double[m];
        double least = 1;
        for (int k = 0; k < m; k++) {
            least = Math.min(least, penalty * m / (m - k) * values[falling[k]]);
            adjusted[falling[k]] = least;
        }
        return adjusted;
    }
}
