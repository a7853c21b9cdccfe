package org.heeded.exchange;

import java.util.regex.Pattern;

/**
 * An apostrophe before what a spreadsheet would run as a formula. Writing puts it there and reading takes it away, so that
 * what was written is what is read.
 */
final class Protection {

    /** What a cell begins with that is run, and the apostrophe itself, so that none is taken away that was not put there. */
    private static final String RUNS = "=+-@'\t\r";

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");

    private Protection() {}

    /** The cell for a value; of one that is run the white space before it is kept, all other at its ends is cut. */
    static String on(String value) {
        String kept = !value.isEmpty() && runs(value.charAt(0)) ? value.substring(0, end(value)) : strip(value);
        return kept.isEmpty()
                        || !runs(kept.charAt(0))
                        || PLAIN_NUMBER.matcher(kept).matches()
                ? kept
                : "'" + kept;
    }

    /** The value of a cell. */
    static String off(String cell) {
        String stripped = strip(cell);
        return stripped.length() > 1 && stripped.charAt(0) == '\'' && runs(stripped.charAt(1))
                ? stripped.substring(1)
                : stripped;
    }

    private static boolean runs(char first) {
        return RUNS.indexOf(first) >= 0;
    }

    /** Without the white space at the ends, of any kind. */
    static String strip(String cell) {
        int to = end(cell);
        int from = 0;
        while (from < to && blank(cell.charAt(from))) {
            from++;
        }
        return cell.substring(from, to);
    }

    private static int end(String cell) {
        int to = cell.length();
        while (to > 0 && blank(cell.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
