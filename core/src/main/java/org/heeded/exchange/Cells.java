package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.heeded.model.ImportException.Problem;
import org.heeded.model.RejectedException;
import org.heeded.model.When;

/** The cells of one row by column: read one by one, each that cannot be read noted as a problem and then taken as blank. */
final class Cells {

    private final long line;
    private final Header header;
    private final CsvMapping mapping;
    private final Dates dates;
    private final Numbers numbers;
    private final Map<Column, String> cells = new EnumMap<>(Column.class);
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Column> refused = EnumSet.noneOf(Column.class);

    Cells(Table.Line line, Header header, CsvMapping mapping, Dates dates, Numbers numbers) {
        this.line = line.number();
        this.header = header;
        this.mapping = mapping;
        this.dates = dates;
        this.numbers = numbers;
        header.columns().forEach((column, at) -> {
            if (at < line.cells().size()) {
                String cell = line.cells().get(at);
                cells.put(column, Protection.strip(cell));
                if (line.tooLong().containsKey(at)) {
                    refuse(
                            column,
                            "has " + line.tooLong().get(at) + " characters, more than " + Table.MAX_CELL
                                    + "; a quote may have been left open");
                } else if (cell.indexOf('\0') >= 0) {
                    refuse(
                            column,
                            "has a NUL character, which no text has; the file may be damaged or in another encoding");
                }
                cells.put(
                        column,
                        translated(Protection.off(cell), mapping.values().getOrDefault(column.header(), Map.of())));
            }
        });
        cells.values().removeIf(String::isEmpty);
    }

    private static String translated(String cell, Map<String, String> words) {
        return cell.isEmpty() || words.isEmpty() ? cell : words.getOrDefault(Column.key(cell), cell);
    }

    /** Takes what the dates and numbers of this row tell about those of others. */
    void survey() {
        cells.forEach((column, cell) -> {
            switch (column.type()) {
                case DATE -> dates.see(line, cell);
                case NUMBER, SHARE -> numbers.see(line, cell);
                case TEXT, PROSE -> {}
            }
        });
    }

    long line() {
        return line;
    }

    List<Problem> problems() {
        return problems;
    }

    boolean has(Column column) {
        return cells.containsKey(column);
    }

    /** The cell as it stands, empty where it is blank. */
    String raw(Column column) {
        return cells.getOrDefault(column, "");
    }

    Optional<String> text(Column column) {
        return Optional.ofNullable(cells.get(column));
    }

    /** Notes what is wrong with a cell; the first thing only. */
    void refuse(Column column, String reason) {
        if (!refused.add(column)) {
            return;
        }
        String value = column.type() == Column.Type.PROSE ? "" : Excerpt.of(raw(column));
        problems.add(new Problem(line, Excerpt.of(header.name(column)), value, reason));
    }

    void refuseRow(String reason) {
        problems.add(new Problem(line, "", "", reason));
    }

    /** Refuses cells that only say more about another one which is blank. */
    void refuseWithout(Column missing, Column... others) {
        for (Column other : others) {
            if (has(other)) {
                refuse(other, "needs a value in " + header.name(missing) + ", which is blank");
            }
        }
    }

    <T> Optional<T> read(Column column, Function<String, T> parse) {
        return text(column).flatMap(cell -> build("", column, () -> parse.apply(cell)));
    }

    /** What is made of several cells, or nothing and a problem at the cell that is to blame. */
    <T> Optional<T> build(String group, Column otherwise, Supplier<T> made) {
        try {
            return Optional.of(made.get());
        } catch (RejectedException e) {
            refuse(Column.ofField(group, e.field(), otherwise), e.problem());
            return Optional.empty();
        }
    }

    <E extends Enum<E>> Optional<E> choice(Column column, E[] allowed) {
        String key = Column.key(raw(column));
        Optional<E> chosen = Arrays.stream(allowed)
                .filter(e -> Column.key(e.name()).equals(key))
                .findFirst();
        if (chosen.isEmpty() && has(column)) {
            refuse(
                    column,
                    "is none of " + Arrays.stream(allowed).map(Enum::name).collect(Collectors.joining(", "))
                            + "; mend it, or translate it with the value map " + column.header() + ":THEIRS="
                            + allowed[0].name());
        }
        return chosen;
    }

    List<String> list(Column column) {
        return Arrays.stream(raw(column).split(";"))
                .map(Protection::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    Optional<When> when(Column column) {
        return read(column, cell -> dates.read(column.header(), cell));
    }

    Optional<LocalDate> day(Column column) {
        return when(column).map(when -> when.day(mapping.zone()));
    }

    Optional<BigDecimal> number(Column column) {
        return text(column).flatMap(cell -> number(column, cell));
    }

    /** The number in a part of a cell. */
    Optional<BigDecimal> number(Column column, String part) {
        String name = column.header();
        return build(
                "",
                column,
                () -> column.type() == Column.Type.SHARE ? numbers.readShare(name, part) : numbers.read(name, part));
    }
}
