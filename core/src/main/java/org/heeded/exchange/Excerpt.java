package org.heeded.exchange;

import java.util.List;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;

/** What a message shows of a user's own file: cut short, with control characters visible. */
final class Excerpt {

    private static final int LONGEST = 60;

    private Excerpt() {}

    static String of(String cell) {
        boolean cut = cell.codePointCount(0, Math.min(cell.length(), 2 * LONGEST + 2)) > LONGEST;
        String head = cut ? cell.substring(0, cell.offsetByCodePoints(0, LONGEST)) : cell;
        StringBuilder shown = new StringBuilder();
        head.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format("\\u%04x", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return cut ? shown.append('…').toString() : shown.toString();
    }

    /** A refusal for one reason that concerns the file or its header. */
    static ImportException refuse(String source, long line, String column, String value, String reason) {
        Problem problem = new Problem(line, of(column), of(value), reason);
        return new ImportException(source + ": " + problem + "; nothing was imported", List.of(problem));
    }

    static ImportException refuse(String source, String reason) {
        return refuse(source, 0, "", "", reason);
    }
}
