package org.heeded.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.report.page.Mark.Anchor;

/**
 * Rates by period, one panel above the other over the same periods, with what happened between them.
 *
 * @param periods the names of the periods, in order
 * @param panels what is shown of them
 * @param milestones what happened
 * @param figures writes the numbers of the axes
 */
public record OverTime(List<String> periods, List<Panel> panels, List<Milestone> milestones, Figures figures) {

    private static final double PANEL = 120;
    private static final double LEFT = 44;

    /** Copies. */
    public OverTime {
        periods = List.copyOf(periods);
        panels = List.copyOf(panels);
        milestones = List.copyOf(milestones);
    }

    /**
     * Rates on one axis from 0 to 100.
     *
     * @param title what they are rates of
     * @param lines the rates
     */
    public record Panel(String title, List<Line> lines) {

        /** Copies. */
        public Panel {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One rate over time.
     *
     * @param name its name
     * @param ink how it is drawn
     * @param ranges one a period, in per cent; absent where there is no rate
     */
    public record Line(String name, Ink ink, List<Optional<Range>> ranges) {

        /** Copies. */
        public Line {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Something that happened at the start of a period or within it.
     *
     * @param period the index of the period
     * @param name what happened
     */
    public record Milestone(int period, String name) {}

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
        List<String> names =
                panels.stream().flatMap(p -> p.lines().stream()).map(Line::name).toList();
        double right = width - Math.min(EndLabels.width(names), width / 3) - 14;
        double y = 0;
        for (Panel panel : panels) {
            sheet.words(0, y + 13, panel.title(), width, Anchor.START, Ink.STRONG);
            y = panel(sheet, panel, y + 26, right) + 12;
        }
        double bottom = y - 12;
        milestones(sheet, right, bottom);
        int every = 1;
        double widest = EndLabels.width(periods) + 10;
        while (periods.size() > 1 && every * step(right) < widest) {
            every++;
        }
        for (int i = 0; i < periods.size(); i += every) {
            double x = x(i, right);
            double half = TextWidth.of(periods.get(i), false) / 2;
            sheet.wordsIfFree(
                    Math.max(half, Math.min(width - half, x)),
                    bottom + 16,
                    periods.get(i),
                    width,
                    Anchor.MIDDLE,
                    Ink.QUIET);
        }
        return sheet.drawing(bottom + 22);
    }

    private double step(double right) {
        return (right - LEFT) / Math.max(1, periods.size());
    }

    private double x(int period, double right) {
        return LEFT + step(right) * (period + 0.5);
    }

    private double panel(Sheet sheet, Panel panel, double top, double right) {
        double bottom = top + PANEL;
        Scale scale = Scale.linear(0, 100, 6);
        sheet.axisLeft(scale, LEFT, right, top, bottom, figures);
        EndLabels labels = new EndLabels();
        double shift = Math.min(3, step(right) / 6);
        for (int l = 0; l < panel.lines().size(); l++) {
            Line line = panel.lines().get(l);
            double beside = (l - (panel.lines().size() - 1) / 2.0) * 2 * shift;
            List<String> points = new ArrayList<>();
            double last = bottom;
            for (int i = 0; i < line.ranges().size(); i++) {
                if (line.ranges().get(i).isPresent()) {
                    Range range = line.ranges().get(i).get();
                    double x = x(i, right) + beside;
                    double y = Sheet.at(scale, range.value(), bottom, top);
                    last = y;
                    points.add(Sheet.point(x, y));
                    if (step(right) >= 4) {
                        sheet.line(
                                x,
                                Sheet.at(scale, range.lower(), bottom, top),
                                x,
                                Sheet.at(scale, range.upper(), bottom, top),
                                line.ink());
                        sheet.dot(x, y, Math.min(3, step(right) / 3), line.ink());
                    }
                }
            }
            if (!points.isEmpty()) {
                sheet.path("M" + String.join("L", points), false, line.ink());
                labels.add(last, line.name(), line.ink());
            }
        }
        labels.to(sheet, right + 10, top, bottom);
        return bottom;
    }

    private void milestones(Sheet sheet, double right, double bottom) {
        for (Milestone milestone : milestones) {
            double x = x(milestone.period(), right);
            sheet.line(x, 20, x, bottom, Ink.REFERENCE);
            sheet.wordsIfFree(x + 4, 24, milestone.name(), right - x, Anchor.START, Ink.QUIET);
        }
    }
}
