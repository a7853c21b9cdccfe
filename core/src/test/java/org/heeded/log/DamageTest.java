package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.heeded.model.CorruptException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every truncation, every flipped bit, lines and segments dropped, doubled and swapped: found, all of it, as long as HEAD is
 * there. Each check is also run with HEAD or the CRC taken away, and must then find that damage went through.
 */
class DamageTest extends LogFixture {

    private static final int ROLL = 700;

    private MemoryDisk disk = new MemoryDisk(3);
    private List<Recorded> written = List.of();

    @BeforeEach
    void writeThreeSegments() {
        try (Store store = open(disk, ROLL)) {
            for (String word : List.of("a", "b", "c", "d")) {
                store.append(List.of(milestone(word)));
            }
            store.append(List.of(milestone("e"), milestone("f"), milestone("g")));
            written = all(store);
        }
        assertThat(segmentFiles()).hasSize(3);
    }

    private List<Path> segmentFiles() {
        return disk.files().stream()
                .filter(path -> path.toString().endsWith(".jsonl"))
                .sorted()
                .toList();
    }

    private Path last() {
        return segmentFiles().get(segmentFiles().size() - 1);
    }

    private Path head() {
        return log().resolve("HEAD");
    }

    /** What a damaged log came to. */
    private enum Outcome {
        /** It was refused. */
        REFUSED,
        /** It was opened, with the loss of what was never acknowledged, and the report says so. */
        REPAIRED,
        /** It was opened as if nothing were amiss, or something acknowledged is not there. */
        UNNOTICED
    }

    /** What a log came to that is opened and read in some way. */
    private Outcome outcome(JsonLinesStore.Settings settings) {
        try (JsonLinesStore store = JsonLinesStore.open(log(), clock, AppendPolicy.LENIENT, sealer, settings)) {
            return all(store).equals(written) ? Outcome.UNNOTICED : Outcome.REPAIRED;
        } catch (CorruptException e) {
            return Outcome.REFUSED;
        }
    }

    private Outcome outcome(MemoryDisk damaged, long acknowledged) {
        try (JsonLinesStore store = open(damaged, ROLL)) {
            List<Recorded> read = all(store);
            boolean prefix = read.size() >= acknowledged
                    && written.subList(0, Math.min(read.size(), written.size())).equals(read);
            return prefix && store.recovery().torn().isPresent() ? Outcome.REPAIRED : Outcome.UNNOTICED;
        } catch (CorruptException e) {
            return Outcome.REFUSED;
        }
    }

    private Outcome damaged(Path file, byte[] bytes, long acknowledged) {
        MemoryDisk copy = disk.copy();
        copy.put(file, bytes);
        return outcome(copy, acknowledged);
    }

    private List<Outcome> truncations(Path file, long acknowledged) {
        byte[] whole = disk.bytes(file);
        return IntStream.range(0, whole.length)
                .mapToObj(length -> damaged(file, Arrays.copyOf(whole, length), acknowledged))
                .toList();
    }

    private List<Outcome> flips(Path file, long acknowledged) {
        byte[] whole = disk.bytes(file);
        return IntStream.range(0, whole.length * 8)
                .mapToObj(bit -> {
                    byte[] flipped = whole.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    return damaged(file, flipped, acknowledged);
                })
                .toList();
    }

    @Test
    void everyTruncationIsRefused() {
        for (Path file : segmentFiles()) {
            assertThat(truncations(file, 7)).as("%s", file).containsOnly(Outcome.REFUSED);
        }
        assertThat(truncations(head(), 7)).containsOnly(Outcome.REFUSED);
    }

    @Test
    void everyFlippedBitIsRefused() {
        for (Path file : segmentFiles()) {
            assertThat(flips(file, 7)).as("%s", file).containsOnly(Outcome.REFUSED);
        }
        assertThat(flips(head(), 7)).containsOnly(Outcome.REFUSED);
    }

    /** The disk with a snapshot of all that was written. */
    private MemoryDisk withSnapshot() {
        MemoryDisk with = disk.copy();
        snapshotAfter = 1;
        open(with, ROLL).close();
        try (JsonLinesStore store = open(with, ROLL)) {
            assertThat(store.recovery().resumed()).isEqualTo(7);
        }
        return with;
    }

    @Test
    void withASnapshotEveryTruncationIsRefusedToo() {
        disk = withSnapshot();
        for (Path file : segmentFiles()) {
            assertThat(truncations(file, 7)).as("%s", file).containsOnly(Outcome.REFUSED);
        }
        assertThat(truncations(head(), 7)).containsOnly(Outcome.REFUSED);
    }

    @Test
    void withASnapshotEveryFlippedBitIsRefusedByTheOpeningOrByTheReadThatMeetsIt() {
        disk = withSnapshot();
        int opened = 0;
        for (Path file : segmentFiles()) {
            byte[] whole = disk.bytes(file);
            for (int bit = 0; bit < whole.length * 8; bit++) {
                MemoryDisk damaged = disk.copy();
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                damaged.put(file, flipped);
                opened += refusedEntries(damaged);
            }
        }
        assertThat(opened).as("lines that only the read has met").isPositive();
    }

