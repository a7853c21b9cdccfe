package org.heeded.report;

import java.util.List;
import java.util.Optional;
import org.heeded.report.page.Intervals;
import org.heeded.report.page.Range;
import org.heeded.stats.Estimate;

/** The scales of the plots, in the units that the page writes. */
final class Axes {

    /** Ratios beyond these are as far as an axis goes: an arrow tells that they go on. */
    private static final double FURTHEST_ABOVE = 100;

    private static final double FURTHEST_BELOW = 1 / FURTHEST_ABOVE;

    private final Words words;

    Axes(Words words) {
        this.words = words;
    }

    /** A difference per 100: what is worse after an override lies to the right. */
    Intervals.Axis per100() {
        return new Intervals.Axis(
                false,
                new Range(0, -100, 100),
                false,
                List.of(0.0),
                words.say("axis.fewer"),
                words.say("axis.more"),
                words::signed);
    }

    /** A ratio of two rates: equal ratios are equally far apart. */
    Intervals.Axis ratio() {
        return new Intervals.Axis(
                true,
                new Range(1, FURTHEST_BELOW, FURTHEST_ABOVE),
                false,
                List.of(1.0),
                words.say("axis.rarer"),
                words.say("axis.oftener"),
                words::decimal);
    }

    /** A share in per cent. */
    Intervals.Axis percent(String name) {
        return new Intervals.Axis(false, new Range(0, 0, 100), true, List.of(), "", name, words::decimal);
    }

    /** A share from 0 to 1, parted in thirds. */
    Intervals.Axis share(String name) {
        return new Intervals.Axis(false, new Range(0, 0, 1), true, List.of(1 / 3.0, 2 / 3.0), "", name, words::decimal);
    }

    /** An estimate with limits, in units of an axis. */
    static Optional<Range> range(Estimate estimate, double scale) {
        return estimate instanceof Estimate.Interval interval
                ? Optional.of(new Range(interval.value() * scale, interval.lower() * scale, interval.upper() * scale))
                : Optional.empty();
    }
}
