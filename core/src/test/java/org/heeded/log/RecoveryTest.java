package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What opening a log does about its end. */
class RecoveryTest extends LogFixture {

    @Test
    void aTailTornAtAnyByteIsMovedAwayAndTheLogGoesOn() {
        MemoryDisk disk = new MemoryDisk(1);
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            store.append(List.of(milestone("b"), milestone("c")));
        }
        Path segment = log().resolve("segments/00000000000000000000.jsonl");
        byte[] whole = disk.bytes(segment);
        int groupAt = new String(whole, StandardCharsets.UTF_8).indexOf("{\"g\":1,");
        for (int length = groupAt + 1; length < whole.length; length++) {
            MemoryDisk torn = disk.copy();
            torn.put(segment, Arrays.copyOf(whole, length));
            torn.put(log().resolve("HEAD"), Head.bytes(1));
            try (JsonLinesStore store = open(torn, 1 << 20)) {
                assertThat(torn.bytes(segment)).isEqualTo(Arrays.copyOf(whole, groupAt));
                assertThat(torn.bytes(log().resolve(
                                        store.recovery().torn().orElseThrow().movedTo())))
                        .isEqualTo(Arrays.copyOfRange(whole, groupAt, length));
                assertThat(store.append(List.of(milestone("d"))).get(0).position())
                        .isEqualTo(new Position(1));
            }
            try (Store store = open(torn, 1 << 20)) {
                assertThat(all(store).stream().map(LogFixture::what)).containsExactly("a", "d");
            }
        }
    }

    @Test
    void wholeLinesBehindHeadAreKept() throws IOException {
        List<Recorded> written = small();
        acknowledged(1);
        assertThat(recovered()).isEqualTo(written);
        assertThat(Head.count(Files.readAllBytes(log().resolve("HEAD")))).hasValue(6);
    }

    @Test
    void damageBeforeALaterBatchIsRefusedThoughHeadIsBehind() throws IOException {
        small();
        Path segment = segments().get(0);
        String whole = Files.readString(segment);
        Files.writeString(segment, whole.replace("\"what\":\"b\"", "\"what\":\"B\""));
        acknowledged(0);
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("line 3 byte " + whole.indexOf("{\"g\":1,") + ", entry 1");
        Files.writeString(segment, whole.replace("\"what\":\"d\"", "\"what\":\"D\""));
        acknowledged(3);
        assertThat(recovered()).hasSize(3); // its own batch only follows: a torn write
    }

    @Test
    void aWholeLineInTheWrongPlaceIsDamage() throws IOException {
        small();
        Path segment = segments().get(0);
        List<String> lines = Files.readAllLines(segment);
        for (List<String> other : List.of(
                List.of(lines.get(0), lines.get(2)),
                List.of(lines.get(0), lines.get(1), lines.get(1)),
                List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(4), lines.get(6)))) {
            Files.writeString(segment, String.join("\n", other) + "\n");
            acknowledged(0);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("belongs here");
        }
    }

    @Test
    void aDamagedOrMissingHeadIsRefused() throws IOException {
        small();
        byte[] head = Files.readAllBytes(log().resolve("HEAD"));
        assertThat(head).hasSize(32);
        for (byte[] bad : List.of(new byte[0], Arrays.copyOf(head, 31), Arrays.copyOf(head, 33), new byte[32])) {
            Files.write(log().resolve("HEAD"), bad);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("HEAD");
        }
        Files.delete(log().resolve("HEAD"));
        assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class).hasMessageContaining("HEAD");
    }

    @Test
    void aSegmentThatWasNeverBegunIsMovedAway() throws IOException {
        List<Recorded> written = small();
        for (String begun : List.of("", "{\"heeded\":1,\"log\":")) {
            Files.writeString(log().resolve("segments/00000000000000000006.jsonl"), begun);
            assertThat(recovered()).isEqualTo(written);
            assertThat(segments()).hasSize(1);
        }
        assertThat(torn()).hasSize(2);
    }

    @Test
    void aLineIsOneMebibyteAtMost() throws IOException {
        small();
        Path segment = segments().get(0);
        String good = Files.readAllLines(segment).get(1);
        String record = record(good);
        int frame = Line.frame(6, 6, 0, new byte[0]).length;
        for (int length : new int[] {Line.MAX - 1, Line.MAX, Line.MAX + 1}) {
            String start = record.substring(0, record.length() - 1)
                            .replace("\"n\":0", "\"n\":6")
                            .replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"00000000-0000-7000-8000-00000000000f\"")
                    + ",\"x\":\"";
            String long1 = start + "x".repeat(length - frame - start.length() - 2) + "\"}";
            byte[] bytes = Line.frame(6, 6, 0, long1.getBytes(StandardCharsets.UTF_8));
            assertThat(bytes).hasSize(length);
            byte[] before = Files.readAllBytes(segment);
            Files.write(segment, bytes, StandardOpenOption.APPEND);
            acknowledged(7);
            if (length <= Line.MAX) {
                assertThat(recovered()).hasSize(7);
            } else {
                assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
            }
            Files.write(segment, before);
        }
    }

    @Test
    void hostileLinesBehindTheEndAreATornTailAndWithinItDamage() throws IOException {
        List<Recorded> written = small();
        Path segment = segments().get(0);
        byte[] before = Files.readAllBytes(segment);
        for (String tail : List.of(
                "\n",
                "{}\n",
                "\u0000".repeat(5000),
                "x".repeat(3 << 20),
                "x".repeat(2 << 20) + "\n",
                "{\"g\":6,\"b\":6,\"m\":0,\"r\":")) {
            Files.write(segment, before);
            Files.writeString(segment, tail, StandardOpenOption.APPEND);
            assertThat(recovered()).isEqualTo(written);
            assertThat(Files.readAllBytes(segment)).isEqualTo(before);
            Files.writeString(segment, tail, StandardOpenOption.APPEND);
            acknowledged(7);
            assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
            acknowledged(6);
        }
        for (String record : List.of("{}", "{\"a\":1,\"a\":1}", "nonsense", "")) {
            Files.write(segment, before);
            Files.write(
                    segment, Line.frame(6, 6, 0, record.getBytes(StandardCharsets.UTF_8)), StandardOpenOption.APPEND);
            assertThatThrownBy(this::reopen).isInstanceOf(CorruptException.class);
        }
    }

    @Test
    void wholeLinesBehindHeadAreWrittenAgainAndForced() {
        MemoryDisk disk = new MemoryDisk(1);
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            store.append(List.of(milestone("b")));
            store.append(List.of(milestone("c")));
        }
        Path segment = log().resolve("segments/00000000000000000000.jsonl");
        disk.put(log().resolve("HEAD"), Head.bytes(1));
        int forces = disk.forces();
        try (JsonLinesStore store = open(disk, 1 << 20)) {
            assertThat(store.recovery().rewritten()).isEqualTo(2);
            assertThat(store.recovery().repaired()).isTrue();
            assertThat(store.recovery()).asString().contains("kept 2 whole entries");
        }
        int once = disk.forces() - forces;
        byte[] whole = disk.bytes(segment);
        forces = disk.forces();
        try (JsonLinesStore store = open(disk, 1 << 20)) {
            assertThat(store.recovery().repaired()).isFalse();
            assertThat(all(store)).hasSize(3);
        }
        assertThat(disk.forces() - forces).isEqualTo(once - 1);
        assertThat(disk.bytes(segment)).isEqualTo(whole);
    }

    @Test
    void theReportSaysWhatWasTornAndThatItsGroupWasIncomplete() {
        small();
        Path segment = segments().get(0);
        byte[] whole = bytes(segment);
        int cut = whole.length - 10;
        int groupAt = new String(whole, StandardCharsets.UTF_8).indexOf("{\"g\":3,");
        write(segment, Arrays.copyOf(whole, cut));
        acknowledged(3);
        try (JsonLinesStore store = reopen()) {
            RecoveryReport report = store.recovery();
            assertThat(report.entries()).isEqualTo(3);
            assertThat(report.segments()).isEqualTo(1);
            assertThat(report.repaired()).isTrue();
            RecoveryReport.Torn tail = report.torn().orElseThrow();
            assertThat(tail.segment()).isEqualTo(segment.getFileName().toString());
            assertThat(tail.at()).isEqualTo(groupAt);
            assertThat(tail.bytes()).isEqualTo(cut - groupAt);
            assertThat(tail.lines()).isEqualTo(2);
            assertThat(bytes(log().resolve(tail.movedTo()))).isEqualTo(Arrays.copyOfRange(whole, groupAt, cut));
            assertThat(report).asString().contains("moved " + (cut - groupAt) + " bytes", tail.movedTo());
        }
        try (JsonLinesStore store = reopen()) {
            assertThat(store.recovery().torn()).isEmpty();
            assertThat(store.recovery()).hasToString("3 entries in 1 segment");
        }
    }

    @Test
    void aTornTailLargerThanALineAndThanAChunkIsMovedWhole() {
        small();
        Path segment = segments().get(0);
        byte[] good = bytes(segment);
        byte[] tail = new byte[(5 << 19) + 7];
        new java.util.Random(1).nextBytes(tail);
        byte[] both = Arrays.copyOf(good, good.length + tail.length);
        System.arraycopy(tail, 0, both, good.length, tail.length);
        write(segment, both);
        assertThat(recovered()).hasSize(6);
        assertThat(bytes(segment)).isEqualTo(good);
        assertThat(bytes(torn().get(0))).isEqualTo(tail);
    }

    @Test
    void theReportIsLoggedAsAWarningOnlyIfSomethingWasRepaired() throws IOException {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(JsonLinesStore.class);
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);
        logger.setAdditive(false);
        logged.start();
        try {
            small();
            Files.writeString(segments().get(0), "secret", StandardOpenOption.APPEND);
            List<Recorded> unused = recovered();
            unused = recovered();
        } finally {
            logger.detachAppender(logged);
            logger.setAdditive(true);
        }
        assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.WARN, Level.INFO);
        assertThat(logged.list.get(1).getFormattedMessage())
                .contains("6 entries in 1 segment; moved 6 bytes never acknowledged, from byte ", "to torn/")
                .doesNotContain("secret");
    }
}
