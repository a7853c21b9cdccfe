package org.heeded.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.TreeMap;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;

/**
 * The segments of a log in files, wherever they lie: each is read by itself and the log is not opened, so that the reading can
 * be spread over machines.
 *
 * <p>Checked is all that a segment and the names and lengths of the others can show: that each line has its form and its CRC,
 * that lines, batches and groups follow one another without a gap, that headers and HEAD agree with that. What takes the
 * whole log is left to opening it: the SHA-256 of segments, ids that are there once, amendments of entries that exist.
 *
 * <p>Immutable. What is not as it was written is told by a {@link CorruptException} that names file, line and byte.
 */
public final class Segments {

    /**
     * What has to be in a segment.
     *
     * @param end the number behind its last entry that counts; absent: it ends with the last whole group
     * @param closed whether another segment follows, so that nothing comes behind {@code end}
     * @param before the length of the segment before
     */
    private record Slot(String path, long first, OptionalLong end, boolean closed, OptionalLong before) {}

    private final NavigableMap<Long, Slot> slots;

    private Segments(NavigableMap<Long, Slot> slots) {
        this.slots = slots;
    }

    /**
     * The segments of a directory.
     *
     * @param directory where they are, for messages
     * @param lengths the length in bytes of each file by its name; other files are passed over
     * @param head the bytes of HEAD, which must be as old as the listing or older; absent: what is whole counts, as far as
     *     groups are
     * @return the segments
     * @throws CorruptException if HEAD is damaged, or the first segment is missing
     */
    public static Segments of(String directory, Map<String, Long> lengths, Optional<byte[]> head) {
        OptionalLong acknowledged = head.isEmpty() ? OptionalLong.empty() : Head.count(head.get());
        if (head.isPresent() && acknowledged.isEmpty()) {
            throw new CorruptException("HEAD of " + directory + " is damaged: what was acknowledged is unknown");
        }
        List<Map.Entry<String, Long>> files = lengths.entrySet().stream()
                .filter(file -> LogDirectory.isSegment(file.getKey()))
                .filter(file -> acknowledged.isEmpty() || first(file) < acknowledged.getAsLong())
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (files.isEmpty() ? acknowledged.orElse(0) > 0 : first(files.get(0)) != 0) {
            throw new CorruptException("the segment with entry 0 is missing in " + directory);
        }
        NavigableMap<Long, Slot> slots = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            String path = directory + "/" + files.get(i).getKey();
            boolean closed = i + 1 < files.size();
            OptionalLong end = closed ? OptionalLong.of(first(files.get(i + 1))) : acknowledged;
            OptionalLong before = i == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(files.get(i - 1).getValue());
            long first = first(files.get(i));
            slots.put(first, new Slot(path, first, end, closed, before));
        }
        return new Segments(slots);
    }

    private static long first(Map.Entry<String, Long> file) {
        return LogDirectory.first(file.getKey());
    }

    /**
     * Reads the entries of a segment, in order.
     *
     * @param name of the file
     * @param in its bytes; not closed. What fails while they are read is a {@link StoreException}
     * @return the entries that count, one by one, for one thread at a time; none of a segment that HEAD does not count
     * @throws IllegalArgumentException if the name is none of a segment
     */
    public Iterator<RawRecord> read(String name, InputStream in) {
        if (!LogDirectory.isSegment(name)) {
            throw new IllegalArgumentException(name + " is no name of a segment");
        }
        Slot slot = slots.get(LogDirectory.first(name));
        return slot == null ? List.<RawRecord>of().iterator() : new Reading(slot, in);
    }

    /**
     * Damage that has shown only when a record was read.
     *
     * @param position where the record stands
     * @param damage what is wrong with it
     * @return the same with file and line
     * @throws IllegalArgumentException if there are no entries
     */
    public CorruptException damage(Position position, CorruptException damage) {
        Map.Entry<Long, Slot> slot = slots.floorEntry(position.value());
        if (slot == null) {
            throw new IllegalArgumentException("position " + position + " is in no segment");
        }
        // the header is line 1
        long line = position.value() - slot.getKey() + 2;
        return new CorruptException(
                slot.getValue().path() + " line " + line + ", entry " + position + ": " + damage.getMessage());
    }

    /** One segment; holds no more than the group that it is in. */
    private static final class Reading implements Iterator<RawRecord> {

        private final Slot slot;
        private final LineReader lines;
        private final Queue<RawRecord> ready = new ArrayDeque<>();
        /** Lines that wait for the rest of their group. */
        private final List<RawRecord> group = new ArrayList<>();

        private long next;
        private Optional<SegmentScan.Frame> last = Optional.empty();
        private boolean begun;
        private boolean ended;

        Reading(Slot slot, InputStream in) {
            this.slot = slot;
            next = slot.first();
            lines = new LineReader((at, into, from, length) -> in.read(into, from, length));
        }

        @Override
        public boolean hasNext() {
            try {
                while (ready.isEmpty() && !ended) {
                    if (begun) {
                        advance();
                    } else {
                        begin();
                    }
                }
            } catch (IOException e) {
                throw new StoreException(Fate.NOT_WRITTEN, slot.path() + " cannot be read: " + e.getMessage(), e);
            }
            return !ready.isEmpty();
        }

        @Override
        public RawRecord next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the segment has no more entries");
            }
            return ready.remove();
        }

        private void begin() throws IOException {
            Optional<LineReader.Found> found = lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
            Optional<SegmentHeader> header =
                    found.filter(LineReader.Found::isWhole).flatMap(line -> SegmentHeader.parse(line.bytes()));
            if (header.isEmpty()) {
                if (slot.end().isPresent() || anyWholeLine(-1)) {
                    throw headerDamage("is damaged");
                }
                // it was never begun
                ended = true;
            } else if (header.get().first() != slot.first()
                    || !fits(header.get().before())) {
                throw headerDamage("does not fit the segment before");
            }
            begun = true;
        }

        private boolean fits(Optional<SegmentHeader.Before> before) {
            return before.isPresent() == slot.before().isPresent()
                    && before.map(SegmentHeader.Before::length).orElse(0L)
                            == slot.before().orElse(0);
        }

        private CorruptException headerDamage(String problem) {
            return new CorruptException(
                    slot.path() + " line 1 byte 0: the header " + problem + ", before entry " + slot.first());
        }

        /** Takes one line more, or ends. */
        private void advance() throws IOException {
            if (slot.end().isPresent() && next == slot.end().getAsLong()) {
                end();
            } else if (lines.hasNext()) {
                LineReader.Found found = lines.next();
                Optional<Line> line = found.isWhole() ? Line.parse(found.bytes()) : Optional.empty();
                if (line.isPresent()) {
                    take(line.get(), found);
                } else if (slot.end().isPresent() || anyWholeLine(next)) {
                    throw damage(found, "is not as it was written");
                } else {
                    ended = true;
                }
            } else if (slot.end().isPresent()) {
                throw damage("is the last line, but entry " + slot.end().getAsLong() + " is what has to follow");
            } else {
                ended = true;
            }
        }

        private void end() throws IOException {
            if (!group.isEmpty()) {
                throw damage("ends what counts within a group");
            }
            if (slot.closed() && lines.hasNext()) {
                throw damage("is not the last line, but the next segment begins with entry " + next);
            }
            ended = true;
        }

        private void take(Line line, LineReader.Found found) {
            SegmentScan.Frame frame = SegmentScan.Frame.of(line);
            if (!last.map(before -> before.precedes(frame)).orElse(frame.begins() && frame.number() == next)) {
                throw damage(found, "is not the line that belongs here");
            }
            try {
                group.add(new RawRecord(
                        new Position(next),
                        Arrays.copyOfRange(found.bytes(), line.from(), line.from() + line.length())));
            } catch (CorruptException e) {
                throw damage(found, "is whole, but " + e.getMessage());
            }
            next++;
            last = Optional.of(frame);
            if (frame.following() == 0) {
                ready.addAll(group);
                group.clear();
            }
        }

        /** Whether a whole line follows that was begun after a number: then what stands before it was on the disk. */
        private boolean anyWholeLine(long after) throws IOException {
            while (lines.hasNext()) {
                LineReader.Found found = lines.next();
                if (found.isWhole()
                        && Line.parse(found.bytes())
                                .filter(line -> line.batch() > after)
                                .isPresent()) {
                    return true;
                }
            }
            return false;
        }

        /** Damage at the line that was read last. */
        private CorruptException damage(String problem) {
            return new CorruptException(slot.path() + " line " + (next - slot.first() + 1) + ": " + problem);
        }

        private CorruptException damage(LineReader.Found found, String problem) {
            return new CorruptException(slot.path() + " line " + found.number() + " byte " + found.at() + ", entry "
                    + next + ": " + problem);
        }
    }
}
