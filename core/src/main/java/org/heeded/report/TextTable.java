package org.heeded.report;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Aligns columns: words to the left, figures to the right; a first cell that is too long goes on below. */
final class TextTable {

    private static final String GAP = "  ";
    private static final String ON = "  ";
    private static final int LEAST = 10;

    /** The older pictures that stand among narrow signs. */
    private static final String PICTURES = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕";

    /** In a table that is too wide, cells longer than this, which are reasons, go on a line of their own. */
    private static final int LONG = 28;

    /** The least width of a broken head. */
    private static final int HEAD = 8;

    /** With so much room the first column is not worth broken heads. */
    private static final int ENOUGH = 30;

    private final List<Boolean> words;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> heads = List.of();

    /** With for each column whether it holds words. */
    TextTable(List<Boolean> words) {
        this.words = List.copyOf(words);
    }

    void heads(List<String> cells) {
        heads = List.copyOf(cells);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /**
     * Lines no wider than a terminal: heads are broken where they are what makes a table too wide, and then the first column
     * gets the room that the others leave.
     */
    void to(StringBuilder out, int most) {
        int columns =
                Math.max(heads.size(), rows.stream().mapToInt(List::size).max().orElse(0));
        int[] widths = new int[columns];
        for (int i = 0; i < columns; i++) {
            widths[i] = Math.max(cells(i, Integer.MAX_VALUE), i < heads.size() ? width(heads.get(i)) : 0);
        }
        boolean tight = columns > 1 && room(widths, most) < Math.min(widths[0], ENOUGH);
        for (int i = 0; i < columns && tight; i++) {
            widths[i] =
                    Math.max(cells(i, i == 0 ? Integer.MAX_VALUE : LONG), i < heads.size() ? narrow(heads.get(i)) : 0);
        }
        if (columns > 0) {
            widths[0] = Math.min(widths[0], Math.max(LEAST, room(widths, most)));
        }
        heads(out, widths);
        rows.forEach(row -> row(out, row, widths, most));
    }

    private void row(StringBuilder out, List<String> row, int[] widths, int most) {
        List<String> lines = wrapped(row.get(0), widths[0], ON);
        StringBuilder line = new StringBuilder(lines.get(0) + " ".repeat(widths[0] - width(lines.get(0))));
        List<String> below = new ArrayList<>(lines.subList(1, lines.size()));
        for (int i = 1; i < row.size(); i++) {
            boolean fits = width(row.get(i)) <= widths[i];
            String cell = fits ? row.get(i) : "";
            String padding = " ".repeat(widths[i] - width(cell));
            line.append(GAP).append(words.get(i) ? cell + padding : padding + cell);
            if (!fits) {
                wrapped(row.get(i), most - 2 * ON.length(), "").forEach(more -> below.add(ON + ON + more));
            }
        }
        out.append(line.toString().stripTrailing()).append('\n');
        below.forEach(more -> out.append(more).append('\n'));
    }

    /** The widest cell of a column, of those that are not wider than they may be. */
    private int cells(int column, int most) {
        return rows.stream()
                .filter(row -> column < row.size())
                .mapToInt(row -> width(row.get(column)))
                .filter(width -> width <= most)
                .max()
                .orElse(0);
    }

    /** How narrow a head may be broken. */
    private static int narrow(String head) {
        return Math.max(
                Math.min(HEAD, width(head)),
                Stream.of(head.split(" ", -1)).mapToInt(TextTable::width).max().orElse(0));
    }

    /** What the other columns leave to the first. */
    private static int room(int[] widths, int most) {
        return most
                - IntStream.of(widths)
                        .skip(1)
                        .map(width -> width + GAP.length())
                        .sum();
    }

    private void heads(StringBuilder out, int[] widths) {
        List<List<String>> broken = new ArrayList<>();
        int high = 0;
        for (int i = 0; i < heads.size(); i++) {
            List<String> lines = wrapped(heads.get(i), widths[i], "");
            broken.add(lines);
            high = Math.max(high, lines.size());
        }
        for (int line = 0; line < high; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < heads.size(); i++) {
                // they stand on the figures below
                int at = line - high + broken.get(i).size();
                String head = at < 0 ? "" : broken.get(i).get(at);
                String padding = " ".repeat(widths[i] - width(head));
                text.append(i == 0 ? "" : GAP).append(words.get(i) ? head + padding : padding + head);
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
    }

    /** A text in lines, broken at spaces; a word that is longer is cut in its middle. */
    private static List<String> wrapped(String text, int most, String on) {
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(text.length() - text.stripLeading().length());
        String line = indent;
        for (String word : text.strip().split(" ", -1)) {
            String longer = line.isBlank() ? line + word : line + " " + word;
            if (width(longer) > most && !line.isBlank()) {
                lines.add(line);
                longer = indent + on + word;
            }
            line = cut(longer, most);
        }
        lines.add(line);
        return lines;
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
