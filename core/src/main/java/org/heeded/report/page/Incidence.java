package org.heeded.report.page;

import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/**
 * How the share to which something has happened grows with time, with bands, and how many are still watched.
 *
 * @param axis the name of the axis of time
 * @param atRisk heads the counts of those still watched
 * @param curves one an arm
 * @param figures writes the numbers of the axes
 */
public record Incidence(String axis, String atRisk, List<Curve> curves, Figures figures) {

    private static final double HEIGHT = 200;
    private static final double LEFT = 44;
    private static final double TOP = 12;

    /** The share still watched below which a curve is not drawn on (Pocock, Clayton and Altman 2002). */
    private static final double DRAWN = 0.1;

    /** Room for half a count below the last tick. */
    private static final double BESIDE = 26;

    /** Copies. */
    public Incidence {
        curves = List.copyOf(curves);
    }

    /**
     * A curve of steps.
     *
     * @param name its name
     * @param ink how it is drawn
     * @param steps in order of time
     */
    public record Curve(String name, Ink ink, List<Step> steps) {

        /** Copies. */
        public Curve {
            steps = List.copyOf(steps);
        }

        private long atRisk(double time) {
            return steps.stream()
                    .filter(step -> step.time() >= time)
                    .findFirst()
                    .map(Step::atRisk)
                    .orElse(0L);
        }

        /** Until when it is drawn: what a few late cases do is not for the eye. */
        private double end() {
            return steps.stream()
                    .filter(step -> step.atRisk() >= DRAWN * steps.get(0).atRisk())
                    .mapToDouble(Step::time)
                    .max()
                    .orElse(0);
        }

        private List<Step> until(double end) {
            return steps.stream().filter(step -> step.time() <= end).toList();
        }
    }

    /**
     * The curve from a time on.
     *
     * @param time from when on
     * @param share the share, in per cent
     * @param atRisk how many were watched just before
     */
    public record Step(double time, Range share, long atRisk) {}

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
        double end = Math.max(1, curves.stream().mapToDouble(Curve::end).max().orElse(1));
        double highest = curves.stream()
                .flatMap(c -> c.until(end).stream())
                .mapToDouble(s -> s.share().upper())
                .max()
                .orElse(100);
        Scale time = Scale.linear(0, end, width > Drawing.NARROW ? 9 : 5);
        Scale share = Scale.linear(0, Math.min(100, Math.max(10, highest)), 6);
        double right = width
                - Math.min(EndLabels.width(curves.stream().map(Curve::name).toList()), width / 3)
                - BESIDE;
        double bottom = TOP + HEIGHT;
        sheet.axisBelow(time, LEFT, right, bottom, bottom, figures);
        sheet.axisLeft(share, LEFT, right, TOP, bottom, figures);
        EndLabels labels = new EndLabels();
        curves.forEach(curve -> band(sheet, curve.until(end), curve.ink(), time, share, right));
        for (Curve curve : curves) {
            double last = line(sheet, curve.until(end), curve.ink(), time, share, right);
            labels.add(last, curve.name(), curve.ink());
        }
        labels.to(sheet, right + 8, TOP, bottom);
        sheet.words(right, bottom + 34, axis, right, Anchor.END, Ink.QUIET);
        double y = bottom + 52;
        sheet.words(0, y, atRisk, width, Anchor.START, Ink.QUIET);
        for (Curve curve : curves) {
            y += TextWidth.HEIGHT + 2;
            for (int i = 0; i < time.ticks().size(); i++) {
                double t = time.ticks().get(i).doubleValue();
                sheet.wordsIfFree(
                        Sheet.at(time, t, LEFT, right),
                        y,
                        figures.decimal((double) curve.atRisk(t), 0),
                        width,
                        Anchor.MIDDLE,
                        curve.ink());
            }
            sheet.wordsIfFree(right + BESIDE, y, curve.name(), width - right - BESIDE, Anchor.START, curve.ink());
        }
        return sheet.drawing(y + 8);
    }

    private static double line(Sheet sheet, List<Step> steps, Ink ink, Scale time, Scale share, double right) {
        double bottom = TOP + HEIGHT;
        StringBuilder path = new StringBuilder("M" + Sheet.point(LEFT, bottom));
        double y = bottom;
        for (Step step : steps) {
            double x = Sheet.at(time, step.time(), LEFT, right);
            double next = Sheet.at(share, step.share().value(), bottom, TOP);
            path.append('L').append(Sheet.point(x, y)).append('L').append(Sheet.point(x, next));
            y = next;
        }
        sheet.path(path.toString(), false, ink);
        return y;
    }

    private static void band(Sheet sheet, List<Step> steps, Ink ink, Scale time, Scale share, double right) {
        double bottom = TOP + HEIGHT;
        StringBuilder upper = new StringBuilder("M" + Sheet.point(LEFT, bottom));
        StringBuilder lower = new StringBuilder();
        double high = bottom;
        double low = bottom;
        for (Step step : steps) {
            double x = Sheet.at(time, step.time(), LEFT, right);
            upper.append('L').append(Sheet.point(x, high));
            high = Sheet.at(share, step.share().upper(), bottom, TOP);
            upper.append('L').append(Sheet.point(x, high));
            lower.insert(0, "L" + Sheet.point(x, low));
            low = Sheet.at(share, step.share().lower(), bottom, TOP);
            lower.insert(0, "L" + Sheet.point(x, low));
        }
        sheet.path(upper + lower.toString() + "Z", true, ink);
    }
}
