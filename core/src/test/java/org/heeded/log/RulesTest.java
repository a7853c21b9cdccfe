package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Party;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Rationale;
import org.heeded.model.RejectedException;
import org.heeded.model.Responsible;
import org.heeded.model.Rule;
import org.heeded.model.Stance;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Via;
import org.heeded.model.WorkId;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final EngagementId OTHER = EngagementId.of("other");
    private static final ProposalId P = ProposalId.of("p");
    private static final DirectiveId D = DirectiveId.of("d");
    private static final GoalId G = GoalId.of("g");
    private static final String SECRET = "One page for all";

    private Store store = open(AppendPolicy.LENIENT);

    private static Store open(AppendPolicy policy) {
        return InMemoryStore.open(Clock.systemUTC(), policy, new Sealer(new InMemoryKeyStore()));
    }

    private EntryId append(EngagementId engagement, Event event) {
        return store.append(List.of(Draft.of(engagement, event))).get(0).entry().id();
    }

    private EntryId append(Event event) {
        return append(ACME, event);
    }

    private void refused(Rule rule, String field, EngagementId engagement, Event event) {
        long size = store.end().value();
        assertThatThrownBy(() -> append(engagement, event))
                .isInstanceOfSatisfying(RejectedException.class, e -> {
                    assertThat(e.rule()).isEqualTo(rule);
                    assertThat(e.field()).isEqualTo(field);
                })
                .hasMessageNotContaining("page");
        assertThat(store.end().value()).isEqualTo(size);
    }

    private void refused(Rule rule, String field, Event event) {
        refused(rule, field, ACME, event);
    }

    private static Event proposed(ProposalId id) {
        return new Event.ProposalMade(id, Proposal.of(SECRET));
    }

    private static Event ordered(DirectiveId id) {
        return new Event.DirectiveGiven(id, Directive.of(SECRET));
    }

    private static Event goal(String name) {
        return new Event.GoalSet(
                G, Text.of(name), OptionalInt.empty(), Optional.empty(), Optional.empty(), Circumstances.NONE);
    }

    private static Event decided(Decision decision) {
        return new Event.DecisionMade(P, decision);
    }

    private static Event launched(WorkId work) {
        return new Event.WorkLaunched(work, Launched.NOTHING, Optional.empty(), Circumstances.NONE);
    }

    private static Event measured(WorkId work) {
        return new Event.OutcomeMeasured(work, Measurement.of("leads", 1));
    }

    private static Event claimed(WorkId work) {
        return new Event.ResponsibilityClaimed(
                work, Responsible.SHARED, Optional.empty(), Optional.empty(), Circumstances.NONE);
    }

    private static Event retracted(EntryId entry) {
        return new Event.EntryRetracted(entry, Optional.empty(), Circumstances.NONE);
    }

    private static Event answered(EntryId entry) {
        return new Event.EntryAnswered(entry, Stance.DISPUTES, Optional.empty(), Optional.empty(), Circumstances.NONE);
    }

    private static Event corrected(EntryId entry, Event replacement, String... fields) {
        return new Event.EntryCorrected(
                entry, replacement, List.of(fields), Text.of("slip of the pen"), Circumstances.NONE);
    }

    private static Event withGoal(ProposalId id) {
        return new Event.ProposalMade(id, Proposal.of(SECRET).rationale(Rationale.NONE.goal(G)));
    }

    @Test
    void whatIsUnknownInTheEngagementIsRefused() {
        append(OTHER, proposed(P));
        append(OTHER, ordered(D));
        append(OTHER, goal("more"));
        refused(Rule.UNKNOWN_PROPOSAL, "proposal", decided(Decision.followed()));
        for (Event event : List.of(launched(P), measured(P), claimed(P))) {
            refused(Rule.UNKNOWN_PROPOSAL, "proposal", event);
        }
        for (Event event : List.of(launched(D), measured(D), claimed(D))) {
            refused(Rule.UNKNOWN_DIRECTIVE, "directive", event);
        }
        ProposalId q = ProposalId.of("q");
        refused(
                Rule.UNKNOWN_PROPOSAL,
                "revises",
                new Event.ProposalMade(q, Proposal.of(SECRET).revises(P)));
        refused(
                Rule.UNKNOWN_DIRECTIVE,
                "answers",
                new Event.ProposalMade(q, Proposal.of(SECRET).answers(D)));
        refused(Rule.UNKNOWN_GOAL, "rationale.goal", withGoal(q));
        refused(
                Rule.UNKNOWN_GOAL,
                "rationale.goal",
                new Event.DirectiveGiven(D, Directive.of(SECRET).rationale(Rationale.NONE.goal(G))));
    }

    @Test
    void anInitiativeIsThereOnFirstMention() {
        InitiativeId i = InitiativeId.of("i");
        assertThat(store.knows(ACME, i)).isFalse();
        EntryId entry = append(measured(i));
        assertThat(store.knows(ACME, i)).isTrue();
        append(retracted(entry));
        assertThat(store.knows(ACME, i)).isFalse();
    }

    @Test
    void anIdNamesOneProposalOrDirectiveOfAnEngagement() {
        EntryId proposal = append(proposed(P));
        append(ordered(D));
        append(OTHER, proposed(P));
        append(new Event.ProposalMade(ProposalId.of("d"), Proposal.of(SECRET)));
        refused(Rule.DUPLICATE_ID, "proposal", proposed(P));
        refused(Rule.DUPLICATE_ID, "directive", ordered(D));
        append(retracted(proposal));
        append(proposed(P));
    }

    @Test
    void aWithdrawnProposalTakesNoDecisionUntilTheWithdrawalIsRetractedOrCorrected() {
        append(proposed(P));
        append(decided(Decision.followed()));
        EntryId withdrawal = append(decided(Decision.of(Decision.Kind.WITHDRAWN)));
        refused(Rule.WITHDRAWN, "proposal", decided(Decision.followed()));
        append(retracted(withdrawal));
        append(decided(Decision.declined()));
        withdrawal = append(decided(Decision.of(Decision.Kind.WITHDRAWN)));
        refused(Rule.WITHDRAWN, "proposal", decided(Decision.followed()));
        append(corrected(withdrawal, decided(Decision.of(Decision.Kind.DEFERRED)), "decision"));
        append(decided(Decision.followed()));
    }

    @Test
    void anAlternativeThatIsTheProposalIsNoOverride() {
        EntryId proposal = append(proposed(P));
        refused(Rule.NO_OVERRIDE, "alternative", decided(Decision.overridden(" one PAGE for all\n")));
        append(decided(Decision.overridden("Two pages")));
        append(corrected(proposal, new Event.ProposalMade(P, Proposal.of("Two pages")), "title"));
        refused(Rule.NO_OVERRIDE, "alternative", decided(Decision.overridden("Two pages")));
        EntryId override = append(decided(Decision.overridden(SECRET)));
        refused(
                Rule.NO_OVERRIDE,
                "alternative",
                corrected(override, decided(Decision.overridden("two pages")), "alternative"));
    }

    @Test
    void anEngagementHasOneClient() {
        EntryId first = append(opened("one"));
        append(opened("one"));
        append(new Event.EngagementOpened(Optional.empty(), Optional.empty(), Circumstances.NONE));
        refused(Rule.OTHER_CLIENT, "client", opened("two"));
        refused(Rule.OTHER_CLIENT, "client", corrected(first, opened("two"), "client"));
        append(OTHER, opened("two"));
        append(retracted(first));
        refused(Rule.OTHER_CLIENT, "client", opened("two"));
    }

    @Test
    void theOnlyOpeningMayBeCorrectedToAnotherClient() {
        EntryId only = append(opened("one"));
        append(corrected(only, opened("two"), "client"));
        refused(Rule.OTHER_CLIENT, "client", opened("one"));
        append(opened("two"));
    }

    private static Event opened(String client) {
        return new Event.EngagementOpened(Optional.of(ClientId.of(client)), Optional.empty(), Circumstances.NONE);
    }

    @Test
    void aPartyIsOnOneSideInTheWholeLog() {
        EntryId only = append(new Event.PartyJoined(Party.client("ana")));
        refused(Rule.CONTRADICTION, "side", OTHER, new Event.PartyJoined(Party.marketer("ana")));
        append(corrected(only, new Event.PartyJoined(Party.marketer("ana")), "side"));
        refused(Rule.CONTRADICTION, "side", OTHER, new Event.PartyJoined(Party.client("ana")));
        append(OTHER, new Event.PartyJoined(Party.marketer("ana")));
        refused(Rule.CONTRADICTION, "side", corrected(only, new Event.PartyJoined(Party.client("ana")), "side"));
    }

    @Test
    void anEntryThatIsNotThereCannotBeAnsweredCorrectedOrRetracted() {
        EntryId nowhere = new EntryId(new UUID(1, 2));
        EntryId elsewhere = append(OTHER, proposed(P));
        for (Event event : List.of(answered(nowhere), retracted(nowhere), corrected(nowhere, proposed(P), "title"))) {
            refused(Rule.UNKNOWN_ENTRY, "entry", event);
        }
        for (Event event :
                List.of(answered(elsewhere), retracted(elsewhere), corrected(elsewhere, proposed(P), "title"))) {
            refused(Rule.OTHER_ENGAGEMENT, "entry", event);
        }
    }

    @Test
    void retractionsCorrectionsAndErasuresStand() {
        EntryId entry = append(goal("more"));
        EntryId correction = append(corrected(entry, goal("most"), "name"));
        EntryId retraction = append(retracted(entry));
        EntryId erasure = append(new Event.SubjectErased(SubjectId.of("s"), Circumstances.NONE));
        refused(Rule.RETRACTS_RETRACTION, "entry", retracted(retraction));
        refused(Rule.IRREVOCABLE, "entry", retracted(correction));
        refused(Rule.IRREVOCABLE, "entry", retracted(erasure));
        refused(Rule.ALREADY_RETRACTED, "entry", retracted(entry));
        refused(Rule.ALREADY_RETRACTED, "entry", corrected(entry, goal("none"), "name"));
        append(answered(entry));
    }

    @Test
    void whatOthersBuildOnStandsAndTheyAreNamed() {
        EntryId proposal = append(proposed(P));
        for (Event builder : List.of(
                decided(Decision.declined()),
                launched(P),
                measured(P),
                claimed(P),
                new Event.ProposalMade(ProposalId.of("q"), Proposal.of("Two").revises(P)))) {
            EntryId by = append(builder);
            assertThatThrownBy(() -> append(retracted(proposal)))
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.BUILT_UPON))
                    .hasMessageContaining(builder.type() + " " + by);
            append(retracted(by));
        }
        append(answered(proposal));
        append(retracted(proposal));
        refused(Rule.UNKNOWN_PROPOSAL, "proposal", launched(P));
    }

    @Test
    void directivesAndGoalsAreBuiltUponToo() {
        EntryId directive = append(ordered(D));
        EntryId goal = append(goal("more"));
        append(new Event.ProposalMade(P, Proposal.of(SECRET).answers(D).rationale(Rationale.NONE.goal(G))));
        refused(Rule.BUILT_UPON, "entry", retracted(directive));
        refused(Rule.BUILT_UPON, "entry", retracted(goal));
        EntryId again = append(goal("most"));
        append(retracted(goal));
        refused(Rule.BUILT_UPON, "entry", retracted(again));
    }

    @Test
    void onlyTheFirstOfManyBuildersAreNamed() {
        EntryId proposal = append(proposed(P));
        for (int i = 0; i < 9; i++) {
            append(measured(P));
        }
        assertThatThrownBy(() -> append(retracted(proposal))).hasMessageContaining("and 4 more");
    }

    @Test
    void aCorrectionKeepsTypeAndIdAndChangesWhatItSays() {
        EntryId proposal = append(proposed(P));
        Event other =
                new Event.ProposalMade(P, Proposal.of("Two").channel("ppc").via(Via.CALL));
        refused(Rule.CORRECTION, "replacement", corrected(proposal, ordered(D), "title"));
        refused(Rule.CORRECTION, "replacement", corrected(proposal, proposed(ProposalId.of("q")), "proposal"));
        refused(Rule.CORRECTION, "replacement", corrected(proposal, proposed(P)));
        refused(Rule.CORRECTION, "fields", corrected(proposal, other, "title"));
        refused(Rule.CORRECTION, "fields", corrected(proposal, other, "title", "via", "channel", "scope"));
        append(corrected(proposal, other, "via", "title", "channel"));
        refused(Rule.CORRECTION, "replacement", corrected(proposal, other, "via", "title", "channel"));
        append(corrected(proposal, proposed(P), "channel", "title", "via"));
    }

    @Test
    void everyTypeKeepsItsIdInACorrection() {
        append(proposed(P));
        append(proposed(ProposalId.of("q")));
        append(ordered(D));
        for (List<Event> pair : List.of(
                List.<Event>of(launched(P), launched(D)),
                List.<Event>of(measured(P), measured(D)),
                List.<Event>of(claimed(P), claimed(D)),
                List.<Event>of(
                        decided(Decision.followed()), new Event.DecisionMade(ProposalId.of("q"), Decision.followed())),
                List.<Event>of(new Event.PartyJoined(Party.client("a")), new Event.PartyJoined(Party.client("b"))))) {
            EntryId entry = append(pair.get(0));
            assertThatThrownBy(() -> append(corrected(
                            entry,
                            pair.get(1),
                            store.changes(entry, pair.get(1)).toArray(String[]::new))))
                    .isInstanceOfSatisfying(RejectedException.class, e -> {
                        assertThat(e.rule()).isEqualTo(Rule.CORRECTION);
                        assertThat(e.field()).isEqualTo("replacement");
                    });
        }
    }

    @Test
    void aCorrectedEntryKeepsTheRulesOfItsPlace() {
        EntryId first = append(proposed(P));
        append(new Event.ProposalMade(ProposalId.of("q"), Proposal.of("Two").revises(P)));
        // q came later and revises p: p cannot revise it
        refused(
                Rule.UNKNOWN_PROPOSAL,
                "revises",
                corrected(
                        first, new Event.ProposalMade(P, Proposal.of(SECRET).revises(ProposalId.of("q"))), "revises"));
        refused(Rule.UNKNOWN_GOAL, "rationale.goal", corrected(first, withGoal(P), "rationale"));
        append(decided(Decision.of(Decision.Kind.DEFERRED)));
        EntryId before = append(decided(Decision.followed()));
        append(decided(Decision.of(Decision.Kind.WITHDRAWN)));
        append(corrected(before, decided(Decision.declined()), "decision"));
    }

    @Test
    void aCorrectionMovesWhatTheEntryBuildsOn() {
        EntryId goal = append(goal("more"));
        EntryId proposal = append(withGoal(P));
        refused(Rule.BUILT_UPON, "entry", retracted(goal));
        append(corrected(proposal, proposed(P), "rationale"));
        append(retracted(goal));
    }

    @Test
    void theModelsOwnRulesHoldBeforeTheLogIsAsked() {
        for (List<Object> each : List.<List<Object>>of(
                List.of(Rule.ADHERENCE, (Runnable) () -> Decision.followed().adherence(BigDecimal.ONE)),
                List.of(Rule.ADHERENCE, (Runnable) () -> Decision.adapted("x").adherence(BigDecimal.TEN)),
                List.of(Rule.PROBABILITY, (Runnable) () -> Forecast.chance(1)),
                List.of(Rule.CURRENCY, (Runnable) () -> Money.of(1, "XXY")),
                List.of(Rule.NUMBER, (Runnable) () -> Money.of(-1, "EUR")),
                List.of(Rule.TOO_LONG, (Runnable) () -> Text.of("x".repeat(100_001))))) {
            assertThatThrownBy(((Runnable) each.get(1))::run)
                    .isInstanceOfSatisfying(
                            RejectedException.class, e -> assertThat(e.rule()).isEqualTo(each.get(0)));
        }
    }

    @Test
    void theStrictPolicyRefusesWhatIsMissing() {
        store = open(AppendPolicy.STRICT);
        refused(Rule.MISSING, "forecasts", proposed(P));
        refused(
                Rule.MISSING,
                "forecasts",
                new Event.ProposalMade(
                        P,
                        Proposal.of(SECRET)
                                .forecast(Forecast.atLeast("leads", 1).supporting())));
        append(new Event.ProposalMade(P, Proposal.of(SECRET).forecast(Forecast.chance(0.5))));
        refused(
                Rule.MISSING,
                "alternative",
                decided(Decision.of(Decision.Kind.OVERRIDDEN).because("cost")));
        refused(Rule.MISSING, "reason", decided(Decision.overridden("Two")));
        refused(Rule.MISSING, "reason", decided(Decision.declined()));
        append(decided(Decision.followed()));
        append(decided(Decision.of(Decision.Kind.DELEGATED)));
        append(decided(Decision.overridden("Two").because("cost")));
        append(ordered(D));
    }
}
