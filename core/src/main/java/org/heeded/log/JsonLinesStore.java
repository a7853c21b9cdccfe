package org.heeded.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a log in a directory of JSON Lines files: no server, one writing process. What {@link #append} returned has
 * reached the disk. The files are specified in {@code docs/FORMAT.md}.
 */
public final class JsonLinesStore extends LedgerStore {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    /** A segment takes no group that would make it longer, unless the group is its first. */
    private static final long ROLL = 64L << 20;

    private final ReentrantLock appending = new ReentrantLock();
    private final LogDirectory directory;
    private final LogFile.Opener opener;
    private final long roll;
    private final LogFile head;
    private final Offsets offsets = new Offsets();
    private final UUID log;
    private Optional<String> unusable = Optional.empty();

    private JsonLinesStore(
            LogDirectory directory, Clock clock, AppendPolicy policy, Sealer sealer, LogFile.Opener opener, long roll)
            throws IOException {
        super(clock, policy, sealer);
        this.directory = directory;
        this.opener = opener;
        this.roll = roll;
        boolean begun = Files.exists(directory.head());
        head = opener.open(directory.head());
        try {
            log = recover(begun);
        } catch (IOException | RuntimeException e) {
            closeFiles();
            throw e;
        }
        LOG.info("opened {}: {} entries in {} segments", directory.path(), ledger.size(), offsets.size());
    }

    private UUID recover(boolean begun) throws IOException {
        Optional<UUID> found = new Recovery(directory, opener, codec, ledger, offsets)
                .run(begun ? Optional.of(headBytes()) : Optional.empty());
        head.write(0, Head.bytes(ledger.size()));
        head.force();
        LogDirectory.force(directory.path());
        UUID id = found.orElseGet(UUID::randomUUID);
        if (offsets.size() == 0) {
            begin(new SegmentHeader(id, 0, Optional.empty()));
        }
        return id;
    }

    /**
     * Opens a log, made if it is not there. Reads all of it.
     *
     * @param directory where the log is
     * @param clock says when an entry was recorded
     * @param policy what to do about missing fields
     * @param sealer seals personal texts; its keys are not kept in this directory
     * @return the store
     * @throws StoreException if the log is open already, here or in another process, or cannot be read
     * @throws CorruptException if it is damaged; the message names file, line, byte and number
     */
    public static JsonLinesStore open(Path directory, Clock clock, AppendPolicy policy, Sealer sealer) {
        return open(directory, clock, policy, sealer, LogFile.Plain::new, ROLL);
    }

    static JsonLinesStore open(
            Path path, Clock clock, AppendPolicy policy, Sealer sealer, LogFile.Opener opener, long roll) {
        try {
            LogDirectory directory = LogDirectory.take(path);
            try {
                return new JsonLinesStore(directory, clock, policy, sealer, opener, roll);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    Fate.NOT_WRITTEN, "the log at " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private byte[] headBytes() throws IOException {
        byte[] bytes = new byte[(int) Math.min(head.length(), Head.LENGTH + 1)];
        head.read(0, bytes);
        return bytes;
    }

    /** Begins a segment; when this returns, its header and its name are on the disk. */
    private void begin(SegmentHeader header) throws IOException {
        Path path = directory.segment(header.first());
        Segment segment = new Segment(path, opener.open(path));
        segment.file().truncate(0);
        segment.file().write(0, header.line());
        segment.file().force();
        LogDirectory.force(path.resolveSibling(""));
        segment.good(header.line(), 1);
        offsets.begin(segment);
    }

    @Override
    List<Recorded> take(Function<Ledger.Round, List<Recorded>> group) {
        appending.lock();
        try {
            if (isClosed()) {
                throw closed();
            }
            Ledger.Round round = ledger.round();
            List<Recorded> answers = group.apply(round);
            if (!round.fresh().isEmpty()) {
                write(round.fresh());
                round.commit();
                tell();
            }
            return answers;
        } finally {
            appending.unlock();
        }
    }

    private void write(List<Recorded> entries) {
        unusable.ifPresent(why -> {
            throw new StoreException(Fate.NOT_WRITTEN, why);
        });
        List<byte[]> lines = frame(entries);
        byte[] bytes = join(lines);
        prepare(bytes.length);
        Segment segment = offsets.last();
        put(segment, bytes);
        force(segment);
        segment.good(bytes, lines.size());
        long at = segment.length() - bytes.length;
        for (byte[] line : lines) {
            offsets.add(at, at + line.length);
            at += line.length;
        }
        try {
            head.write(0, Head.bytes(ledger.size() + entries.size()));
        } catch (IOException e) {
            // the entries are on the disk and are acknowledged; more would not be protected
            LOG.warn("{} cannot be written: {}", directory.head(), e.getMessage());
            poison(directory.head() + " could not be written; close the log and open it again");
        }
    }

    private static List<byte[]> frame(List<Recorded> entries) {
        long batch = entries.get(0).position().value();
        List<byte[]> lines = new ArrayList<>();
        for (Recorded entry : entries) {
            lines.add(Line.frame(entry.position().value(), batch, entries.size() - 1L - lines.size(), entry.bytes()));
        }
        return lines;
    }

    private static byte[] join(List<byte[]> lines) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        lines.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    /** Sees that nobody else has written, and begins a new segment where the last one is full. */
    private void prepare(int more) {
        Segment last = offsets.last();
        try {
            long length = last.file().length();
            if (length != last.length()) {
                throw poison(
                        Fate.NOT_WRITTEN,
                        last.path() + " has " + length + " bytes instead of " + last.length()
                                + ": somebody else wrote to it; close the log and open it again");
            }
            if (last.hasEntries() && last.length() + more > roll) {
                head.force();
                begin(new SegmentHeader(log, ledger.size(), Optional.of(last.finished())));
            }
        } catch (IOException e) {
            throw poison(
                    Fate.NOT_WRITTEN,
                    "no new segment could be begun behind " + last.path() + "; close the log and open it again",
                    e);
        }
    }

    private void put(Segment segment, byte[] bytes) {
        long end = segment.length();
        try {
            segment.file().write(end, bytes);
        } catch (IOException e) {
            try {
                segment.file().truncate(end);
                segment.file().force();
            } catch (IOException again) {
                e.addSuppressed(again);
                throw poison(
                        Fate.UNKNOWN,
                        segment.path() + " could be neither written nor cut back to its good end"
                                + "; close the log and open it again",
                        e);
            }
            throw new StoreException(Fate.NOT_WRITTEN, segment.path() + " could not be written: " + e.getMessage(), e);
        }
    }

    private void force(Segment segment) {
        try {
            segment.file().force();
        } catch (IOException e) {
            // never again: the platform may have dropped the pages and would report success
            throw poison(
                    Fate.UNKNOWN,
                    segment.path() + " could not be forced to the disk; close the log and open it"
                            + " again to know what is there",
                    e);
        }
    }

    private void poison(String why) {
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
    Recorded stored(long number) {
        Offsets.Place place = offsets.find(number);
        byte[] bytes = new byte[place.length() - 1];
        try {
            place.segment().file().read(place.at(), bytes);
        } catch (IOException e) {
            throw new StoreException(
                    Fate.NOT_WRITTEN, place.segment().path() + " cannot be read: " + e.getMessage(), e);
        }
        try {
            Line line = Line.parse(bytes)
                    .filter(l -> l.number() == number)
                    .orElseThrow(() -> new CorruptException("the line is not as it was written"));
            String json = line.json(bytes);
            return new Recorded(new Position(number), codec.decode(json), json);
        } catch (CorruptException e) {
            throw new CorruptException(
                    place.segment().path() + " byte " + place.at() + ", entry " + number + ": " + e.getMessage());
        }
    }

    @Override
    void release() {
        try {
            try (directory) {
                head.force();
            } finally {
                closeFiles();
            }
        } catch (IOException e) {
            LOG.warn("{} was not closed cleanly: {}", directory.path(), e.getMessage());
        }
    }

    private void closeFiles() throws IOException {
        try (head) {
            for (Segment segment : offsets.all()) {
                segment.close();
            }
        }
    }
}
