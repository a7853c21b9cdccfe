package org.heeded.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form: every work once, on a log so small that its figures mean nothing; the answers must be equal. */
final class BenchmarksTest {

    private static final long ENTRIES = 20_000;

    @TempDir
    Path directory = Path.of("");

    @Test
    void allSidesGiveTheSameAnswersAndEveryWorkIsInTheResults() throws Exception {
        Path out = directory.resolve("RESULTS.md");
        Benchmarks.main(new String[] {
            "--data",
            directory.toString(),
            "--out",
            out.toString(),
            "--sizes",
            Long.toString(ENTRIES),
            "--rounds",
            "1",
            "--appends",
            "300",
            "--quick"
        });
        String results = Files.readString(out);
        assertThat(results)
                .contains(Benchmarks.APPEND, Benchmarks.MANY, Benchmarks.FORCES, Benchmarks.BULK)
                .contains(Benchmarks.COLD, Benchmarks.COLD_MEMORY, Benchmarks.REPORT)
                .contains(Benchmarks.REOPEN, Benchmarks.WARM, Benchmarks.LIVE_HEAP, "foldEngagement");
        assertThat(results.lines().filter(line -> line.startsWith("| " + Benchmarks.WARM)))
                .hasSize(6);
    }

    @Test
    void aLogIsTheSameEachTime() {
        assertThat(new History(ENTRIES).next(5_000)).isEqualTo(new History(ENTRIES).next(5_000));
    }

    @Test
    void theLogHasWhatTheDatabasesHaveToAllowFor() {
        Path log = new Data(directory).log(ENTRIES);
        new Data(directory).build(ENTRIES);
        List<String> records =
                Row.segments(log).stream().flatMap(BenchmarksTest::lines).toList();
        assertThat(records).hasSize((int) ENTRIES + 1);
        for (String type : List.of("entry-retracted", "entry-corrected", "work-launched", "responsibility-claimed")) {
            assertThat(records).anyMatch(line -> line.contains("\"type\":\"" + type + "\""));
        }
        for (String decision : List.of("deferred", "withdrawn", "not-chosen", "adapted", "declined")) {
            assertThat(records).anyMatch(line -> line.contains("\"decision\":\"" + decision + "\""));
        }
        assertThat(records.stream().mapToInt(String::length).average().orElseThrow())
                .isBetween(340.0, 380.0);
        double opening = count(records, "engagement-opened") + count(records, "party-joined");
        assertThat((ENTRIES - opening) / count(records, "proposal-made")).isBetween(3.0, 3.5);
        assertThat(Jackson.tables(log)).isEqualTo(Ours.report(log));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(List<String> records, String type) {
        return records.stream()
                .filter(line -> line.contains("\"" + type + "\""))
                .count();
    }
}
