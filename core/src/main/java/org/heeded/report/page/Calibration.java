package org.heeded.report.page;

import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/**
 * How often what was forecast with a probability came true.
 *
 * @param across the axis of what was forecast
 * @param up the axis of what came true
 * @param lines one a forecaster
 * @param figures writes the numbers of the axes
 */
public record Calibration(String across, String up, List<Line> lines, Figures figures) {

    private static final double LEFT = 44;

    /** Copies. */
    public Calibration {
        lines = List.copyOf(lines);
    }

    /**
     * A forecaster.
     *
     * @param name who
     * @param ink how it is drawn
     * @param points by what was forecast
     */
    public record Line(String name, Ink ink, List<Point> points) {

        /** Copies. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * Forecasts of about the same probability.
     *
     * @param forecast their mean, in per cent
     * @param observed the share that came true, in per cent
     * @param n how many
     */
    public record Point(double forecast, Range observed, long n) {}

    /**
     * As a plot.
     *
     * @param id unique on the page
     * @param title what it shows
     * @param description what there is to see
     * @param table the same numbers
     * @return the plot
     */
    public Block.Plot plot(String id, String title, String description, Block.Table table) {
        return new Block.Plot(id, title, description, List.of(draw(Drawing.WIDE), draw(Drawing.NARROW)), table);
    }

    Drawing draw(double width) {
        Sheet sheet = new Sheet(width);
        double names = EndLabels.width(lines.stream().map(Line::name).toList());
        double right = Math.min(width - Math.min(names, width / 3) - 16, LEFT + 380);
        double top = 24;
        double bottom = top + Math.min(300, right - LEFT);
        Scale scale = Scale.linear(0, 100, 6);
        sheet.words(0, 13, up, width, Anchor.START, Ink.QUIET);
        sheet.axisBelow(scale, LEFT, right, top, bottom, figures);
        sheet.axisLeft(scale, LEFT, right, top, bottom, figures);
        sheet.line(LEFT, bottom, right, top, Ink.REFERENCE);
        sheet.words(right, bottom + 34, across, right, Anchor.END, Ink.QUIET);
        EndLabels labels = new EndLabels();
        for (int l = 0; l < lines.size(); l++) {
            Line line = lines.get(l);
            double beside = (l - (lines.size() - 1) / 2.0) * 5;
            double last = bottom;
            for (Point point : line.points()) {
                double x = Sheet.at(scale, point.forecast(), LEFT, right) + beside;
                double y = Sheet.at(scale, point.observed().value(), bottom, top);
                last = y;
                sheet.line(
                        x,
                        Sheet.at(scale, point.observed().lower(), bottom, top),
                        x,
                        Sheet.at(scale, point.observed().upper(), bottom, top),
                        line.ink());
                sheet.dot(x, y, Math.min(6, 2 + Math.sqrt((double) point.n()) / 2), line.ink());
            }
            if (!line.points().isEmpty()) {
                labels.add(last, line.name(), line.ink());
            }
        }
        labels.to(sheet, right + 10, top, bottom);
        return sheet.drawing(bottom + 40);
    }
}
