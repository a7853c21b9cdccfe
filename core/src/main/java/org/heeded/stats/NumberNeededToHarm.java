package org.heeded.stats;

import java.util.Objects;
import java.util.Optional;

/**
 * Trials of arm 1 per additional event: the inverse of a risk difference. Its interval need not be one piece: when the
 * difference may be 0, it runs from a number needed to harm (NNH) through ∞ to a number needed to benefit (NNB), so it is
 * given as a range on each side (Altman 1998).
 *
 * @param estimate 1 ÷ risk difference: negative when arm 1 has fewer events, ∞ when the difference is 0
 * @param harm numbers needed to harm; empty when every difference inside the limits is 0 or below
 * @param benefit numbers needed to benefit, as positive numbers; empty when every difference inside the limits is 0 or
 *     above
 * @param level the confidence level, in (0, 1)
 * @param method how the risk difference was computed
 */
public record NumberNeededToHarm(
        double estimate, Optional<Range> harm, Optional<Range> benefit, double level, Method method) {

    /**
     * A range of numbers needed, both ends belonging to it.
     *
     * @param from the smaller number, positive
     * @param to the larger number, ∞ where the difference may be 0
     */
    public record Range(double from, double to) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if not {@code 0 < from <= to}
         */
        public Range {
            if (!(from > 0 && from <= to)) {
                throw new IllegalArgumentException("range [" + from + ", " + to + "] is not positive and in order");
            }
        }

        @Override
        public String toString() {
            return shown(from) + " to " + shown(to);
        }
    }

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the estimate is {@code NaN} or 0, or the level outside (0, 1)
     */
    public NumberNeededToHarm {
        Objects.requireNonNull(harm, "harm");
        Objects.requireNonNull(benefit, "benefit");
        Objects.requireNonNull(method, "method");
        Estimate.checkLevel(level);
        if (Double.isNaN(estimate) || estimate == 0) {
            throw new IllegalArgumentException("estimate " + estimate + " is no number needed");
        }
    }

    /**
     * Inverts a risk difference and its limits.
     *
     * @param riskDifference arm 1 − arm 2, as {@link RiskDifference} gives it
     * @return the number needed to harm
     */
    public static NumberNeededToHarm of(Estimate.Interval riskDifference) {
        return new NumberNeededToHarm(
                riskDifference.value() == 0 ? Double.POSITIVE_INFINITY : 1 / riskDifference.value(),
                side(riskDifference.lower(), riskDifference.upper()),
                side(-riskDifference.upper(), -riskDifference.lower()),
                riskDifference.level(),
                riskDifference.method());
    }

    private static Optional<Range> side(double lower, double upper) {
        return upper > 0
                ? Optional.of(new Range(1 / upper, lower > 0 ? 1 / lower : Double.POSITIVE_INFINITY))
                : Optional.empty();
    }

    /** For instance "NNH 11.2 (95 % NNH 5.2 to ∞ to NNB 26.2, Newcombe hybrid score)". */
    @Override
    public String toString() {
        String limits = harm.isPresent() && benefit.isPresent()
                ? "NNH " + shown(harm.get().from()) + " to ∞ to NNB "
                        + shown(benefit.get().from())
                : harm.map(range -> "NNH " + range)
                        .or(() -> benefit.map(range -> "NNB " + range))
                        .orElse("∞");
        return (estimate > 0 ? "NNH " : "NNB ") + shown(Math.abs(estimate)) + " (" + Math.round(level * 1000) / 10.0
                + " % " + limits + ", " + method.label() + ")";
    }

    private static String shown(double number) {
        return Double.isInfinite(number) ? "∞" : String.valueOf(Math.round(number * 10) / 10.0);
    }
}
