package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportCommandTest {

    @TempDir
    private Path directory;

    private Ran importing(byte[] bytes, String log, List<String> options) throws IOException {
        Path file = Files.write(directory.resolve("decisions.csv"), bytes);
        List<String> args = new ArrayList<>(List.of(
                "import", file.toString(), "--log", directory.resolve(log).toString()));
        args.addAll(options);
        return heeded(args.toArray(new String[0]));
    }

    private Ran importing(String text) throws IOException {
        return importing(text.getBytes(UTF_8), "log", List.of());
    }

    /** Every file of a directory, by its path: its bytes as characters of Latin-1. */
    private static Map<String, String> bytes(Path root) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    bytes.put(root.relativize(file).toString(), new String(Files.readAllBytes(file), ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return bytes;
    }

    @Test
    void aFileIsTakenInAndTakenInAgainAddsNothing() throws IOException {
        Ran first = importing(Damage.SOUND);
        assertThat(first.code()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(first.out()).startsWith("""
                3 rows read: 7 entries added, 0 already there
                Assumed: read as UTF-8
                Assumed: cells separated by commas
                """);
        Map<String, String> before = bytes(directory.resolve("log"));
        assertThat(before).containsKey("segments/00000000000000000000.jsonl");
        assertThat(importing(Damage.SOUND).out()).startsWith("3 rows read: 0 entries added, 7 already there\n");
        assertThat(bytes(directory.resolve("log"))).isEqualTo(before);
    }

    static List<Damage> damages() {
        return Damage.all();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedFileIsRefusedWithItsReasonAndLeavesNoTrace(Damage damage) throws IOException {
        Ran refused = importing(damage.bytes(), "new", damage.options());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .startsWith("heeded: ")
                .contains(damage.complaint())
                .doesNotContain("\tat ")
                .hasSizeLessThan(5_000);
        assertThat(directory.resolve("new")).doesNotExist();

        assertThat(importing(Damage.SOUND).code()).isZero();
        Map<String, String> before = bytes(directory.resolve("log"));
        assertThat(importing(damage.bytes(), "log", damage.options()).code()).isEqualTo(2);
        assertThat(bytes(directory.resolve("log"))).isEqualTo(before);
    }

    @Test
    void oneProblemIsSaidOnceAndSeveralAreListed() throws IOException {
        assertThat(importing(Damage.SOUND.replace("FOLLOWED", "FOLOWED")).err())
                .containsOnlyOnce("FOLOWED\"")
                .hasLineCount(1);
        assertThat(importing(Damage.SOUND.replace("2026-01", "2026-13")).err())
                .contains("2 of 3 rows", "\n  line 2: proposed_at", "\n  line 3: decided_at");
    }

    @Test
    void thereAreAsManyDamagesAsWereAgreed() {
        assertThat(Damage.all()).hasSize(39);
    }

    static List<Arguments> encodings() {
        return List.of(
                Arguments.of("\ufeff", UTF_8, "read as UTF-8 because of its byte order mark"),
                Arguments.of("\ufeff", UTF_16LE, "read as UTF-16LE because of its byte order mark"),
                Arguments.of("", UTF_16LE, "read as UTF-16LE because every other byte is zero"),
                Arguments.of("", ISO_8859_1, "read as windows-1252 (Latin-1), because line 3 is not UTF-8"));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theEncodingIsWorkedOutAndSaid(String mark, Charset charset, String said) throws IOException {
        String text = mark + Damage.SOUND.replace("More posts", "Häufiger");
        Ran done = importing(text.getBytes(charset), "log", List.of());
        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("Assumed: " + said + "\n");
        assertThat(directory.resolve("log").resolve("segments").resolve("00000000000000000000.jsonl"))
                .content(UTF_8)
                .contains("Häufiger");
    }

    @Test
    void standardInputIsReadAsAFileIs() {
        Ran done = heeded(
                Damage.SOUND.getBytes(UTF_8),
                "import",
                "-",
                "--log",
                directory.resolve("log").toString());
        assertThat(done.out()).startsWith("3 rows read: 7 entries added");
    }

    @Test
    void goodRowsAreTakenAndBadOnesListedWhereThatIsAsked() throws IOException {
        String bad = Damage.SOUND.replace("FOLLOWED", "FOLOWED");
        Ran done = importing(bad.getBytes(UTF_8), "log", List.of("--good-rows-only"));
        assertThat(done.code()).isZero();
        assertThat(done.out()).contains("3 rows read: 4 entries added").contains("Left out:\n  line 2: decision");
    }

    @Test
    void columnsThatNothingIsReadFromAreNamed() throws IOException {
        assertThat(importing("client,title,mood\nacme,Pages,good\n").out())
                .startsWith("1 row read: 1 entry added")
                .contains("Ignored columns: mood\n")
                .contains("proposed_at is blank in 1 row:");
    }

    @Test
    void aDirectoryOfOtherFilesDoesNotBecomeALog() throws IOException {
        Ran refused = importing(Damage.SOUND.getBytes(UTF_8), ".", List.of());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("holds other files and no log");
        assertThat(bytes(directory)).containsOnlyKeys("decisions.csv");
    }

    @Test
    void whatWaitsIsToldBySide() throws IOException {
        importing("""
                client,title,proposed_at,decision,decided_at
                acme,Pages,2026-01-12,,
                acme,Posts,2026-01-13,FOLLOWED,2026-01-14
                """);
        Ran waiting = heeded("waiting", "--log", directory.resolve("log").toString());
        assertThat(waiting.code()).isZero();
        assertThat(waiting.out()).containsPattern("""
                1 on the client's side
                  acme
                     +\\d+ days  answer   Pages
                1 on the marketer's side
                  acme
                     +\\d+ days  launch   Posts
                """);
    }
}
