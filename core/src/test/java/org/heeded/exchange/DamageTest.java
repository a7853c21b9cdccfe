package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of damage is refused with line, column, value and reason. */
class DamageTest {

    private static final String HEADER = "id,client,title,decision,decided_at,outcome\n";

    static Stream<Arguments> rows() {
        return Stream.of(
                row(
                        "decision typo",
                        HEADER + "1,a,T,Rejectd,,\n",
                        2,
                        "decision",
                        "Rejectd",
                        "is none of FOLLOWED, DELEGATED"),
                row("outcome typo", HEADER + "1,a,T,FOLLOWED,,SUCESS\n", 2, "outcome", "SUCESS", "value map outcome:"),
                row(
                        "no date",
                        HEADER + "1,a,T,FOLLOWED,soon,\n",
                        2,
                        "decided_at",
                        "soon",
                        "is no date that can be read"),
                row(
                        "no day",
                        HEADER + "1,a,T,FOLLOWED,2026-02-30,\n",
                        2,
                        "decided_at",
                        "2026-02-30",
                        "is no day or time"),
                row(
                        "no hour",
                        HEADER + "1,a,T,FOLLOWED,2026-02-03 25:00,\n",
                        2,
                        "decided_at",
                        "2026-02-03 25:00",
                        "no day"),
                row("serial day", HEADER + "1,a,T,FOLLOWED,46034,\n", 2, "decided_at", "46034", "serial number"),
                row("short year", HEADER + "1,a,T,FOLLOWED,12/13/26,\n", 2, "decided_at", "12/13/26", "is no date"),
                row(
                        "year 0",
                        HEADER + "1,a,T,FOLLOWED,0000-01-01,\n",
                        2,
                        "decided_at",
                        "0000-01-01",
                        "outside the years"),
                row(
                        "other month",
                        HEADER + "1,a,T,FOLLOWED,12 Foo 2026,\n",
                        2,
                        "decided_at",
                        "12 Foo 2026",
                        "no month"),
                row(
                        "day or month",
                        HEADER + "1,a,T,FOLLOWED,03/04/2026,\n",
                        2,
                        "decided_at",
                        "03/04/2026",
                        "no date of the file settles it; set the date order"),
                row(
                        "day and month both ways",
                        HEADER + "1,a,T,FOLLOWED,31/01/2026,\n2,a,U,FOLLOWED,01/31/2026,\n",
                        2,
                        "decided_at",
                        "31/01/2026",
                        "line 2 has 31/01/2026, line 3 has 01/31/2026"),
                row("no client", HEADER + "1,,T,FOLLOWED,,\n", 2, "", "", "has neither a client nor an engagement"),
                row("no id, no title", HEADER + ",a,,FOLLOWED,,\n", 2, "", "", "has neither an id nor a title"),
                row("duplicated id", HEADER + "1,a,T,,,\n1,a,U,,,\n", 3, "id", "1", "stands in line 2 too"),
                row("same title and date", "client,title\na,T\nb,T\na,T\n", 4, "title", "", "of line 2"),
                row("too many cells", "client,title\na,T,x\n", 2, "", "", "has 3 cells, the header 2"),
                row(
                        "quote left open",
                        HEADER + "1,a,\"T,FOLLOWED,,\n2,a,U,,,\n",
                        2,
                        "",
                        "",
                        "quotes that do not pair up"),
                row("text after quote", HEADER + "1,a,\"T\"x,FOLLOWED,,\n", 2, "", "", "quotes that do not pair up"),
                row("NUL", HEADER + "1,a,T\0U,,,\n", 2, "title", "", "NUL character"),
                row("long id", HEADER + "i".repeat(201) + ",a,T,,,\n", 2, "id", "i".repeat(60) + "…", "201 characters"),
                row("break in an id", HEADER + "\"1\n2\",a,T,,,\n", 2, "id", "1\\u000a2", "has control characters"),
                row(
                        "10 MB cell",
                        HEADER + "1,a," + "x".repeat(10_000_000) + ",,,\n",
                        2,
                        "title",
                        "",
                        "has 10000000 characters"),
                row(
                        "20 MB cell",
                        HEADER + "1,a," + "x".repeat(20_000_000) + ",,,\n",
                        2,
                        "",
                        "",
                        "a cell of over 16 million characters"),
                row(
                        "directive decided",
                        "client,title,kind,decision\na,T,directive,FOLLOWED\n",
                        2,
                        "decision",
                        "FOLLOWED",
                        "order"),
                row("kind typo", "client,title,kind\na,T,idea\n", 2, "kind", "idea", "is none of PROPOSAL, DIRECTIVE"),
                row("two clients", "engagement,client,id\ne,a,1\nf,b,2\ne,b,3\n", 4, "client", "b", "\"a\" in line 2"),
                row(
                        "decided_at alone",
                        HEADER + "1,a,T,,2026-01-02,\n",
                        2,
                        "decided_at",
                        "2026-01-02",
                        "needs a value in decision"),
                row(
                        "reason alone",
                        "client,id,decision,reason\na,1,,why\n",
                        2,
                        "reason",
                        "",
                        "needs a value in decision"),
                row(
                        "adherence",
                        "client,id,decision,adherence\na,1,FOLLOWED,0.5\n",
                        2,
                        "adherence",
                        "0.5",
                        "ADAPTED only"),
                row(
                        "adherence over 1",
                        "client,id,decision,adherence\na,1,ADAPTED,1.5\n",
                        2,
                        "adherence",
                        "1.5",
                        "between 0 and 1"),
                row("view", "client,id,decision,view\na,1,DECLINED,agreed\n", 2, "view", "agreed", "ADAPTED only"),
                row(
                        "no override",
                        "client,title,decision,alternative\na,T,NOT CHOSEN,t\n",
                        2,
                        "alternative",
                        "",
                        "no override"),
                row(
                        "probability 70",
                        "client,id,forecast_probability\na,1,70\n",
                        2,
                        "forecast_probability",
                        "70",
                        "between 0 and 1"),
                row(
                        "target alone",
                        "client,id,forecast_target\na,1,120\n",
                        2,
                        "forecast_target",
                        "120",
                        "needs a value in forecast_metric"),
                row(
                        "no number",
                        "client,id,forecast_metric,forecast_target\na,1,leads,many\n",
                        2,
                        "forecast_target",
                        "many",
                        "is no number"),
                row(
                        "34 digits",
                        "client,id,forecast_metric,forecast_target\na,1,leads," + "9".repeat(35) + "\n",
                        2,
                        "forecast_target",
                        "9".repeat(35),
                        "34 digits"),
                row("stray percent", "client,id,outcome_metric,actual\na,1,ctr,3%\n", 2, "actual", "3%", "per cent"),
                row(
                        "exponent",
                        "client,id,outcome_metric,actual\na,1,ctr,1E+05\n",
                        2,
                        "actual",
                        "1E+05",
                        "is no number"),
                row(
                        "thousand or one",
                        "client,id,outcome_metric,actual\na,1,ctr,\"1,234\"\n",
                        2,
                        "actual",
                        "1,234",
                        "set the decimal mark"),
                row("stake alone", "client,id,stake\na,1,500\n", 2, "stake", "500", "without a currency"),
                row(
                        "other sign",
                        "client,id,stake,currency\na,1,$500,EUR\n",
                        2,
                        "stake",
                        "$500",
                        "not the row's currency EUR"),
                row("currency", "client,id,stake,currency\na,1,500,EURO\n", 2, "currency", "EURO", "ISO 4217"),
                row("negative stake", "client,id,stake,currency\na,1,-5,EUR\n", 2, "stake", "-5", "is negative"),
                row(
                        "actual of nothing",
                        "client,id,actual\na,1,74\n",
                        2,
                        "actual",
                        "74",
                        "needs a value in outcome_metric"),
                row(
                        "judge alone",
                        "client,id,judged_by\na,1,client\n",
                        2,
                        "judged_by",
                        "client",
                        "needs a value in outcome"),
                row(
                        "time alone",
                        "client,id,outcome,outcome_at\na,1,,2026-01-01\n",
                        2,
                        "outcome_at",
                        "2026-01-01",
                        "needs a value in outcome"),
                row(
                        "launched_at alone",
                        "client,id,launched,launched_at\na,1,,2026-01-01\n",
                        2,
                        "launched_at",
                        "2026-01-01",
                        "in launched"),
                row(
                        "claimant alone",
                        "client,id,responsibility_by\na,1,client\n",
                        2,
                        "responsibility_by",
                        "client",
                        "in responsibility"),
                row(
                        "claimant",
                        "client,id,responsibility,responsibility_by\na,1,CLIENT,other\n",
                        2,
                        "responsibility_by",
                        "other",
                        "none of CLIENT, MARKETER"),
                row(
                        "role alone",
                        "client,id,marketer_role\na,1,HEAD\n",
                        2,
                        "marketer_role",
                        "HEAD",
                        "needs a value in marketer"),
                row("tag", "client,id,tags\na,1,k=v;w\n", 2, "tags", "k=v;w", "not like key=value"),
                row("tag twice", "client,id,tags\na,1,k=v;k=w\n", 2, "tags", "k=v;k=w", "has a key twice"));
    }

