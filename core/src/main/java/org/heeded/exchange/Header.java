package org.heeded.exchange;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;

/**
 * The first record of a file: what its columns mean.
 *
 * @param line the line where it stands
 * @param delimiter what separates cells
 * @param names the file's own names
 * @param columns where each of our columns is
 */
record Header(long line, char delimiter, List<String> names, Map<Column, Integer> columns) {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final int LONGEST = 1 << 20;

    /** Some spreadsheets say in a line before the header what separates cells. */
    private static final String SEPARATOR = "sep=";

    static Header read(String source, Reader characters, CsvMapping mapping) throws IOException {
        char[] buffer = new char[LONGEST];
        int length = 0;
        for (int n = 0; n >= 0 && length < LONGEST; n = characters.read(buffer, length, LONGEST - length)) {
            length += n;
        }
        String start = new String(buffer, 0, length);
        if (start.isBlank()) {
            throw Excerpt.refuse(source, "is empty; the first line must be a header such as client,title,decision");
        }
        List<Character> candidates = mapping.delimiter()
                .or(() -> Optional.of(start)
                        .filter(s -> s.startsWith(SEPARATOR) && s.length() > SEPARATOR.length())
                        .map(s -> s.charAt(SEPARATOR.length())))
                .map(List::of)
                .orElse(DELIMITERS);
        Optional<Header> best = Optional.empty();
        List<ImportException> damage = new ArrayList<>();
        for (char delimiter : candidates) {
            try {
                Header header = first(source, start, delimiter, mapping);
                if (best.isEmpty() || header.rank() > best.get().rank()) {
                    best = Optional.of(header);
                }
            } catch (ImportException e) {
                damage.add(e);
            }
        }
        // under the wrong delimiter a broken quote is no quote at all
        Header header =
                best.filter(b -> !b.columns().isEmpty() || damage.isEmpty()).orElseThrow(() -> damage.get(0));
        header.require(source, mapping);
        return header;
    }

    /** Known columns count first, then columns. */
    private int rank() {
        return columns.size() * (Table.MAX_COLUMNS + 1) + Math.min(names.size(), Table.MAX_COLUMNS);
    }

    private static Header first(String source, String start, char delimiter, CsvMapping mapping) throws IOException {
        List<Table.Line> lines = new ArrayList<>();
        // a second record proves that the first one is whole
        int enough = start.length() < LONGEST ? 1 : 2;
        Table.read(source, new StringReader(start), delimiter, line -> {
            if (line.width() > 0 && !(line.number() == 1 && start.startsWith(SEPARATOR))) {
                lines.add(line);
            }
            return lines.size() < enough;
        });
        if (lines.size() < enough) {
            throw Excerpt.refuse(
                    source,
                    enough == 1
                            ? "has no header; the first line must be one such as client,title,decision"
                            : "has a first line of over " + LONGEST + " characters, which is no header");
        }
        Table.Line line = lines.get(0);
        if (line.width() > Table.MAX_COLUMNS) {
            throw Excerpt.refuse(
                    source,
                    line.number(),
                    "",
                    "",
                    "has " + line.width() + " columns, more than the " + Table.MAX_COLUMNS + " that are read");
        }
        List<String> names = line.cells().stream().map(String::strip).toList();
        return new Header(line.number(), delimiter, names, columns(names, mapping.columns()));
    }

    private static Map<Column, Integer> columns(List<String> names, Map<String, String> renamed) {
        List<String> keys = names.stream().map(Column::key).toList();
        List<String> taken = renamed.values().stream().map(Column::key).toList();
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            String theirs = renamed.get(column.header());
            String key = Column.key(theirs == null ? column.header() : theirs);
            if (keys.contains(key) && (theirs != null || !taken.contains(key))) {
                columns.put(column, keys.indexOf(key));
            }
        }
        return columns;
    }

    private void require(String source, CsvMapping mapping) {
        List<Problem> problems = new ArrayList<>();
        mapping.columns().forEach((ours, theirs) -> {
            if (Column.named(ours).filter(columns::containsKey).isEmpty()) {
                problems.add(problem(theirs, "is the column mapped to " + ours + ", but there is no such column"));
            }
        });
        List<String> keys = names.stream().map(Column::key).toList();
        columns.values().stream().distinct().sorted().forEach(at -> {
            if (keys.lastIndexOf(keys.get(at)) != at) {
                problems.add(problem(names.get(at), "is the name of two columns; rename one of them"));
            }
        });
        if (!columns.containsKey(Column.CLIENT) && !columns.containsKey(Column.ENGAGEMENT)) {
            problems.add(problem("", missing("client or engagement")));
        }
        if (!columns.containsKey(Column.TITLE) && !columns.containsKey(Column.ID)) {
            problems.add(problem("", missing("title or id")));
        }
        if (!problems.isEmpty()) {
            String there = names.stream().limit(20).map(Excerpt::of).collect(Collectors.joining(", "));
            throw new ImportException(
                    source + ": " + problems.get(0) + "; the columns are " + there + "; nothing was imported",
                    problems);
        }
    }

    private static String missing(String which) {
        return "has no column " + which + "; add one, or map one of the file's own columns to it";
    }

    private Problem problem(String column, String reason) {
        return new Problem(line, Excerpt.of(column), "", reason);
    }

    /** What the file calls one of our columns. */
    String name(Column column) {
        Integer at = columns.get(column);
        return at == null ? column.header() : names.get(at);
    }

    /** The columns that nothing was read from. */
    List<String> ignored() {
        return IntStream.range(0, names.size())
                .filter(at -> !columns.containsValue(at) && !names.get(at).isEmpty())
                .mapToObj(at -> Excerpt.of(names.get(at)))
                .toList();
    }

    String assumption() {
        return "cells separated by "
                + switch (delimiter) {
                    case ',' -> "commas";
                    case ';' -> "semicolons";
                    case '\t' -> "tabs";
                    default -> Excerpt.of(String.valueOf(delimiter));
                };
    }
}
