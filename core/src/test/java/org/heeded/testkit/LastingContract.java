package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;

/** What is left of a store when it was closed, and what a copy of it is. */
abstract class LastingContract extends SharingContract {

    @Test
    void theStrictPolicyRefusesWhatTheLenientOneTakes() {
        append(ACME, new Event.ProposalMade(ProposalId.of("p"), Proposal.of("x")));
        reopen(AppendPolicy.STRICT);
        Draft bare = Draft.of(ACME, new Event.ProposalMade(ProposalId.of("q"), Proposal.of("y")));
        assertThatThrownBy(() -> store.append(List.of(bare))).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.rule()).isEqualTo(Rule.MISSING);
            assertThat(e.field()).isEqualTo("forecasts");
        });
    }

    private static List<ThrowingCallable> reads(Store store) {
        return List.of(
                () -> store.check(List.of()),
                store::end,
                () -> store.read(Position.START, 1),
                () -> store.read(ACME, 0, 1),
                () -> store.find(FixtureLog.id(1)),
                store::engagements,
                () -> store.size(ACME),
                () -> store.asOf(Instant.EPOCH),
                () -> store.party(PartyId.of("ana")),
                () -> store.knows(ACME, FixtureLog.PAGES),
                () -> store.current(FixtureLog.id(1)),
                () -> store.changes(FixtureLog.id(1), milestone("x")),
                () -> store.follow(Position.START, recorded -> {}).close(),
                () -> store.copyTo(store, position -> {}));
    }

    @Test
    void afterCloseNothingWorksButClosingAgain() {
        List<Recorded> taken = store.append(FixtureLog.drafts());
        for (ThrowingCallable read : reads(store)) {
            assertThatCode(read).doesNotThrowAnyException();
        }
        store.close();
        store.close();
        for (ThrowingCallable read : reads(store)) {
            assertThatThrownBy(read).isInstanceOf(IllegalStateException.class);
        }
        assertNotWritten(() -> append(ACME, milestone("y")));
        assertNotWritten(() -> store.restore(taken));
    }

    private static void assertNotWritten(ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN));
    }

    @Test
    void aStoreThatIsOpenedAgainHasWhatItDeclares() {
        List<Recorded> taken = store.append(FixtureLog.drafts());
        clock.move(Duration.ofHours(1));
        Recorded later = append(ZEBRA, milestone("later"));
        Instant between = taken.get(0).entry().recordedAt();
        assertThat(store.asOf(between)).isEqualTo(new Position(taken.size()));
        reopen(AppendPolicy.LENIENT);
        if (!durable()) {
            assertThat(store.end()).isEqualTo(Position.START);
            assertThat(store.engagements()).isEmpty();
            assertThat(store.find(FixtureLog.id(1))).isEmpty();
            assertThat(store.append(FixtureLog.drafts())).hasSameSizeAs(taken).isNotEqualTo(taken);
            return;
        }
        assertThat(all(store))
                .hasSize(taken.size() + 1)
                .startsWith(taken.toArray(Recorded[]::new))
                .endsWith(later);
        assertThat(store.engagements()).containsExactly(ACME, ZEBRA);
        assertThat(store.read(ZEBRA, 0, 10)).hasSize(3).endsWith(later);
        assertThat(store.asOf(between)).isEqualTo(new Position(taken.size()));
        assertThat(store.find(later.entry().id())).contains(later);
        assertThat(store.party(PartyId.of("ana"))).isPresent();
        assertThat(store.knows(ACME, FixtureLog.PAGES)).isTrue();
        assertThat(store.current(FixtureLog.id(19))).isEmpty();
        assertThat(store.current(FixtureLog.id(9)).orElseThrow())
                .isEqualTo(((Event.EntryCorrected) FixtureLog.drafts().get(11).event()).replacement());
        assertThat(store.append(FixtureLog.drafts())).isEqualTo(taken);
        assertRefused(
                Rule.DUPLICATE_ID,
                () -> append(ACME, new Event.ProposalMade(FixtureLog.PAGES, Proposal.of("Another page"))));
        Recorded next = append(ZEBRA, milestone("next"));
        assertThat(next.entry().n()).isEqualTo(3);
        assertThat(next.position()).isEqualTo(new Position(taken.size() + 1L));
    }

    /** Another log, in memory, of which the store under test is to become a copy. */
    private Store source() {
        Store source = InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer);
        List<Recorded> unused = source.append(FixtureLog.drafts());
        clock.move(Duration.ofHours(-1));
        for (Draft draft : random.story(EngagementId.of("copied"), 150)) {
            clock.move(Duration.ofSeconds(1));
            unused = source.append(List.of(draft));
        }
        clock.move(Duration.ofDays(1));
        return source;
    }

    @Test
    void aCopyIsTheSameToTheByteAndTakesUpTheWork() {
        try (Store source = source()) {
            List<Position> progress = new ArrayList<>();
            assertThat(source.copyTo(store, progress::add)).isEqualTo(source.end());
            assertThat(progress).isSorted().doesNotHaveDuplicates().endsWith(source.end());
            assertThat(all(store)).hasSizeGreaterThan(500).isEqualTo(all(source));
            Instant middle = all(source).get(300).entry().recordedAt();
            assertThat(store.asOf(middle)).isEqualTo(source.asOf(middle));
            assertThat(store.engagements()).isEqualTo(source.engagements());
            assertThat(store.current(FixtureLog.id(19))).isEmpty();
            assertThat(store.append(FixtureLog.drafts())).isEqualTo(all(source).subList(0, 24));
            Draft next = Draft.of(ACME, random.entry(), milestone("next"));
            assertThat(store.append(List.of(next))).isEqualTo(source.append(List.of(next)));
        }
    }

    @Test
    void aCopyElsewhereIsTheSameToTheByte() {
        List<Recorded> taken = new ArrayList<>(store.append(FixtureLog.drafts()));
        clock.move(Duration.ofDays(1));
        taken.addAll(store.append(random.story(EngagementId.of("copied"), 150)));
        clock.move(Duration.ofDays(1));
        try (Store target = InMemoryStore.open(clock, AppendPolicy.STRICT, sealer)) {
            assertThat(store.copyTo(target, position -> {})).isEqualTo(new Position(taken.size()));
            assertThat(all(target)).isEqualTo(taken);
            taken.add(append(ZEBRA, milestone("later")));
            assertThat(store.copyTo(target, position -> {})).isEqualTo(new Position(taken.size()));
            assertThat(all(target)).isEqualTo(taken);
        }
    }

    @Test
    void aCopyThatWasStoppedGoesOn() {
        try (Store source = source()) {
            Consumer<Position> stop = position -> {
                throw new ArithmeticException("enough");
            };
            assertThatThrownBy(() -> source.copyTo(store, stop)).isInstanceOf(ArithmeticException.class);
            List<Recorded> part = all(store);
            assertThat(part).isNotEmpty().hasSizeLessThan(all(source).size());
            assertThat(all(source)).startsWith(part.toArray(Recorded[]::new));
            if (durable()) {
                reopen(AppendPolicy.STRICT);
            }
            source.copyTo(store, position -> assertThat(position).isGreaterThan(new Position(part.size())));
            assertThat(all(store)).isEqualTo(all(source));
        }
    }

    @Test
    void aCopyOntoAnotherLogNamesTheFirstDifferenceAndWritesNothing() {
        try (Store source = source()) {
            store.restore(source.read(Position.START, 30));
            append(ZEBRA, milestone("of its own"));
            List<Recorded> before = all(store);
            assertThat(before).hasSize(31);
            assertThatThrownBy(() -> source.copyTo(store, position -> {}))
                    .isInstanceOfSatisfying(
                            DivergedException.class,
                            e -> assertThat(e.position()).isEqualTo(new Position(30)));
            assertThat(all(store)).isEqualTo(before);
        }
        try (Store shorter = InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer)) {
            shorter.restore(store.read(Position.START, 7));
            assertThatThrownBy(() -> shorter.copyTo(store, position -> {}))
                    .isInstanceOfSatisfying(
                            DivergedException.class,
                            e -> assertThat(e.position()).isEqualTo(new Position(7)));
        }
    }

    @Test
    void restoreTakesNothingThatDoesNotComeNext() {
        try (Store source = source()) {
            List<Recorded> entries = all(source);
            store.restore(entries.subList(0, 10));
            store.restore(List.of());
            for (List<Recorded> wrong : List.of(
                    entries.subList(9, 12),
                    entries.subList(11, 12),
                    List.of(entries.get(10), entries.get(12)),
                    List.of(entries.get(10), entries.get(10)),
                    List.of(entries.get(10), changed(entries.get(11), e -> e.n() + 1, e -> e.id())),
                    List.of(entries.get(10), changed(entries.get(11), Entry::n, e -> FixtureLog.id(1))))) {
                assertThatThrownBy(() -> store.restore(wrong)).isInstanceOf(DivergedException.class);
            }
            Recorded next = entries.get(10);
            for (String json : List.of(
                    entries.get(11).json(),
                    "",
                    "{",
                    next.json() + "{}",
                    next.json().replace(":", ":\n"))) {
                assertThatThrownBy(() -> store.restore(List.of(new Recorded(next.position(), next.entry(), json))))
                        .isInstanceOf(CorruptException.class);
            }
            assertThat(all(store)).isEqualTo(entries.subList(0, 10));
            store.restore(entries.subList(10, entries.size()));
            assertThat(all(store)).isEqualTo(entries);
        }
    }

    /** An entry with another index or id, and a record that says so too. */
    private static Recorded changed(Recorded recorded, Function<Entry, Long> n, Function<Entry, EntryId> id) {
        Entry was = recorded.entry();
        Entry is = new Entry(
                id.apply(was), was.engagement(), n.apply(was), was.recordedAt(), was.event(), was.unknownFields());
        String json = recorded.json()
                .replace("\"n\":" + was.n() + ",", "\"n\":" + is.n() + ",")
                .replace(was.id().toString(), is.id().toString());
        assertThat(json).isNotEqualTo(recorded.json());
        return new Recorded(recorded.position(), is, json);
    }

    @Test
    void aBackupWhileOthersAppendIsWhatWasThereWhenItBegan() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Draft> group = List.of(Draft.of(ACME, milestone("a")), Draft.of(ZEBRA, milestone("b")));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (Store backup = InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer)) {
            Future<Integer> writer = pool.submit(() -> {
                int groups = 0;
                for (; !done.get() && groups < 2_000; groups++) {
                    assertThat(store.append(group)).hasSize(2);
                }
                return groups;
            });
            for (int i = 0; i < 10; i++) {
                Position end = store.copyTo(backup, position -> {});
                assertThat(backup.end()).isEqualTo(end);
                assertThat(end.value() % 2).isZero();
                assertThat(all(backup))
                        .isEqualTo(store.read(Position.START, (int) Math.max(1, end.value()))
                                .subList(0, (int) end.value()));
            }
            done.set(true);
            long written = 2L * writer.get();
            assertThat(store.copyTo(backup, position -> {})).isEqualTo(new Position(written));
            assertThat(all(backup)).isEqualTo(all(store));
        } finally {
            done.set(true);
            pool.shutdown();
        }
        assertThat(store.append(group)).hasSize(2);
    }
}
