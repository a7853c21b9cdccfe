package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RandomEvents;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.Side;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Via;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store keeps. A store's own test says how to open one. */
public abstract class StoreContract {

    /** A clock that the test moves. */
    protected static final class MovableClock extends Clock {

        private volatile Instant now = Instant.parse("2026-03-01T12:00:00.123456789Z");

        /** A clock that stands still until it is moved. */
        public MovableClock() {}

        /**
         * Moves the clock, forward or back.
         *
         * @param by how far
         */
        public void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final EngagementId ZEBRA = EngagementId.of("zebra");

    /** The clock of the store under test. */
    protected final MovableClock clock = new MovableClock();

    /** Seals for the store under test. */
    protected final Sealer sealer = new Sealer(new InMemoryKeyStore());

    private final RandomEvents random = new RandomEvents(42);
    private Store store;

    /** For a store's own test. */
    protected StoreContract() {}

    /**
     * Opens an empty store with {@link #clock} and {@link #sealer}.
     *
     * @param policy its policy
     * @return the store
     */
    protected abstract Store open(AppendPolicy policy);

    @BeforeEach
    void openStore() {
        store = open(AppendPolicy.LENIENT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private static Event milestone(String what) {
        return new Event.Milestone(Text.of(what), Circumstances.NONE);
    }

    private Recorded append(EngagementId engagement, Event event) {
        return store.append(List.of(Draft.of(engagement, event))).get(0);
    }

    private static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    @Test
    void whatWasAppendedIsReadBackInOrder() {
        List<Recorded> appended = new ArrayList<>();
        for (Draft draft : random.story(ACME, 20)) {
            appended.addAll(store.append(List.of(draft)));
        }
        appended.addAll(store.append(random.story(ZEBRA, 20)));
        assertThat(all(store)).hasSizeGreaterThan(120).isEqualTo(appended);
        assertThat(store.end()).isEqualTo(new Position(appended.size()));
        for (int i = 0; i < appended.size(); i++) {
            Recorded each = appended.get(i);
            assertThat(each.position()).isEqualTo(new Position(i));
            assertThat(store.find(each.entry().id())).contains(each);
            assertThat(new String(each.bytes(), StandardCharsets.UTF_8)).isEqualTo(each.json());
        }
    }

    @Test
    void anEntryIsTheDraftWithIndexTimeAndId() {
        Event event = milestone("new owner");
        Recorded first = append(ACME, event);
        append(ZEBRA, event);
        Recorded second = append(ACME, event);
        assertThat(first.entry().engagement()).isEqualTo(ACME);
        assertThat(first.entry().event()).isEqualTo(event);
        assertThat(first.entry().n()).isZero();
        assertThat(second.entry().n()).isEqualTo(1);
        assertThat(first.entry().recordedAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(first.entry().id().value().version()).isEqualTo(7);
        assertThat(first.entry().id().value().variant()).isEqualTo(2);
        assertThat(first.entry().id().value().getMostSignificantBits() >>> 16)
                .isEqualTo(first.entry().recordedAt().toEpochMilli());
        assertThat(first.entry().id()).isNotEqualTo(second.entry().id());
    }

    @Test
    void engagementsComeInOrderOfFirstUse() {
        append(ZEBRA, milestone("a"));
        append(ACME, milestone("b"));
        append(ZEBRA, milestone("c"));
        assertThat(store.engagements()).containsExactly(ZEBRA, ACME);
        assertThat(store.size(ZEBRA)).isEqualTo(2);
        assertThat(store.size(EngagementId.of("nobody"))).isZero();
    }

    @Test
    void pagesOfAnySizeConcatenateToTheWhole() {
        store.append(random.story(ACME, 5));
        store.append(random.story(ZEBRA, 5));
        store.append(List.of(Draft.of(ACME, milestone("x"))));
        List<Recorded> whole = all(store);
        List<Recorded> acme =
                whole.stream().filter(r -> r.entry().engagement().equals(ACME)).toList();
        for (int limit : new int[] {1, 2, 3, 7, 1000}) {
            List<Recorded> pages = new ArrayList<>();
            for (List<Recorded> page = store.read(Position.START, limit);
                    !page.isEmpty();
                    page = store.read(new Position(pages.size()), limit)) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                pages.addAll(page);
            }
            assertThat(pages).isEqualTo(whole);
            pages.clear();
            for (List<Recorded> page = store.read(ACME, 0, limit);
                    !page.isEmpty();
                    page = store.read(ACME, pages.size(), limit)) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                pages.addAll(page);
            }
            assertThat(pages).isEqualTo(acme);
        }
        assertThat(store.read(new Position(Long.MAX_VALUE), 10)).isEmpty();
        assertThat(store.read(ACME, Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
        assertThat(store.read(EngagementId.of("nobody"), 0, 10)).isEmpty();
        assertThatThrownBy(() -> store.read(Position.START, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.read(ACME, -1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aGroupIsTakenWholeOrNotAtAll() {
        append(ACME, milestone("before"));
        Draft good = Draft.of(ACME, milestone("good"));
        Draft bad = Draft.of(ZEBRA, new Event.DecisionMade(ProposalId.of("none"), Decision.followed()));
        assertThatThrownBy(() -> store.append(List.of(good, good, bad)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.UNKNOWN_PROPOSAL));
        assertThat(store.end()).isEqualTo(new Position(1));
        assertThat(store.engagements()).containsExactly(ACME);
        assertThat(append(ACME, milestone("after")).entry().n()).isEqualTo(1);
        assertThat(store.append(List.of())).isEmpty();
    }

    @Test
    void aLaterDraftOfAGroupMayBuildOnAnEarlierOne() {
        ProposalId id = ProposalId.of("p");
        List<Recorded> group = store.append(List.of(
                Draft.of(ACME, new Event.ProposalMade(id, Proposal.of("One page"))),
                Draft.of(ACME, new Event.DecisionMade(id, Decision.overridden("Two pages")))));
        assertThat(group).hasSize(2);
        assertThat(group.get(0).entry().recordedAt())
                .isEqualTo(group.get(1).entry().recordedAt());
        assertThat(store.knows(ACME, id)).isTrue();
        assertThat(store.knows(ZEBRA, id)).isFalse();
    }

    @Test
    void checkSaysAllThatWouldBeRefusedAndWritesNothing() {
        Draft good = Draft.of(ACME, new Event.ProposalMade(ProposalId.of("p"), Proposal.of("One page")));
        Draft onGood = Draft.of(ACME, new Event.DecisionMade(ProposalId.of("p"), Decision.followed()));
        Draft same = Draft.of(ACME, new Event.DecisionMade(ProposalId.of("p"), Decision.overridden("one page")));
        Draft onNothing = Draft.of(ACME, new Event.DecisionMade(ProposalId.of("q"), Decision.followed()));
        List<Store.Refusal> refusals = store.check(List.of(good, onNothing, onGood, same));
        assertThat(refusals.stream().map(Store.Refusal::index)).containsExactly(1, 3);
        assertThat(refusals.stream().map(r -> r.why().rule())).containsExactly(Rule.UNKNOWN_PROPOSAL, Rule.NO_OVERRIDE);
        assertThat(store.end()).isEqualTo(Position.START);
        assertThat(store.check(List.of(onGood))).hasSize(1);
        assertThat(store.check(List.of(good, onGood))).isEmpty();
    }

    @Test
    void theSameDraftAgainIsAnsweredWithTheFirstEntry() {
        EntryId id = random.entry();
        Event personal = new Event.PartyJoined(
                Party.of(PartyId.of("o"), Side.CLIENT).name(new Text.Personal(SubjectId.of("s"), "Ana")));
        Recorded first = store.append(List.of(Draft.of(ACME, id, personal))).get(0);
        clock.move(Duration.ofHours(1));
        List<Recorded> again = store.append(
                List.of(Draft.of(ACME, milestone("new")), Draft.of(ACME, id, personal), Draft.of(ACME, id, personal)));
        assertThat(again.subList(1, 3)).containsExactly(first, first);
        assertThat(store.append(List.of(first.entry().draft()))).containsExactly(first);
        assertThat(store.end()).isEqualTo(new Position(2));
    }

    @Test
    void theSameIdWithOtherContentIsRefused() {
        EntryId id = random.entry();
        store.append(List.of(Draft.of(ACME, id, milestone("one"))));
        for (Draft other : List.of(
                Draft.of(ACME, id, milestone("two")),
                Draft.of(ZEBRA, id, milestone("one")),
                Draft.of(ACME, id, new Event.Milestone(Text.of("one"), Circumstances.NONE).via(Via.CALL)))) {
            assertThatThrownBy(() -> store.append(List.of(other)))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.DUPLICATE_ID));
        }
        assertThat(store.end()).isEqualTo(new Position(1));
    }

    @Test
    void asOfIsThePrefixBeforeTheFirstEntryRecordedLater() {
        Instant start = clock.instant();
        append(ACME, milestone("at 0"));
        clock.move(Duration.ofSeconds(10));
        append(ACME, milestone("at 10"));
        clock.move(Duration.ofSeconds(-5)); // clocks go back
        append(ACME, milestone("at 5"));
        clock.move(Duration.ofSeconds(15));
        append(ACME, milestone("at 20"));
        assertThat(store.asOf(start.minusSeconds(1))).isEqualTo(Position.START);
        assertThat(store.asOf(start)).isEqualTo(new Position(1));
        assertThat(store.asOf(start.plusSeconds(9))).isEqualTo(new Position(1));
        assertThat(store.asOf(start.plusSeconds(10))).isEqualTo(new Position(3));
        assertThat(store.asOf(start.plusSeconds(19))).isEqualTo(new Position(3));
        assertThat(store.asOf(start.plusSeconds(20))).isEqualTo(new Position(4));
        assertThat(store.asOf(Instant.MAX)).isEqualTo(new Position(4));
        assertThat(store.asOf(Instant.MIN)).isEqualTo(Position.START);
    }

    @Test
    void theNewestStandingDescriptionOfAPartyCounts() {
        PartyId id = PartyId.of("ana");
        assertThat(store.party(id)).isEmpty();
        Recorded first =
                append(ACME, new Event.PartyJoined(Party.marketer("ana").function("one")));
        Recorded second =
                append(ZEBRA, new Event.PartyJoined(Party.marketer("ana").function("two")));
        assertThat(store.party(id).orElseThrow().function()).contains("two");
        Event corrected = new Event.PartyJoined(Party.marketer("ana").function("three"));
        append(
                ZEBRA,
                new Event.EntryCorrected(
                        second.entry().id(),
                        corrected,
                        store.changes(second.entry().id(), corrected),
                        Text.of("slip"),
                        Circumstances.NONE));
        assertThat(store.party(id).orElseThrow().function()).contains("three");
        append(ZEBRA, new Event.EntryRetracted(second.entry().id(), Optional.empty(), Circumstances.NONE));
        assertThat(store.party(id).orElseThrow().function()).contains("one");
        assertThat(store.current(second.entry().id())).isEmpty();
        assertThat(store.current(first.entry().id())).contains(first.entry().event());
    }

    @Test
    void currentIsTheEntryWithItsNewestCorrection() {
        Recorded entry = append(ACME, milestone("one"));
        for (String word : List.of("two", "three")) {
            Event replacement = milestone(word);
            assertThat(store.changes(entry.entry().id(), replacement)).containsExactly("what");
            append(
                    ACME,
                    new Event.EntryCorrected(
                            entry.entry().id(), replacement, List.of("what"), Text.of("slip"), Circumstances.NONE));
            assertThat(store.current(entry.entry().id())).contains(replacement);
        }
        assertThat(store.changes(entry.entry().id(), milestone("three"))).isEmpty();
        assertThat(store.current(random.entry())).isEmpty();
        assertThatThrownBy(() -> store.changes(random.entry(), milestone("x")))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.UNKNOWN_ENTRY));
    }

    @Test
    void theStrictPolicyRefusesWhatTheLenientOneTakes() {
        Draft bare = Draft.of(ACME, new Event.ProposalMade(ProposalId.of("p"), Proposal.of("x")));
        store.append(List.of(bare));
        store.close();
        store = open(AppendPolicy.STRICT);
        assertThatThrownBy(() -> store.append(List.of(bare))).isInstanceOfSatisfying(RejectedException.class, e -> {
            assertThat(e.rule()).isEqualTo(Rule.MISSING);
            assertThat(e.field()).isEqualTo("forecasts");
        });
    }

    @Test
    void aRecordThatIsTooLongIsRefused() {
        Text large = Text.of("\u20ac".repeat(100_000));
        Event event = new Event.DecisionMade(
                ProposalId.of("p"),
                new Decision(
                        Decision.Kind.ADAPTED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(large),
                        Optional.of(large),
                        Optional.of(large),
                        Optional.empty(),
                        Circumstances.NONE));
        append(ACME, new Event.ProposalMade(ProposalId.of("p"), Proposal.of("x")));
        assertThat(append(ACME, event).bytes()).hasSizeGreaterThan(900_000);
        Draft longer =
                new Draft(ACME, Optional.empty(), event, new TreeMap<>(Map.of("x", "\"" + "x".repeat(200_000) + "\"")));
        assertThatThrownBy(() -> store.append(List.of(longer)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.TOO_LONG));
    }

    @Test
    void afterCloseNothingWorksButClosingAgain() {
        append(ACME, milestone("x"));
        store.close();
        store.close();
        assertThatThrownBy(() -> append(ACME, milestone("y")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN));
        assertThatThrownBy(() -> store.end()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(Position.START, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.read(ACME, 0, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.engagements()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyThreadsAppendWithoutGapsAndEachInItsOrder() throws Exception {
        int threads = 8;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                done.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        Recorded mine = append(i % 2 == 0 ? ACME : ZEBRA, milestone(thread + ":" + i));
                        assertThat(store.find(mine.entry().id())).contains(mine);
                    }
                    return null;
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
        List<Recorded> whole = all(store);
        assertThat(whole).hasSize(threads * each);
        Map<EngagementId, Long> next = new HashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (Recorded recorded : whole) {
            EngagementId engagement = recorded.entry().engagement();
            assertThat(recorded.entry().n()).isEqualTo(next.merge(engagement, 1L, Long::sum) - 1);
            String[] words = ((Event.Milestone) recorded.entry().event())
                    .what()
                    .toString()
                    .split(":", -1);
            assertThat(Integer.parseInt(words[1])).isEqualTo(order.merge(words[0], 1, Integer::sum) - 1);
        }
    }

    @Test
    void anInterruptedThreadAppendsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        Recorded recorded = append(ACME, milestone("x"));
        assertThat(store.read(Position.START, 10)).containsExactly(recorded);
        assertThat(Thread.interrupted()).isTrue();
        append(ACME, milestone("y"));
        assertThat(all(store)).hasSize(2);
    }

    private static Event about(SubjectId subject) {
        return new Event.Milestone(Text.about(subject, "words"), Circumstances.NONE);
    }

    private static Event erased(SubjectId subject) {
        return new Event.SubjectErased(subject, Circumstances.NONE);
    }

    @Test
    void holdingIsEveryEngagementWithSealedTextsOfTheSubject() {
        SubjectId ana = SubjectId.of("ana");
        SubjectId ben = SubjectId.of("ben");
        append(ZEBRA, about(ana));
        Recorded retracted = append(ACME, about(ana));
        append(ACME, new Event.EntryRetracted(retracted.entry().id(), Optional.empty(), Circumstances.NONE));
        append(EngagementId.of("other"), about(ben));
        assertThat(store.holding(ana)).containsExactly(ZEBRA, ACME);
        assertThat(store.holding(ben)).containsExactly(EngagementId.of("other"));
        assertThat(store.holding(SubjectId.of("nobody"))).isEmpty();
        assertThat(store.erased()).isEmpty();
        store.append(List.of(Draft.of(ACME, erased(ana)), Draft.of(ZEBRA, erased(ana))));
        assertThat(store.holding(ana)).isEmpty();
        assertThat(store.holding(ben)).hasSize(1);
        assertThat(store.erased()).containsExactly(ana);
    }

    @Test
    void anErasureIsWholeAndNothingIsSealedForTheSubjectAfterIt() {
        SubjectId ana = SubjectId.of("ana");
        append(ZEBRA, about(ana));
        append(ACME, about(ana));
        assertThatThrownBy(() -> append(ACME, erased(ana)))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.INCOMPLETE_ERASURE));
        store.append(List.of(Draft.of(ACME, erased(ana)), Draft.of(ZEBRA, erased(ana))));
        for (Event refused : List.of(about(ana), erased(ana))) {
            assertThatThrownBy(() -> append(ACME, refused))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.ERASED));
        }
        assertThat(store.end()).isEqualTo(new Position(4));
    }

    @Test
    void checkLeavesNoKeyBehind() {
        SubjectId ana = SubjectId.of("ana");
        assertThat(store.check(List.of(Draft.of(ACME, about(ana)), Draft.of(ACME, about(ana)))))
                .isEmpty();
        assertThat(sealer.hasKey(ana)).isFalse();
        append(ACME, about(ana));
        assertThat(sealer.hasKey(ana)).isTrue();
    }
}
