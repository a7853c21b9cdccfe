package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Origin;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Responsible;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/**
 * What one row says happened: proposal or directive, decision, launch, outcome, claim, in this order.
 *
 * <p>The client's forecast is about the {@linkplain About#ALTERNATIVE alternative} where the client overrode the advice,
 * and else about the {@linkplain About#RESULT result}: a spreadsheet does not say of which way it speaks, and what a client
 * expects when it decides is what will come of its own decision.
 */
final class RowEvents {

    /** What is counted over the rows and then said. */
    static final String NO_TIME = "proposed_at is blank in %s: the order of the rows is the order";

    static final String NO_DECISION_TIME =
            "decided_at is blank in %s with a decision: undated, the order of the rows is the order";
    static final String NO_OUTCOME_TIME =
            "outcome_at is blank in %s with an outcome: undated, taken as after the decision";
    static final String NOT_OF_A_DIRECTIVE =
            "origin, decide_by, answers_id or revises_id was left out in %s: it says nothing of a directive";
    static final String UNRESOLVED_ACTUAL = "actual was left out in %s whose outcome is UNRESOLVED";

    /** What a row is about. */
    enum Kind {
        PROPOSAL,
        DIRECTIVE,
        /** Nothing but the outcome that all work of an initiative shares, and claims about it. */
        INITIATIVE
    }

    /** Says yes to what a column asks. */
    enum Flag {
        YES,
        NO
    }

    /** In the outcome column: there is none yet. */
    private static final String UNRESOLVED = "unresolved";

    private final Cells cells;
    private final ZoneId zone;
    private final WorkReader reader;
    private final Kind kind;
    private final Optional<Scope> scope;
    private final Optional<When> recorded;
    private final Optional<When> happened;
    private final List<String> notes = new ArrayList<>();

    RowEvents(Cells cells, CsvMapping mapping) {
        this.cells = cells;
        zone = mapping.zone();
        reader = new WorkReader(cells, mapping.currency());
        boolean routine = mapping.undecidedAreRoutine() && !cells.has(Column.KIND) && !cells.has(Column.DECISION);
        kind = routine
                ? Kind.DIRECTIVE
                : cells.choice(Column.KIND, Kind.values()).orElse(Kind.PROPOSAL);
        scope = routine ? Optional.of(Scope.ROUTINE) : Optional.empty();
        recorded = cells.when(Column.RECORDED_AT);
        happened = cells.when(Column.PROPOSED_AT);
    }

    /** What is to be counted and said, one of the texts above each. */
    List<String> notes() {
        return notes;
    }

    /** When the row's proposal or directive was made. */
    Optional<When> happened() {
        return happened;
    }

    /** Circumstances of something that the row says. */
    Circumstances circumstances(Optional<When> when, Optional<PartyId> by) {
        return new Circumstances(when, by, Optional.empty(), Optional.empty(), Optional.empty(), provenance(when));
    }

    /**
     * The source's own creation time; but not for what happened after it. That was added to the source's row later, nobody
     * knows when, and would else pass for something written down before it happened.
     */
    private Provenance provenance(Optional<When> when) {
        return recorded.filter(taken -> when.isEmpty()
                        || (taken instanceof When.On day
                                ? !when.get().day(zone).isAfter(day.date())
                                : !when.get().start(zone).isAfter(taken.start(zone))))
                .map(taken -> Provenance.imported(taken.start(zone)))
                .orElse(Provenance.IMPORTED);
    }

    /** Whether the row is about an initiative as a whole. */
    boolean isOfInitiative() {
        return kind == Kind.INITIATIVE;
    }

