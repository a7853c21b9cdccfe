package org.heeded.log;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;

/**
 * What all stores do alike: admits groups under the rules, numbers and encodes them, and knows where which entry is. It
 * holds no entry; a store hands back what it has stored.
 *
 * <p>One thread at a time may admit and commit; any may look up.
 */
final class Ledger {

    /** Longest record, in bytes: a line of 1 MiB less room for what is around the record. */
    static final int MAX_RECORD = (1 << 20) - 128;

    /**
     * A group that may be written.
     *
     * @param answers what to tell the caller, one for each draft
     * @param fresh the ones of them that are not in the log yet
     * @param state the state after them
     */
    record Batch(List<Recorded> answers, List<Recorded> fresh, LogState state) {}

    private final Clock clock;
    private final AppendPolicy policy;
    private final Codec codec;
    private final LongFunction<Recorded> stored;
    private final SecureRandom random = new SecureRandom();

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final LogState state = new LogState();
    private final IdIndex ids = new IdIndex();
    private final Map<EngagementId, LongList> numbers = new LinkedHashMap<>();
    /** For each entry the latest time of recording so far, in microseconds: clocks may go back. */
    private final LongList times = new LongList();

    /**
     * An empty ledger.
     *
     * @param stored reads a stored entry by its global number
     */
    Ledger(Clock clock, AppendPolicy policy, Codec codec, LongFunction<Recorded> stored) {
        this.clock = clock;
        this.policy = policy;
        this.codec = codec;
        this.stored = stored;
    }

