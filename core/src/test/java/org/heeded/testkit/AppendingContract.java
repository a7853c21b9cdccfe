package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.Side;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Via;
import org.junit.jupiter.api.Test;

/** What a store takes, what it refuses, and what it makes of a draft. */
abstract class AppendingContract extends StoreUnderTest {

    @Test
    void whatWasAppendedIsReadBackInOrder() {
        List<Draft> drafts = new ArrayList<>(random.story(ACME, 20));
        List<Recorded> appended = new ArrayList<>();
        for (Draft draft : drafts) {
            appended.addAll(store.append(List.of(draft)));
        }
        List<Draft> group = random.story(ZEBRA, 20);
        appended.addAll(store.append(group));
        drafts.addAll(group);
        assertThat(all(store)).hasSizeGreaterThan(120).isEqualTo(appended);
        assertThat(appended.stream().map(each -> each.entry().draft())).containsExactlyElementsOf(drafts);
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
    void allEntriesOfAGroupShareOneTime() {
        append(ACME, milestone("before"));
        clock.tick(Duration.ofSeconds(1));
        List<Recorded> group = store.append(List.of(
                Draft.of(ACME, milestone("a")), Draft.of(ZEBRA, milestone("b")), Draft.of(ACME, milestone("c"))));
        Recorded later = append(ACME, milestone("later"));
        assertThat(group).hasSize(3);
        assertThat(group.stream().map(r -> r.entry().recordedAt()).distinct())
                .singleElement()
                .satisfies(time -> assertThat(later.entry().recordedAt()).isAfter(time));
    }

    @Test
    void theRecordsAreThoseOfTheStoreInMemoryToTheByte() {
        List<Draft> drafts = new ArrayList<>(random.story(ACME, 30));
        for (String type : RandomEvents.TYPES) {
            Event event = random.of(type);
            if (!(event instanceof Event.EntryCorrected || event instanceof Event.EntryRetracted)) {
                drafts.add(Draft.of(ZEBRA, random.entry(), event));
            }
        }
        try (Store other = InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer)) {
            for (Draft draft : drafts) {
                clock.move(Duration.ofMillis(1));
                if (other.check(List.of(draft)).isEmpty()) {
                    assertThat(store.append(List.of(draft))).isEqualTo(other.append(List.of(draft)));
                }
            }
            assertThat(other.end().value()).isGreaterThan(100);
            assertThat(all(store)).isEqualTo(all(other));
        }
    }

    @Test
    void personalTextsAreSealedAndTheirWordsAreInNoRecord() {
        store.append(FixtureLog.drafts());
        Recorded ana = store.find(FixtureLog.id(3)).orElseThrow();
        Text name = ((Event.PartyJoined) ana.entry().event()).party().name().orElseThrow();
        assertThat(name)
                .isInstanceOfSatisfying(
                        Text.Sealed.class,
                        kept -> assertThat(sealer.open(ACME, "name", kept)).contains("Ana Lindt"));
        assertThat(all(store))
                .hasSize(FixtureLog.drafts().size())
                .noneMatch(r -> r.json().contains("Lindt"));
    }
}
