package org.heeded.stats;

/**
 * The Nelson–Aalen estimate of the cumulative hazard: how many events a subject would have had by a time if it came back
 * after each.
 *
 * <p>H(t) = ∑ dᵢ/nᵢ over the times tᵢ ≤ t, with dᵢ events of either cause among the nᵢ at risk; variance ∑ dᵢ/nᵢ², limits
 * H exp(±z σ/H). Assumes that censoring says nothing about what would have come. Equals {@code cumhaz} and {@code
 * std.chaz} of {@code survival::survfit(ctype = 1)}. Fitting takes time linear in the rows, a question logarithmic time.
 *
 * @see <a href="https://doi.org/10.1214/aos/1176344247">Aalen (1978)</a>
 */
public final class NelsonAalen {

    private final Timeline timeline;
    private final double[] hazard;
    private final double[] variance;

    private NelsonAalen(EventTable table) {
        timeline = new Timeline(table);
        hazard = new double[timeline.last() + 1];
        variance = new double[timeline.last() + 1];
        for (int i = 1; i <= timeline.last(); i++) {
            double n = timeline.atRisk(i);
            double increment = timeline.row(i).events() / n;
            hazard[i] = hazard[i - 1] + increment;
            variance[i] = variance[i - 1] + increment / n;
        }
    }

    /**
     * Fits the cumulative hazard.
     *
     * @param table the observations; events of either cause count
     * @return the estimator
     */
    public static NelsonAalen of(EventTable table) {
        return new NelsonAalen(table);
    }

    /**
     * H at a time.
     *
     * @param time the time, finite and at least 0
     * @param level the confidence level, in (0, 1)
     * @return the estimate; a point before the first event; undefined without observations and after the last
     * @throws IllegalArgumentException if the time or the level is out of range
     */
    public Estimate at(double time, double level) {
        double z = Normal.critical(level);
        int i = timeline.at(time);
        if (timeline.isBeyond(time)) {
            return new Estimate.Undefined(SurvivalMethod.NELSON_AALEN, timeline.beyond(time));
        }
        double h = hazard[i];
        if (h == 0) {
            return new Estimate.Point(0, SurvivalMethod.NELSON_AALEN, "no event yet");
        }
        double factor = Math.exp(z * Math.sqrt(variance[i]) / h);
        return new Estimate.Interval(h, h / factor, h * factor, level, SurvivalMethod.NELSON_AALEN);
    }
}