    /** Every event of the row; some are missing if the cells have problems afterwards. */
    List<Event> events(String id, Optional<PartyId> marketer, Optional<GoalId> goal) {
        if (isOfInitiative()) {
            return ofInitiative(new InitiativeId(id));
        }
        List<Event> events = new ArrayList<>();
        Optional<Description> described = reader.description(goal, scope);
        if (happened.isEmpty()) {
            notes.add(NO_TIME);
        }
        WorkId work = kind == Kind.DIRECTIVE ? new DirectiveId(id) : new ProposalId(id);
        Optional<Event> decision = Optional.empty();
        if (work instanceof DirectiveId order) {
            described.ifPresent(d -> events.add(new Event.DirectiveGiven(
                    order, new Directive(d, marketer, circumstances(happened, Optional.empty())))));
            refuseOfDirective();
        } else if (work instanceof ProposalId advice) {
            proposal(advice, described, marketer).ifPresent(events::add);
            decision = decision().map(d -> new Event.DecisionMade(advice, d));
        }
        if (!cells.has(Column.DECISION)) {
            cells.refuseWithout(
                    Column.DECISION,
                    Column.DECIDED_AT,
                    Column.ADHERENCE,
                    Column.VIEW,
                    Column.ALTERNATIVE,
                    Column.REASON,
                    Column.CLIENT_FORECAST_TARGET,
                    Column.CLIENT_FORECAST_PROBABILITY,
                    Column.OUTCOME_FIRST);
        }
        Optional<Event> launch = launch(work);
        Optional<Event> outcome = outcome().map(result -> new Event.OutcomeMeasured(work, result));
        boolean outcomeFirst = cells.choice(Column.OUTCOME_FIRST, Flag.values()).equals(Optional.of(Flag.YES));
        Stream.of(
                        outcomeFirst ? outcome : Optional.<Event>empty(),
                        decision,
                        launch,
                        outcomeFirst ? Optional.<Event>empty() : outcome,
                        claim(work))
                .flatMap(Optional::stream)
                .forEach(events::add);
        return events;
    }

    private List<Event> ofInitiative(InitiativeId initiative) {
        List<Event> events = new ArrayList<>();
        outcome().ifPresent(result -> events.add(new Event.OutcomeMeasured(initiative, result)));
        claim(initiative).ifPresent(events::add);
        if (events.isEmpty()) {
            cells.refuse(Column.KIND, "is an initiative, of which a row tells the outcome; fill outcome or actual");
        }
        return events;
    }

    private Optional<Event> proposal(ProposalId id, Optional<Description> described, Optional<PartyId> marketer) {
        Optional<Origin> origin = cells.choice(Column.ORIGIN, Origin.values());
        Optional<LocalDate> decideBy = cells.day(Column.DECIDE_BY);
        Optional<ProposalId> revises = cells.read(Column.REVISES_ID, ProposalId::new);
        Optional<DirectiveId> answers = cells.read(Column.ANSWERS_ID, DirectiveId::new);
        return described.flatMap(d -> cells.build(
                "",
                Column.REVISES_ID,
                () -> new Event.ProposalMade(
                        id, new Proposal(d, origin, decideBy, revises, answers, circumstances(happened, marketer)))));
    }

    private void refuseOfDirective() {
        if (Stream.of(Column.ORIGIN, Column.DECIDE_BY, Column.ANSWERS_ID, Column.REVISES_ID)
                .anyMatch(cells::has)) {
            notes.add(NOT_OF_A_DIRECTIVE);
        }
        if (cells.has(Column.DECISION)) {
            cells.refuse(Column.DECISION, "goes with a proposal; a directive is an order and needs none");
        }
    }

