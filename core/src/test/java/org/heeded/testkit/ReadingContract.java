package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.log.Recorded;
import org.heeded.model.Circumstances;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.InitiativeId;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;

/** What is read of a store, and what it knows of its entries. */
abstract class ReadingContract extends AppendingContract {

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
    void workIsKnownWhereItWasRecordedUntilItIsRetracted() {
        Recorded advice = append(
                ACME,
                new Event.ProposalMade(
                        ProposalId.of("p"), Proposal.of("One page").initiative("spring")));
        Recorded order = append(ACME, new Event.DirectiveGiven(DirectiveId.of("d"), Directive.of("Newsletter")));
        assertThat(store.knows(ACME, ProposalId.of("p"))).isTrue();
        assertThat(store.knows(ACME, DirectiveId.of("d"))).isTrue();
        assertThat(store.knows(ACME, InitiativeId.of("spring"))).isTrue();
        assertThat(store.knows(ACME, ProposalId.of("d"))).isFalse();
        assertThat(store.knows(ZEBRA, ProposalId.of("p"))).isFalse();
        for (Recorded entry : List.of(advice, order)) {
            append(ACME, new Event.EntryRetracted(entry.entry().id(), Optional.empty(), Circumstances.NONE));
        }
        assertThat(store.knows(ACME, ProposalId.of("p"))).isFalse();
        assertThat(store.knows(ACME, DirectiveId.of("d"))).isFalse();
        assertThat(store.knows(ACME, InitiativeId.of("spring"))).isFalse();
    }

    @Test
    void changesCompareSealedTextsAsTheirWordsAndRefuseTheRetracted() {
        store.append(FixtureLog.drafts());
        EntryId ana = FixtureLog.id(3);
        Party party = ((Event.PartyJoined) FixtureLog.drafts().get(2).event()).party();
        assertThat(store.changes(ana, new Event.PartyJoined(party))).isEmpty();
        assertThat(store.changes(
                        ana,
                        new Event.PartyJoined(party.name(new Text.Personal(SubjectId.of("subject-ana"), "Anna Lindt"))
                                .function("search"))))
                .containsExactly("function", "name");
        assertRefused(Rule.ALREADY_RETRACTED, () -> store.changes(FixtureLog.id(19), milestone("x")));
    }

    @Test
    void anEntryIsFoundByItsIdAndNoOther() {
        Recorded one = append(ACME, milestone("one"));
        Recorded two = append(ZEBRA, milestone("two"));
        assertThat(store.find(one.entry().id())).contains(one);
        assertThat(store.find(two.entry().id())).contains(two);
        assertThat(store.find(random.entry())).isEmpty();
    }
}
