package org.heeded.log;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.model.EngagementId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a ledger knows of a log, so that opening the log again does not read all of it. For one thread at a time. */
final class LedgerSnapshot {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    private static final String NAME = "ledger";
    private static final String IDS = "ids";
    private static final String PLACES = "places";
    private static final String TIMES = "times";
    private static final String LOG_WIDE = "log";
    private static final String ENGAGEMENT = "engagement ";
    private static final String ENTRIES = "entries ";
    private static final String OTHER = "kept-";

    /** Reading so small a part of a log takes no longer than writing a snapshot of the whole. */
    private static final int PART = 256;

    private final Snapshots snapshots;
    private final Ledger ledger;
    private final Offsets offsets;
    private final long least;
    /** How many entries the snapshot on the disk is of. */
    private long position;
    /** How many erased subjects it knows of. */
    private int erased;

    /** @param least how many entries must have come, for a snapshot to be written anew */
    LedgerSnapshot(LogDirectory directory, Ledger ledger, Offsets offsets, long least) {
        snapshots = new Snapshots(directory);
        this.ledger = ledger;
        this.offsets = offsets;
        this.least = least;
    }

    /** How many entries the snapshot on the disk is of; 0 if there is none that was used or written. */
    long position() {
        return position;
    }

    /**
     * Fills the ledger and the offsets, which are empty, from the snapshot.
     *
     * @param replay is to go on behind its entries
     * @param acknowledged how many entries were acknowledged
     * @return the segment to go on with; empty if there is no snapshot of this log: then nothing was changed
     */
    Optional<Replay.Part> load(Replay replay, long acknowledged) {
        return snapshots.use(NAME, acknowledged, (snapshot, segments) -> {
            Prefix prefix = snapshot.prefix();
            int size = (int) prefix.position();
            IdIndex ids = new IdIndex(snapshot.longs(IDS), size);
            IntList places = new IntList(snapshot.ints(PLACES), size);
            long[] marks = snapshot.longs(TIMES);
            Map<EngagementId, IntList> numbers = new LinkedHashMap<>();
            Map<EngagementId, EngagementState> states = new LinkedHashMap<>();
            for (String name : snapshot.names()) {
                if (name.startsWith(ENGAGEMENT)) {
                    EngagementId id = EngagementId.of(name.substring(ENGAGEMENT.length()));
                    int[] entries = snapshot.ints(ENTRIES + id);
                    numbers.put(id, new IntList(entries, entries.length));
                    states.put(id, new EngagementState(new Packed.Reader(snapshot.bytes(name))));
                }
            }
            Packed.Reader rest = new Packed.Reader(snapshot.bytes(LOG_WIDE));
            RecordingTimes times = new RecordingTimes(new LongList(marks, marks.length), rest);
            LogState state = new LogState(rest, states);
            long batch = prefix.batch(segments);
            offsets.load(places, segments, prefix.at() + prefix.length());
            ledger.load(state, new EntryIndex(ids, numbers, times));
            position = prefix.position();
            erased = state.erasures();
            return replay.resume(prefix, segments.get(segments.size() - 1), batch);
        });
    }

    /** Removes all snapshots if a subject was erased since they were written. */
    void checkErased() {
        int now = erasures();
        if (now > erased) {
            erased = now;
            position = 0;
            snapshots.drop();
        }
    }

    /** Writes a snapshot, unless there is one of nearly all that there is. A failure is logged, and that is all. */
    void save() {
        try {
            ledger.alone((state, index) -> {
                if (index.size() - position >= Math.max(least, index.size() / PART)) {
                    write(state, index);
                }
            });
        } catch (IOException | RuntimeException e) {
            LOG.warn("no snapshot was written, so that opening the log will take longer: {}", e.getMessage());
        }
    }

    /** Keeps bytes that were made from the first entries, unless these are few. A failure is logged, and that is all. */
    void keep(String name, long size, byte[] bytes) {
        if (size < Math.max(1, least)) {
            return;
        }
        try {
            snapshots.write(OTHER + name, prefix(size), out -> out.bytes(OTHER, bytes));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} was not kept, so that it will have to be made again: {}", name, e.getMessage());
        }
    }

    /** Bytes that were kept and are of this log. */
    Optional<byte[]> kept(String name) {
        return snapshots.use(OTHER + name, ledger.size(), (snapshot, segments) -> {
            byte[] bytes = snapshot.bytes(OTHER);
            for (Segment segment : segments) {
                segment.close();
            }
            return bytes;
        });
    }

    private Prefix prefix(long size) throws IOException {
        Offsets.Place last = offsets.find(size - 1);
        List<Segment> segments = offsets.all().stream()
                .filter(segment -> LogDirectory.first(segment.path()) < size)
                .toList();
        return Prefix.of(segments, size, last.at(), last.length());
    }

    private void write(LogState state, EntryIndex index) throws IOException {
        long size = index.size();
        snapshots.write(NAME, prefix(size), out -> {
            out.longs(IDS, index.ids().slots(), index.ids().slots().length);
            out.ints(PLACES, offsets.places().values(), index.size());
            out.longs(
                    TIMES, index.times().marks().values(), index.times().marks().size());
            Packed rest = new Packed();
            index.times().pack(rest);
            state.freeze(rest);
            out.bytes(LOG_WIDE, rest.bytes());
            for (EngagementId id : index.engagements()) {
                IntList entries = index.numbers(id);
                Packed frozen = new Packed();
                state.engagement(id).freeze(frozen);
                out.ints(ENTRIES + id, entries.values(), entries.size());
                out.bytes(ENGAGEMENT + id, frozen.bytes());
            }
        });
        position = size;
        erased = state.erasures();
    }

    private int erasures() {
        return ledger.look(() -> ledger.state().erasures());
    }
}
