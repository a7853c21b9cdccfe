package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.model.About;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
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
    static final String NOT_OF_A_DIRECTIVE = "origin or decide_by was left out in %s: it says nothing of a directive";
    static final String UNRESOLVED_ACTUAL = "actual was left out in %s whose outcome is UNRESOLVED";

    private enum Kind {
        PROPOSAL,
        DIRECTIVE
    }

    /** In the outcome column: there is none yet. */
    private static final String UNRESOLVED = "unresolved";

    private final Cells cells;
    private final ZoneId zone;
    private final WorkReader reader;
    private final boolean directive;
    private final Optional<Scope> scope;
    private final Optional<When> recorded;
    private final Optional<When> happened;
    private final List<String> notes = new ArrayList<>();

    RowEvents(Cells cells, CsvMapping mapping) {
        this.cells = cells;
        zone = mapping.zone();
        reader = new WorkReader(cells, mapping.currency());
        boolean routine = mapping.undecidedAreRoutine() && !cells.has(Column.KIND) && !cells.has(Column.DECISION);
        directive = routine || cells.choice(Column.KIND, Kind.values()).equals(Optional.of(Kind.DIRECTIVE));
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

    /** Every event of the row; some are missing if the cells have problems afterwards. */
    List<Event> events(String id, Optional<PartyId> marketer, Optional<GoalId> goal) {
        List<Event> events = new ArrayList<>();
        Optional<Description> described = reader.description(goal, scope);
        Optional<Origin> origin = cells.choice(Column.ORIGIN, Origin.values());
        Optional<LocalDate> decideBy = cells.day(Column.DECIDE_BY);
        if (happened.isEmpty()) {
            notes.add(NO_TIME);
        }
        WorkId work;
        if (directive) {
            DirectiveId order = new DirectiveId(id);
            work = order;
            described.ifPresent(d -> events.add(new Event.DirectiveGiven(
                    order, new Directive(d, marketer, circumstances(happened, Optional.empty())))));
            if (cells.has(Column.ORIGIN) || cells.has(Column.DECIDE_BY)) {
                notes.add(NOT_OF_A_DIRECTIVE);
            }
            if (cells.has(Column.DECISION)) {
                cells.refuse(Column.DECISION, "goes with a proposal; a directive is an order and needs none");
            }
        } else {
            ProposalId advice = new ProposalId(id);
            work = advice;
            described.ifPresent(d -> events.add(new Event.ProposalMade(
                    advice,
                    new Proposal(
                            d,
                            origin,
                            decideBy,
                            Optional.empty(),
                            Optional.empty(),
                            circumstances(happened, marketer)))));
            decision().ifPresent(d -> events.add(new Event.DecisionMade(advice, d)));
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
                    Column.CLIENT_FORECAST_PROBABILITY);
        }
        launch(work).ifPresent(events::add);
        outcome().ifPresent(result -> events.add(new Event.OutcomeMeasured(work, result)));
        claim(work).ifPresent(events::add);
        return events;
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
