package org.heeded.report.page;

/**
 * How wide words are at most in the type of the plots, in the fonts that a page falls back to: the widths of the widest of
 * them (Verdana, DejaVu Sans). An estimate that errs on the wide side leaves a gap; the other kind would overlap.
 */
final class TextWidth {

    /** The size of all type in plots, in units of the drawing. */
    static final double SIZE = 12;

    /** From the top of the highest letter to the bottom of the lowest. */
    static final double HEIGHT = 15;

    private static final double BOLD = 1.14;
    private static final double ROUNDING = 1e-6;

    private TextWidth() {}

    static double of(String text, boolean bold) {
        double width = text.codePoints().mapToDouble(TextWidth::em).sum() * SIZE;
        return bold ? width * BOLD : width;
    }

    /** The text, cut in its middle where it is wider than there is room for: the ends tell keys apart. */
    static String fit(String text, double room, boolean bold) {
        if (of(text, bold) <= room + ROUNDING) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int keep = points.length;
        String cut = text;
        while (keep > 0 && of(cut, bold) > room + ROUNDING) {
            // a word of 100,000 characters is halved first, then shortened one by one
            keep = keep > 200 ? keep / 2 : keep - 1;
            int tail = keep / 2;
            int head = keep - tail;
            cut = new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
        }
        return cut;
    }

    private static double em(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.UPPERCASE_LETTER -> c == 'M' || c == 'W' ? 1.0 : 0.8;
            case Character.LOWERCASE_LETTER -> c == 'm' || c == 'w' ? 0.98 : narrow(c) ? 0.4 : 0.65;
            case Character.DECIMAL_DIGIT_NUMBER -> 0.65;
            case Character.SPACE_SEPARATOR -> 0.36;
            default -> c < 0x2000 && narrow(c) ? 0.42 : c < 0x1100 ? 0.85 : 1.05;
        };
    }

    private static boolean narrow(int c) {
        return "fijlrt.,:;'|!()[]-/".indexOf(c) >= 0;
    }
}
