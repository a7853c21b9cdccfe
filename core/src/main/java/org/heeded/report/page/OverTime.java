package org.heeded.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.heeded.report.page.Mark.Anchor;

/**
 * Figures by period, one panel above the other over the same periods, with what happened in between.
 *
 * @param periods the names of the periods, in order
 * @param panels what is shown of them
 * @param milestones what happened
 * @param figures writes the numbers of the axes
 */
public record OverTime(List<String> periods, List<Panel> panels, List<Milestone> milestones, Figures figures) {

    private static final double LEFT = 44;
    private static final double TITLE = 26;
    private static final double GAP = 12;

    /** Copies. */
    public OverTime {
        periods = List.copyOf(periods);
        panels = List.copyOf(panels);
        milestones = List.copyOf(milestones);
    }

    /**
     * Lines on one axis from 0 on.
     *
     * @param title what they show
     * @param highest where the axis ends at least, above 0
     * @param height of the panel
     * @param lines the lines
     * @param notes words at single points
     */
    public record Panel(String title, double highest, double height, List<Line> lines, List<Note> notes) {

        /** Copies. */
        public Panel {
            lines = List.copyOf(lines);
            notes = List.copyOf(notes);
        }

        /**
         * Of rates, from 0 to 100.
         *
         * @param title what they are rates of
         * @param lines the rates
         * @return the panel
         */
        public static Panel rates(String title, List<Line> lines) {
            return new Panel(title, 100, 120, lines, List.of());
        }
    }

    /**
     * One figure over time.
     *
     * @param name its name
     * @param ink how it is drawn
     * @param ranges one a period; absent where there is no figure
     */
    public record Line(String name, Ink ink, List<Optional<Range>> ranges) {

        /** Copies. */
        public Line {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * Words at a point.
     *
     * @param period the index of the period
     * @param height where on the axis
     * @param text the words
     */
    public record Note(int period, double height, String text) {}

    /**
     * Something that happened.
     *
     * @param at when: 0 is the beginning of the first period, 1 that of the second
     * @param name what happened
     */
    public record Milestone(double at, String name) {}

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
        Flags flags = new Flags(width);
        milestones.stream()
                .sorted(Comparator.comparingDouble(Milestone::at))
                .forEach(m -> flags.add(LEFT + step(right) * m.at(), m.name()));
        double y = 0;
        double room = flags.height();
        for (Panel panel : panels) {
            sheet.words(0, y + 13, panel.title(), width, Anchor.START, Ink.STRONG);
            double top = y + TITLE + room;
            double bottom = top + panel.height();
            if (y == 0) {
                flags.named(sheet, y + TITLE, bottom);
            } else {
                flags.lines(sheet, top, bottom);
            }
            panel(sheet, panel, top, bottom, right);
            y = bottom + GAP;
            room = 0;
        }
        names(sheet, y - GAP, right);
        return sheet.drawing(y - GAP + 22);
    }

    private void names(Sheet sheet, double bottom, double right) {
        int every = 1;
        double widest = EndLabels.width(periods) + 10;
        while (periods.size() > 1 && every * step(right) < widest) {
            every++;
        }
        for (int i = 0; i < periods.size(); i += every) {
            double half = TextWidth.of(periods.get(i), false) / 2;
            sheet.wordsIfFree(
                    Math.max(half, Math.min(sheet.width() - half, x(i, right))),
                    bottom + 16,
                    periods.get(i),
                    sheet.width(),
                    Anchor.MIDDLE,
                    Ink.QUIET);
        }
    }

    private double step(double right) {
        return (right - LEFT) / Math.max(1, periods.size());
    }

    private double x(int period, double right) {
        return LEFT + step(right) * (period + 0.5);
    }

    private void panel(Sheet sheet, Panel panel, double top, double bottom, double right) {
        Scale scale = Scale.linear(0, panel.highest(), (int) Math.max(3, panel.height() / 20));
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
                    last = Sheet.at(scale, range.value(), bottom, top);
                    points.add(Sheet.point(x, last));
                    if (step(right) >= 4) {
                        if (range.lower() < range.upper()) {
                            sheet.line(
                                    x,
                                    Sheet.at(scale, range.lower(), bottom, top),
                                    x,
                                    Sheet.at(scale, range.upper(), bottom, top),
                                    line.ink());
                        }
                        sheet.dot(x, last, Math.min(3, step(right) / 3), line.ink());
                    }
                }
            }
            if (!points.isEmpty()) {
                sheet.path("M" + String.join("L", points), false, line.ink());
                labels.add(last, line.name(), line.ink());
            }
        }
        labels.to(sheet, right + 10, top, bottom);
        for (Note note : panel.notes()) {
            double x = x(note.period(), right);
            double y = Sheet.at(scale, note.height(), bottom, top);
            double half = TextWidth.of(note.text(), true) / 2;
            sheet.wordsIfFree(
                    Math.max(LEFT + half, Math.min(right - half, x)),
                    y - 8 < top + 10 ? y + 18 : y - 8,
                    note.text(),
                    right - LEFT,
                    Anchor.MIDDLE,
                    Ink.STRONG);
        }
    }
}
