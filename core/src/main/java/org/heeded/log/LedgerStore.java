package org.heeded.log;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.WorkId;
import org.heeded.privacy.Sealer;

/** A store over a ledger: what is left to it is to write a group and to read an entry. */
abstract class LedgerStore implements Store {

    final Codec codec;
    final Ledger ledger;
    private final ReentrantLock appending = new ReentrantLock();
    private volatile boolean closed;

    LedgerStore(Clock clock, AppendPolicy policy, Sealer sealer) {
        codec = new Codec(sealer);
        ledger = new Ledger(clock, policy, codec, this::stored);
    }

    /**
     * Writes entries that follow the stored ones, all or none.
     *
     * @throws StoreException if it could not
     */
    abstract void write(List<Recorded> entries);

    /** Reads the entry with a global number that is there. */
    abstract Recorded stored(long number);

    /** Lets go of what the store holds; called once. */
    abstract void release();

    @Override
    public final List<Recorded> append(List<Draft> group) {
        appending.lock();
        try {
            if (closed) {
                throw new StoreException(StoreException.Fate.NOT_WRITTEN, "the store is closed");
            }
            Ledger.Batch batch = ledger.admit(group);
            if (!batch.fresh().isEmpty()) {
                write(batch.fresh());
                ledger.commit(batch);
            }
            return batch.answers();
        } finally {
            appending.unlock();
        }
    }

    @Override
    public final List<Refusal> check(List<Draft> group) {
        appending.lock();
        try {
            checkOpen();
            return ledger.refusals(group);
        } finally {
            appending.unlock();
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }

    private static void checkLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is below 1");
        }
    }

    @Override
    public final Position end() {
        checkOpen();
        return new Position(ledger.size());
    }

    @Override
    public final List<Recorded> read(Position from, int limit) {
        checkOpen();
        checkLimit(limit);
        long size = ledger.size();
        List<Recorded> page = new ArrayList<>();
        for (long number = from.value(); number < size && page.size() < limit; number++) {
            page.add(stored(number));
        }
        return List.copyOf(page);
    }

    @Override
    public final List<Recorded> read(EngagementId engagement, long fromN, int limit) {
        checkOpen();
        checkLimit(limit);
        if (fromN < 0) {
            throw new IllegalArgumentException("n " + fromN + " is negative");
        }
        List<Recorded> page = new ArrayList<>();
        for (long number : ledger.numbers(engagement, fromN, limit)) {
            page.add(stored(number));
        }
        return List.copyOf(page);
    }

    @Override
    public final Optional<Recorded> find(EntryId id) {
        checkOpen();
        return ledger.find(id);
    }

    @Override
    public final List<EngagementId> engagements() {
        checkOpen();
        return ledger.engagements();
    }

    @Override
    public final long size(EngagementId engagement) {
        checkOpen();
        return ledger.look(() -> ledger.state().engagement(engagement).size());
    }

    @Override
    public final Position asOf(Instant time) {
        checkOpen();
        return ledger.asOf(time);
    }

    @Override
    public final Optional<Party> party(PartyId party) {
        checkOpen();
        List<LogState.Profile> profiles = ledger.look(() -> ledger.state().profiles(party));
        return profiles.isEmpty()
                ? Optional.empty()
                : Optional.of(profiles.get(profiles.size() - 1).party());
    }

    @Override
    public final List<EngagementId> holding(SubjectId subject) {
        checkOpen();
        return ledger.look(() -> ledger.state().holding(subject));
    }

    @Override
    public final Set<SubjectId> erased() {
        checkOpen();
        return ledger.look(() -> ledger.state().erased());
    }

    @Override
    public final boolean knows(EngagementId engagement, WorkId work) {
        checkOpen();
        return ledger.look(() -> ledger.state().engagement(engagement).knows(work));
    }

    @Override
    public final Optional<Event> current(EntryId id) {
        return find(id).map(Recorded::entry)
                .flatMap(entry -> ledger.look(
                        () -> ledger.state().engagement(entry.engagement()).current(entry)));
    }

    @Override
    public final List<String> changes(EntryId id, Event replacement) {
        EngagementId engagement = find(id).orElseThrow(
                        () -> new RejectedException(Rule.UNKNOWN_ENTRY, "entry", "is not in this log"))
                .entry()
                .engagement();
        Event now = current(id)
                .orElseThrow(() -> new RejectedException(Rule.ALREADY_RETRACTED, "entry", "was retracted before"));
        return ledger.changes(engagement, now, replacement);
    }

    @Override
    public final void close() {
        appending.lock();
        try {
            if (!closed) {
                closed = true;
                release();
            }
        } finally {
            appending.unlock();
        }
    }
}
