package org.heeded.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heeded.report.page.Mark.Anchor;

/**
 * Estimates with their intervals, one a row: a forest plot, or signals on one scale. Rows that there is no room for are left
 * to the table: the extremes by their limits stay, so that a row of two cases never tops a list on luck.
 *
 * @param heads the heads of the counts, each in the ink of what it counts
 * @param rows the rows, the pooled ones last
 * @param axis the scale
 * @param between said where rows are left out, given how many were
 */
public record Intervals(List<Head> heads, List<Row> rows, Axis axis, String between) {

    /** The most single rows that are drawn. */
    public static final int MOST = 20;

    private static final double ROW = 22;
    private static final double TALL_ROW = 36;
    private static final double GAP = 12;
    private static final double HALF_AS_FAR = 0.6;

    /** Copies. */
    public Intervals {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /**
     * The head of a column of counts.
     *
     * @param text what is counted
     * @param ink what it stands for
     */
    public record Head(String text, Ink ink) {}

    /**
     * A row.
     *
     * @param label what it is of
     * @param counts as many as there are heads
     * @param range the estimate; absent where there is none
     * @param figure the estimate in words, or why there is none
     * @param ink how it is drawn
     */
    public record Row(String label, List<String> counts, Optional<Range> range, String figure, Ink ink) {

        /** Copies. */
        public Row {
            counts = List.copyOf(counts);
        }
    }

    /**
     * The scale.
     *
     * @param log whether it is logarithmic
     * @param whole its ends where they are given, and no interval may end beyond; a difference per 100 lies in −100 to 100
     * @param fixed whether it always runs over its whole
     * @param references where lines stand
     * @param left what lies to the left of the first reference; empty: nothing said
     * @param right what lies to the right; with nothing to the left it names the axis
     * @param figures writes its numbers
     */
    public record Axis(
            boolean log,
            Range whole,
            boolean fixed,
            List<Double> references,
            String left,
            String right,
            Figures figures) {

        /** Copies. */
        public Axis {
            references = List.copyOf(references);
        }

        private Scale scale(List<Row> rows, int ticks) {
            if (fixed) {
                return Scale.linear(whole.lower(), whole.upper(), ticks);
            }
            // what lies beyond the whole, an infinite ratio for instance, has no say in where the axis ends
            double[] points = rows.stream()
                    .flatMap(row -> row.range().stream())
                    .mapToDouble(Range::value)
                    .filter(value -> whole.lower() <= value && value <= whole.upper())
                    .map(this::position)
                    .toArray();
            double low = position(references.get(0));
            double high = low;
            for (double x : points) {
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
            for (Row row : rows) {
                if (row.ink() == Ink.POOLED && row.range().isPresent()) {
                    low = Math.min(low, position(row.range().get().lower()));
                    high = Math.max(high, position(row.range().get().upper()));
                }
            }
            // room for intervals beyond the values, but not for the widest: those end in arrows
            double room = Math.max(HALF_AS_FAR * (high - low), log ? Math.log(2) : 10);
            double furthest = rows.stream()
                    .flatMap(row -> row.range().stream())
                    .mapToDouble(range -> position(range.upper()))
                    .reduce(high, Math::max);
            double nearest = rows.stream()
                    .flatMap(row -> row.range().stream())
                    .mapToDouble(range -> position(range.lower()))
                    .reduce(low, Math::min);
            double from = Math.max(low - room, nearest);
            double to = Math.min(high + room, furthest);
            return log ? Scale.log(Math.exp(from), Math.exp(to), ticks) : Scale.linear(from, to, ticks);
        }

        private double beyond(double value) {
            return position(value) - position(references.isEmpty() ? whole.lower() : references.get(0));
        }

        private double position(double value) {
            double inside = Math.max(whole.lower(), Math.min(whole.upper(), value));
            return log ? Math.log(inside) : inside;
        }
    }

    /**
     * As a plot.
     *
     * @param id unique on the page
     * @param title what it shows
     * @param description what there is to see
     * @param table all rows
     * @return the plot
     */
    public Block.Plot plot(String id, String title, String description, Block.Table table) {
        return new Block.Plot(id, title, description, List.of(draw(Drawing.WIDE), draw(Drawing.NARROW)), table);
    }

    Drawing draw(double width) {
        List<Row> shown = shown();
        boolean wide = width > Drawing.NARROW;
        Sheet sheet = new Sheet(width);
        double label = wide ? Math.min(heads.isEmpty() ? 300 : 210, labels(shown)) : width;
        double[] counts = countColumns(shown);
        double figure = shown.stream()
                .mapToDouble(r -> TextWidth.of(r.figure(), bold(r)))
                .max()
                .orElse(0);
        figure = Math.min(figure, wide ? 190 : width - 20);
        double from = wide ? label + GAP + sum(counts) + GAP : 8;
        double to = wide ? width - figure - GAP : width - 8;
        double y = heads(sheet, wide, label, counts);
        double top = y;
        double height = wide ? ROW : TALL_ROW;
        double bottom = top + shown.size() * height + (shown.size() < rows.size() ? ROW : 0) + 4;
        Scale scale = axis.scale(shown, wide ? 7 : 5);
        sheet.axisBelow(scale, from, to, wide ? top : bottom, bottom, axis.figures());
        if (wide) {
            references(sheet, scale, from, to, top, bottom);
        }
        for (int i = 0; i < shown.size(); i++) {
            if (shown.size() < rows.size() && i == MOST / 2) {
                sheet.words(wide ? 0 : 8, y + 15, between, wide ? label + sum(counts) : width, Anchor.START, Ink.QUIET);
                y += ROW;
            }
            if (!wide) {
                // words stand above the lane: lines do not run through them
                references(sheet, scale, from, to, y + 18, y + TALL_ROW);
            }
            row(sheet, shown.get(i), y, wide, label, counts, scale, from, to);
            y += height;
        }
        sides(sheet, scale, from, to, bottom + 36);
        return sheet.drawing(bottom + (axis.right().isEmpty() ? 22 : 42));
    }

    private void references(Sheet sheet, Scale scale, double from, double to, double top, double bottom) {
        axis.references().stream().filter(scale::holds).forEach(r -> {
            double x = Sheet.at(scale, r, from, to);
            sheet.line(x, top, x, bottom, Ink.REFERENCE);
        });
    }

    /** All, or those that surely lie highest and lowest, from high to low, and the pooled ones. */
    List<Row> shown() {
        List<Row> single = rows.stream().filter(row -> row.ink() != Ink.POOLED).toList();
        if (single.size() <= MOST) {
            return rows;
        }
        List<Row> ranked = single.stream()
                .filter(row -> row.range().isPresent())
                .sorted(Comparator.comparingDouble(this::nearer)
                        .thenComparingDouble(this::leaning)
                        .reversed())
                .toList();
        Set<Row> extremes = new LinkedHashSet<>(ranked.subList(0, Math.min(MOST / 2, ranked.size())));
        extremes.addAll(ranked.subList(Math.max(0, ranked.size() - MOST / 2), ranked.size()));
        single.stream().limit(MOST).filter(row -> extremes.size() < MOST).forEach(extremes::add);
        List<Row> shown = new ArrayList<>(extremes);
        rows.stream().filter(row -> row.ink() == Ink.POOLED).forEach(shown::add);
        return shown;
    }

    /** How far the limit nearer to no difference is from it, 0 where the interval spans it. */
    private double nearer(Row row) {
        return Math.max(0, axis.beyond(row.range().orElseThrow().lower()))
                + Math.min(0, axis.beyond(row.range().orElseThrow().upper()));
    }

    /** Which way an interval leans that spans no difference: a short one more than one that says nothing. */
    private double leaning(Row row) {
        return axis.beyond(row.range().orElseThrow().lower())
                + axis.beyond(row.range().orElseThrow().upper());
    }

    private static boolean bold(Row row) {
        return row.ink() == Ink.POOLED;
    }

    private static double labels(List<Row> shown) {
        return shown.stream()
                .mapToDouble(r -> TextWidth.of(r.label(), bold(r)))
                .max()
                .orElse(0);
    }

    private double[] countColumns(List<Row> shown) {
        double[] widths = new double[heads.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TextWidth.of(heads.get(i).text(), false) + GAP;
            for (Row row : shown) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.counts().get(i), bold(row)) + GAP);
            }
        }
        return widths;
    }

    private static double sum(double[] widths) {
        double sum = 0;
        for (double width : widths) {
            sum += width;
        }
        return sum;
    }

    /** The heads of the counts; where rows are two lines high, the counts say themselves what they are. */
    private double heads(Sheet sheet, boolean wide, double label, double[] counts) {
        if (!wide || heads.isEmpty()) {
            return 4;
        }
        double x = label;
        for (int i = 0; i < counts.length; i++) {
            x += counts[i];
            sheet.words(
                    x,
                    14,
                    heads.get(i).text(),
                    counts[i],
                    Anchor.END,
                    heads.get(i).ink());
        }
        return 22;
    }

    private void row(
            Sheet sheet,
            Row row,
            double y,
            boolean wide,
            double label,
            double[] counts,
            Scale scale,
            double from,
            double to) {
        Ink words = bold(row) ? Ink.STRONG : Ink.WORDS;
        double middle = y + (wide ? ROW / 2 : TALL_ROW - 10);
        if (wide) {
            sheet.words(0, middle + 4, row.label(), label, Anchor.START, words);
            double x = label;
            for (int i = 0; i < counts.length; i++) {
                x += counts[i];
                sheet.words(x, middle + 4, row.counts().get(i), counts[i], Anchor.END, words);
            }
            sheet.words(sheet.width(), middle + 4, row.figure(), sheet.width() - to, Anchor.END, words);
        } else {
            double figure = Math.min(TextWidth.of(row.figure(), bold(row)), 0.6 * sheet.width());
            sheet.words(0, y + 14, row.label(), sheet.width() - figure - GAP, Anchor.START, words);
            sheet.words(sheet.width(), y + 14, row.figure(), figure, Anchor.END, words);
        }
        row.range().ifPresent(range -> sheet.interval(scale, from, to, middle, range, 3.5, row.ink()));
    }

    private void sides(Sheet sheet, Scale scale, double from, double to, double y) {
        double reference = axis.references().isEmpty()
                ? from
                : Sheet.at(scale, axis.references().get(0), from, to);
        if (axis.left().isEmpty()) {
            sheet.words(sheet.width(), y, axis.right(), sheet.width(), Anchor.END, Ink.QUIET);
        } else {
            double left = TextWidth.of(axis.left(), false);
            double right = TextWidth.of(axis.right(), false);
            // both stand beside the reference, moved apart as far as the sheet's edges make them
            double split = Math.max(
                    Math.min(left, sheet.width() / 2) + 8,
                    Math.min(sheet.width() - Math.min(right, sheet.width() / 2) - 8, reference));
            sheet.words(split - 8, y, axis.left(), split - 8, Anchor.END, Ink.QUIET);
            sheet.words(split + 8, y, axis.right(), sheet.width() - split - 8, Anchor.START, Ink.QUIET);
        }
    }
}
