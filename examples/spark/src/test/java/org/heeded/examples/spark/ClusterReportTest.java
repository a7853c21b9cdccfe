package org.heeded.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.Report;
import org.heeded.ReportRequest;
import org.heeded.model.ClientId;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.Event;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
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

    /** What one process says. */
    private Report single(ReportRequest request) {
        return DecisionLog.report(log(), OPTIONS, request);
    }

    private String singleJson() {
        return single(ReportRequest.DEFAULT).toJson(Audience.SHARED);
    }

    private void addFixture() {
        try (DecisionLog log = DecisionLog.open(log(), OPTIONS)) {
            assertThat(log.record(FixtureLog.drafts())).hasSize(24);
        }
    }

    @Test
    void aLargeSkewedLogGivesTheReportThatOneProcessGives() throws Exception {
        assertThat(SkewedLog.write(log(), ENTRIES, OPTIONS)).isCloseTo(0.3, within(0.02));
        run("{}");
        assertThat(written("report.json")).isEqualTo(singleJson());
    }

    @Test
    void eachClientHasTheReportThatOneProcessGives() throws Exception {
        double unused = SkewedLog.write(log(), 4_000, OPTIONS);
        run("{}");
        List<ClientId> clients = IntStream.range(0, SkewedLog.CLIENTS)
                .mapToObj(SkewedLog::client)
                .toList();
        assertThat(names(out().resolve("clients")))
                .isEqualTo(clients.stream()
                        .map(ReportDirectory::name)
                        .flatMap(name -> Stream.of(name + ".json", name + ".html"))
                        .collect(Collectors.toSet()));
        assertThat(written("report.html"))
                .isEqualTo(single(ReportRequest.DEFAULT).toHtml(Audience.SHARED));
        for (ClientId client : List.of(SkewedLog.LARGE, clients.get(1), clients.get(3))) {
            Report report = single(ReportRequest.DEFAULT.client(client));
            String name = "clients/" + ReportDirectory.name(client);
            assertThat(written(name + ".json")).isEqualTo(report.toJson(Audience.SHARED));
            assertThat(written(name + ".html")).isEqualTo(report.toHtml(Audience.SHARED));
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
        addFixture();
        String plan = "{\"level\":0.9,\"horizonDays\":30}";
        run(plan);
        assertThat(written("report.json"))
                .isEqualTo(single(ReportRequest.DEFAULT.plan(AnalysisPlan.parse(plan)))
                        .toJson(Audience.SHARED))
                .isNotEqualTo(singleJson());
    }

    /** Two pieces of advice, all or none. */
    private void addGroup() {
        List<Draft> group = Stream.of("late-1", "late-2")
                .map(id -> Draft.of(
                        FixtureLog.ZEBRA, new Event.ProposalMade(ProposalId.of(id), Proposal.of("Advice " + id))))
                .toList();
        try (DecisionLog log = DecisionLog.open(log(), OPTIONS)) {
            assertThat(log.record(group)).hasSize(2);
        }
    }

    @Test
    void whatIsBehindHeadDoesNotCount() throws Exception {
        addFixture();
        String before = singleJson();
        byte[] head = Files.readAllBytes(log().resolve("HEAD"));
        addGroup();
        Files.write(log().resolve("HEAD"), head);
        run("{}");
        assertThat(written("report.json")).isEqualTo(before);
    }

    @Test
    void withoutHeadAnIncompleteGroupAtTheEndDoesNotCount() throws Exception {
        addFixture();
        String before = singleJson();
        addGroup();
        List<String> lines = Files.readAllLines(segment());
        Files.write(segment(), lines.subList(0, lines.size() - 1));
        Files.delete(log().resolve("HEAD"));
        run("{}");
        assertThat(written("report.json")).isEqualTo(before);
    }

    @Test
    void aDamagedLineFailsTheJobAndIsNamed() throws Exception {
        double unused = SkewedLog.write(log(), 1_000, OPTIONS);
        byte[] bytes = Files.readAllBytes(segment());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("{\"g\":700,");
        bytes[at + 50] ^= 1;
        Files.write(segment(), bytes);
        assertThatThrownBy(() -> run("{}"))
                .isInstanceOf(CorruptException.class)
                .hasMessageStartingWith("file:" + segment() + " line 702 byte " + at + ", entry 700: ");
        assertThat(out()).doesNotExist();
    }

    @Test
    void aRecordThatIsNoneFailsTheJobAndIsNamed() throws Exception {
        double unused = SkewedLog.write(log(), 1_000, OPTIONS);
        // a whole line, but the record ends before the fields of its type
        replace(702, line -> line.substring(0, line.indexOf(",\"recordedAt\"")) + "}");
        assertThatThrownBy(() -> run("{}"))
                .isInstanceOf(CorruptException.class)
                .hasMessageStartingWith("file:" + segment() + " line 703, entry 701: field ");
    }

    @Test
    void anEntryThatDoesNotFollowInItsEngagementFailsTheJobAndIsNamed() throws Exception {
        double unused = SkewedLog.write(log(), 1_000, OPTIONS);
        replace(702, line -> line.replaceFirst(",\"c\":.*", "").replaceFirst("\"n\":\\d+", "\"n\":100000"));
        assertThatThrownBy(() -> run("{}"))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("does not follow index");
    }

    /** Changes a line of the segment and gives it the CRC that it then has to have. */
    private void replace(int index, UnaryOperator<String> change) throws IOException {
        List<String> lines = Files.readAllLines(segment());
        String body = change.apply(lines.get(index));
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        lines.set(index, body + ",\"c\":\"%08x\"}".formatted(crc.getValue()));
        Files.write(segment(), lines);
    }

    @Test
    void anEmptyLogIsReportedOnAndADirectoryThatIsThereIsNotTouched() throws Exception {
        DecisionLog.open(log(), OPTIONS).close();
        run("{}");
        assertThat(written("report.json")).isEqualTo(singleJson());
        Files.writeString(out().resolve("report.json"), "mine");
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
