package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.heeded.model.CorruptException;
import org.heeded.model.Entry;
import org.heeded.model.RejectedException;
import org.heeded.privacy.Sealer;

/**
 * Fuzz targets for the frame and the record. As tests they run over the inputs in the resources; with {@code JAZZER_FUZZ=1}
 * in the environment they search for more.
 */
class FormatFuzzTest {

    private final Codec codec = new Codec(new Sealer(new FixedKeys()));

    @FuzzTest(maxDuration = "5m")
    void frame(byte[] body) {
        readFrame(body);
    }

    @FuzzTest(maxDuration = "5m")
    void record(byte[] bytes) {
        readRecord(codec, bytes);
    }

    /** Bytes in a frame with the right check: no line and no header, or the one way to write it. */
    static void readFrame(byte[] body) {
        byte[] whole = Line.checked(body);
        byte[] line = Arrays.copyOf(whole, whole.length - 1);
        assertOneForm(line);
        assertOneForm(body); // most often without a check, and then no line
        SegmentHeader.parse(line).ifPresent(header -> assertThat(header.line()).isEqualTo(whole));
    }

    private static void assertOneForm(byte[] line) {
        Line.parse(line).ifPresent(l -> {
            byte[] record = Arrays.copyOfRange(line, l.from(), l.from() + l.length());
            byte[] again = Line.frame(l.number(), l.batch(), l.following(), record);
            assertThat(Arrays.copyOf(again, again.length - 1)).isEqualTo(line);
        });
    }

    /** Bytes as a record: refused as corrupt and nothing else, or an entry that is written and read back the same. */
    static void readRecord(Codec codec, byte[] bytes) {
        Entry entry;
        try {
            entry = codec.decode(Codec.utf8(bytes, 0, bytes.length));
        } catch (CorruptException e) {
            return;
        }
        try {
            assertThat(codec.decode(codec.encode(entry).json())).isEqualTo(entry);
        } catch (RejectedException e) {
            // what is read more generously than it is written: white space among unknown fields
            assertThat(e.field()).isEqualTo("unknownFields");
        }
    }
}