    /** How many entries are refused when they are read; all others are as they were written. */
    private int refusedEntries(MemoryDisk damaged) {
        int refused = 0;
        try (JsonLinesStore store = open(damaged, ROLL)) {
            for (Recorded each : written) {
                assertThat(store.size(ACME)).isEqualTo(7);
                try {
                    assertThat(store.read(each.position(), 1)).containsExactly(each);
                    assertThat(store.find(each.entry().id())).contains(each);
                } catch (CorruptException e) {
                    refused++;
                }
            }
            assertThat(refused).as("%s", store.recovery()).isEqualTo(1);
        } catch (CorruptException e) {
            return 0;
        }
        assertThat(outcome(settings(damaged, ROLL).verify(true))).isEqualTo(Outcome.REFUSED);
        return refused;
    }

    @Test
    void whatWasNeverAcknowledgedMayBeLostAndTheReportSaysSo() {
        disk.put(head(), Head.bytes(4));
        assertThat(truncations(last(), 4).subList(0, 1)).containsOnly(Outcome.REPAIRED); // a segment never begun
        assertThat(truncations(last(), 4)).contains(Outcome.REPAIRED).doesNotContain(Outcome.REFUSED);
        assertThat(flips(last(), 4)).contains(Outcome.REPAIRED).doesNotContain(Outcome.UNNOTICED);
        for (Path file : segmentFiles().subList(0, 2)) {
            assertThat(truncations(file, 4)).containsOnly(Outcome.REFUSED);
            assertThat(flips(file, 4)).containsOnly(Outcome.REFUSED);
        }
    }

    @Test
    void withoutHeadATruncationGoesUnnoticed() {
        disk.put(head(), Head.bytes(0));
        assertThat(truncations(last(), 7)).contains(Outcome.UNNOTICED);
    }

    @Test
    void withoutTheCrcAFlippedBitGoesUnnoticed() {
        byte[] whole = disk.bytes(last());
        String text = new String(whole, StandardCharsets.UTF_8);
        int from = text.indexOf("{\"g\":");
        int to = text.indexOf('\n', from);
        List<Outcome> outcomes = new ArrayList<>();
        for (int at = from; at < to - Line.frame(4, 4, 2, new byte[0]).length / 2; at++) {
            byte[] line = Arrays.copyOfRange(whole, from, to);
            line[at - from] ^= 1;
            byte[] again = Line.checked(Arrays.copyOf(line, line.length - ",\"c\":\"01234567\"}".length()));
            byte[] damaged = whole.clone();
            System.arraycopy(again, 0, damaged, from, again.length);
            outcomes.add(damaged(last(), damaged, 7));
        }
        assertThat(outcomes).contains(Outcome.UNNOTICED);
    }

    @Test
    void linesDroppedDoubledOrSwappedAreRefused() {
        for (Path file : segmentFiles()) {
            List<String> lines = List.of(new String(disk.bytes(file), StandardCharsets.UTF_8).split("(?<=\n)"));
            for (int i = 0; i < lines.size(); i++) {
                int line = i;
                assertThat(edited(file, lines, all -> all.remove(line)))
                        .as("%s without line %s", file, line)
                        .isEqualTo(Outcome.REFUSED);
                assertThat(edited(file, lines, all -> all.add(line, all.get(line))))
                        .as("%s line %s doubled", file, line)
                        .isEqualTo(Outcome.REFUSED);
                for (int j = 0; j < i; j++) {
                    int other = j;
                    assertThat(edited(file, lines, all -> Collections.swap(all, line, other)))
                            .as("%s lines %s and %s swapped", file, line, other)
                            .isEqualTo(Outcome.REFUSED);
                }
            }
        }
    }

    private Outcome edited(Path file, List<String> lines, Consumer<List<String>> edit) {
        List<String> edited = new ArrayList<>(lines);
        edit.accept(edited);
        return damaged(file, String.join("", edited).getBytes(StandardCharsets.UTF_8), 7);
    }

    @Test
    void segmentsDeletedDoubledOrSwappedAreRefused() {
        List<Path> files = segmentFiles();
        for (Path file : files) {
            MemoryDisk without = disk.copy();
            without.delete(file);
            assertThat(outcome(without, 7)).as("without %s", file).isEqualTo(Outcome.REFUSED);
            for (Path other : files) {
                if (!other.equals(file)) {
                    assertThat(damaged(file, disk.bytes(other), 7)).isEqualTo(Outcome.REFUSED);
                }
            }
        }
        MemoryDisk none = disk.copy();
        files.forEach(none::delete);
        assertThat(outcome(none, 7)).isEqualTo(Outcome.REFUSED);
        MemoryDisk headless = disk.copy();
        headless.delete(head());
        assertThat(outcome(headless, 7)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void aSegmentOfAnotherLogIsRefused() {
        MemoryDisk mine = disk;
        disk = new MemoryDisk(4);
        writeThreeSegments();
        byte[] foreign = disk.bytes(last());
        disk = mine;
        assertThat(damaged(last(), foreign, 7)).isEqualTo(Outcome.REFUSED);
    }
}
