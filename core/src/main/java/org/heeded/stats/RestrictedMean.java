package org.heeded.stats;

/**
 * The restricted mean time: how long the wait lasts on average if none is counted beyond a horizon τ.
 *
 * <p>It is the area under the {@link KaplanMeier} curve from 0 to τ, and in no need of proportional hazards. Variance
 * ∑ Aᵢ² dᵢ / (nᵢ (nᵢ − dᵢ)), Aᵢ being the area from tᵢ to τ; normal limits. Beyond follow-up there is none, unless the
 * curve has reached 0.
 *
 * @see <a href="https://doi.org/10.1186/1471-2288-13-152">Royston &amp; Parmar (2013)</a>
 */
public final class RestrictedMean {

    private RestrictedMean() {}

    /**
     * One curve's restricted mean, limits cut to [0, τ]. Equals {@code rmean} of {@code survival::survfit} and, but for
     * the cut, {@code survRM2::rmst2}.
     *
     * @param curve the curve
     * @param tau the horizon, finite and above 0
     * @param level the confidence level, in (0, 1)
     * @return the estimate; a point if there is no event before τ that leaves somebody; undefined if the curve does not
     *     reach τ
     * @throws IllegalArgumentException if the horizon or the level is out of range
     */
    public static Estimate of(KaplanMeier curve, double tau, double level) {
        check(tau, level);
        if (!curve.reaches(tau)) {
            return new Estimate.Undefined(SurvivalMethod.RESTRICTED_MEAN, curve.beyond(tau));
        }
        KaplanMeier.Area area = curve.area(tau);
        return estimate(area.value(), area.variance(), 0, tau, level, SurvivalMethod.RESTRICTED_MEAN);
    }

    /**
     * How much longer the wait is in arm 1: the difference of two independent restricted means, limits cut to [−τ, τ].
     * Equals, but for the cut, the unadjusted difference of {@code survRM2::rmst2}.
     *
     * @param curve1 the curve of arm 1
     * @param curve2 the curve of arm 2
     * @param tau the horizon, finite and above 0
     * @param level the confidence level, in (0, 1)
     * @return the estimate; a point if in no arm there is an event before τ that leaves somebody; undefined if a curve
     *     does not reach τ
     * @throws IllegalArgumentException if the horizon or the level is out of range
     */
    public static Estimate difference(KaplanMeier curve1, KaplanMeier curve2, double tau, double level) {
        check(tau, level);
        for (KaplanMeier curve : new KaplanMeier[] {curve1, curve2}) {
            if (!curve.reaches(tau)) {
                return new Estimate.Undefined(SurvivalMethod.RESTRICTED_MEAN_DIFFERENCE, curve.beyond(tau));
            }
        }
        KaplanMeier.Area area1 = curve1.area(tau);
        KaplanMeier.Area area2 = curve2.area(tau);
        return estimate(
                area1.value() - area2.value(),
                area1.variance() + area2.variance(),
                -tau,
                tau,
                level,
                SurvivalMethod.RESTRICTED_MEAN_DIFFERENCE);
    }

    private static void check(double tau, double level) {
        Estimate.checkLevel(level);
        if (!(tau > 0 && tau < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tau " + tau + " is not in (0, ∞)");
        }
    }

    private static Estimate estimate(
            double value, double variance, double least, double most, double level, Method method) {
        if (variance == 0) {
            return new Estimate.Point(value, method, "no event before the horizon shows how far waits differ");
        }
        double margin = Normal.critical(level) * Math.sqrt(variance);
        return new Estimate.Interval(
                value,
                Math.min(value, Math.max(least, value - margin)),
                Math.max(value, Math.min(most, value + margin)),
                level,
                method);
    }
}
