package org.heeded.examples.runner;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text in the columns of a terminal: two for the signs of East Asia and for pictures, none for what is put on others. */
final class Columns {

    /** Of a line that nobody has to scroll for. */
    static final int LINE = 80;

    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final Pattern NONE = Pattern.compile("[\\p{Mn}\\p{Me}\\p{Cf}]*");

    private static final Pattern TWO = Pattern.compile("([\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}"
            + "\\p{IsBopomofo}\\p{IsYi}\\x{3000}-\\x{303E}\\x{FF01}-\\x{FF60}\\x{FFE0}-\\x{FFE6}&&[^\\x{FF61}-\\x{FFDC}]]"
            + "|[\\x{1F1E6}-\\x{1F1FF}]{2}|[\\x{1F300}-\\x{1FAFF}]|.\\x{FE0F}"
            + "|[\\x{231A}\\x{231B}\\x{23E9}-\\x{23EC}\\x{23F0}\\x{23F3}\\x{25FD}\\x{25FE}\\x{2614}\\x{2615}"
            + "\\x{2648}-\\x{2653}\\x{267F}\\x{2693}\\x{26A1}\\x{26AA}\\x{26AB}\\x{26BD}\\x{26BE}\\x{26C4}\\x{26C5}"
            + "\\x{26CE}\\x{26D4}\\x{26EA}\\x{26F2}\\x{26F3}\\x{26F5}\\x{26FA}\\x{26FD}\\x{2705}\\x{270A}\\x{270B}"
            + "\\x{2728}\\x{274C}\\x{274E}\\x{2753}-\\x{2755}\\x{2757}\\x{2795}-\\x{2797}\\x{27B0}\\x{27BF}\\x{2B1B}"
            + "\\x{2B1C}\\x{2B50}\\x{2B55}]).*");

    private Columns() {}

    /** How many columns a text takes. */
    static int of(String text) {
        return CHARACTER.matcher(text).results().mapToInt(Columns::of).sum();
    }

    private static int of(MatchResult character) {
        if (TWO.matcher(character.group()).matches()) {
            return 2;
        }
        return NONE.matcher(character.group()).matches() ? 0 : 1;
    }

    /** The text, or its beginning and an ellipsis where it takes more than so many columns. */
    static String cut(String text, int most) {
        if (of(text) <= most) {
            return text;
        }
        StringBuilder head = new StringBuilder();
        int left = most - 1;
        for (MatchResult found : (Iterable<MatchResult>) CHARACTER.matcher(text).results()::iterator) {
            left -= of(found);
            if (left < 0) {
                break;
            }
            head.append(found.group());
        }
        return head.append('…').toString();
    }

    /** The text and blanks up to so many columns. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }
}
