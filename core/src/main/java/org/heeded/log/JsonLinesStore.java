package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a log in a directory of JSON Lines files: no server, one writing process. What {@link #append} returned has
 * reached the disk. The files are specified in {@code docs/FORMAT.md}, what is promised in {@code docs/DURABILITY.md}.
 *
 * <p>One thread writes. Groups that wait are written and forced together, so that many callers share one force. When
 * {@value #QUEUE} groups wait, who appends waits for a place, for as long as it takes or until the store is closed; {@link
 * #close()} writes those that wait first. An interrupt harms nothing: a caller without a place in the queue gives up,
 * nothing was written; one that has been taken waits for its answer, but no longer than {@value #PATIENCE_SECONDS} seconds
 * after the interrupt, when it learns that the outcome is unknown. Either way its interrupt status stays set.
 */
public final class JsonLinesStore extends LedgerStore {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    private static final int QUEUE = 1024;
    private static final int PATIENCE_SECONDS = 5;

    /**
     * How a log is kept; a test has its own.
     *
     * @param disk where
     * @param roll the length that a segment does not exceed, unless by its first batch
     * @param queue how many groups may wait
     * @param patience how long an interrupted caller waits for its answer
     * @param verify whether opening reads everything, and holds each segment to the hash that the next one has of it
     * @param snapshot how many entries must have come, for a snapshot to be written
     */
    record Settings(Disk disk, long roll, int queue, Duration patience, boolean verify, long snapshot) {

        static final Settings DEFAULT =
                new Settings(new LocalDisk(), 64L << 20, QUEUE, Duration.ofSeconds(PATIENCE_SECONDS), false, 1000);

        Settings verify(boolean all) {
            return new Settings(disk, roll, queue, patience, all, snapshot);
        }
    }

    private final Stored stored;
    private final Closeable hold;
    private final Writer writer;
    private final LedgerSnapshot snapshot;
    private final RecoveryReport recovery;

    private JsonLinesStore(
            LogDirectory directory, Closeable hold, Clock clock, AppendPolicy policy, Sealer sealer, Settings settings)
            throws IOException {
        super(clock, policy, sealer);
        this.hold = hold;
        stored = new Stored(codec);
        snapshot = new LedgerSnapshot(directory, ledger, stored.offsets(), settings.snapshot());
        boolean begun = directory.disk().exists(directory.head());
        LogFile head = directory.disk().open(directory.head());
        try {
            Recovery.Result found = Recovery.run(
                    directory,
                    stored.offsets(),
                    new Replay(codec, ledger, stored.offsets(), settings.verify()),
                    begun ? LogDirectory.count(head) : OptionalLong.empty(),
                    settings.verify() ? Optional.empty() : Optional.of(snapshot));
            long resumed = snapshot.position();
            head.write(0, Head.bytes(ledger.size()));
            head.force();
            directory.disk().force(directory.path());
            recovery = report(found, clock, settings.verify(), resumed);
            snapshot.checkErased();
            snapshot.save();
            Appender appender = Appender.at(directory, stored.offsets(), head, found, settings.roll());
            writer = new Writer(ledger, appender, this::written, settings.queue(), settings.patience());
        } catch (IOException | RuntimeException e) {
            try (head) {
                stored.close();
            }
            throw e;
        }
    }

    private RecoveryReport report(Recovery.Result found, Clock clock, boolean verified, long resumed) {
        RecordingTimes.Clocks clocks = ledger.clocks();
        return new RecoveryReport(
                ledger.size(),
                stored.offsets().size(),
                verified,
                resumed,
                found.torn(),
                found.rewritten(),
                clocks.stepsBack(),
                clocks.largest(),
                clocks.ahead(clock.instant()));
    }

    /**
     * Opens a log, made if it is not there. Reads all of it, or what has come since its last snapshot: damage in a line from
     * before is met by the read that comes to it.
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
        return open(directory, clock, policy, sealer, Settings.DEFAULT);
    }

    /**
     * Opens a log as {@link #open(Path, Clock, AppendPolicy, Sealer)} does, and verifies it: all of it is read, and each closed
     * segment is held to the hash that the next one has of it. So damage that checks by itself, as by somebody who edited a line, is found too.
     *
     * @param directory where the log is
     * @param clock says when an entry was recorded
     * @param policy what to do about missing fields
     * @param sealer seals personal texts; its keys are not kept in this directory
     * @return the store
     * @throws StoreException if the log is open already, here or in another process, or cannot be read
     * @throws CorruptException if it is damaged; the message names file, line, byte and number
     */
    public static JsonLinesStore openVerified(Path directory, Clock clock, AppendPolicy policy, Sealer sealer) {
        return open(directory, clock, policy, sealer, Settings.DEFAULT.verify(true));
    }

    static JsonLinesStore open(Path path, Clock clock, AppendPolicy policy, Sealer sealer, Settings settings) {
        LogDirectory directory = new LogDirectory(settings.disk(), path);
        try {
            Closeable hold = directory.hold();
            try {
                JsonLinesStore store = new JsonLinesStore(directory, hold, clock, policy, sealer, settings);
                if (store.recovery.repaired()) {
                    LOG.warn("opened {}: {}", path, store.recovery);
                } else {
                    LOG.info("opened {}: {}", path, store.recovery);
                }
                return store;
            } catch (IOException | RuntimeException e) {
                hold.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    Fate.NOT_WRITTEN, "the log at " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Opens a log for reading only, also while another process or this one writes it. What is read is what HEAD counts: the
     * acknowledged entries; each look takes in what was acknowledged since. Nothing on the disk is changed or locked.
     * Appending is refused with a {@link StoreException}.
     *
     * @param directory where the log is
     * @param sealer opens personal texts
     * @return the store
     * @throws StoreException if there is no log, or it cannot be read
     * @throws CorruptException if it is damaged
     */
    public static Store openReadOnly(Path directory, Sealer sealer) {
        return JsonLinesView.open(new LogDirectory(Settings.DEFAULT.disk(), directory), sealer);
    }

    /**
     * What opening has met, and what it did about it.
     *
     * @return the report; it was logged, too
     */
    public RecoveryReport recovery() {
        return recovery;
    }

    @Override
    List<Recorded> take(Function<Ledger.Round, List<Recorded>> group) {
        return writer.append(group);
    }

    @Override
    public CompletableFuture<List<Recorded>> appendAsync(List<Draft> group) {
        List<Draft> drafts = List.copyOf(group);
        long start = System.nanoTime();
        try {
            CompletableFuture<List<Recorded>> answer = writer.hand(round -> round.admit(drafts));
            var unused = answer.thenAccept(answers -> appended(answers, start));
            return answer;
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Is called by the thread that writes, after each batch. */
    private void written() {
        snapshot.checkErased();
        tell();
    }

    @Override
    public void keep(String name, Position position, byte[] bytes) {
        checkNotClosed();
        snapshot.keep(name, position.value(), bytes);
    }

    @Override
    public Optional<byte[]> kept(String name) {
        checkNotClosed();
        return recovery.verified() ? Optional.empty() : snapshot.kept(name);
    }

    @Override
    Recorded stored(long number) {
        return stored.read(number);
    }

    @Override
    void release() {
        writer.close();
        snapshot.save();
        try (hold) {
            stored.close();
        } catch (IOException e) {
            LOG.warn("the log was not closed cleanly: {}", e.getMessage());
        }
    }
}
