package org.heeded;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.log.AppendPolicy;
import org.heeded.log.JsonLinesStore;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;
import org.heeded.model.Position;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/**
 * Takes a log in as JSON Lines. All of it is first made a log of its own in a temporary directory, so that nothing is written
 * where a line is bad, and however long it is only a page of it is held; that log is then copied.
 */
final class JsonLinesImport {

    /** Most bytes of a record. */
    private static final int MAX_RECORD = 1_048_448;

    private static final int PAGE = 500;

    private final InputStream in;
    private final Store trial;
    private final List<Recorded> page = new ArrayList<>();
    private long line;

    private JsonLinesImport(InputStream in, Store trial) {
        this.in = new BufferedInputStream(in);
        this.trial = trial;
    }

    /**
     * Reads a stream to its end.
     *
     * @throws ImportException if a line is bad, or the target has something else; nothing was written
     */
    static ImportSummary run(InputStream in, Store target) {
        try {
            Path directory = Files.createTempDirectory("heeded-jsonl");
            try (Store trial = JsonLinesStore.open(
                    directory.resolve("log"),
                    Clock.systemUTC(),
                    AppendPolicy.LENIENT,
                    new Sealer(new InMemoryKeyStore()))) {
                new JsonLinesImport(in, trial).read();
                return copied(trial, target);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static ImportSummary copied(Store trial, Store target) {
        Position end = trial.end();
        Position had = target.end();
        long already = Math.min(end.value(), had.value());
        try {
            Position unused = trial.copyTo(target, position -> {});
        } catch (DivergedException e) {
            boolean older = e.position().equals(end) && had.compareTo(end) > 0;
            if (!older) {
                throw refused(
                        e.position().value() + 1,
                        "is another entry than the log has at this place; import into an empty log, or into one that is"
                                + " the beginning of this file");
            }
        }
        return new ImportSummary(end.value(), end.value() - already, already, List.of(), List.of(), List.of());
    }

    private void read() throws IOException {
        for (Optional<byte[]> next = next(); next.isPresent(); next = next()) {
            page.add(recorded(next.get()));
            if (page.size() == PAGE) {
                take();
            }
        }
        take();
    }

    private void take() {
        if (page.isEmpty()) {
            return;
        }
        try {
            trial.restore(page);
        } catch (DivergedException e) {
            throw refused(
                    e.position().value() + 1,
                    "does not come next: a line before it is missing, or stands elsewhere, or is there twice; export the"
                            + " log again and change nothing in the file");
        }
        page.clear();
    }

    /** The bytes of the next line. */
    private Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return Optional.empty();
        }
        line++;
        for (; b != '\n'; b = in.read()) {
            if (b < 0) {
                throw refused(line, "has no line end: the file was cut short; export the log again");
            }
            if (bytes.size() == MAX_RECORD) {
                throw refused(line, "has more than " + MAX_RECORD + " bytes, which no record has");
            }
            bytes.write(b);
        }
        return Optional.of(bytes.toByteArray());
    }

    private Recorded recorded(byte[] bytes) {
        try {
            return Recorded.read(new Position(line - 1), bytes);
        } catch (CorruptException e) {
            throw refused(
                    line, "is no record (" + e.getMessage() + "); export the log again and change nothing in the file");
        }
    }

    private static ImportException refused(long line, String reason) {
        Problem problem = new Problem(line, "", "", reason);
        return new ImportException("JSON Lines: " + problem + "; nothing was imported", List.of(problem));
    }
}
