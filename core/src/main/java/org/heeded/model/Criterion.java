package org.heeded.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is measured, and what counts as met.
 *
 * @param metric the metric, for instance {@code leads}
 * @param unit its unit
 * @param accumulation whether the metric is a level or adds up
 * @param comparison which side of the target meets it
 * @param target the target, in canonical form; without one there is nothing to meet, and the metric is only watched
 * @param baseline the value before, in canonical form
 * @param due the last whole day by which it is to be met; a measurement on that day is in time
 */
public record Criterion(
        String metric,
        Optional<String> unit,
        Accumulation accumulation,
        Comparison comparison,
        Optional<BigDecimal> target,
        Optional<BigDecimal> baseline,
        Optional<LocalDate> due) {

    /**
     * Validates and makes the numbers canonical.
     *
     * @throws RejectedException if metric or unit are no words, or a number has too many digits
     */
    public Criterion {
        Check.word("metric", metric);
        Check.word("unit", unit);
        target = Check.number("target", target);
        baseline = Check.number("baseline", baseline);
    }

    static Criterion of(String metric, Comparison comparison, BigDecimal target) {
        return new Criterion(
                metric,
                Optional.empty(),
                Accumulation.LEVEL,
                comparison,
                Optional.of(target),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A target to reach or pass.
     *
     * @param metric the metric
     * @param target the least that meets it
     * @return the criterion
     */
    public static Criterion atLeast(String metric, BigDecimal target) {
        return of(metric, Comparison.AT_LEAST, target);
    }

    /**
     * A target not to pass.
     *
     * @param metric the metric
     * @param target the most that meets it
     * @return the criterion
     */
    public static Criterion atMost(String metric, BigDecimal target) {
        return of(metric, Comparison.AT_MOST, target);
    }

    /**
     * In a unit.
     *
     * @param word the unit
     * @return a copy
     */
    public Criterion unit(String word) {
        return new Criterion(metric, Optional.of(word), accumulation, comparison, target, baseline, due);
    }

    /**
     * Counted as what has added up by the time of measurement.
     *
     * @return a copy
     */
    public Criterion cumulative() {
        return new Criterion(metric, unit, Accumulation.CUMULATIVE, comparison, target, baseline, due);
    }

    /**
     * From a value before.
     *
     * @param value the baseline
     * @return a copy
     */
    public Criterion baseline(BigDecimal value) {
        return new Criterion(metric, unit, accumulation, comparison, target, Optional.of(value), due);
    }

    /**
     * To be met by the end of a day.
     *
     * @param day the last day, which is still in time
     * @return a copy
     */
    public Criterion by(LocalDate day) {
        return new Criterion(metric, unit, accumulation, comparison, target, baseline, Optional.of(day));
    }
}