    private static Arguments row(String kind, String file, long line, String column, String value, String reason) {
        return arguments(kind, file, line, column, value, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aBadRowIsRefusedWithLineColumnValueAndReason(
            String kind, String file, long line, String column, String value, String reason) {
        ImportException refusal = Csv.refusal(file);
        Problem problem = refusal.problems().get(0);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
        assertThat(problem.value()).isEqualTo(value);
        assertThat(problem.reason()).contains(reason);
        assertThat(refusal).hasMessageContaining(problem.toString()).hasMessageContaining("nothing was imported");
        assertThat(refusal.toString()).hasSizeLessThan(600);
    }

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("empty", "", "is empty"),
                arguments("blank", " \n\n \n", "is empty"),
                arguments("delimiters only", ",,,\n,,,\n", "has no header"),
                arguments("header only", HEADER, "has a header and no rows"),
                arguments("rows of nothing", HEADER + ",,,,,\n\n,,,,,\n", "has a header and no rows"),
                arguments("no header", "1,acme,One page\n", "has no column client or engagement"),
                arguments("missing client", "id,title\n1,T\n", "has no column client or engagement"),
                arguments("missing title", "client,decision\na,FOLLOWED\n", "has no column title or id"),
                arguments("column twice", "client,title,Client\na,T,b\n", "is the name of two columns"),
                arguments("quote left open in the header", "client,\"title,id\na,T,1\n", "line 1: has quotes"),
                arguments("10 MB header", "client," + "x".repeat(10_000_000) + "\na,1\n", "over 1048576 characters"),
                arguments("100k columns", columns(100_000) + "\n" + columns(100_000) + "\n", "has 100000 columns"),
                arguments("workbook", "PK\003\004 and so on", "is a workbook or an archive"));
    }

