package org.heeded.stats;

import java.util.List;
import java.util.Objects;

/**
 * Direct standardisation: what the risk in each arm would be if both arms had met the same mix of strata. The constants
 * name that mix. Strata with an empty arm are dropped first and counted; in them nothing says what the empty arm would
 * have done.
 *
 * <p>There are no limits: these figures stand beside {@link MantelHaenszel}, whose limits hold up where strata are small.
 * Equals {@code weighted.mean(events / trials, weights)} in R, per arm.
 */
public enum DirectStandardisation implements Method {

    /** The mix of strata of all trials. */
    STANDARDISED_TO_ALL("standardised to all trials"),

    /** The mix of strata of arm 1: the effect where arm 1 was. */
    STANDARDISED_TO_ARM_1("standardised to arm 1"),

    /** The mix of strata of arm 2: the effect where arm 2 was. */
    STANDARDISED_TO_ARM_2("standardised to arm 2");

    /**
     * Both arms over one mix of strata.
     *
     * @param risk1 the risk of arm 1, in [0, 1]
     * @param risk2 the risk of arm 2, in [0, 1]
     * @param difference {@code risk1 − risk2}
     * @param ratio {@code risk1 ÷ risk2}; infinite where only risk 2 is 0, undefined where both are
     */
    public record Standardised(Stratified risk1, Stratified risk2, Stratified difference, Stratified ratio) {

        /** All present. */
        public Standardised {
            Objects.requireNonNull(risk1, "risk1");
            Objects.requireNonNull(risk2, "risk2");
            Objects.requireNonNull(difference, "difference");
            Objects.requireNonNull(ratio, "ratio");
        }
    }

    private final String label;

    DirectStandardisation(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * Standardises both arms.
     *
     * @param strata one table a stratum, in any order; may be empty
     * @return risks, difference and ratio, all undefined where no stratum has both arms
     */
    public Standardised of(List<TwoByTwo> strata) {
        List<TwoByTwo> used = Stratified.comparable(strata);
        int dropped = strata.size() - used.size();
        if (used.isEmpty()) {
            Stratified none = new Stratified(new Estimate.Undefined(this, Stratified.noStratum(strata)), 0, dropped);
            return new Standardised(none, none, none, none);
        }
        double total = MantelHaenszel.sum(used, this::weight);
        double risk1 = MantelHaenszel.sum(used, s -> weight(s) * s.events1() / s.n1()) / total;
        double risk2 = MantelHaenszel.sum(used, s -> weight(s) * s.events2() / s.n2()) / total;
        Estimate ratio = risk1 == 0 && risk2 == 0
                ? new Estimate.Undefined(this, "neither arm has an event")
                : point(risk1 / risk2);
        return new Standardised(
                new Stratified(point(risk1), used.size(), dropped),
                new Stratified(point(risk2), used.size(), dropped),
                new Stratified(point(risk1 - risk2), used.size(), dropped),
                new Stratified(ratio, used.size(), dropped));
    }

    private double weight(TwoByTwo stratum) {
        return switch (this) {
            case STANDARDISED_TO_ALL -> stratum.n();
            case STANDARDISED_TO_ARM_1 -> stratum.n1();
            case STANDARDISED_TO_ARM_2 -> stratum.n2();
        };
    }

    private Estimate point(double value) {
        return new Estimate.Point(value, this, "a companion of the Mantel–Haenszel estimate, which has them");
    }
}
