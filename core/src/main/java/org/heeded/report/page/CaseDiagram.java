package org.heeded.report.page;

import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/**
 * Where the cases went, in the manner of a CONSORT diagram: down the stem what goes on, to the right what leaves it.
 *
 * @param stems one for each kind of case, side by side where there is room
 */
public record CaseDiagram(List<List<Step>> stems) {

    private static final double LINE = 17;
    private static final double PADDING = 9;
    private static final double DOWN = 16;
    private static final double STEM = 196;
    private static final double SIDE = 172;

    /** Copies. */
    public CaseDiagram {
        stems = List.copyOf(stems);
    }

    /**
     * A box of a stem and what leaves after it.
     *
     * @param stays the lines of the box, the first its name
     * @param leaves the lines of the box beside the way down; empty: none leaves
     */
    public record Step(List<Line> stays, List<Line> leaves) {

        /** Copies. */
        public Step {
            stays = List.copyOf(stays);
            leaves = List.copyOf(leaves);
        }
    }

    /**
     * A name and its count.
     *
     * @param words the name
     * @param count the count as words
     * @param ink {@link Ink#STRONG} for a heading; {@link Ink#OVERRIDDEN} for what was overridden
     */
    public record Line(String words, String count, Ink ink) {}

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
        boolean wide = width > Drawing.NARROW;
        double x = 0;
        double y = 1;
        double lowest = 0;
        for (List<Step> stem : stems) {
            double end = draw(sheet, stem, x + 1, y);
            lowest = Math.max(lowest, end);
            if (wide) {
                x += Drawing.WIDE - Drawing.NARROW;
            } else {
                y = end + 2 * DOWN;
            }
        }
        return sheet.drawing(lowest + 2);
    }

    private static double draw(Sheet sheet, List<Step> steps, double x, double top) {
        double y = top;
        double middle = x + STEM / 3;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            y = box(sheet, step.stays(), x, y, STEM);
            if (i < steps.size() - 1) {
                double from = y;
                y += DOWN;
                if (!step.leaves().isEmpty()) {
                    double end = box(sheet, step.leaves(), x + Drawing.NARROW - 3 - SIDE, y, SIDE);
                    double branch = y + PADDING + LINE / 2;
                    arrow(sheet, middle, branch, x + Drawing.NARROW - 3 - SIDE, branch);
                    y = end + DOWN;
                }
                arrow(sheet, middle, from, middle, y);
            }
        }
        return y;
    }

    private static double box(Sheet sheet, List<Line> lines, double x, double top, double width) {
        double height = lines.size() * LINE + 2 * PADDING - 3;
        sheet.box(x, top, width, height, Ink.FRAME);
        double y = top + PADDING + 9;
        for (Line line : lines) {
            boolean bold = line.ink() == Ink.STRONG;
            double count = TextWidth.of(line.count(), bold);
            sheet.words(x + PADDING, y, line.words(), width - 2 * PADDING - count - 4, Anchor.START, line.ink());
            sheet.words(x + width - PADDING, y, line.count(), count, Anchor.END, line.ink());
            y += LINE;
        }
        return top + height;
    }

    private static void arrow(Sheet sheet, double x1, double y1, double x2, double y2) {
        sheet.line(x1, y1, x2, y2, Ink.AXIS);
        boolean down = x1 == x2;
        sheet.path(
                "M"
                        + Sheet.point(down ? x2 - 4 : x2 - 6, down ? y2 - 6 : y2 - 4)
                        + "L"
                        + Sheet.point(x2, y2)
                        + "L"
                        + Sheet.point(down ? x2 + 4 : x2 - 6, down ? y2 - 6 : y2 + 4),
                false,
                Ink.AXIS);
    }
}