    private static String columns(int number) {
        return String.join(
                ",", IntStream.range(0, number).mapToObj(i -> "c" + i).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void aFileThatIsNoSuchTableIsRefused(String kind, String file, String reason) {
        assertThat(Csv.refusal(file)).hasMessageContaining(reason);
    }

    @Test
    void aRowOfAHundredThousandCellsIsABadRow() {
        assertThat(Csv.refusal("client,title\na,T\n" + columns(100_000) + "\n").problems())
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).startsWith("line 3: has 100000 cells, the header 2"));
    }

    @Test
    void everyBadRowIsListedInTheOrderOfTheFile() {
        String file = HEADER + "1,a,T,FOLOWED,,\n2,a,U,FOLLOWED,,\n3,,V,,,\n4,a,W,?,yesterday,\"x\n";
        assertThat(Csv.refusal(file).problems()).extracting(Problem::line).containsExactly(2L, 4L, 5L);
        assertThat(Csv.refusal(file.replace("\"x", "x")).problems())
                .extracting(Problem::line, Problem::column)
                .containsExactly(tuple(2L, "decision"), tuple(4L, ""), tuple(5L, "decision"), tuple(5L, "outcome"));
    }

    @Test
    void aCellIsRefusedOnce() {
        assertThat(Csv.refusal(HEADER + "1,a,T," + "x".repeat(200_000) + ",,\n").problems())
                .extracting(Problem::reason)
                .singleElement()
                .asString()
                .startsWith("has 200000 characters");
    }

