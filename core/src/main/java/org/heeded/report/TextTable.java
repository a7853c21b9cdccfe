package org.heeded.report;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/** Aligns columns: the first to the left, the others to the right. */
final class TextTable {

    private static final String GAP = "  ";
    private static final int LEAST = 10;

    /** The older pictures that stand among narrow signs. */
    private static final String PICTURES = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕";

    private final List<List<String>> rows = new ArrayList<>();

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** Lines no wider than a terminal: the first column is cut to the room that the others leave. */
    void to(StringBuilder out, int most) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        int others = 0;
        for (int i = columns - 1; i >= 0; i--) {
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], i < row.size() ? width(row.get(i)) : 0);
            }
            others += i == 0 ? 0 : widths[i] + GAP.length();
        }
        if (columns > 0) {
            widths[0] = Math.min(widths[0], Math.max(LEAST, most - others));
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = i == 0 ? cut(row.get(i), widths[0]) : row.get(i);
                String padding = " ".repeat(widths[i] - width(cell));
                line.append(i == 0 ? "" : GAP).append(i == 0 ? cell + padding : padding + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static String cut(String text, int most) {
        String cut = text;
        for (int keep = most; width(cut) > most; keep--) {
            cut = Words.plain(text, keep);
        }
        return cut;
    }

    /** How many columns of a terminal: two for the wide letters of East Asia and for pictures, none for what is put on others. */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean halfwidth = c >= 0xFF61 && c <= 0xFFDC;
        boolean wide = (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x3000 && c <= 0x303E)
                || (c >= 0xFF01 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || PICTURES.indexOf(c) >= 0;
        return wide || (!halfwidth && eastAsian(c)) ? 2 : 1;
    }

    private static boolean eastAsian(int c) {
        UnicodeScript script = UnicodeScript.of(c);
        return c >= 0x2E80
                && (script == UnicodeScript.HAN
                        || script == UnicodeScript.HIRAGANA
                        || script == UnicodeScript.KATAKANA
                        || script == UnicodeScript.HANGUL
                        || script == UnicodeScript.BOPOMOFO
                        || script == UnicodeScript.YI);
    }
}
