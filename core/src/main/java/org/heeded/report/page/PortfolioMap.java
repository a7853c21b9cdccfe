package org.heeded.report.page;

import java.util.Comparator;
import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/**
 * One point a client: how much advice is followed, against how much worse overridden advice turned out.
 *
 * @param across the axis of x, from 0 to 100
 * @param up the axis of y, from −100 to 100, of which 0 parts the quadrants
 * @param quadrants top left, top right, bottom left, bottom right
 * @param points the clients
 * @param figures writes the numbers of the axes
 */
public record PortfolioMap(String across, String up, List<String> quadrants, List<Point> points, Figures figures) {

    private static final double LEFT = 44;
    private static final int WHISKERS = 25;

    /** Of many only the surest are named. */
    private static final int NAMED = 12;

    /** Copies. */
    public PortfolioMap {
        quadrants = List.copyOf(quadrants);
        points = List.copyOf(points);
    }

    /**
     * A client.
     *
     * @param label who
     * @param across the share of advice followed, in per cent
     * @param up the risk difference, per 100
     */
    public record Point(String label, Range across, Range up) {}

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
        double right = width - 12;
        double top = 24;
        double bottom = top + Math.min(360, width);
        Scale x = Scale.linear(0, 100, 6);
        Scale y = Scale.linear(-100, 100, 5);
        sheet.axisBelow(x, LEFT, right, top, bottom, figures);
        sheet.axisLeft(y, LEFT, right, top, bottom, figures);
        double middle = Sheet.at(y, 0, bottom, top);
        double half = Sheet.at(x, 50, LEFT, right);
        sheet.line(LEFT, middle, right, middle, Ink.REFERENCE);
        sheet.line(half, top, half, bottom, Ink.REFERENCE);
        sheet.words(0, 13, up, width, Anchor.START, Ink.QUIET);
        sheet.words(right, bottom + 34, across, width, Anchor.END, Ink.QUIET);
        double room = half - LEFT - 8;
        for (int i = 0; i < 4; i++) {
            boolean atRight = i % 2 == 1;
            sheet.words(
                    atRight ? right - 4 : LEFT + 4,
                    i < 2 ? top + 14 : bottom - 6,
                    quadrants.get(i),
                    room,
                    atRight ? Anchor.END : Anchor.START,
                    Ink.STRONG);
        }
        boolean few = points.size() <= WHISKERS;
        // the surest first: they get the names
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingDouble(p -> p.up().upper() - p.up().lower()))
                .toList();
        for (Point point : sorted) {
            double px = Sheet.at(x, point.across().value(), LEFT, right);
            double py = Sheet.at(y, point.up().value(), bottom, top);
            if (few) {
                sheet.line(
                        Sheet.at(x, point.across().lower(), LEFT, right),
                        py,
                        Sheet.at(x, point.across().upper(), LEFT, right),
                        py,
                        Ink.WHISKER);
                sheet.line(
                        px,
                        Sheet.at(y, point.up().lower(), bottom, top),
                        px,
                        Sheet.at(y, point.up().upper(), bottom, top),
                        Ink.WHISKER);
            }
            sheet.dot(px, py, few ? 4 : 2.5, point.up().lower() > 0 ? Ink.OVERRIDDEN : Ink.FOLLOWED);
        }
        for (Point point : sorted.subList(0, few ? sorted.size() : NAMED)) {
            double px = Sheet.at(x, point.across().value(), LEFT, right);
            double py = Sheet.at(y, point.up().value(), bottom, top);
            if (!sheet.wordsIfFree(px + 7, py - 4, point.label(), 110, Anchor.START, Ink.WORDS)) {
                sheet.wordsIfFree(px - 7, py - 4, point.label(), 110, Anchor.END, Ink.WORDS);
            }
        }
        return sheet.drawing(bottom + 40);
    }
}
