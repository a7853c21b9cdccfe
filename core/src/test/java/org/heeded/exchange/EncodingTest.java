package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.heeded.model.Event;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes in the encodings that spreadsheets write, each read with what was assumed said. */
class EncodingTest {

    private static final String FILE = "client,title\nacme,Überschrift für Café Zoë\n";
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments(FILE.getBytes(StandardCharsets.UTF_8), "read as UTF-8"),
                arguments(
                        ("\uFEFF" + FILE).getBytes(StandardCharsets.UTF_8),
                        "read as UTF-8 because of its byte order mark"),
                arguments(
                        ("\uFEFF" + FILE).getBytes(StandardCharsets.UTF_16LE),
                        "read as UTF-16LE because of its byte order mark"),
                arguments(
                        ("\uFEFF" + FILE).getBytes(StandardCharsets.UTF_16BE),
                        "read as UTF-16BE because of its byte order mark"),
                arguments(
                        FILE.getBytes(StandardCharsets.UTF_16LE), "read as UTF-16LE because every other byte is zero"),
                arguments(
                        FILE.getBytes(StandardCharsets.UTF_16BE), "read as UTF-16BE because every other byte is zero"),
                arguments(
                        FILE.getBytes(StandardCharsets.ISO_8859_1),
                        "read as windows-1252 (Latin-1), because line 2 is not UTF-8"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("encodings")
    void theEncodingIsWorkedOutAndSaid(byte[] bytes, String assumption) {
        CsvImport read = Csv.read(bytes, CsvMapping.NONE);
        assertThat(read.assumptions()).contains(assumption);
        assertThat(title(read)).isEqualTo("Überschrift für Café Zoë");
    }

    private static String title(CsvImport read) {
        return ((Text.Plain) Csv.only(Event.ProposalMade.class, read)
                        .advice()
                        .description()
                        .title()
                        .orElseThrow())
                .value();
    }

    @Test
    void windowsCharactersAreNotTakenForControlCharacters() {
        String file = "client,title\nacme,„5 €“ – jetzt\n";
        assertThat(title(Csv.read(file.getBytes(WINDOWS), CsvMapping.NONE))).isEqualTo("„5 €“ – jetzt");
    }

    @Test
    void bytesThatWindowsLacksAreLatinOne() {
        byte[] bytes = "client,title\nacme,\u00e9\u0081\n".getBytes(StandardCharsets.ISO_8859_1);
        CsvImport read = Csv.read(bytes, CsvMapping.NONE);
        assertThat(read.assumptions()).contains("read as ISO-8859-1 (Latin-1), because line 2 is not UTF-8");
        assertThat(title(read)).isEqualTo("é\u0081");
    }

    @Test
    void anEncodingThatIsNamedIsTaken() {
        CsvImport read = Csv.read(FILE.getBytes(StandardCharsets.UTF_8), CsvMapping.NONE.withCharset("windows-1252"));
        assertThat(read.assumptions()).contains("read as windows-1252, as asked");
        assertThat(title(read)).startsWith("Ãœberschrift");
        CsvImport marked =
                Csv.read(("\uFEFF" + FILE).getBytes(StandardCharsets.UTF_8), CsvMapping.NONE.withCharset("UTF-8"));
        assertThat(title(marked)).startsWith("Überschrift");
    }

    @Test
    void aCharacterAcrossTheEndOfABlockIsWhole() {
        for (int shift = 0; shift < 4; shift++) {
            String file = "client,title\nacme," + "x".repeat(8192 - 18 - 2 + shift) + "😀é\n";
            assertThat(Csv.read(file).assumptions()).contains("read as UTF-8");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {", commas", "; semicolons", "'\t' tabs", "| |"})
    void theDelimiterIsWorkedOutAndSaid(char delimiter, String words) {
        String file = "Client@\"Title\"@Also Affects\nacme@\"T;,|\t\"@\"email;seo\"\n".replace('@', delimiter);
        CsvImport read = Csv.read(file);
        assertThat(read.assumptions()).contains("cells separated by " + words);
        assertThat(read.rows()).hasSize(1);
    }

    @Test
    void aLineThatNamesTheDelimiterIsObeyed() {
        CsvImport read = Csv.read("sep=;\nclient,a;title;client\nacme;7;b\n");
        assertThat(read.assumptions()).contains("cells separated by semicolons");
    }

    @Test
    void aDelimiterThatIsNamedIsTaken() {
        assertThat(Csv.read("client~title\nacme~T\n", CsvMapping.NONE.withDelimiter('~'))
                        .rows())
                .hasSize(1);
    }

    @Test
    void aFileIsReadLikeAStream(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("decisions.csv"), FILE);
        CsvImport read = CsvImport.read(file, CsvMapping.NONE);
        assertThat(read.source()).isEqualTo("decisions.csv");
        assertThat(read.drafts()).isEqualTo(Csv.read(FILE).drafts());
    }
}
