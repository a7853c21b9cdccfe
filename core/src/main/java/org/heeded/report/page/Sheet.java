package org.heeded.report.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Collects the marks of a drawing. */
final class Sheet {

    private static final double ROUNDING = 1e-6;

    private final double width;
    private final List<Mark> marks = new ArrayList<>();
    private final List<Mark.Label> labels = new ArrayList<>();

    Sheet(double width) {
        this.width = width;
    }

    double width() {
        return width;
    }

    void line(double x1, double y1, double x2, double y2, Ink ink) {
        marks.add(new Mark.Line(x1, y1, x2, y2, ink));
    }

    void box(double x, double y, double w, double h, Ink ink) {
        marks.add(new Mark.Box(x, y, w, h, ink));
    }

    void dot(double x, double y, double radius, Ink ink) {
        marks.add(new Mark.Dot(x, y, radius, ink));
    }

    void path(String data, boolean band, Ink ink) {
        marks.add(new Mark.Path(data, band, ink));
    }

    /** Words, cut to the room they have. */
    void words(double x, double y, String text, double room, Mark.Anchor anchor, Ink ink) {
        if (!text.isEmpty()) {
            put(new Mark.Label(x, y, TextWidth.fit(text, room, ink == Ink.STRONG), anchor, ink));
        }
    }

    /** Words that are left out where they would touch others, or leave the sheet. */
    boolean wordsIfFree(double x, double y, String text, double room, Mark.Anchor anchor, Ink ink) {
        Mark.Label label = new Mark.Label(x, y, TextWidth.fit(text, room, ink == Ink.STRONG), anchor, ink);
        boolean free = label.left() >= -ROUNDING
                && label.left() + label.width() <= width + ROUNDING
                && labels.stream().noneMatch(label::touches);
        if (free) {
            put(label);
        }
        return free;
    }

    private void put(Mark.Label label) {
        marks.add(label);
        labels.add(label);
    }

    /** An axis below a plot: ticks with lines up to the top, and their words as far as there is room. */
    void axisBelow(Scale scale, double from, double to, double top, double bottom, Figures figures) {
        line(from, bottom, to, bottom, Ink.AXIS);
        for (BigDecimal tick : scale.ticks()) {
            double x = at(scale, tick.doubleValue(), from, to);
            line(x, top, x, bottom, Ink.GRID);
            line(x, bottom, x, bottom + 4, Ink.AXIS);
        }
        // the ends first: between them words may be missing, never the ends
        List<BigDecimal> ends = new ArrayList<>(scale.ticks());
        ends.add(0, ends.remove(ends.size() - 1));
        ends.add(0, ends.remove(1));
        for (BigDecimal tick : ends) {
            String text = figures.decimal(tick.doubleValue(), scale.decimals(tick));
            double half = TextWidth.of(text, false) / 2;
            double x = Math.max(half, Math.min(width - half, at(scale, tick.doubleValue(), from, to)));
            wordsIfFree(x, bottom + 17, text, width, Mark.Anchor.MIDDLE, Ink.QUIET);
        }
    }

    /** An axis to the left of a plot; its words end at {@code from} less a gap. */
    void axisLeft(Scale scale, double left, double right, double top, double bottom, Figures figures) {
        for (BigDecimal tick : scale.ticks()) {
            double y = at(scale, tick.doubleValue(), bottom, top);
            line(left, y, right, y, Ink.GRID);
            wordsIfFree(
                    left - 6,
                    y + 4,
                    figures.decimal(tick.doubleValue(), scale.decimals()),
                    left,
                    Mark.Anchor.END,
                    Ink.QUIET);
        }
    }

    static double at(Scale scale, double value, double from, double to) {
        return from + scale.share(value) * (to - from);
    }

    /** An interval along x with its value as a square dot; an end beyond the axis becomes an arrow. */
    void interval(Scale scale, double from, double to, double y, Range range, double radius, Ink ink) {
        boolean offLeft = range.lower() < scale.low();
        boolean offRight = range.upper() > scale.high();
        double x1 = at(scale, range.lower(), from, to);
        double x2 = at(scale, range.upper(), from, to);
        line(x1, y, x2, y, ink);
        if (offLeft) {
            arrow(x1, y, -1, ink);
        }
        if (offRight) {
            arrow(x2, y, 1, ink);
        }
        if (scale.holds(range.value())) {
            double x = at(scale, range.value(), from, to);
            if (ink == Ink.POOLED) {
                path(
                        "M" + point(x1, y) + "L" + point(x, y - 6) + "L" + point(x2, y) + "L" + point(x, y + 6) + "Z",
                        true,
                        ink);
            } else {
                dot(x, y, radius, ink);
            }
        }
    }

    private void arrow(double x, double y, int way, Ink ink) {
        path("M" + point(x - way * 6, y - 4) + "L" + point(x, y) + "L" + point(x - way * 6, y + 4), false, ink);
    }

    static String point(double x, double y) {
        return Drawing.number(x) + " " + Drawing.number(y);
    }

    Drawing drawing(double height) {
        return new Drawing(width, height, marks);
    }
}
