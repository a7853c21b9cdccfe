package org.heeded.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What its author expects, written down before the result.
 *
 * @param about which way of doing the work it speaks of
 * @param criterion what is expected; absent where only a probability of success was given
 * @param probability the probability of meeting it, strictly between 0 and 1, in canonical form
 * @param primary whether this is the forecast that decides the verdict, or a supporting one
 */
public record Forecast(About about, Optional<Criterion> criterion, Optional<BigDecimal> probability, boolean primary) {

    /**
     * Validates.
     *
     * @throws RejectedException if the probability is not strictly between 0 and 1
     */
    public Forecast {
        probability = Check.number("probability", probability);
        probability.ifPresent(p -> {
            if (p.signum() <= 0 || p.compareTo(BigDecimal.ONE) >= 0) {
                throw new RejectedException(
                        Rule.PROBABILITY, "probability", "is not strictly between 0 and 1; nothing is certain");
            }
        });
    }

    /**
     * A primary forecast of a criterion, about the advice.
     *
     * @param criterion what is expected
     * @return the forecast
     */
    public static Forecast of(Criterion criterion) {
        return new Forecast(About.ADVICE, Optional.of(criterion), Optional.empty(), true);
    }

    /**
     * Expects a metric to reach a target.
     *
     * @param metric the metric
     * @param target the least that meets it
     * @return a primary forecast about the advice
     */
    public static Forecast atLeast(String metric, long target) {
        return of(Criterion.atLeast(metric, BigDecimal.valueOf(target)));
    }

    /**
     * Expects a metric to stay at or below a target.
     *
     * @param metric the metric
     * @param target the most that meets it
     * @return a primary forecast about the advice
     */
    public static Forecast atMost(String metric, long target) {
        return of(Criterion.atMost(metric, BigDecimal.valueOf(target)));
    }

    /**
     * Expects success with a probability, without saying in what metric.
     *
     * @param probability strictly between 0 and 1
     * @return a primary forecast about the advice
     */
    public static Forecast chance(double probability) {
        return new Forecast(About.ADVICE, Optional.empty(), Optional.of(decimal(probability)), true);
    }

    /**
     * From a value before; nothing where there is no criterion.
     *
     * @param value the baseline
     * @return a copy
     */
    public Forecast baseline(long value) {
        return new Forecast(about, criterion.map(c -> c.baseline(BigDecimal.valueOf(value))), probability, primary);
    }

    /**
     * To be met by the end of a day; nothing where there is no criterion.
     *
     * @param day the last day, which is still in time
     * @return a copy
     */
    public Forecast by(LocalDate day) {
        return new Forecast(about, criterion.map(c -> c.by(day)), probability, primary);
    }

    /**
     * With a probability of meeting it.
     *
     * @param p strictly between 0 and 1
     * @return a copy
     * @throws RejectedException if it is not
     */
    public Forecast probability(double p) {
        return new Forecast(about, criterion, Optional.of(decimal(p)), primary);
    }

    /**
     * About another way of doing the work.
     *
     * @param way which
     * @return a copy
     */
    public Forecast about(About way) {
        return new Forecast(way, criterion, probability, primary);
    }

    /**
     * Supporting, not deciding.
     *
     * @return a copy
     */
    public Forecast supporting() {
        return new Forecast(about, criterion, probability, false);
    }

    private static BigDecimal decimal(double probability) {
        if (!Double.isFinite(probability)) {
            throw new RejectedException(Rule.PROBABILITY, "probability", "is not a number");
        }
        return BigDecimal.valueOf(probability);
    }
}
