package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches behind each other into the segments of a log, and counts them in HEAD. For one thread. */
final class Appender implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    private static final String REOPEN = "; close the log and open it again";

    private final LogDirectory directory;
    private final Offsets offsets;
    private final LogFile head;
    private final UUID log;
    private final long roll;
    private Tail tail;
    /** Whether the last segment takes no more, since the next one is due or was tried. */
    private boolean full;

    private Optional<String> unusable = Optional.empty();

    private Appender(LogDirectory directory, Offsets offsets, LogFile head, UUID log, long roll, Tail tail) {
        this.directory = directory;
        this.offsets = offsets;
        this.head = head;
        this.log = log;
        this.roll = roll;
        this.tail = tail;
    }

    /**
     * Goes on at the end of a log, or begins its first segment.
     *
     * @param head counts what is there, durably
     * @param roll a segment takes no batch that would make it longer, unless that is its first
     */
    static Appender at(LogDirectory directory, Offsets offsets, LogFile head, Recovery.Result found, long roll)
            throws IOException {
        UUID log = found.log().orElseGet(UUID::randomUUID);
        Tail tail;
        if (found.end().isPresent()) {
            tail = Tail.of(directory.disk(), found.end().get());
        } else {
            SegmentHeader header = new SegmentHeader(log, 0, Optional.empty());
            tail = create(directory, header);
            begin(directory, offsets, tail, header);
        }
        return new Appender(directory, offsets, head, log, roll, tail);
    }

    private static Tail create(LogDirectory directory, SegmentHeader header) throws IOException {
        Path path = directory.segment(header.first());
        LogFile file = directory.disk().open(path);
        try {
            file.truncate(0); // an earlier try may have left something
            file.write(0, header.line());
            return new Tail(path, file);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** When this returns, a new segment's header and name are on the disk. */
    private static void begin(LogDirectory directory, Offsets offsets, Tail fresh, SegmentHeader header)
            throws IOException {
        try {
            fresh.file().force();
            directory.forceSegments();
            offsets.begin(new Segment(fresh.path(), directory.disk().openToRead(fresh.path())));
            fresh.begun(header.line());
        } catch (IOException e) {
            fresh.close();
            throw e;
        }
    }

    /**
     * Writes a batch that follows what is there. When this returns, it has reached the disk.
     *
     * @throws StoreException if it has not; says what became of it
     */
    void write(Batch batch) {
        unusable.ifPresent(why -> {
            throw new StoreException(Fate.NOT_WRITTEN, why);
        });
        prepare(batch);
        byte[] bytes = batch.bytes();
        put(bytes);
        force();
        long at = tail.length();
        for (int line = 0; line < batch.size(); line++) {
            offsets.add(at + batch.begin(line), at + batch.end(line));
        }
        tail.added(bytes);
        count(batch.first() + batch.size());
    }

    /** Sees that nobody else has written, and begins a new segment where the last one is full. */
    private void prepare(Batch batch) {
        long length;
        try {
            length = tail.file().length();
            if (length == tail.length()) {
                tail.hash();
            }
        } catch (IOException e) {
            throw new StoreException(Fate.NOT_WRITTEN, tail.path() + " cannot be read: " + e.getMessage(), e);
        }
        if (length != tail.length()) {
            throw poison(
                    Fate.NOT_WRITTEN,
                    tail.path() + " has " + length + " bytes instead of " + tail.length()
                            + ": somebody else wrote to it" + REOPEN);
        }
        full |= tail.hasEntries() && length + batch.length() > roll;
        if (full) {
            roll(new SegmentHeader(log, batch.first(), Optional.of(tail.finished())));
            full = false;
        }
    }

    private void roll(SegmentHeader header) {
        Tail fresh;
        try {
            fresh = create(directory, header);
        } catch (IOException e) {
            throw new StoreException(
                    Fate.NOT_WRITTEN,
                    "no new segment could be written behind " + tail.path() + ": " + e.getMessage(),
                    e);
        }
        try {
            head.force();
            begin(directory, offsets, fresh, header);
            tail.close();
        } catch (IOException e) {
            throw poison(
                    Fate.NOT_WRITTEN, "the segment " + fresh.path() + " could not be forced to the disk" + REOPEN, e);
        }
        tail = fresh;
    }

    private void put(byte[] bytes) {
        long end = tail.length();
        try {
            tail.file().write(end, bytes);
        } catch (IOException e) {
            try {
                tail.file().truncate(end);
                tail.file().force();
            } catch (IOException again) {
                e.addSuppressed(again);
                throw poison(
                        Fate.UNKNOWN,
                        tail.path() + " could be neither written nor cut back to its good end" + REOPEN,
                        e);
            }
            throw new StoreException(Fate.NOT_WRITTEN, tail.path() + " could not be written: " + e.getMessage(), e);
        }
    }

    private void force() {
        try {
            tail.file().force();
        } catch (IOException e) {
            // never again: the platform may have dropped the pages and would report success
            throw poison(
                    Fate.UNKNOWN,
                    tail.path() + " could not be forced to the disk" + REOPEN + " to know what is there",
                    e);
        }
    }

    private void count(long entries) {
        try {
            head.write(0, Head.bytes(entries));
        } catch (IOException e) {
            // the entries are on the disk and are acknowledged; more would not be protected
            LOG.warn("{} cannot be written: {}", directory.head(), e.getMessage());
            poison(directory.head() + " could not be written" + REOPEN);
        }
    }

    /** Takes nothing more. */
    void poison(String why) {
        unusable = Optional.of(why);
    }

    private StoreException poison(Fate fate, String why) {
        poison(why);
        return new StoreException(fate, why);
    }

    private StoreException poison(Fate fate, String why, IOException cause) {
        poison(why);
        return new StoreException(fate, why, cause);
    }

    @Override
    public void close() throws IOException {
        try {
            if (unusable.isEmpty()) {
                head.force();
            }
        } finally {
            try {
                head.close();
            } finally {
                tail.close();
            }
        }
    }
}
