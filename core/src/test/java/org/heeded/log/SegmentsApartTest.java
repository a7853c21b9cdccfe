package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;

/** Segments read each by itself, held against the stores that read the whole log. */
class SegmentsApartTest extends LogFixture {

    private static final Path FIRST = Path.of("segments", "00000000000000000000.jsonl");

    /** What the segments hold, read in any order. */
    private static List<Recorded> apart(Map<String, byte[]> files, Optional<byte[]> head) {
        Map<String, Long> lengths = new HashMap<>();
        files.forEach((name, bytes) -> lengths.put(name, (long) bytes.length));
        Segments segments = Segments.of("there", lengths, head);
        List<String> names = new ArrayList<>(files.keySet());
        Collections.reverse(names);
        List<Recorded> all = new ArrayList<>();
        for (String name : names) {
            if (name.endsWith(".jsonl")) {
                List<Recorded> some = new ArrayList<>();
                Iterator<RawRecord> records = segments.read(name, new ByteArrayInputStream(files.get(name)));
                while (records.hasNext()) {
                    RawRecord raw = records.next();
                    Recorded read = Recorded.read(raw.position(), raw.bytes());
                    assertThat(raw.engagement()).isEqualTo(read.entry().engagement());
                    assertThat(raw.n()).isEqualTo(read.entry().n());
                    some.add(read);
                }
                all.addAll(0, some);
            }
        }
        head.ifPresent(bytes -> assertThat(all).hasSize((int) Head.count(bytes).orElseThrow()));
        return all;
    }

