package org.heeded.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * The share of the events that there would have been none of had arm 1 had the rate of arm 2: an <em>excess</em>
 * fraction, and only if nothing else differed between the arms (Greenland &amp; Robins 1988, who show that it need not be
 * the share of events that the exposure caused). Negative when arm 1 has the lower rate, down to −∞.
 */
public enum AttributableFraction implements Method {

    /**
     * Of the events of arm 1: 1 − 1/RR, its limits those of {@link RiskRatio#MIETTINEN_NURMINEN} on that scale; so it
     * excludes 0 exactly when the ratio excludes 1. In [−∞, 1].
     */
    EXPOSED("excess fraction in arm 1, from the score ratio") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            return fromRatio(t, RiskRatio.MIETTINEN_NURMINEN, ratio -> 1 - 1 / ratio, level);
        }
    },

    /** As {@link #EXPOSED} from {@link RiskRatio#KATZ}; undefined where that has no limits. R: {@code epiR::epi.2by2}. */
    EXPOSED_KATZ("excess fraction in arm 1, from the Katz ratio") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            return fromRatio(t, RiskRatio.KATZ, ratio -> 1 - 1 / ratio, level);
        }
    },

    /**
     * Of all events: π(RR − 1) ÷ (1 + π(RR − 1)) with π = n₁/N taken as known (Levin 1953), its limits those of
     * {@link RiskRatio#MIETTINEN_NURMINEN} on that scale. In [−n₁/n₂, 1].
     */
    POPULATION("excess fraction of all events, from the score ratio") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            double exposed = (double) t.n1() / t.n();
            double unexposed = (double) t.n2() / t.n();
            return fromRatio(t, RiskRatio.MIETTINEN_NURMINEN, ratio -> 1 - 1 / (unexposed + exposed * ratio), level);
        }
    },

    /**
     * The same fraction with normal limits for log(1 − fraction), π being estimated too; for comparison with other
     * software. Too short with small cells; a value without limits when arm 2 has no event. R: {@code epiR::epi.2by2},
     * PAFRisk. Source: Jewell 2004.
     */
    POPULATION_JEWELL("excess fraction of all events, Jewell") {
        @Override
        Estimate limits(TwoByTwo t, double level) {
            if (t.events() == 0) {
                return new Estimate.Undefined(this, "neither arm has an event");
            }
            double rest = (double) t.events2() / t.events() * t.n() / t.n2();
            if (rest == 0) {
                return new Estimate.Point(1, this, "arm 2 has no event");
            }
            double variance =
                    (t.nonEvents1() + (1 - rest) * (t.events1() + t.nonEvents2())) / ((double) t.n() * t.events2());
            if (variance == 0) {
                return new Estimate.Point(1 - rest, this, "every trial has the event, which leaves no variance");
            }
            double factor = Math.exp(Normal.critical(level) * Math.sqrt(variance));
            return new Estimate.Interval(1 - rest, 1 - rest * factor, 1 - rest / factor, level, this);
        }
    };

    private final String label;

    AttributableFraction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The fraction with its limits.
     *
     * @param table arm 1 (exposed) against arm 2
     * @param level the confidence level, in (0, 1)
     * @return an interval; undefined when an arm is empty or neither has an event
     * @throws IllegalArgumentException if the level is outside (0, 1)
     */
    public Estimate of(TwoByTwo table, double level) {
        Estimate.checkLevel(level);
        return table.hasEmptyArm() ? new Estimate.Undefined(this, "an arm has no trials") : limits(table, level);
    }

    abstract Estimate limits(TwoByTwo t, double level);

    Estimate fromRatio(TwoByTwo t, RiskRatio method, DoubleUnaryOperator fraction, double level) {
        Estimate ratio = method.of(t, level);
        if (ratio instanceof Estimate.Interval interval) {
            return interval.map(fraction, this);
        }
        return new Estimate.Undefined(
                this,
                ratio instanceof Estimate.Undefined undefined
                        ? undefined.reason()
                        : "the risk ratio has no limits: one arm has no event, or every trial has it");
    }
}
