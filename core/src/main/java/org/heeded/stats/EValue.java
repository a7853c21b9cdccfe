package org.heeded.stats;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How strong an unmeasured common cause would have to be to explain a ratio away: the least risk ratio that it must have
 * both with the arm and with the event, for the true ratio to be 1. It speaks of confounding only, not of chance or of
 * wrong measurement.
 *
 * <p>E = R + √(R(R − 1)), with R the risk ratio or its reciprocal, whichever is at least 1. Source: VanderWeele and Ding
 * 2017. Equals {@code EValue::evalues.RR}, and {@code EValue::evalues.OR(rare = FALSE)}.
 *
 * @param point for the estimate to be explained away, in [1, ∞]
 * @param nearerLimit for the interval to be made to include 1, in [1, ∞], and 1 where it does so already; empty where the
 *     estimate has no limits
 */
public record EValue(double point, OptionalDouble nearerLimit) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a component is not at least 1
     */
    public EValue {
        if (!(point >= 1 && nearerLimit.orElse(1) >= 1)) {
            throw new IllegalArgumentException("point " + point + " or limit " + nearerLimit + " is not at least 1");
        }
    }

    /**
     * From a risk ratio, or from an odds ratio where the event is rare in both arms.
     *
     * @param riskRatio the ratio
     * @return its E-value; empty where the ratio is undefined
     * @throws IllegalArgumentException if the value or a limit is negative
     */
    public static Optional<EValue> ofRiskRatio(Estimate riskRatio) {
        if (riskRatio instanceof Estimate.Interval interval) {
            double nearer = interval.value() >= 1 ? interval.lower() : interval.upper();
            return Optional.of(
                    new EValue(of(interval.value()), OptionalDouble.of(interval.contains(1) ? 1 : of(nearer))));
        }
        return riskRatio instanceof Estimate.Point point
                ? Optional.of(new EValue(of(point.value()), OptionalDouble.empty()))
                : Optional.empty();
    }

    /**
     * From an odds ratio, for want of a risk ratio: its square root approximates the risk ratio of a common event.
     *
     * @param oddsRatio the ratio
     * @return its E-value; empty where the ratio is undefined
     * @throws IllegalArgumentException if the value or a limit is negative
     */
    public static Optional<EValue> ofOddsRatio(Estimate oddsRatio) {
        return ofRiskRatio(onRiskRatioScale(oddsRatio));
    }

    static Estimate onRiskRatioScale(Estimate oddsRatio) {
        if (oddsRatio instanceof Estimate.Interval interval) {
            return interval.map(EValue::root, interval.method());
        }
        return oddsRatio instanceof Estimate.Point point
                ? new Estimate.Point(root(point.value()), point.method(), point.reason())
                : oddsRatio;
    }

    private static double root(double oddsRatio) {
        return Math.sqrt(checkRatio(oddsRatio));
    }

    private static double of(double riskRatio) {
        double ratio = Math.max(checkRatio(riskRatio), 1 / riskRatio);
        // R(1 + √(1 − 1/R)): neither overflows nor meets ∞ − ∞
        return ratio * (1 + Math.sqrt(1 - 1 / ratio));
    }

    private static double checkRatio(double ratio) {
        if (ratio < 0) {
            throw new IllegalArgumentException("ratio " + ratio + " is negative");
        }
        return ratio;
    }
}
