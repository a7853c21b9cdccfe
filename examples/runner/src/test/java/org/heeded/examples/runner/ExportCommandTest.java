package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportCommandTest {

    @TempDir
    private Path directory;

    private String log = "";

    @BeforeEach
    void aLog() throws IOException {
        log = directory.resolve("log").toString();
        Path file = Files.writeString(directory.resolve("decisions.csv"), """
                id,client,marketer,marketer_role,proposed_at,title,channel,decision,decided_at,outcome,outcome_at
                1,acme,ana,head,2026-01-02,=1+1,ppc,OVERRIDDEN,2026-01-03,FAILURE,2026-02-04
                2,acme,ana,head,2026-01-02,Pages,ppc,FOLLOWED,2026-01-03,SUCCESS,2026-02-04
                3,zebra,ben,head,2026-01-02,Logo,brand,,,,
                """);
        assertThat(heeded("import", file.toString(), "--log", log).code()).isZero();
    }

    private Ran export(String format, String... more) {
        return heeded(Stream.concat(Stream.of("export", "--log", log, "--format", format), Stream.of(more))
                .toArray(String[]::new));
    }

    private String report(String of) {
        Ran ran = heeded("report", "--log", of, "--format", "json", "--as-of", "2026-06-01");
        assertThat(ran.code()).isZero();
        return ran.out().replaceFirst("\"generatedAt\":\"[^\"]*\"", "");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void jsonLinesMakeAnEqualLog() throws IOException {
        String file = directory.resolve("all.jsonl").toString();
        Ran out = export("jsonl", "--out", file);
        assertThat(out).isEqualTo(new Ran(0, "", ""));
        assertThat(export("JSONL").out()).isEqualTo(Files.readString(Path.of(file)));

        String copy = directory.resolve("copy").toString();
        assertThat(heeded("import", file, "--log", copy))
                .isEqualTo(new Ran(0, "9 lines read: 9 entries added, 0 already there\n", ""));
        assertThat(heeded("import", file, "--log", copy).out())
                .isEqualTo("9 lines read: 0 entries added, 9 already there\n");
        assertThat(report(copy)).isEqualTo(report(log));
        assertThat(heeded("verify", "--log", copy).out())
                .isEqualTo(heeded("verify", "--log", log).out());
        assertThat(heeded("export", "--log", copy, "--format", "jsonl").out())
                .isEqualTo(Files.readString(Path.of(file)));
    }

    @Test
    void jsonLinesAreReadFromStandardInputWhereThatIsSaid() {
        String copy = directory.resolve("copy").toString();
        Ran ran = heeded(export("jsonl").out().getBytes(UTF_8), "import", "-", "--format", "jsonl", "--log", copy);
        assertThat(ran.out()).startsWith("9 lines read: 9 entries added");
        assertThat(report(copy)).isEqualTo(report(log));
    }

    @Test
    void aBadLineIsNamedAndNoLogIsMade() throws IOException {
        Path file = Files.writeString(
                directory.resolve("bad.jsonl"), export("jsonl").out().replaceFirst("\n", "\nx"));
        List<Path> before = files();
        Ran ran = heeded(
                "import", file.toString(), "--log", directory.resolve("copy").toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("heeded: JSON Lines: line 2: is no record")
                .endsWith("; nothing was imported\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void theCasesComeToTheSameFiguresAndWhatTheyLeaveOutIsListed() {
        String file = directory.resolve("cases.csv").toString();
        Ran out = export("csv", "--out", file);
        assertThat(out.code()).isZero();
        assertThat(out.out()).isEmpty();
        assertThat(out.err()).startsWith("""
                3 rows written. Left out, and how often:
                  id, n and recordedAt of entries (9)
                """);
        assertThat(export("csv").out()).contains(",'=1+1,");
        String again = directory.resolve("again").toString();
        assertThat(heeded("import", file, "--log", again).out()).startsWith("3 rows read: 9 entries added");
        assertThat(flow(report(again))).isEqualTo(flow(report(log)));
    }

    private static String flow(String report) {
        int flow = report.indexOf("\"flow\":");
        assertThat(flow).isPositive();
        return report.substring(flow, report.indexOf("\"risk\":", flow));
    }

    @Test
    void theEventLogHasItsFourParts() {
        Ran out = export("ocel");
        assertThat(out.code()).isZero();
        assertThat(out.err()).isEmpty();
        assertThat(out.out()).contains("\"events\":[", "\"objects\":[", "\"eventTypes\":[", "\"objectTypes\":[");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "ocel"})
    void aDirectoryIsNoFileAndNothingIsLeft(String format) throws IOException {
        List<Path> before = files();
        Ran ran = export(format, "--out", directory.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("heeded: ").contains("is a directory; name a file in it");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "csv", "ocel"})
    void aFileThatWasThereStaysWhereTheExportFails(String format) throws IOException {
        Path file = Files.writeString(directory.resolve("kept"), "as it was");
        Path segment = directory.resolve("log/segments/00000000000000000000.jsonl");
        Files.writeString(segment, Files.readString(segment).replaceFirst("Pages", "Damag"));
        Ran ran = export(format, "--out", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("heeded: ");
        assertThat(file).hasContent("as it was");
        assertThat(files()).noneMatch(f -> f.toString().endsWith(".tmp"));
    }

    @Test
    void aFileThatWasThereIsReplaced() throws IOException {
        Path file = Files.writeString(directory.resolve("old"), "old");
        assertThat(export("jsonl", "--out", file.toString()).code()).isZero();
        assertThat(file).content(UTF_8).startsWith("{\"id\":");
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(export("xml").code()).isEqualTo(2);
        assertThat(export("xml").err()).contains("--format", "[JSONL, CSV, OCEL]");
        assertThat(heeded("export", "--log", log).code()).isEqualTo(2);
    }

    @Test
    void aLogThatIsNotThereIsSaidAndNotMade() {
        Ran ran = heeded("export", "--log", directory.resolve("none").toString(), "--format", "csv");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no log at");
        assertThat(directory.resolve("none")).doesNotExist();
    }
}
