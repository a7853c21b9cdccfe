package org.heeded.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A part of a section, to be read in order. */
public sealed interface Block {

    /**
     * Sentences.
     *
     * @param runs the words, strong ones apart
     * @param values values of the log that end the paragraph, after the words
     */
    record Prose(List<Run> runs, List<String> values) implements Block {

        /** Copies. */
        public Prose {
            runs = List.copyOf(runs);
            values = List.copyOf(values);
        }

        /**
         * Of wording in which {@code **} stands around what is strong.
         *
         * @param marked the wording; no value of the log is in it
         * @param values values of the log that end the paragraph
         * @return the paragraph
         */
        public static Prose of(String marked, String... values) {
            List<Run> runs = new ArrayList<>();
            String[] parts = marked.split("\\*\\*", -1);
            for (int i = 0; i < parts.length; i++) {
                if (!parts[i].isEmpty()) {
                    runs.add(new Run(parts[i], i % 2 == 1));
                }
            }
            return new Prose(runs, List.of(values));
        }

        /**
         * Without marks.
         *
         * @return words and values
         */
        public String plain() {
            StringBuilder words = new StringBuilder();
            runs.forEach(run -> words.append(run.text()));
            if (!values.isEmpty()) {
                words.append(' ').append(String.join(", ", values));
            }
            return words.toString();
        }
    }

    /**
     * Words in one weight.
     *
     * @param text the words
     * @param strong whether they stand out
     */
    record Run(String text, boolean strong) {}

    /**
     * Rows of figures under heads.
     *
     * @param heads one a column, of which the first names the rows; may be empty: no head row
     * @param rows the rows
     * @param most how many rows are shown where room is short
     * @param total how many rows there would be; what is left out is said
     */
    record Table(List<String> heads, List<Row> rows, int most, int total) implements Block {

        /** Copies. */
        public Table {
            heads = List.copyOf(heads);
            rows = List.copyOf(rows);
        }

        /**
         * A table that is shown whole.
         *
         * @param heads one a column
         * @param rows the rows
         */
        public Table(List<String> heads, List<Row> rows) {
            this(heads, rows, rows.size(), rows.size());
        }

        /**
         * How many rows are left out even where there is room.
         *
         * @return at least 0
         */
        public int missing() {
            return total - rows.size();
        }

        /**
         * Which columns hold words, which begin at the left, and not figures, which end at the right.
         *
         * @return for each column whether it is the first, or every cell that says something begins with a letter
         */
        public List<Boolean> words() {
            int columns = Stream.concat(Stream.of(heads), rows.stream().map(Row::cells))
                    .mapToInt(List::size)
                    .max()
                    .orElse(0);
            return IntStream.range(0, columns)
                    .mapToObj(column -> column == 0 || words(column))
                    .toList();
        }

        private boolean words(int column) {
            List<String> said = rows.stream()
                    .filter(row -> column < row.cells().size())
                    .map(row -> row.cells().get(column))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            return !said.isEmpty() && said.stream().allMatch(cell -> Character.isLetter(cell.codePointAt(0)));
        }
    }

    /**
     * A row.
     *
     * @param cells the first names the row, the others are figures
     * @param bar the share of a whole that is drawn beside them
     * @param part whether it is a part of what the last row that is none counts
     * @param ink what it stands for; {@link Ink#WORDS}: nothing of its own
     */
    record Row(List<String> cells, Optional<Bar> bar, boolean part, Ink ink) {

        /** From so many characters on a cell is a sentence that may be broken. */
        private static final int LONG = 28;

        /** Copies. */
        public Row {
            cells = List.copyOf(cells);
        }

        /**
         * A row without a bar.
         *
         * @param cells the first names the row
         * @return the row
         */
        public static Row of(String... cells) {
            return new Row(List.of(cells), Optional.empty(), false, Ink.WORDS);
        }

        /**
         * The same with a bar.
         *
         * @param share in [0, 1]
         * @param ink what it stands for
         * @return a copy
         */
        public Row bar(double share, Ink ink) {
            return new Row(cells, Optional.of(new Bar(share, ink)), part, this.ink);
        }

        /**
         * The same as a part of the row above.
         *
         * @return a copy
         */
        public Row asPart() {
            return new Row(cells, bar, true, ink);
        }

        /**
         * The same in an ink.
         *
         * @param other what it stands for
         * @return a copy
         */
        public Row in(Ink other) {
            return new Row(cells, bar, part, other);
        }

        boolean isLong(int column) {
            return cells.get(column).length() > LONG;
        }
    }

    /**
     * A share of a whole.
     *
     * @param share in [0, 1]
     * @param ink what it stands for
     */
    record Bar(double share, Ink ink) {

        String width() {
            return Drawing.number(share * 100);
        }
    }

    /**
     * A plot, and the same numbers as a table.
     *
     * @param id unique on the page: letters, digits and hyphens
     * @param title what it shows
     * @param description what there is to see, for those who cannot
     * @param drawings the same at a wide and at a narrow size
     * @param table the numbers
     */
    record Plot(String id, String title, String description, List<Drawing> drawings, Table table) implements Block {

        /** Copies. */
        public Plot {
            drawings = List.copyOf(drawings);
        }
    }

    /**
     * What an expert opens.
     *
     * @param summary what is inside
     * @param blocks what is inside
     */
    record Folded(String summary, List<Block> blocks) implements Block {

        /** Copies. */
        public Folded {
            blocks = List.copyOf(blocks);
        }
    }
}
