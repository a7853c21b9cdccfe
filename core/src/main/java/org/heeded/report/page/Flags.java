package org.heeded.report.page;

import java.util.ArrayList;
import java.util.List;
import org.heeded.report.page.Mark.Anchor;

/**
 * Upright lines, each named at its top. Names stand in rows, to the right of their lines, so that neither a name nor a line
 * runs through another name; a name that finds no such place is left to the table.
 */
final class Flags {

    private static final int MOST_ROWS = 4;
    private static final double WIDEST = 180;
    private static final double BESIDE = 4;

    /** A line; its name stands in a row, or nowhere where that is below 0. */
    private record Flag(double x, String name, int row) {

        double end() {
            return x + BESIDE + TextWidth.of(name, false) + BESIDE;
        }
    }

    private final double width;
    private final List<Flag> flags = new ArrayList<>();

    Flags(double width) {
        this.width = width;
    }

    /** Adds one, to the right of those that there are. */
    void add(double x, String name) {
        String shown = TextWidth.fit(name, Math.min(WIDEST, width - x - BESIDE), false);
        int row = 0;
        for (Flag other : flags) {
            // the line comes down from its row: it must begin below every name that it would cross
            row = other.end() > x ? Math.max(row, other.row() + 1) : row;
        }
        boolean readable = shown.equals(name) || shown.length() > 4;
        flags.add(new Flag(x, readable ? shown : "", readable && row < MOST_ROWS ? row : -1));
    }

    /** How much room the names take. */
    double height() {
        return (flags.stream().mapToInt(Flag::row).max().orElse(-1) + 1) * TextWidth.HEIGHT;
    }

    /** Draws the lines from a top on, each below its name. */
    void named(Sheet sheet, double top, double bottom) {
        for (Flag flag : flags) {
            double row = flag.row() < 0 ? height() : flag.row() * TextWidth.HEIGHT;
            sheet.line(flag.x(), top + row, flag.x(), bottom, Ink.REFERENCE);
            if (flag.row() >= 0) {
                sheet.words(flag.x() + BESIDE, top + row + 11, flag.name(), WIDEST, Anchor.START, Ink.QUIET);
            }
        }
    }

    /** Draws the lines again, further down. */
    void lines(Sheet sheet, double top, double bottom) {
        flags.forEach(flag -> sheet.line(flag.x(), top, flag.x(), bottom, Ink.REFERENCE));
    }
}
