package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.heeded.dossier.RandomLog;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scanning a log reads what opening it reads, in whatever ranges and by however many threads; or refuses it. */
class LogScanTest extends LogFixture {

    private final MemoryDisk disk = new MemoryDisk(11);

    private LogScan scan(MemoryDisk from, int threads, int range) {
        return LogScan.of(new LogDirectory(from, log()), threads, range, false);
    }

    private static Map<EngagementId, List<Entry>> entries(LogScan scan) {
        Map<EngagementId, List<Entry>> read = new ConcurrentHashMap<>();
        scan.read(scan.engagements(), read::put);
        Map<EngagementId, List<Entry>> ordered = new LinkedHashMap<>();
        scan.engagements().forEach(id -> ordered.put(id, read.get(id)));
        return ordered;
    }

    private static Map<EngagementId, List<Entry>> entries(Store store) {
        Map<EngagementId, List<Entry>> read = new LinkedHashMap<>();
        for (EngagementId id : store.engagements()) {
            read.put(
                    id,
                    store.read(id, 0, Integer.MAX_VALUE).stream()
                            .map(Recorded::entry)
                            .toList());
        }
        return read;
    }

    /** Engagements with all kinds of entries, shuffled into one another, in groups of one to four. */
    private static void fill(Store store, long seed, int engagements) {
        Random random = new Random(seed);
        List<List<Draft>> each = new ArrayList<>();
        for (int k = 0; k < engagements; k++) {
            // some ids have to be escaped in a record, and some are not ASCII
            EngagementId id =
                    new EngagementId(List.of("e", "\"quoted\"", "käse", "漢").get(k % 4) + k);
            each.add(new ArrayList<>(RandomLog.of(seed * 10 + k, 20).stream()
                    .map(e -> Draft.of(id, e.event()))
                    .toList()));
        }
        while (!each.isEmpty()) {
            List<Draft> own = each.get(random.nextInt(each.size()));
            List<Draft> group = new ArrayList<>(own.subList(0, Math.min(own.size(), 1 + random.nextInt(4))));
            own.subList(0, group.size()).clear();
            if (own.isEmpty()) {
                each.remove(own);
            }
            if (store.check(group).isEmpty()) {
                store.append(group);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsWhatOpeningReads(long seed) {
        Map<EngagementId, List<Entry>> expected;
        Position end;
        try (Store store = open(disk, 5_000)) {
            fill(store, seed, 6);
            expected = entries(store);
            end = store.end();
        }
        assertThat(disk.files()).hasSizeGreaterThan(4);
        for (int range : new int[] {1, 7, 100, 399, 1_000, 4_096, 1 << 20}) {
            for (int threads = 1; threads <= 3; threads++) {
                LogScan scan = scan(disk, threads, range);
                assertThat(scan.end()).isEqualTo(end);
                assertThat(scan.engagements()).containsExactlyElementsOf(expected.keySet());
                assertThat(entries(scan)).as("ranges of %s", range).isEqualTo(expected);
            }
        }
    }

    @Test
    void readsUpToHeadAndNothingBehind() {
        try (Store store = open(disk, 700)) {
            for (String word : List.of("a", "b", "c", "d", "e", "f")) {
                store.append(List.of(milestone(word)));
            }
        }
        for (int count = 0; count <= 6; count++) {
            disk.put(log().resolve("HEAD"), Head.bytes(count));
            LogScan scan = scan(disk, 2, 100);
            assertThat(scan.end().value()).isEqualTo(count);
            assertThat(entries(scan).values().stream().mapToInt(List::size).sum())
                    .isEqualTo(count);
        }
        disk.put(log().resolve("HEAD"), Head.bytes(7));
        assertThatThrownBy(() -> scan(disk, 2, 100))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("entry 6");
    }

    @Test
    void aTornTailBehindHeadIsNotRead() {
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
            store.append(List.of(milestone("b"), milestone("c")));
        }
        Path segment = segmentFiles().get(0);
        byte[] whole = disk.bytes(segment);
        disk.put(log().resolve("HEAD"), Head.bytes(1));
        int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf("{\"g\":1");
        for (int length = second; length < whole.length; length++) {
            disk.put(segment, Arrays.copyOf(whole, length));
            assertThat(scan(disk, 1, 64).end().value()).isEqualTo(1);
        }
    }

    private List<Path> segmentFiles() {
        return disk.files().stream()
                .filter(path -> path.toString().endsWith(".jsonl"))
                .sorted()
                .toList();
    }

    private void assertRefused(Path file, byte[] bytes, String what) {
        MemoryDisk copy = disk.copy();
        copy.put(file, bytes);
        assertThatThrownBy(() -> entries(scan(copy, 1, 300)))
                .as("%s of %s", what, file)
                .isInstanceOf(CorruptException.class);
    }

    @Test
    void everyTruncationAndEveryFlippedBitIsRefused() {
        try (Store store = open(disk, 700)) {
            for (String word : List.of("a", "b", "c", "d")) {
                store.append(List.of(milestone(word)));
            }
            store.append(List.of(milestone("e"), milestone("f"), milestone("g")));
        }
        assertThat(segmentFiles()).hasSize(3);
        List<Path> files = new ArrayList<>(segmentFiles());
        files.add(log().resolve("HEAD"));
        for (Path file : files) {
            byte[] whole = disk.bytes(file);
            IntStream.range(0, whole.length)
                    .forEach(length -> assertRefused(file, Arrays.copyOf(whole, length), "first " + length + " bytes"));
            IntStream.range(0, whole.length * 8).forEach(bit -> {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertRefused(file, flipped, "bit " + bit);
            });
        }
    }

    @Test
    void linesAndSegmentsThatAreMissingDoubledOrSwappedAreRefused() {
        try (Store store = open(disk, 700)) {
            fill(store, 5, 2);
        }
        List<Path> files = segmentFiles();
        for (Path file : files) {
            MemoryDisk without = disk.copy();
            without.delete(file);
            assertThatThrownBy(() -> scan(without, 2, 300))
                    .as("without %s", file)
                    .isInstanceOf(CorruptException.class);
        }
        Path file = files.get(1);
        List<String> lines =
                new String(disk.bytes(file), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSizeGreaterThan(3);
        for (int i = 1; i + 1 < lines.size(); i++) {
            List<String> missing = new ArrayList<>(lines);
            missing.remove(i);
            List<String> doubled = new ArrayList<>(lines);
            doubled.add(i, lines.get(i));
            List<String> swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);
            for (List<String> other : List.of(missing, doubled, swapped)) {
                assertRefused(file, (String.join("\n", other) + "\n").getBytes(StandardCharsets.UTF_8), "line " + i);
            }
        }
    }

    @Test
    void aRecordThatIsNotInTheUsualFormIsReadToo() throws IOException {
        try (Store store = open(disk, 1 << 20)) {
            store.append(List.of(milestone("a")));
        }
        Path segment = segmentFiles().get(0);
        String text = new String(disk.bytes(segment), StandardCharsets.UTF_8);
        String header = text.substring(0, text.indexOf('\n') + 1);
        String record = text.substring(text.indexOf("\"r\":") + 4, text.lastIndexOf(",\"c\":"));
        for (String other : List.of(
                record.replace("\"engagement\":\"acme\"", "\"engagement\" : \"acme\""),
                record.replace("\"engagement\":\"acme\"", "\"engagement\":\"\\u0061cme\""),
                "{\"n\":0," + record.substring(1).replace("\"n\":0,", ""))) {
            assertThat(other).isNotEqualTo(record);
            byte[] line = Line.frame(0, 0, 0, other.getBytes(StandardCharsets.UTF_8));
            disk.put(segment, (header + new String(line, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            assertThat(entries(scan(disk, 1, 100))).containsOnlyKeys(ACME);
        }
    }

    @Test
    void saysThatThereIsNoLog() {
        assertThatThrownBy(() -> LogScan.of(temp.resolve("nowhere")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no log");
    }

    @Test
    void whatAReaderThrowsReachesTheCaller() {
        try (Store store = open(disk, 700)) {
            fill(store, 6, 5);
        }
        LogScan scan = scan(disk, 3, 500);
        assertThatThrownBy(() -> scan.read(scan.engagements(), (id, entries) -> {
                    throw new IllegalStateException("no room for " + id);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no room for");
    }
}