    @Test
    void noCopyOfAStreamStaysBehind() throws IOException {
        String marker = "marker-" + UUID.randomUUID();
        Csv.read("client,title\nacme," + marker + "\n");
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "heeded*.csv")) {
            for (Path file : files) {
                assertThat(file).content().doesNotContain(marker);
            }
        }
    }

    @Test
    void goodRowsAreReadAloneOnRequestButNotFromAFileWhoseRowsCannotBeTold() {
        CsvMapping goodRows = CsvMapping.NONE.withGoodRowsOnly();
        CsvImport read = Csv.read(HEADER + "1,a,T,FOLOWED,,\n2,a,U,FOLLOWED,,\n", goodRows);
        assertThat(read.rows()).extracting(CsvImport.Row::line).containsExactly(3L);
        assertThat(read.problems()).extracting(Problem::line).containsExactly(2L);
        assertThat(read.rowCount()).isEqualTo(2);
        assertThatThrownBy(() -> Csv.read(HEADER + "1,a,T,,,\n2,a,\"U,,,\n", goodRows))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void theLineIsThatOfTheFileAlsoAfterBreaksInsideCellsAndEmptyLines() {
        String file = "client,title\r\n\r\na,\"one\r\ntwo\"\r\n\r\na,\"x\"\n,bad\n";
        assertThat(Csv.refusal(file).problems()).extracting(Problem::line).containsExactly(7L);
    }

    @Test
    void bytesThatAreNotOfTheNamedCharsetAreRefusedWithTheirLine() {
        byte[] latin = (HEADER + "1,a,T,,,\n2,a,Caf\u00e9,,,\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] breaks = "client,id\r\na,1\r\r\na,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] bytes : new byte[][] {latin, breaks}) {
            assertThat(Csv.refusal(bytes, CsvMapping.NONE.withCharset("UTF-8")))
                    .hasMessageContaining("line " + (bytes == latin ? 3 : 4) + ": has bytes that are not UTF-8");
        }
        byte[] marked = concat(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, latin);
        assertThat(Csv.refusal(marked, CsvMapping.NONE)).hasMessageContaining("line 3: has bytes that are not UTF-8");
        byte[] odd =
                concat(new byte[] {(byte) 0xFF, (byte) 0xFE}, "client,id\na,1\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(Csv.refusal(Arrays.copyOf(odd, odd.length - 1), CsvMapping.NONE))
                .hasMessageContaining("not UTF-16LE");
    }

    static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void whatIsNoReadableFileIsRefused(@TempDir Path dir) {
        assertThatThrownBy(() -> CsvImport.read(dir.resolve("none.csv"), CsvMapping.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessage("none.csv: does not exist; nothing was imported");
        assertThatThrownBy(() -> CsvImport.read(dir, CsvMapping.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void aFileWithoutPermissionIsRefused(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("secret.csv"), HEADER + "1,a,T,,,\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user may read any file, so a missing permission was not tried");
        assertThatThrownBy(() -> CsvImport.read(file, CsvMapping.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no permission");
    }

    @Test
    void aStreamThatBreaksOffIsRefused() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream(HEADER.getBytes(StandardCharsets.UTF_8)),
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] bytes, int from, int length) throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        assertThatThrownBy(() -> CsvImport.read(broken, CsvMapping.NONE))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("input: cannot be read")
                .hasMessageContaining("connection reset");
    }

    @Test
    void aMappedColumnThatIsNotThereIsNamedWithThoseThatAre() {
        byte[] file = "case,client\n1,a\n".getBytes(StandardCharsets.UTF_8);
        assertThat(Csv.refusal(file, CsvMapping.NONE.columns("id=case_id")))
                .hasMessageContaining("case_id is the column mapped to id, but there is no such column")
                .hasMessageContaining("the columns are case, client");
    }

    @Test
    void aProblemOfAMappedColumnIsNamedByItsOwnHeader() {
        byte[] file = "Kunde,Titel,Antwort\nacme,T,vielleicht\n".getBytes(StandardCharsets.UTF_8);
        ImportException refusal =
                Csv.refusal(file, CsvMapping.NONE.columns("client=Kunde,title=Titel,decision=Antwort"));
        assertThat(refusal.problems().get(0).toString())
                .startsWith("line 2: Antwort \"vielleicht\" is none of FOLLOWED");
        assertThat(refusal.problems()).hasSize(1);
    }
}
