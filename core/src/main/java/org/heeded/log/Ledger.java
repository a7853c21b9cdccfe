package org.heeded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
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
 * <p>One thread at a time may have a round or replay; any may look up.
 */
final class Ledger {

    /** Longest record, in bytes: a line of 1 MiB less room for what is around the record. */
    static final int MAX_RECORD = (1 << 20) - 128;

    private final Clock clock;
    private final AppendPolicy policy;
    private final Codec codec;
    private final LongFunction<Recorded> stored;
    private final SecureRandom random = new SecureRandom();

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private LogState state = new LogState();
    private EntryIndex index = new EntryIndex();

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

    /** A round of groups to be written together; nothing is in the log before it is committed. */
    Round round() {
        return round(stored);
    }

    /** A round that reads stored entries another way. */
    Round round(LongFunction<Recorded> reader) {
        return new Round(reader);
    }

    /** What a round would refuse of a group, each draft seen behind the ones that it would not; changes nothing. */
    List<Store.Refusal> refusals(List<Draft> group) {
        return refusals(group, stored);
    }

    /** The same, reading stored entries another way. */
    List<Store.Refusal> refusals(List<Draft> group, LongFunction<Recorded> reader) {
        return look(() -> {
            Instant now = now();
            Admission admission = new Admission(new Round(reader), codec.trial(), group);
            List<Store.Refusal> refusals = new ArrayList<>();
            for (int i = 0; i < group.size(); i++) {
                try {
                    Recorded unused = admission.admit(group.get(i), now);
                } catch (RejectedException e) {
                    refusals.add(new Store.Refusal(i, e));
                }
            }
            return List.copyOf(refusals);
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Entries that are on their way in, in order, and how they are found: an import is one group of a hundred thousand. */
    private static final class Fresh {

        private final List<Recorded> all = new ArrayList<>();
        private final Map<EntryId, Recorded> byId = new HashMap<>();
        private final Map<EngagementId, List<Entry>> byEngagement = new HashMap<>();

        void add(Recorded recorded) {
            Entry entry = recorded.entry();
            all.add(recorded);
            byId.put(entry.id(), recorded);
            byEngagement
                    .computeIfAbsent(entry.engagement(), id -> new ArrayList<>(2))
                    .add(entry);
        }

        void addAll(Fresh others) {
            others.all.forEach(this::add);
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        Optional<Recorded> find(EntryId id) {
            return Optional.ofNullable(byId.get(id));
        }

        Optional<Entry> at(EngagementId engagement, long n) {
            List<Entry> own = byEngagement.getOrDefault(engagement, List.of());
            long place = own.isEmpty() ? -1 : n - own.get(0).n();
            return place >= 0 && place < own.size() ? Optional.of(own.get((int) place)) : Optional.empty();
        }
    }

    /** Groups on their way in, each admitted as if those before it were there. */
    final class Round {

        private LogState ahead = state.above();
        private Fresh fresh = new Fresh();
        private final LongFunction<Recorded> reader;
        /** How many of the first ones are written already. */
        private int written;

        private Round(LongFunction<Recorded> reader) {
            this.reader = reader;
        }

        /**
         * Takes the next entry in that is written, in a transaction that is not committed, without asking the rules. A round
         * with such entries is not to be committed itself.
         *
         * @return whether it fits behind the entries before
         */
        boolean replay(Recorded recorded) {
            Entry entry = recorded.entry();
            Optional<EntryId> refersTo = amends(entry.event());
            Optional<Entry> target = refersTo.flatMap(this::recorded).map(Recorded::entry);
            if (entry.n() != ahead.engagement(entry.engagement()).size()
                    || recorded(entry.id()).isPresent()
                    || refersTo.isPresent() != target.isPresent()) {
                return false;
            }
            ahead.apply(recorded, target);
            fresh.add(recorded);
            written = fresh.all.size();
            return true;
        }

        private Optional<Recorded> recorded(EntryId id) {
            return fresh.find(id).or(() -> Ledger.this.find(id, reader));
        }

        /**
         * Checks, numbers and encodes a group.
         *
         * @return what to tell the caller when the round is committed, one for each draft
         * @throws RejectedException if one of its drafts breaks a rule; then the round is as it was
         */
        List<Recorded> admit(List<Draft> group) {
            Instant now = now();
            Admission admission = new Admission(this, codec, group);
            List<Recorded> answers = new ArrayList<>();
            for (Draft draft : group) {
                answers.add(admission.admit(draft, now));
            }
            admission.settle();
            return List.copyOf(answers);
        }

        /**
         * Checks that entries of another log follow what is here, and takes them as they are.
         *
         * @return the entries
         * @throws DivergedException if one does not follow; then the round is as it was
         * @throws CorruptException if a record is none, or does not say what its entry says; then the round is as it was
         */
        List<Recorded> restore(List<Recorded> entries) {
            Admission admission = new Admission(this, codec, List.of());
            entries.forEach(admission::restore);
            admission.settle();
            return entries;
        }

        /** The entries that are to be written, in order. */
        List<Recorded> fresh() {
            return fresh.all.subList(written, fresh.all.size());
        }

        /** Takes the entries in; they are written now. */
        void commit() {
            lock.writeLock().lock();
            try {
                state.settle(ahead);
                fresh.all.forEach(recorded -> index.add(recorded.entry()));
            } finally {
                lock.writeLock().unlock();
            }
        }
    }

    /** One group on its way into a round, seen by its later drafts as if it were there. */
    private final class Admission implements Rules.Past {

        private final Round round;
        private final LogState ahead;
        private final Fresh fresh = new Fresh();
        private final Codec codec;
        private final List<Draft> group;
        private final Rules rules;

        Admission(Round round, Codec codec, List<Draft> group) {
            this.round = round;
            this.group = group;
            ahead = round.fresh.isEmpty() ? state.above() : round.ahead.above();
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
            Recorded recorded = new Recorded(next(), encoded.entry(), encoded.json());
            if (isTooLong(recorded)) {
                throw new RejectedException(Rule.TOO_LONG, "record", "has more than " + MAX_RECORD + " bytes");
            }
            rules.checkSubjects(draft.engagement(), Subjects.of(recorded.json()));
            take(recorded, target);
            return recorded;
        }

        void restore(Recorded recorded) {
            Entry entry = recorded.entry();
            if (isTooLong(recorded) || !codec.holds(recorded)) {
                throw new CorruptException(
                        "the record at position " + recorded.position() + " does not say what its entry says");
            }
            Optional<EntryId> refersTo = amends(entry.event());
            Optional<Entry> target =
                    refersTo.flatMap(this::find).filter(t -> t.engagement().equals(entry.engagement()));
            if (!recorded.position().equals(next())
                    || entry.n() != ahead.engagement(entry.engagement()).size()
                    || recorded(entry.id()).isPresent()
                    || refersTo.isPresent() != target.isPresent()) {
                throw new DivergedException(
                        next(), "entry " + entry.id() + " of position " + recorded.position() + " does not come next");
            }
            take(recorded, target);
        }

        private Position next() {
            return new Position(index.size()).plus(round.fresh.all.size()).plus(fresh.all.size());
        }

        private void take(Recorded recorded, Optional<Entry> target) {
            ahead.apply(recorded, target);
            fresh.add(recorded);
        }

        void settle() {
            if (round.fresh.isEmpty()) {
                round.ahead = ahead;
                round.fresh = fresh;
            } else {
                round.ahead.settle(ahead);
                round.fresh.addAll(fresh);
            }
        }

        private Optional<Recorded> recorded(EntryId id) {
            return fresh.find(id).or(() -> round.recorded(id));
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
            IntList own = index.numbers(engagement);
            if (n < own.size()) {
                return round.reader.apply(own.get(n)).entry();
            }
            return fresh.at(engagement, n)
                    .or(() -> round.fresh.at(engagement, n))
                    .orElseThrow();
        }
    }

    private static boolean isTooLong(Recorded recorded) {
        int characters = recorded.json().length();
        // a character is three bytes at most: nearly no record needs to be counted
        return characters > MAX_RECORD / 3 && (characters > MAX_RECORD || recorded.bytes().length > MAX_RECORD);
    }

    private EntryId newId(Instant now) {
        byte[] bytes = new byte[Short.BYTES + Long.BYTES];
        random.nextBytes(bytes);
        ByteBuffer some = ByteBuffer.wrap(bytes);
        long high = now.toEpochMilli() << 16 | 0x7000 | (some.getShort() & 0x0FFF);
        long low = some.getLong() >>> 2 | 1L << 63;
        return new EntryId(new UUID(high, low));
    }

    /**
     * Takes the next stored entry in, without asking the rules.
     *
     * @return whether it fits behind the entries before: its index is the next of its engagement, its id new, and what it
     *     amends is there
     */
    boolean replay(Recorded recorded) {
        return replay(recorded, stored);
    }

    /** The same, reading stored entries another way. */
    boolean replay(Recorded recorded, LongFunction<Recorded> reader) {
        lock.writeLock().lock();
        try {
            Entry entry = recorded.entry();
            Optional<EntryId> refersTo = amends(entry.event());
            Optional<Entry> target = refersTo.flatMap(id -> find(id, reader)).map(Recorded::entry);
            if (entry.n() != state.engagement(entry.engagement()).size()
                    || find(entry.id(), reader).isPresent()
                    || refersTo.isPresent() != target.isPresent()) {
                return false;
            }
            state.apply(recorded, target);
            index.add(entry);
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

    RecordingTimes.Clocks clocks() {
        return look(() -> index.times().clocks());
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
        return look(() -> (long) index.size());
    }

    Optional<Recorded> find(EntryId id) {
        return find(id, stored);
    }

    private Optional<Recorded> find(EntryId id, LongFunction<Recorded> reader) {
        for (long number : look(() -> index.find(id))) {
            Recorded recorded = reader.apply(number);
            if (recorded.entry().id().equals(id)) {
                return Optional.of(recorded);
            }
        }
        return Optional.empty();
    }

    List<EngagementId> engagements() {
        return look(() -> index.engagements());
    }

    /** The global numbers of some entries of an engagement. */
    long[] numbers(EngagementId engagement, long fromN, int limit) {
        return look(() -> {
            IntList own = index.numbers(engagement);
            long[] some = new long[(int) Math.max(0, Math.min(limit, own.size() - fromN))];
            for (int i = 0; i < some.length; i++) {
                some[i] = own.get(fromN + i);
            }
            return some;
        });
    }

    Position asOf(Instant time) {
        // an entry's time has no part below a microsecond: one within the same microsecond is not after it
        Instant last = time.truncatedTo(ChronoUnit.MICROS);
        long end = size();
        long number = Math.min(end, look(() -> index.before(last)));
        while (number < end && !stored.apply(number).entry().recordedAt().isAfter(last)) {
            number++;
        }
        return new Position(number);
    }

    /** Takes the state and the index of the entries in, that a snapshot holds; nothing else is here yet. */
    void load(LogState held, EntryIndex entries) {
        lock.writeLock().lock();
        try {
            state = held;
            index = entries;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What can be done with the state and the index while nobody looks. */
    interface Alone {

        void with(LogState state, EntryIndex index) throws IOException;
    }

    /** Does something with the state and the index while nobody looks. */
    void alone(Alone work) throws IOException {
        lock.writeLock().lock();
        try {
            work.with(state, index);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