    private Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        segments().forEach(path -> files.put(LogDirectory.name(path), bytes(path)));
        files.put("notes.txt", new byte[3]);
        return files;
    }

    @Test
    void togetherTheyHoldWhatTheLogHolds() {
        RandomEvents random = new RandomEvents(11);
        List<Recorded> written = new ArrayList<>();
        try (Store store = open(new LocalDisk(), 20_000)) {
            for (String id : List.of("plain", "Größe", "\"quoted\"", "back\\slash", "\"n\":7", "a/b")) {
                random.story(EngagementId.of(id), 60).forEach(draft -> written.addAll(store.append(List.of(draft))));
            }
        }
        assertThat(segments()).hasSizeGreaterThan(3);
        assertThat(apart(files(), Optional.of(bytes(log().resolve("HEAD"))))).isEqualTo(written);
        assertThat(apart(files(), Optional.empty())).isEqualTo(written);
    }

    /** Either the entries, or that they are refused. */
    private static Optional<List<Recorded>> tried(Supplier<List<Recorded>> reading) {
        try {
            return Optional.of(reading.get());
        } catch (CorruptException e) {
            return Optional.empty();
        }
    }

    private Optional<List<Recorded>> apart(MemoryDisk disk, Optional<Long> head) {
        Map<String, byte[]> files = new TreeMap<>();
        try {
            for (Path path : new LogDirectory(disk, log()).segments()) {
                files.put(LogDirectory.name(path), disk.bytes(path));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return tried(() -> apart(files, head.map(Head::bytes)));
    }

    private Optional<List<Recorded>> together(MemoryDisk disk, Optional<Long> head) {
        disk.put(log().resolve("HEAD"), Head.bytes(head.orElse(0L)));
        return tried(() -> {
            try (Store store = head.isPresent()
                    ? JsonLinesView.open(new LogDirectory(disk, log()), sealer)
                    : open(disk, 1 << 20)) {
                return all(store);
            }
        });
    }

    private MemoryDisk twoSegments() {
        MemoryDisk disk = new MemoryDisk(1);
        try (Store store = open(disk, 700)) {
            store.append(List.of(milestone("a")));
            store.append(List.of(milestone("b"), milestone("c")));
            store.append(List.of(milestone("d"), milestone("e")));
        }
        return disk;
    }

    @Test
    void withAnyByteDamagedTheySayWhatTheLogSays() throws IOException {
        MemoryDisk whole = twoSegments();
        List<Path> segments = new LogDirectory(whole, log()).segments();
        assertThat(segments).hasSizeBetween(2, 3);
        int refused = 0;
        for (Path segment : segments) {
            for (int at = 0; at < whole.bytes(segment).length; at++) {
                for (Optional<Long> head : List.of(Optional.<Long>empty(), Optional.of(1L), Optional.of(5L))) {
                    MemoryDisk damaged = whole.copy();
                    byte[] bytes = damaged.bytes(segment).clone();
                    bytes[at] ^= 1;
                    damaged.put(segment, bytes);
                    Optional<List<Recorded>> apart = apart(damaged, head);
                    assertThat(apart)
                            .as("%s byte %d with HEAD %s", segment, at, head)
                            .isEqualTo(together(damaged, head));
                    refused += apart.isEmpty() ? 1 : 0;
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void cutAtAnyByteTheySayWhatTheLogSays() throws IOException {
        MemoryDisk whole = twoSegments();
        List<Path> segments = new LogDirectory(whole, log()).segments();
        for (Path segment : segments) {
            for (int length = 0; length < whole.bytes(segment).length; length++) {
                for (Optional<Long> head : List.of(Optional.<Long>empty(), Optional.of(0L), Optional.of(3L))) {
                    MemoryDisk torn = whole.copy();
                    torn.put(segment, Arrays.copyOf(whole.bytes(segment), length));
                    assertThat(apart(torn, head))
                            .as("%s cut at %d with HEAD %s", segment, length, head)
                            .isEqualTo(together(torn, head));
                }
            }
        }
    }

    @Test
    void damageIsNamedByFileLineAndByte() throws IOException {
        small();
        Map<String, byte[]> files = files();
        String text = Files.readString(log().resolve(FIRST));
        files.put(
                LogDirectory.name(FIRST),
                text.replace("\"what\":\"b\"", "\"what\":\"B\"").getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> apart(files, Optional.empty()))
                .isInstanceOf(CorruptException.class)
                .hasMessage("there/00000000000000000000.jsonl line 3 byte " + text.indexOf("{\"g\":1,")
                        + ", entry 1: is not as it was written");
        Segments segments = Segments.of("there", Map.of(LogDirectory.name(FIRST), 1L), Optional.empty());
        assertThat(segments.damage(new Position(1), new CorruptException("is odd")))
                .hasMessage("there/00000000000000000000.jsonl line 3, entry 1: is odd");
    }

    @Test
    void headThatEndsWithinAGroupOrIsDamagedIsRefused() {
        small();
        assertThat(apart(files(), Optional.of(Head.bytes(3)))).hasSize(3);
        assertThatThrownBy(() -> apart(files(), Optional.of(Head.bytes(4))))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("line 5: ends what counts within a group");
        assertThatThrownBy(() -> apart(files(), Optional.of(Head.bytes(7))))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("line 7: is the last line, but entry 7 is what has to follow");
        assertThatThrownBy(() -> apart(files(), Optional.of(new byte[32])))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("HEAD of there is damaged");
    }

    @Test
    void aRecordThatIsNoneIsFoundAtTheLatestWhenItIsRead() {
        byte[] header = bytes(small(), FIRST);
        byte[] wrong = Line.frame(0, 0, 0, "{\"id\":7}".getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(header, header.length + wrong.length);
        System.arraycopy(wrong, 0, both, header.length, wrong.length);
        assertThatThrownBy(() -> apart(Map.of(LogDirectory.name(FIRST), both), Optional.empty()))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("line 2 byte " + header.length + ", entry 0: is whole, but field");
        assertThatThrownBy(() -> Recorded.read(Position.START, new byte[] {(byte) 0xff}))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("UTF-8");
    }

    /** The header of a small log. */
    private byte[] bytes(List<Recorded> written, Path segment) {
        assertThat(written).isNotEmpty();
        String text = new String(bytes(log().resolve(segment)), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aMissingSegmentIsRefusedAndOneThatHeadDoesNotCountIsPassedOver() {
        String later = "00000000000000000004.jsonl";
        assertThat(Segments.of("there", Map.of(later, 1L), Optional.of(Head.bytes(0)))
                        .read(later, InputStream.nullInputStream()))
                .isExhausted();
        assertThatThrownBy(() -> Segments.of("there", Map.of(later, 1L), Optional.empty()))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("segment with entry 0 is missing in there");
        assertThatThrownBy(() -> Segments.of("there", Map.of(), Optional.of(Head.bytes(1))))
                .isInstanceOf(CorruptException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Segments.of("there", Map.of(), Optional.empty())
                        .read("x.jsonl", InputStream.nullInputStream()));
    }

    @Test
    void whatCannotBeReadIsSaidToBeSo() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();
        Iterator<RawRecord> records = Segments.of("there", Map.of(LogDirectory.name(FIRST), 1L), Optional.empty())
                .read(LogDirectory.name(FIRST), closed);
        assertThatThrownBy(records::hasNext)
                .isInstanceOf(StoreException.class)
                .hasMessage("there/00000000000000000000.jsonl cannot be read: Stream closed");
    }
}
