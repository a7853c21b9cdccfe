package org.heeded.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.model.ClientId;
import org.heeded.model.CorruptException;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.report.Audience;
import org.heeded.testkit.FixtureLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the job says, held against what the library says in one process. */
class ClusterReportTest {

    /** How many entries the large log has. */
    private static final long ENTRIES = Long.getLong("heeded.entries", 1_000_000);

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final LogOptions OPTIONS = LogOptions.DEFAULT.clock(Clock.fixed(NOW, ZoneOffset.UTC));

    private static JavaSparkContext spark;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private Path log() {
        return directory.resolve("log");
    }

    private Path out() {
        return directory.resolve("out");
    }

    private void run(String plan) throws Exception {
        ClusterReport.run(
                spark,
                new org.apache.hadoop.fs.Path(log().toUri()),
                new org.apache.hadoop.fs.Path(out().toUri()),
                new Question(plan, NOW));
    }

    private String written(String name) throws IOException {
        return Files.readString(out().resolve(name));
    }

    private Path segment() {
        return log().resolve("segments").resolve("00000000000000000000.jsonl");
    }

    @Test
    void aLargeSkewedLogGivesTheReportThatOneProcessGives() throws Exception {
        SkewedLog.write(log(), ENTRIES, OPTIONS);
        run("{}");
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            assertThat(log.end().value()).isGreaterThanOrEqualTo(ENTRIES);
            assertThat(written("report.json")).isEqualTo(log.report().toJson(Audience.SHARED));
        }
    }

    @Test
    void eachClientHasTheReportThatOneProcessGives() throws Exception {
        SkewedLog.write(log(), 4_000, OPTIONS);
        run("{}");
        List<ClientId> clients = IntStream.range(0, SkewedLog.CLIENTS)
                .mapToObj(SkewedLog::client)
                .toList();
        assertThat(names(out().resolve("clients")))
                .isEqualTo(clients.stream()
                        .map(ReportDirectory::name)
                        .flatMap(name -> Stream.of(name + ".json", name + ".html"))
                        .collect(Collectors.toSet()));
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            assertThat(written("report.json")).isEqualTo(log.report().toJson(Audience.SHARED));
            assertThat(written("report.html")).isEqualTo(log.report().toHtml(Audience.SHARED));
            for (ClientId client : List.of(SkewedLog.LARGE, clients.get(1), clients.get(3), clients.get(39))) {
                var report = log.report(ReportRequest.DEFAULT.client(client));
                String name = "clients/" + ReportDirectory.name(client);
                assertThat(written(name + ".json")).isEqualTo(report.toJson(Audience.SHARED));
                assertThat(written(name + ".html")).isEqualTo(report.toHtml(Audience.SHARED));
            }
        }
    }

    private static Set<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !name.endsWith(".crc")) // Hadoop's own, beside local files
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void entriesOfEveryTypeAreReadAndAPlanIsFollowed() throws Exception {
        try (DecisionLog log = DecisionLog.open(log(), OPTIONS)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
        }
        String plan = "{\"level\":0.9,\"horizonDays\":30}";
        run(plan);
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            ReportRequest request = ReportRequest.DEFAULT.plan(AnalysisPlan.parse(plan));
            assertThat(written("report.json")).isEqualTo(log.report(request).toJson(Audience.SHARED));
            assertThat(written("report.json")).isNotEqualTo(log.report().toJson(Audience.SHARED));
        }
    }

    @Test
    void whatIsBehindHeadDoesNotCount() throws Exception {
        SkewedLog.write(log(), 2_000, OPTIONS);
        byte[] head = Files.readAllBytes(log().resolve("HEAD"));
        String before;
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            before = log.report().toJson(Audience.SHARED);
        }
        try (DecisionLog log = DecisionLog.open(log(), OPTIONS)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
        }
        Files.write(log().resolve("HEAD"), head);
        run("{}");
        assertThat(written("report.json")).isEqualTo(before);
    }

    @Test
    void withoutHeadWhatIsWholeCounts() throws Exception {
        SkewedLog.write(log(), 2_000, OPTIONS);
        String before;
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            before = log.report().toJson(Audience.SHARED);
        }
        long length = Files.size(segment());
        try (DecisionLog log = DecisionLog.open(log(), OPTIONS)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
        }
        byte[] longer = Files.readAllBytes(segment());
        int last = new String(longer, StandardCharsets.ISO_8859_1).lastIndexOf('\n', longer.length - 2);
        assertThat((long) last).isGreaterThan(length);
        Files.write(segment(), Arrays.copyOf(longer, last + 1));
        Files.delete(log().resolve("HEAD"));
        run("{}");
        assertThat(written("report.json")).isEqualTo(before);
    }

    @Test
    void aDamagedLineFailsTheJobAndIsNamed() throws Exception {
        SkewedLog.write(log(), 1_000, OPTIONS);
        String text = Files.readString(segment());
        int at = text.indexOf("{\"g\":700,");
        Files.writeString(segment(), text.substring(0, at + 50) + "#" + text.substring(at + 51));
        assertThatThrownBy(() -> run("{}"))
                .isInstanceOf(CorruptException.class)
                .hasMessageStartingWith("file:" + segment() + " line 702 byte "
                        + text.substring(0, at).getBytes(StandardCharsets.UTF_8).length + ", entry 700: ");
        assertThat(out()).doesNotExist();
    }

    @Test
    void aRecordThatIsNoneFailsTheJobAndIsNamed() throws Exception {
        SkewedLog.write(log(), 1_000, OPTIONS);
        List<String> lines = Files.readAllLines(segment());
        // whole, and of a record whose fields of the type are missing
        String line = lines.get(702);
        String body = line.substring(0, line.indexOf(",\"recordedAt\"")) + "}";
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        lines.set(702, body + ",\"c\":\"%08x\"}".formatted(crc.getValue()));
        Files.write(segment(), lines);
        assertThatThrownBy(() -> run("{}"))
                .isInstanceOf(CorruptException.class)
                .hasMessageStartingWith("file:" + segment() + " line 703, entry 701: ");
    }

    @Test
    void anEmptyLogIsReportedOnAndADirectoryThatIsThereIsNotTouched() throws Exception {
        DecisionLog.open(log(), OPTIONS).close();
        run("{}");
        try (DecisionLog log = DecisionLog.openReadOnly(log(), OPTIONS)) {
            assertThat(written("report.json")).isEqualTo(log.report().toJson(Audience.SHARED));
        }
        Files.writeString(out().resolve("report.json"), "mine", StandardOpenOption.TRUNCATE_EXISTING);
        assertThatThrownBy(() -> run("{}")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(written("report.json")).isEqualTo("mine");
    }

    @Test
    void longIdsMakeDifferentNamesOfFiles() {
        String id = "ä".repeat(199);
        assertThat(ReportDirectory.name(ClientId.of("a/b *"))).isEqualTo("a%2Fb+%2A");
        assertThat(ReportDirectory.name(ClientId.of(id + "1")))
                .hasSizeLessThan(200)
                .isNotEqualTo(ReportDirectory.name(ClientId.of(id + "2")));
    }
}
