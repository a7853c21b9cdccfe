package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Reads the golden values and holds us to them. A method of a golden file is either offered, with a check for each of its
 * rows, or left out for a stated reason; a method that is neither fails the test.
 */
final class Goldens {

    private static final Path SHARED = Path.of("..", "..", "shared", "reference", "goldens");

    private Goldens() {}

    /** One row of a golden file. */
    record Row(Map<String, String> cells) {

        String text(String column) {
            return Objects.requireNonNull(cells.get(column), () -> "no column " + column);
        }

        boolean has(String column) {
            return !cells.getOrDefault(column, "").isEmpty();
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        long count(String column) {
            return Long.parseLong(text(column));
        }

        TwoByTwo table() {
            return new TwoByTwo(count("a"), count("b"), count("c"), count("d"));
        }

        /** Holds a figure to the row's value in a column by the pass rule of the golden files; an empty cell asserts nothing. */
        void check(String column, double actual) {
            if (!has(column)) {
                return;
            }
            double expected = number(column);
            if (Double.isInfinite(expected)) {
                assertThat(actual).as("%s of %s", column, this).isEqualTo(expected);
                return;
            }
            double tolerance = number("tol_rel");
            double slack = tolerance * Math.max(1, Math.abs(expected));
            boolean tight = column.equals("p_value") || (column.equals("estimate") && Math.abs(expected) < 1e-6);
            if (tight && tolerance <= 1e-6) {
                slack = Math.min(slack, 1e-6 * Math.abs(expected));
            }
            assertThat(Math.abs(actual - expected))
                    .as("%s: %s, not %s (±%s) of %s", column, actual, expected, slack, this)
                    .isLessThanOrEqualTo(slack);
        }

        /** Holds an estimate to {@code estimate}, {@code lower} and {@code upper}; a {@code NaN} estimate means undefined. */
        void check(Estimate actual) {
            if (has("estimate") && Double.isNaN(number("estimate"))) {
                assertThat(actual).as("%s", this).isInstanceOf(Estimate.Undefined.class);
            } else if (actual instanceof Estimate.Interval interval) {
                check("estimate", interval.value());
                check("lower", interval.lower());
                check("upper", interval.upper());
            } else if (actual instanceof Estimate.Point point) {
                check("estimate", point.value());
                assertThat(has("lower") || has("upper"))
                        .as("limits of %s", this)
                        .isFalse();
            } else {
                throw new AssertionError(actual + " for " + this);
            }
        }

        @Override
        public String toString() {
            return cells.entrySet().stream()
                    .filter(cell -> !cell.getValue().isEmpty())
                    .map(cell -> cell.getKey() + "=" + cell.getValue())
                    .collect(Collectors.joining(" "));
        }
    }

    /** The rows of a golden file in the test resources. */
    static List<Row> rows(String file) {
        try (InputStream in = Objects.requireNonNull(Goldens.class.getResourceAsStream("/goldens/" + file), file)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of an input file that is not part of the project; empty where it is absent, which the caller must say. */
    static Optional<List<Row>> sharedRows(String file) {
        Path path = SHARED.resolve(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Row> parse(String csv) {
        try (Stream<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv).stream()) {
            return records.map(r -> new Row(r.getFieldsAsMap())).toList();
        }
    }

    /**
     * One test a row of the methods that we offer, after one that holds the inventory of the file complete.
     *
     * @param offered method → the check of one of its rows
     * @param leftOut method → why we do not offer it
     */
    static List<DynamicNode> tests(
            String file, List<Row> rows, Map<String, Consumer<Row>> offered, Map<String, String> leftOut) {
        List<DynamicNode> nodes = new ArrayList<>();
        nodes.add(DynamicTest.dynamicTest("every method of " + file + " is offered or left out for a reason", () -> {
            TreeSet<String> declared = new TreeSet<>(offered.keySet());
            assertThat(Collections.disjoint(declared, leftOut.keySet()))
                    .as("a method is offered or left out, not both")
                    .isTrue();
            declared.addAll(leftOut.keySet());
            Set<String> inFile = rows.stream().map(r -> r.text("method")).collect(Collectors.toSet());
            assertThat(inFile).isEqualTo(declared);
            assertThat(leftOut.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
        }));
        Map<String, List<Row>> byMethod = rows.stream()
                .filter(row -> offered.containsKey(row.text("method")))
                .collect(Collectors.groupingBy(row -> row.text("method")));
        byMethod.forEach((method, ofMethod) -> nodes.add(DynamicContainer.dynamicContainer(
                method,
                ofMethod.stream()
                        .map(row -> DynamicTest.dynamicTest(
                                row.toString(),
                                () -> Objects.requireNonNull(offered.get(method))
                                        .accept(row))))));
        return nodes;
    }
}
