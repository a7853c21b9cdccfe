package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.heeded.model.CorruptException;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that somebody made to do harm: refused with their place, without a word of theirs, and in little memory. */
class HostileTest extends LogFixture {

    private static final String GOOD =
            "{\"id\":\"00000000-0000-7000-8000-00000000000f\",\"type\":\"milestone\",\"v\":1,\"engagement\":\"acme\","
                    + "\"n\":6,\"recordedAt\":\"2026-03-01T12:00:00Z\",\"what\":\"secret\"%s}";

    static Stream<byte[]> records() {
        Stream<byte[]> texts = Stream.of(
                        ",\"x\":" + "[".repeat(64) + "]".repeat(64),
                        ",\"x\":" + "[".repeat(500_000),
                        ",\"x\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                        ",\"x\":1,\"x\":2",
                        ",\"x\":[{\"y\":{\"a\":1,\"a\":1}}]",
                        ",\"x\":\"\\ud800\"",
                        ",\"x\":\"\\udc00\\ud800\"",
                        ",\"\\udfff\":1",
                        ",\"x\":\"\u0000\"",
                        ",\"x\":1e1000",
                        ",\"x\":1e-999999999",
                        ",\"x\":" + "9".repeat(101),
                        ",\"x\":NaN",
                        ",\"x\":'a'",
                        "}{",
                        "\u0000")
                .map(more -> GOOD.formatted(more).getBytes(StandardCharsets.UTF_8));
        Stream<byte[]> bytes = Stream.of(
                        new byte[] {(byte) 0xC0, (byte) 0x80}, // overlong NUL
                        new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0xAF}, // overlong slash
                        new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, // a surrogate
                        new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // above U+10FFFF
                        new byte[] {(byte) 0xFF})
                .map(bad -> {
                    byte[] record = GOOD.formatted(",\"x\":\"????\"").getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(bad, 0, record, record.length - 6, bad.length);
                    return record;
                });
        return Stream.concat(texts, bytes);
    }

    @ParameterizedTest
    @MethodSource("records")
    void aHostileRecordInAWholeLineIsDamage(byte[] record) throws IOException {
        small();
        Path segment = segments().get(0);
        byte[] before = bytes(segment);
        byte[] line = Line.frame(6, 6, 0, record);
        byte[] both = Arrays.copyOf(before, before.length + line.length);
        System.arraycopy(line, 0, both, before.length, line.length);
        write(segment, both);
        for (long head : new long[] {6, 7}) {
            acknowledged(head);
            assertThatThrownBy(this::reopen)
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("line 8 byte " + before.length + ", entry 6")
                    .hasMessageNotContaining("secret");
            assertThat(Files.size(segment)).isEqualTo(both.length);
        }
    }

    /** What the small process runs: opens a log, and says what came of it. */
    static final class Opens {

        private Opens() {}

        public static void main(String[] args) {
            Sealer sealer = new Sealer(new InMemoryKeyStore());
            Path log = Path.of(args[1]);
            try (Store store = args[0].equals("write")
                    ? JsonLinesStore.open(log, Clock.systemUTC(), AppendPolicy.LENIENT, sealer)
                    : JsonLinesStore.openReadOnly(log, sealer)) {
                System.out.println(store.end() + " entries");
            } catch (CorruptException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    private String openedSmall(String how) throws Exception {
        Process process = Child.of(List.of(), List.of("-Xmx64m"), Opens.class, how, log().toString())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aLineOfAHundredMegabytesTakesNoMemory() throws Exception {
        small();
        Path segment = segments().get(0);
        long good = Files.size(segment);
        for (boolean ended : new boolean[] {false, true}) {
            try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
                file.setLength(good + 100_000_000);
                if (ended) {
                    file.seek(good + 99_999_999);
                    file.write('\n');
                }
            }
            assertThat(openedSmall("read")).contains("6 entries");
            acknowledged(7);
            assertThat(openedSmall("write")).contains("refused: ", "line 8 byte " + good + ", entry 6");
            assertThat(openedSmall("read")).contains("refused: ", "line 8 byte " + good + ", entry 6");
            acknowledged(6);
            assertThat(openedSmall("write")).contains("6 entries");
            assertThat(Files.size(segment)).isEqualTo(good);
        }
        assertThat(torn()).hasSize(2);
        assertThat(Files.size(torn().get(0))).isEqualTo(100_000_000);
    }

    @Test
    void linesChangedAtRandomAreReadAsTheyWereWrittenOrNotAtAll() {
        Codec codec = new Codec(sealer);
        SplittableRandom random = new SplittableRandom(21);
        byte[] record = GOOD.formatted(",\"x\":[1,{\"y\":\"\\u00fc\"}]").getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < (LONG ? 2_000_000 : 10_000); i++) {
            byte[] changed = record.clone();
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(random.nextBoolean() ? 128 : 256);
            }
            FormatFuzzTest.readRecord(codec, changed);
            byte[] line = Line.frame(6, 5, 4, changed);
            byte[] cut = Arrays.copyOf(line, line.length - 1);
            assertThat(Line.parse(cut)).contains(new Line(6, 5, 4, line.length - changed.length - 17, changed.length));
            byte[] body = Arrays.copyOf(line, line.length - 17);
            body[random.nextInt(40)] = (byte) random.nextInt(128);
            FormatFuzzTest.readFrame(body);
            cut[random.nextInt(cut.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(Line.parse(cut)).isEqualTo(Optional.empty());
            read++;
        }
        assertThat(read).isPositive();
    }
}