    private Optional<Decision> decision() {
        Optional<Decision.Kind> kind = cells.choice(Column.DECISION, Decision.Kind.values());
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Decision.Kind answer = kind.get();
        Optional<When> when = cells.when(Column.DECIDED_AT);
        if (when.isEmpty()) {
            notes.add(NO_DECISION_TIME);
        }
        Optional<BigDecimal> adherence = cells.number(Column.ADHERENCE);
        Optional<View> view = cells.choice(Column.VIEW, View.values());
        // of adapted advice the column says what was changed
        Optional<Text> way = cells.read(Column.ALTERNATIVE, Text::of);
        boolean adapted = answer == Decision.Kind.ADAPTED;
        Optional<Text> reason = cells.read(Column.REASON, Text::of);
        // the log refuses it too, but not before the rows above are written
        if (!adapted && way.isPresent() && cells.raw(Column.ALTERNATIVE).equalsIgnoreCase(cells.raw(Column.TITLE))) {
            cells.refuse(Column.ALTERNATIVE, "is the proposal itself, which is no override");
        }
        About about = answer == Decision.Kind.OVERRIDDEN ? About.ALTERNATIVE : About.RESULT;
        return cells.build(
                "",
                Column.DECISION,
                () -> new Decision(
                        answer,
                        view,
                        adherence,
                        adapted ? way : Optional.empty(),
                        adapted ? Optional.empty() : way,
                        reason,
                        reader.clients(about),
                        circumstances(when, Optional.empty())));
    }

    private Optional<Event> launch(WorkId work) {
        if (!cells.has(Column.LAUNCHED)) {
            cells.refuseWithout(Column.LAUNCHED, Column.LAUNCHED_AT);
        }
        Optional<When> when = cells.when(Column.LAUNCHED_AT);
        return cells.choice(Column.LAUNCHED, Launched.values())
                .map(what ->
                        new Event.WorkLaunched(work, what, Optional.empty(), circumstances(when, Optional.empty())));
    }

    private Optional<Measurement> outcome() {
        Optional<BigDecimal> actual = cells.number(Column.ACTUAL);
        Optional<When> when = cells.when(Column.OUTCOME_AT);
        Optional<Judge> judge = cells.choice(Column.JUDGED_BY, Judge.values());
        if (Column.key(cells.raw(Column.OUTCOME)).equals(UNRESOLVED)) {
            if (actual.isPresent()) {
                notes.add(UNRESOLVED_ACTUAL);
            }
            return Optional.empty();
        }
        Optional<Verdict> verdict = cells.choice(Column.OUTCOME, Verdict.values());
        Optional<String> metric = cells.text(Column.OUTCOME_METRIC).or(() -> cells.text(Column.FORECAST_METRIC));
        if (!cells.has(Column.OUTCOME)) {
            cells.refuseWithout(Column.OUTCOME, Column.JUDGED_BY);
            if (!cells.has(Column.ACTUAL)) {
                cells.refuseWithout(Column.OUTCOME, Column.OUTCOME_AT);
            } else if (metric.isEmpty()) {
                cells.refuseWithout(Column.OUTCOME_METRIC, Column.ACTUAL);
            }
        }
        if (verdict.isEmpty() && actual.isEmpty()) {
            return Optional.empty();
        }
        if (when.isEmpty()) {
            notes.add(NO_OUTCOME_TIME);
        }
        return cells.build(
                "outcome",
                Column.OUTCOME,
                () -> new Measurement(
                        metric.filter(m -> actual.isPresent()),
                        Optional.empty(),
                        actual,
                        Measurement.Stage.FINAL,
                        verdict,
                        judge.filter(j -> verdict.isPresent()),
                        Optional.empty(),
                        circumstances(when, Optional.empty())));
    }

    private Optional<Event> claim(WorkId work) {
        if (!cells.has(Column.RESPONSIBILITY)) {
            cells.refuseWithout(Column.RESPONSIBILITY, Column.RESPONSIBILITY_BY);
        }
        Optional<Side> side = cells.choice(Column.RESPONSIBILITY_BY, new Side[] {Side.CLIENT, Side.MARKETER});
        return cells.choice(Column.RESPONSIBILITY, Responsible.values())
                .map(who -> new Event.ResponsibilityClaimed(
                        work, who, side, Optional.empty(), circumstances(Optional.empty(), Optional.empty())));
    }
}
