package org.heeded.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.heeded.model.CorruptException;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A log in files, read beside the one that writes it: what HEAD counts, and no byte behind. */
final class JsonLinesView extends LedgerStore {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    private final LogDirectory directory;
    private final LogFile head;
    private final Stored stored;
    private final Replay replay;
    private final ReentrantLock refreshing = new ReentrantLock();
    private Optional<Replay.Part> part = Optional.empty();

    private JsonLinesView(LogDirectory directory, LogFile head, Sealer sealer) {
        super(Clock.systemUTC(), AppendPolicy.LENIENT, sealer);
        this.directory = directory;
        this.head = head;
        stored = new Stored(codec);
        replay = new Replay(codec, ledger, stored.offsets(), false);
    }

    static JsonLinesView open(LogDirectory directory, Sealer sealer) {
        JsonLinesView view;
        try {
            view = new JsonLinesView(directory, directory.disk().openToRead(directory.head()), sealer);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new StoreException(Fate.NOT_WRITTEN, "there is no log at " + directory.path(), e);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        try {
            view.resume();
            view.refresh();
            LOG.info("opened {} for reading only: {} entries", directory.path(), view.ledger.size());
            return view;
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    /** Takes in what a snapshot holds. */
    private void resume() {
        refreshing.lock();
        try {
            part = new LedgerSnapshot(directory, ledger, stored.offsets(), Long.MAX_VALUE)
                    .load(replay, directory.acknowledged(head));
        } catch (IOException e) {
            throw unreadable(directory, e);
        } finally {
            refreshing.unlock();
        }
    }

    static StoreException unreadable(LogDirectory directory, IOException e) {
        return new StoreException(
                Fate.NOT_WRITTEN, "the log at " + directory.path() + " cannot be read: " + e.getMessage(), e);
    }

    @Override
    void refresh() {
        refreshing.lock();
        try {
            long count = directory.acknowledged(head);
            while (replay.next() < count) {
                advance(count);
            }
        } catch (IOException e) {
            if (isClosed()) {
                throw new IllegalStateException("the store is closed");
            }
            throw unreadable(directory, e);
        } finally {
            refreshing.unlock();
        }
    }

    /** Reads on in the segment that it is in, or in the next. */
    private void advance(long count) throws IOException {
        if (part.isEmpty()) {
            part = Optional.of(begin());
        }
        Replay.Part current = part.get();
        Optional<LineReader.Found> bad = current.read(count);
        if (bad.isPresent()) {
            throw current.damage(bad.get(), "is not as it was written");
        }
        if (current.waiting() > 0) {
            throw current.groupDamage();
        }
        if (replay.next() < count) {
            current.end();
            part = Optional.empty();
        }
    }

    private Replay.Part begin() throws IOException {
        Segment segment = open(replay.next());
        boolean begun = false;
        try {
            Replay.Part next = replay.part(segment);
            begun = next.begin();
            if (!begun) {
                throw new CorruptException(
                        segment.path() + " line 1 byte 0: the header is damaged, before entry " + replay.next());
            }
            return next;
        } finally {
            if (!begun) {
                segment.close();
            }
        }
    }

    private Segment open(long first) throws IOException {
        try {
            return new Segment(directory.segment(first), directory.disk().openToRead(directory.segment(first)));
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new CorruptException(
                    directory.segment(first) + " is missing, or the segment before ends before entry " + first);
        }
    }

    @Override
    Recorded stored(long number) {
        return stored.read(number);
    }

    @Override
    List<Recorded> take(Function<Ledger.Round, List<Recorded>> group) {
        throw isClosed()
                ? closed()
                : new StoreException(
                        Fate.NOT_WRITTEN, "the log at " + directory.path() + " was opened for reading only");
    }

    @Override
    void release() {
        try (head) {
            stored.close();
        } catch (IOException e) {
            LOG.warn("{} was not closed cleanly: {}", directory.path(), e.getMessage());
        }
    }
}
