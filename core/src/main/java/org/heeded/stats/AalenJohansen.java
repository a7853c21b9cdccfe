package org.heeded.stats;

import java.util.Objects;
import org.heeded.stats.EventTable.Cause;

/**
 * The Aalen–Johansen estimate of cumulative incidence: the probability that by a time the wait has ended in one cause,
 * the other one competing.
 *
 * <p>F(t) = ∑ S(tᵢ−) dᵢ/nᵢ over the times tᵢ ≤ t, with dᵢ events of the cause among the nᵢ at risk and S the Kaplan–Meier
 * curve of both causes; the two incidences and S add up to 1, and with no competing event F is 1 − S. Greenwood-type
 * variance (increments of a time are multinomial); limits 1 − (1 − F)^exp(±z σ / ((1 − F) log(1 − F))). Assumes that
 * censoring says nothing about what would have come. Equals {@code etm::etmCIF} with {@code summary(ci.fun =
 * "cloglog")}; the estimate also equals {@code cmprsk::cuminc}, whose variance (Aalen 1978) is another one.
 *
 * <p>Fitting takes time linear in the rows, a question logarithmic time.
 *
 * @see <a href="https://www.jstor.org/stable/4615704">Aalen &amp; Johansen (1978)</a>
 */
public final class AalenJohansen {

    private final Timeline timeline;
    private final double[] survival;
    private final Incidence failure;
    private final Incidence success;

    /** The incidence of a cause with its variance, and its covariance with S while it is being built. */
    private static final class Incidence {
        private final double[] value;
        private final double[] variance;
        private double covariance;

        Incidence(int states) {
            value = new double[states];
            variance = new double[states];
        }

        /** One time further: the cause took d, all causes e of the n that were at risk, when S was s with variance v. */
        void step(int i, long d, long e, long n, double s, double v) {
            double share = (double) d / n;
            double stay = (double) (n - e) / n;
            value[i] = value[i - 1] + s * share;
            variance[i] =
                    variance[i - 1] + 2 * share * covariance + share * share * v + s * s * share * (1 - share) / n;
            covariance = stay * (covariance + share * v) - s * s * share * stay / n;
        }
    }

    private AalenJohansen(EventTable table) {
        timeline = new Timeline(table);
        int states = timeline.last() + 1;
        survival = new double[states];
        failure = new Incidence(states);
        success = new Incidence(states);
        survival[0] = 1;
        double variance = 0;
        for (int i = 1; i < states; i++) {
            EventTable.Row row = timeline.row(i);
            long n = timeline.atRisk(i);
            double s = survival[i - 1];
            failure.step(i, row.failures(), row.events(), n, s, variance);
            success.step(i, row.successes(), row.events(), n, s, variance);
            double stay = (double) (n - row.events()) / n;
            survival[i] = s * stay;
            variance = stay * (stay * variance + s * s * (1 - stay) / n);
        }
    }

    /**
     * Fits the incidence of both causes.
     *
     * @param table the observations
     * @return the estimator
     */
    public static AalenJohansen of(EventTable table) {
        return new AalenJohansen(table);
    }

    /**
     * The cumulative incidence of a cause at a time.
     *
     * @param cause the cause
     * @param time the time, finite and at least 0
     * @param level the confidence level, in (0, 1)
     * @return the estimate; a point while it is 0 and if it is 1; undefined without observations, and after the last one
     *     if it was censored
     * @throws IllegalArgumentException if the time or the level is out of range
     */
    public Estimate at(Cause cause, double time, double level) {
        Objects.requireNonNull(cause, "cause");
        double z = Normal.critical(level);
        int i = timeline.at(time);
        if (timeline.isBeyond(time) && (timeline.isEmpty() || survival[timeline.last()] > 0)) {
            return new Estimate.Undefined(SurvivalMethod.AALEN_JOHANSEN, timeline.beyond(time));
        }
        Incidence of = cause == Cause.FAILURE ? failure : success;
        Incidence other = cause == Cause.FAILURE ? success : failure;
        double f = of.value[i];
        double rest = survival[i] + other.value[i];
        if (f == 0) {
            return new Estimate.Point(0, SurvivalMethod.AALEN_JOHANSEN, "no such event yet");
        }
        if (rest == 0) {
            return new Estimate.Point(1, SurvivalMethod.AALEN_JOHANSEN, "every wait ended in it");
        }
        double log = f < 0.5 ? Math.log1p(-f) : Math.log(rest);
        double factor = Math.exp(z * Math.sqrt(of.variance[i]) / (rest * -log));
        double lower = -Math.expm1(log / factor);
        double upper = -Math.expm1(log * factor);
        return new Estimate.Interval(f, Math.min(f, lower), Math.max(f, upper), level, SurvivalMethod.AALEN_JOHANSEN);
    }
}
