package org.heeded.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.heeded.model.Draft;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;

/**
 * A spreadsheet, read: the drafts of its good rows, and what was assumed, ignored and refused on the way.
 *
 * <p>One row is one proposal or directive with what became of it; {@link CsvMapping} lists the columns. The header is matched
 * without regard to case, order, spaces, {@code -} and {@code _}; so are the words of decisions, outcomes and the like. A
 * blank cell equals no column.
 *
 * <p>Reading a file again gives equal drafts: the id of each entry is a UUID of version 8 made from engagement, row id and
 * kind of entry, so that appending them again adds nothing. A row without an id is known by engagement, title and date.
 * The engagement is the client where the file names none, and is opened with its client where they differ; goals are set by
 * name, and marketers join where a role or a name is to be said of them.
 *
 * <p>Encoding, delimiter, order of day and month and decimal mark are worked out from the whole file and said in {@link
 * #assumptions}. What the file leaves open is refused with the lines, never guessed. Files are read twice and never held
 * whole; the drafts are.
 *
 * @param source the file's name
 * @param rows the good rows, in the order of the file
 * @param rowCount how many rows there are, good and bad; blank ones do not count
 * @param problems what is wrong with the rows that were left out; empty unless good rows only were asked for
 * @param assumptions what was assumed, a sentence each
 * @param ignoredColumns the headers of the columns that nothing was read from, cut short where they are long
 */
public record CsvImport(
        String source,
        List<Row> rows,
        long rowCount,
        List<Problem> problems,
        List<String> assumptions,
        List<String> ignoredColumns) {

    /**
     * What one row says.
     *
     * @param line the line where the row begins, from 1
     * @param drafts what must be known first, then proposal or directive, decision, launch, outcome, claim; to be appended
     *     in this order
     */
    public record Row(long line, List<Draft> drafts) {

        /** Copies. */
        public Row {
            drafts = List.copyOf(drafts);
        }
    }

    /** Copies. */
    public CsvImport {
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
        assumptions = List.copyOf(assumptions);
        ignoredColumns = List.copyOf(ignoredColumns);
    }

    /**
     * The drafts of all good rows.
     *
     * @return the drafts, in the order in which they are to be appended
     */
    public List<Draft> drafts() {
        return rows.stream().flatMap(row -> row.drafts().stream()).toList();
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param mapping how its columns and values are to be understood
     * @return what it says
     * @throws ImportException if it cannot be read, or, unless good rows only are asked for, if any row is bad; with every
     *     problem of the file
     */
    public static CsvImport read(Path file, CsvMapping mapping) {
        Path name = file.getFileName();
        String source = Excerpt.of(name == null ? file.toString() : name.toString());
        if (Files.notExists(file)) {
            throw Excerpt.refuse(source, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw Excerpt.refuse(source, "is a directory; name a file in it");
        }
        if (!Files.isReadable(file)) {
            throw Excerpt.refuse(source, "may not be read: no permission");
        }
        try {
            if (Files.isRegularFile(file)) {
                return read(source, file, mapping);
            }
            // a pipe can be read only once
            try (InputStream in = Files.newInputStream(file)) {
                return spooled(source, in, mapping);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e);
        }
    }

    /**
     * Reads a stream, for instance standard input, to its end; it is kept in a temporary file meanwhile.
     *
     * @param in the stream; not closed
     * @param mapping how its columns and values are to be understood
     * @return what it says
     * @throws ImportException as for a file
     */
    public static CsvImport read(InputStream in, CsvMapping mapping) {
        String source = "input";
        try {
            return spooled(source, in, mapping);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e);
        }
    }

    private static CsvImport spooled(String source, InputStream in, CsvMapping mapping) throws IOException {
        Path file = Files.createTempFile("heeded", ".csv");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return read(source, file, mapping);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static ImportException unreadable(String source, Exception e) {
        return Excerpt.refuse(source, "cannot be read: " + e);
    }

    private static CsvImport read(String source, Path file, CsvMapping mapping) throws IOException {
        Encoding encoding = Encoding.detect(source, file, mapping.charset());
        Header header;
        try (Reader reader = encoding.open(file)) {
            header = Header.read(source, reader, mapping);
        }
        RowMapper mapper = new RowMapper(mapping, header);
        try (Reader reader = encoding.open(file)) {
            Table.read(source, reader, header.delimiter(), line -> {
                if (line.number() > header.line()) {
                    mapper.see(line);
                }
                return true;
            });
        } catch (ImportException comesAgain) {
            // in the second pass, which lists it with the bad rows before it
        }
        List<Row> rows = new ArrayList<>();
        List<Problem> damage = new ArrayList<>();
        try (Reader reader = encoding.open(file)) {
            Table.read(source, reader, header.delimiter(), line -> {
                if (line.number() > header.line()) {
                    mapper.map(line).ifPresent(rows::add);
                }
                return true;
            });
        } catch (ImportException e) {
            damage.addAll(e.problems());
        }
        refuse(source, mapping, mapper, damage);
        List<String> assumptions = new ArrayList<>(List.of(encoding.assumption(), header.assumption()));
        assumptions.addAll(mapper.assumptions());
        return new CsvImport(source, rows, mapper.count(), mapper.problems(), assumptions, header.ignored());
    }

    private static void refuse(String source, CsvMapping mapping, RowMapper mapper, List<Problem> damage) {
        List<Problem> problems = new ArrayList<>(mapper.problems());
        problems.addAll(damage);
        if (problems.isEmpty() && mapper.count() == 0) {
            throw Excerpt.refuse(source, "has a header and no rows");
        }
        if (damage.isEmpty() && (problems.isEmpty() || mapping.goodRowsOnly())) {
            return;
        }
        long bad = problems.stream().mapToLong(Problem::line).distinct().count();
        throw new ImportException(
                source + ": " + bad + " of " + Math.max(mapper.count(), bad) + " rows cannot be read (first: "
                        + problems.get(0) + "); nothing was imported",
                problems);
    }
}
