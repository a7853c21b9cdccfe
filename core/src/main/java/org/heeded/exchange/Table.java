package org.heeded.exchange;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Splits characters into records, strictly: quotes must pair up. Never holds more than one record. */
final class Table {

    /** Most characters of a cell: the model's own limit of a text, and an apostrophe before it. */
    static final int MAX_CELL = 100_001;

    /** Most columns that are read. */
    static final int MAX_COLUMNS = 1_000;

    private static final int KEPT = 200;

    /**
     * One record.
     *
     * @param number the line where it begins, from 1
     * @param cells its cells, {@value Table#MAX_COLUMNS} at most; of a cell that is too long the beginning
     * @param width how many cells there are, without blank ones at the end
     * @param tooLong the length of each cell that is too long, by index
     */
    record Line(long number, List<String> cells, int width, Map<Integer, Integer> tooLong) {}

    private static final class Lines extends AbstractBaseCsvCallbackHandler<Line> {

        private long number = 1;
        private int width;
        private List<String> cells = new ArrayList<>();
        private Map<Integer, Integer> tooLong = Map.of();

        @Override
        protected void handleBegin(long startingLineNumber) {
            number = startingLineNumber;
            width = 0;
            cells = new ArrayList<>();
            tooLong = Map.of();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            boolean blank = true;
            for (int i = offset; blank && i < offset + length; i++) {
                blank = Character.isWhitespace(buffer[i]);
            }
            width = blank ? width : index + 1;
            if (index < MAX_COLUMNS) {
                cells.add(new String(buffer, offset, length > MAX_CELL ? KEPT : length));
                if (length > MAX_CELL) {
                    tooLong = new TreeMap<>(tooLong);
                    tooLong.put(index, length);
                }
            }
        }

        @Override
        protected Line buildRecord() {
            return new Line(number, cells, width, tooLong);
        }
    }

    private Table() {}

    /**
     * Reads records until there are no more or the reader of them has enough. Empty lines are passed over.
     *
     * @param source what is being read, for messages
     * @param characters the characters; not closed
     * @param delimiter what separates cells
     * @param each takes a record and answers whether to go on
     */
    static void read(String source, Reader characters, char delimiter, Predicate<Line> each) throws IOException {
        Lines lines = new Lines();
        try {
            // not closed: closing it closes the reader, which is its opener's to do
            for (Line line : CsvReader.builder()
                    .fieldSeparator(delimiter)
                    .allowUnclosedQuote(false)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .build(lines, characters)) {
                if (!each.test(line)) {
                    return;
                }
            }
        } catch (CsvParseException e) {
            throw Excerpt.refuse(
                    source,
                    lines.number,
                    "",
                    "",
                    "has quotes that do not pair up (a quote left open, text after a closing quote), or a cell of over 16"
                            + " million characters; nothing after it can be told into rows");
        }
    }
}