    /**
     * Checks, numbers and encodes a group; changes nothing.
     *
     * @throws RejectedException if one of its drafts breaks a rule
     */
    Batch admit(List<Draft> group) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Admission admission = new Admission(codec, group);
        List<Recorded> answers = new ArrayList<>();
        for (Draft draft : group) {
            answers.add(admission.admit(draft, now));
        }
        return new Batch(List.copyOf(answers), List.copyOf(admission.fresh), admission.ahead);
    }

    /** What {@link #admit} would refuse of a group, each draft seen behind the ones that it would not; changes nothing. */
    List<Store.Refusal> refusals(List<Draft> group) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Admission admission = new Admission(codec.trial(), group);
        List<Store.Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            try {
                Recorded unused = admission.admit(group.get(i), now);
            } catch (RejectedException e) {
                refusals.add(new Store.Refusal(i, e));
            }
        }
        return List.copyOf(refusals);
    }

    /** One group on its way in, seen by its later drafts as if it were there. */
    private final class Admission implements Rules.Past {

        private final LogState ahead = state.above();
        private final List<Recorded> fresh = new ArrayList<>();
        private final Map<EntryId, Recorded> freshById = new HashMap<>();
        private final List<Draft> group;
        private final Codec codec;
        private final Rules rules;

        Admission(Codec codec, List<Draft> group) {
            this.group = group;
            this.codec = codec.without(ahead::isErased);
            rules = new Rules(policy, this.codec, ahead, this);
        }

        Recorded admit(Draft draft, Instant now) {
            Optional<Recorded> before = draft.id().flatMap(this::recorded);
            if (before.isPresent()) {
                return same(before.get(), draft);
            }
            Optional<Entry> target = rules.check(draft.engagement(), draft.event());
            if (draft.event() instanceof Event.SubjectErased erased) {
                rules.checkErasure(draft.engagement(), erased.subject(), group);
            }
            Codec.Encoded encoded = codec.encode(new Entry(
                    draft.id().orElseGet(() -> newId(now)),
                    draft.engagement(),
                    ahead.engagement(draft.engagement()).size(),
                    now,
                    draft.event(),
                    draft.unknownFields()));
            Recorded recorded =
                    new Recorded(new Position(times.size()).plus(fresh.size()), encoded.entry(), encoded.json());
            if (encoded.json().length() > MAX_RECORD || recorded.bytes().length > MAX_RECORD) {
                throw new RejectedException(Rule.TOO_LONG, "record", "has more than " + MAX_RECORD + " bytes");
            }
            rules.checkSubjects(draft.engagement(), Subjects.of(recorded.json()));
            ahead.apply(recorded, target);
            fresh.add(recorded);
            freshById.put(recorded.entry().id(), recorded);
            return recorded;
        }

        private Optional<Recorded> recorded(EntryId id) {
            Recorded mine = freshById.get(id);
            return mine != null ? Optional.of(mine) : Ledger.this.find(id);
        }

        private Recorded same(Recorded before, Draft draft) {
            Entry entry = before.entry();
            if (entry.engagement().equals(draft.engagement())
                    && entry.unknownFields().equals(draft.unknownFields())
                    && codec.changes(draft.engagement(), entry.event(), draft.event())
                            .isEmpty()) {
                return before;
            }
            throw new RejectedException(Rule.DUPLICATE_ID, "id", "is in the log with other content");
        }

        @Override
        public Optional<Entry> find(EntryId id) {
            return recorded(id).map(Recorded::entry);
        }

        @Override
        public Entry at(EngagementId engagement, long n) {
            LongList own = numbers.getOrDefault(engagement, new LongList());
            if (n < own.size()) {
                return stored.apply(own.get(n)).entry();
            }
            return fresh.stream()
                    .map(Recorded::entry)
                    .filter(e -> e.engagement().equals(engagement) && e.n() == n)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private EntryId newId(Instant now) {
        long high = now.toEpochMilli() << 16 | 0x7000 | random.nextInt(1 << 12);
        long low = random.nextLong() >>> 2 | 1L << 63;
        return new EntryId(new UUID(high, low));
    }

    /** Takes a group in that was admitted last and is written now. */
    void commit(Batch batch) {
        lock.writeLock().lock();
        try {
            state.settle(batch.state());
            batch.fresh().forEach(this::index);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Takes the next stored entry in, without asking the rules.
     *
     * @return whether it fits behind the entries before: its index is the next of its engagement, its id new, and what it
     *     amends is there
     */
    boolean replay(Recorded recorded) {
        lock.writeLock().lock();
        try {
            Entry entry = recorded.entry();
            Optional<EntryId> refersTo = amends(entry.event());
            Optional<Entry> target = refersTo.flatMap(this::find).map(Recorded::entry);
            if (entry.n() != state.engagement(entry.engagement()).size()
                    || ids.find(entry.id()).isPresent()
                    || refersTo.isPresent() != target.isPresent()) {
                return false;
            }
            state.apply(recorded, target);
            index(recorded);
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static Optional<EntryId> amends(Event event) {
        if (event instanceof Event.EntryCorrected corrected) {
            return Optional.of(corrected.entry());
        }
        return event instanceof Event.EntryRetracted retracted ? Optional.of(retracted.entry()) : Optional.empty();
    }

    private void index(Recorded recorded) {
        Entry entry = recorded.entry();
        ids.put(entry.id(), times.size());
        numbers.computeIfAbsent(entry.engagement(), id -> new LongList()).add(times.size());
        long latest = times.size() == 0 ? Long.MIN_VALUE : times.get(times.size() - 1L);
        times.add(Math.max(latest, micros(entry.recordedAt())));
    }

    private static long micros(Instant time) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** The names of the fields in which two events of an engagement differ. */
    List<String> changes(EngagementId engagement, Event before, Event after) {
        return codec.without(subject -> look(() -> state.isErased(subject))).changes(engagement, before, after);
    }

    /** Looks at the state of the log while nobody changes it. */
    <T> T look(Supplier<T> query) {
        lock.readLock().lock();
        try {
            return query.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    LogState state() {
        return state;
    }

    long size() {
        return look(times::size);
    }

    Optional<Recorded> find(EntryId id) {
        OptionalLong number = look(() -> ids.find(id));
        return number.isPresent() ? Optional.of(stored.apply(number.getAsLong())) : Optional.empty();
    }

    List<EngagementId> engagements() {
        return look(() -> List.copyOf(numbers.keySet()));
    }

    /** The global numbers of some entries of an engagement. */
    long[] numbers(EngagementId engagement, long fromN, int limit) {
        return look(() -> {
            LongList own = numbers.getOrDefault(engagement, new LongList());
            long[] some = new long[(int) Math.max(0, Math.min(limit, own.size() - fromN))];
            for (int i = 0; i < some.length; i++) {
                some[i] = own.get(fromN + i);
            }
            return some;
        });
    }

    Position asOf(Instant time) {
        // an entry's time has no part below a microsecond: one within the same microsecond is not after it
        return look(() -> new Position(times.atMost(micros(time.truncatedTo(ChronoUnit.MICROS)))));
    }
}
