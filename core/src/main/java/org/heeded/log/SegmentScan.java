package org.heeded.log;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.heeded.model.CorruptException;

/**
 * Finds lines in ranges of segments: where each is, and which engagement its record belongs to. The check of each line is
 * made, and that it continues the one before; a record is read no further than to its engagement. For one thread; what it
 * found is for any.
 */
final class SegmentScan {

    /** What a line says of its place in the log. */
    record Frame(long number, long batch, long following) {

        static Frame of(Line line) {
            return new Frame(line.number(), line.batch(), line.following());
        }

        /** Whether it may be the first line of a segment. */
        boolean begins() {
            return batch == number;
        }

        /** Whether a line may come right behind this one in the same segment. */
        boolean precedes(Frame next) {
            boolean sameBatch = next.batch == batch;
            return next.number == number + 1
                    && (sameBatch || next.batch == next.number)
                    && (following == 0 || (sameBatch && next.following == following - 1));
        }
    }

    private static final byte[] BEFORE_ID = Line.ascii("{\"id\":\"");
    private static final byte[] BEFORE_TYPE = Line.ascii("\",\"type\":\"");
    private static final byte[] BEFORE_ENGAGEMENT = Line.ascii("\",\"v\":1,\"engagement\":\"");
    private static final int ID = 36;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = ONES << 7;
    private static final long NEWLINES = ONES * '\n';

    /** Bytes in which many a line ends; by a power of four less than the longest has. */
    private static final int FEW = 1 << 12;

    private final Optional<OutlineReader> outliner;
    private byte[] bytes = new byte[FEW];

    /**
     * A scan.
     *
     * @param outlining whether lines are outlined too
     */
    SegmentScan(boolean outlining) {
        outliner = outlining ? Optional.of(new OutlineReader()) : Optional.empty();
    }

    /** The lines that begin in a range, up to the first one that is not whole or does not continue the one before. */
    static final class Found {

        private long[] places = new long[1 << 10];
        private int[] owners = new int[1 << 10];
        private final Slices engagements = new Slices();
        private final Slices metrics = new Slices();
        private final Outlines outlines = new Outlines();
        private int size;
        private Optional<Frame> first = Optional.empty();
        private Optional<Frame> last = Optional.empty();
        private long good;
        private Optional<String> problem = Optional.empty();

        private void add(Line line, long at, int length, int owner) {
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                owners = Arrays.copyOf(owners, 2 * size);
            }
            places[size] = Places.pack(at, length);
            owners[size] = owner;
            size++;
            last = Optional.of(Frame.of(line));
            first = first.or(() -> last);
        }

        int size() {
            return size;
        }

        /** The place of a line in its segment. */
        long place(int index) {
            return places[index];
        }

        /** The number of a line's engagement in {@link #engagements}. */
        int owner(int index) {
            return owners[index];
        }

        /** The engagements that were met: their ids as they stand in records. */
        Slices engagements() {
            return engagements;
        }

        /** The lines' outlines; none if they are not outlined. */
        Outlines outlines() {
            return outlines;
        }

        /** The metrics that the outlines name: the number of one there is one more than here. */
        Slices metrics() {
            return metrics;
        }

        Optional<Frame> first() {
            return first;
        }

        Optional<Frame> last() {
            return last;
        }

        /** Where in the segment the line behind the last one begins. */
        long good() {
            return good;
        }

        /** What is wrong with the line there; nothing where the range ends. */
        Optional<String> problem() {
            return problem;
        }
    }

    /**
     * Scans a range.
     *
     * @param from where it begins, at most the file's length
     * @param to where it ends, at most the file's length
     * @param atLine whether a line begins at {@code from}, which else may be anywhere within one
     */
    Found scan(LogFile file, long from, long to, boolean atLine) throws IOException {
        Found found = new Found();
        long base = atLine ? from : from - 1; // a line begins behind a newline
        int size = fill(file, base, (int) (to - base));
        int at = 0;
        if (!atLine) {
            at = newline(0, size) + 1;
            if (at == 0) {
                found.good = to; // all of the range is within one line
                return found;
            }
        }
        found.good = base + at;
        while (found.good < to) {
            int end = newline(at, size);
            if (end < 0) {
                // the last line ends in a range behind
                base = found.good;
                at = 0;
                for (int length = FEW; end < 0 && length <= Line.MAX; length *= 4) {
                    size = fill(file, base, length);
                    end = newline(0, size);
                }
            }
            Optional<Line> line = end < 0 ? Optional.empty() : Line.parse(bytes, at, end);
            if (line.isEmpty()
                    || !found.last.map(l -> l.precedes(Frame.of(line.get()))).orElse(true)) {
                found.problem = Optional.of("is not as it was written");
                return found;
            }
            try {
                found.add(line.get(), found.good, end - at, engagement(line.get(), found));
            } catch (CorruptException e) {
                found.problem = Optional.of("is whole, but " + e.getMessage());
                return found;
            }
            at = end + 1;
            found.good = base + at;
        }
        return found;
    }

    /** Reads so many bytes, or as many as there are. */
    private int fill(LogFile file, long from, int length) throws IOException {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        int size = 0;
        while (size < length) {
            int read = file.read(from + size, bytes, size, length - size);
            if (read < 0) {
                break;
            }
            size += read;
        }
        return size;
    }

    /** Eight bytes at a time: in a word that is 0 where a byte is a newline, the lowest such byte borrows first. */
    private int newline(int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i) ^ NEWLINES;
            long found = word - ONES & ~word & HIGHS;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        for (; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** In the form in which records are written the engagement comes behind id, type and version; else it is looked for. */
    private int engagement(Line line, Found found) {
        int end = line.from() + line.length();
        int type = line.from() + BEFORE_ID.length + ID + BEFORE_TYPE.length;
        if (stands(BEFORE_ID, line.from(), end) && stands(BEFORE_TYPE, type - BEFORE_TYPE.length, end)) {
            int typeEnd = closing(type, end);
            int from = typeEnd + BEFORE_ENGAGEMENT.length;
            if (stands(BEFORE_ENGAGEMENT, from - BEFORE_ENGAGEMENT.length, end)) {
                int to = closing(from, end);
                if (to < end) {
                    int id = line.from() + BEFORE_ID.length;
                    outliner.ifPresent(
                            o -> o.add(found.outlines, found.metrics, bytes, id, type, typeEnd, to + 1, end));
                    return found.engagements.number(bytes, from, to);
                }
            }
        }
        outliner.ifPresent(o -> OutlineReader.addUnread(found.outlines));
        if (StrictJson.object(line.json(bytes)).value("engagement") instanceof String id) {
            byte[] written = id.getBytes(StandardCharsets.UTF_8);
            return found.engagements.number(written, 0, written.length);
        }
        throw new CorruptException("field engagement is missing");
    }

    private boolean stands(byte[] expected, int from, int end) {
        return from >= 0
                && end - from >= expected.length
                && Arrays.equals(expected, 0, expected.length, bytes, from, from + expected.length);
    }

    /** Where the string that begins here ends; the end if it has an escape or does not. */
    private int closing(int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '"') {
                return i;
            }
            if (bytes[i] == '\\') {
                return end;
            }
        }
        return end;
    }
}
