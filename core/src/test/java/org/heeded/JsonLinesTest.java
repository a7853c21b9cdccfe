package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.heeded.log.JdbcOptions;
import org.heeded.log.Recorded;
import org.heeded.model.EngagementId;
import org.heeded.model.ImportException;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A log written as JSON Lines and imported anew is the same log. */
class JsonLinesTest extends FacadeFixture {

    private static byte[] export(DecisionLog log) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(log.exports().jsonLines(out)).isEqualTo(log.end());
        return out.toByteArray();
    }

    private static ImportSummary take(DecisionLog log, byte[] file) {
        return log.importJsonLines(new ByteArrayInputStream(file));
    }

    private DecisionLog fixture() {
        DecisionLog log = open(Kept.IN_MEMORY);
        assertThat(log.record(FixtureLog.drafts())).hasSize(24);
        assertThat(log.record(new RandomEvents(7).story(new EngagementId("wild /\u00fc\""), 300)))
                .hasSizeGreaterThan(900);
        return log;
    }

    @ParameterizedTest
    @EnumSource
    void theImportedLogIsEqual(Kept kept) {
        try (DecisionLog log = fixture();
                DecisionLog again = open(kept)) {
            byte[] file = export(log);
            ImportSummary done = take(again, file);
            assertThat(done.rows()).isEqualTo(log.end().value());
            assertThat(done.added()).isEqualTo(log.end().value());
            assertThat(done.alreadyThere()).isZero();
            same(again, log);
            assertThat(export(again)).isEqualTo(file);
        }
    }

    @Test
    void soItIsInADatabase() {
        try (DecisionLog log = fixture();
                DecisionLog again =
                        DecisionLog.open(database(), JdbcOptions.DEFAULT.tables(JdbcOptions.Tables.CREATE), options)) {
            assertThat(take(again, export(log)).added()).isEqualTo(log.end().value());
            same(again, log);
        }
    }

    private void same(DecisionLog again, DecisionLog log) {
        assertThat(all(again)).isEqualTo(all(log));
        all(log).stream()
                .map(r -> r.entry().engagement())
                .distinct()
                .forEach(e ->
                        assertThat(again.tree(e).root()).isEqualTo(log.tree(e).root()));
        clock.set("2026-08-01T00:00:00Z");
        assertThat(json(again.report())).isEqualTo(json(log.report()));
    }

    @Test
    void aLineIsARecordToTheByte() {
        try (DecisionLog log = fixture()) {
            assertThat(new String(export(log), UTF_8))
                    .isEqualTo(String.join(
                            "", all(log).stream().map(r -> r.json() + "\n").toList()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void importingGoesOnAndAgainAddsNothing(Kept kept) {
        try (DecisionLog log = open(Kept.IN_MEMORY);
                DecisionLog again = open(kept)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            byte[] first = export(log);
            assertThat(take(again, first).added()).isEqualTo(24);
            assertThat(take(again, first)).satisfies(s -> {
                assertThat(s.added()).isZero();
                assertThat(s.alreadyThere()).isEqualTo(24);
            });
            assertThat(log.record(new RandomEvents(1).story(new EngagementId("more"), 200)))
                    .isNotEmpty();
            byte[] later = export(log);
            assertThat(take(again, later).alreadyThere()).isEqualTo(24);
            assertThat(all(again)).isEqualTo(all(log));
            assertThat(take(again, first).added()).isZero();
            assertThat(all(again)).isEqualTo(all(log));
        }
    }

    @Test
    void aLogThatHasSomethingElseRefusesAndStaysAsItIs() {
        try (DecisionLog log = fixture();
                DecisionLog other = open(Kept.IN_MEMORY)) {
            assertThat(other.record(FixtureLog.drafts().subList(0, 5))).hasSize(5);
            other.engagement("acme").client("somebody");
            List<Recorded> before = all(other);
            byte[] file = export(log);
            assertThatThrownBy(() -> take(other, file))
                    .isInstanceOf(ImportException.class)
                    .hasMessageStartingWith("JSON Lines: line 2: is another entry than the log has")
                    .hasMessageContaining("import into an empty log")
                    .hasMessageEndingWith("; nothing was imported");
            assertThat(all(other)).isEqualTo(before);
        }
    }

    @Test
    void theKeysStayWhereTheyAre() throws IOException {
        byte[] file;
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            file = export(log);
        }
        assertThat(new String(file, UTF_8)).doesNotContain("Ana Lindt", "Olga").contains("\"sealed\"");
        try (DecisionLog again = DecisionLog.open(temp.resolve("again"), options)) {
            assertThat(take(again, file).added()).isEqualTo(24);
            assertThat(temp.resolve("again.keys")).doesNotExist();
        }
        Files.move(temp.resolve("decisions.keys"), temp.resolve("again.keys"));
        try (DecisionLog again = DecisionLog.open(temp.resolve("again"), options)) {
            assertThat(again.engagement("acme")
                            .party(new PartyId("ana"))
                            .orElseThrow()
                            .name()
                            .orElseThrow())
                    .isInstanceOfSatisfying(
                            Text.Personal.class,
                            name -> assertThat(name.value()).isEqualTo("Ana Lindt"));
        }
    }

    private static Arguments bad(String name, UnaryOperator<String> damage, String problem) {
        return Arguments.of(name, damage, problem);
    }

    static List<Arguments> damages() {
        return List.of(
                bad("no JSON", s -> s.replaceFirst("(?m)^(.*\\n.*\\n)\\{", "$1["), "line 3: is no record"),
                bad("a blank line", s -> s.replaceFirst("\n", "\n\n"), "line 2: is no record"),
                bad("cut short", s -> s.substring(0, s.length() - 10), "line 24: has no line end"),
                bad("no last line end", s -> s.substring(0, s.length() - 1), "line 24: has no line end"),
                bad("a line missing", s -> s.replaceFirst("\n.*\n", "\n"), "line 2: does not come next"),
                bad("a line twice", s -> s.replaceFirst("\n(.*\n)", "\n$1$1"), "line 3: does not come next"),
                bad("lines of a file with carriage returns", s -> s.replace("\n", "\r\n"), "line 1: is no record"),
                bad("a byte order mark", s -> "\ufeff" + s, "line 1: is no record"),
                bad("a field changed", s -> s.replaceFirst("\"n\":4,", "\"n\":40,"), "line 5: does not come next"),
                bad("a field wrong", s -> s.replaceFirst("\"v\":1,", "\"v\":\"x\","), "line 1: is no record"),
                bad("a field missing", s -> s.replaceFirst("\"engagement\":\"acme\",", ""), "line 1: is no record"),
                bad("a key twice", s -> s.replaceFirst("\"v\":1,", "\"v\":1,\"v\":1,"), "line 1: is no record"),
                bad("a CSV file", s -> "client,title\nacme,T\n", "line 1: is no record"),
                bad(
                        "a line that does not end",
                        s -> s + "x".repeat(2_000_000),
                        "line 25: has more than 1048448 bytes"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aBadLineIsNamedAndNothingIsWritten(String name, UnaryOperator<String> damage, String problem) {
        try (DecisionLog log = open(Kept.IN_MEMORY);
                DecisionLog again = open(Kept.IN_FILES)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
            String file = damage.apply(new String(export(log), UTF_8));
            assertThatThrownBy(() -> take(again, file.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            ImportException.class, e -> assertThat(e.problems()).hasSize(1))
                    .hasMessageStartingWith("JSON Lines: " + problem)
                    .hasMessageEndingWith("; nothing was imported")
                    .hasMessageNotContaining("landing page");
            assertThat(again.end()).isEqualTo(Position.START);
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatThrownBy(() -> take(log, new byte[] {'{', (byte) 0xff, '}', '\n'}))
                    .hasMessageStartingWith("JSON Lines: line 1: is no record (the record is not UTF-8)");
        }
    }

    @Test
    void anEmptyLogIsAnEmptyFile() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThat(export(log)).isEmpty();
            assertThat(take(log, new byte[0]).rows()).isZero();
        }
    }

    @Test
    void nothingTemporaryIsLeft() throws IOException {
        Path tmp = Path.of(System.getProperty("java.io.tmpdir"));
        List<Path> before = temporary(tmp);
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatThrownBy(() -> take(log, "{}\n".getBytes(UTF_8))).isInstanceOf(ImportException.class);
            InputStream broken = InputStream.nullInputStream();
            broken.close();
            assertThatThrownBy(() -> log.importJsonLines(broken)).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(temporary(tmp)).isSubsetOf(before);
    }

    private static List<Path> temporary(Path tmp) throws IOException {
        try (Stream<Path> files = Files.list(tmp)) {
            return files.filter(f -> f.getFileName().toString().startsWith("heeded-jsonl"))
                    .toList();
        }
    }

    @Test
    void aStreamThatFailsIsAnIoProblemInEveryForm() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (DecisionLog log = fixture()) {
            Stream.<Runnable>of(
                            () -> assertThat(log.exports().jsonLines(full)).isNotNull(),
                            () -> assertThat(log.exports().csv(full)).isNotNull(),
                            () -> log.exports().ocel(full))
                    .forEach(writing -> assertThatThrownBy(writing::run)
                            .isInstanceOf(UncheckedIOException.class)
                            .hasRootCauseMessage("no space left"));
        }
    }
}
