package org.heeded.log;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store over a ledger: what is left to it is to take a group and to read an entry. */
abstract class LedgerStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    final Codec codec;
    final Ledger ledger;
    private final Set<Following> followings = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile LogListener listener = LogListener.NONE;

    LedgerStore(Clock clock, AppendPolicy policy, Sealer sealer) {
        codec = new Codec(sealer);
        ledger = new Ledger(clock, policy, codec, this::stored);
    }

    /**
     * Takes a group into a round and writes it, all or none.
     *
     * @param group puts itself into the round, and says what to answer
     * @return the answer
     * @throws StoreException if it could not be written, or the store is closed
     */
    abstract List<Recorded> take(Function<Ledger.Round, List<Recorded>> group);

    @Override
    public final List<Recorded> append(List<Draft> group) {
        List<Draft> drafts = List.copyOf(group);
        long start = System.nanoTime();
        List<Recorded> answers = take(round -> round.admit(drafts));
        appended(answers, start);
        return answers;
    }

    /** Tells the listener of a group that was taken since a time by {@link System#nanoTime()}. */
    final void appended(List<Recorded> answers, long start) {
        // in a transaction of the caller's the group is behind what is committed
        long end = answers.stream().mapToLong(a -> a.position().value() + 1).reduce(ledger.size(), Math::max);
        try {
            listener.appended(new Position(end), Duration.ofNanos(System.nanoTime() - start));
        } catch (RuntimeException e) {
            // the group was taken, and that is what the caller is to know
            LOG.warn("the listener failed", e);
        }
    }

    final LogListener listener() {
        return listener;
    }

    @Override
    public final void listen(LogListener other) {
        listener = other;
    }

    @Override
    public final void restore(List<Recorded> entries) {
        List<Recorded> copy = List.copyOf(entries);
        List<Recorded> unused = take(round -> round.restore(copy));
    }

    /** Reads the entry with a global number that is there. */
    abstract Recorded stored(long number);

    /** Takes in what others have written since; called before each look at the log. */
    void refresh() {
        // where nobody else writes there is nothing
    }

    /** Lets go of what the store holds; called once. */
    abstract void release();

    /** Tells the followers that there is more. */
    final void tell() {
        followings.forEach(Following::wake);
    }

    static StoreException closed() {
        return new StoreException(StoreException.Fate.NOT_WRITTEN, "the store is closed");
    }

    final boolean isClosed() {
        return closed.get();
    }

    @Override
    public List<Refusal> check(List<Draft> group) {
        checkOpen();
        return ledger.refusals(group);
    }

    @Override
    public final Following follow(Position from, Consumer<Recorded> subscriber) {
        checkOpen();
        Following following = Following.of(this, from, subscriber);
        followings.add(following);
        var unused = following.ended().whenComplete((nothing, failure) -> followings.remove(following));
        return following;
    }

    final void checkOpen() {
        checkNotClosed();
        refresh();
    }

    final void checkNotClosed() {
        if (isClosed()) {
            throw new IllegalStateException("the store is closed");
        }
    }

    static void checkLimit(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is below 1");
        }
    }

    static void checkIndex(long n) {
        if (n < 0) {
            throw new IllegalArgumentException("n " + n + " is negative");
        }
    }

    @Override
    public final Position end() {
        checkOpen();
        return new Position(ledger.size());
    }

    @Override
    public List<Recorded> read(Position from, int limit) {
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
    public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
        checkOpen();
        checkLimit(limit);
        checkIndex(fromN);
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
        if (closed.compareAndSet(false, true)) {
            release();
            tell();
        }
    }
}
