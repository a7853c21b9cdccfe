package org.heeded.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Choice;
import org.heeded.dossier.Claim;
import org.heeded.dossier.Current;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.dossier.Yardstick;
import org.heeded.model.About;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.DirectiveId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.ProposalId;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** Tells each case of an engagement as a row, in more or less detail. */
final class CaseTeller {

    /** How much a row tells. */
    enum Detail {
        /** All that there is a column for. */
        FULL,
        /** The verdict is stated, in place of the value that it was derived from. */
        STATED,
        /** No forecast and no launch either, and no due day that is over. */
        BARE;

        Detail less() {
            return this == FULL ? STATED : BARE;
        }
    }

    private final Dossier dossier;
    private final CaseRules rules;
    private final Map<Long, Current<?>> byN = new HashMap<>();
    private final Map<WorkId, List<Current<?>>> byWork = new HashMap<>();
    private final Map<GoalId, Text> goals = new HashMap<>();
    private final Map<WorkId, WorkId> names = new HashMap<>();
    private final Map<ProposalId, Long> places;

    CaseTeller(Dossier dossier, List<Current<?>> standing, CaseRules rules) {
        this.dossier = dossier;
        this.rules = rules;
        for (Current<?> current : standing) {
            byN.put(current.n(), current);
            if (current.event() instanceof Event.GoalSet set) {
                goals.put(set.goal(), set.name());
            } else if (current.event() instanceof Event.DirectiveGiven given) {
                byWork.computeIfAbsent(given.directive(), w -> new ArrayList<>())
                        .add(current);
            } else if (current.event() instanceof Event.WorkLaunched launched) {
                byWork.computeIfAbsent(launched.work(), w -> new ArrayList<>()).add(current);
            } else if (current.event() instanceof Event.ResponsibilityClaimed claimed) {
                byWork.computeIfAbsent(claimed.work(), w -> new ArrayList<>()).add(current);
            }
        }
        places = dossier.cases().stream()
                .filter(AdviceCase::isProposal)
                .collect(Collectors.toMap(c -> (ProposalId) c.id(), AdviceCase::orderOfTimeZero));
        Set<String> taken = places.keySet().stream().map(ProposalId::value).collect(Collectors.toSet());
        Stream.concat(dossier.answered().stream(), dossier.cases().stream().map(AdviceCase::id))
                .filter(id -> id instanceof DirectiveId && taken.contains(id.value()))
                .forEach(id -> names.put(id, new DirectiveId(id.value() + " (directive)")));
    }

    /** The id that a proposal or directive has in the file, where the two have one series of ids. */
    WorkId name(WorkId id) {
        return names.getOrDefault(id, id);
    }

    private CaseRow row(WorkId id, long order, RowEvents.Kind kind) {
        CaseRow row = new CaseRow(id, order);
        row.put(Column.ID, name(id).value());
        row.put(Column.ENGAGEMENT, dossier.engagement().value());
        row.put(Column.CLIENT, dossier.client().value());
        row.put(Column.KIND, kind.name());
        return row;
    }

    /** The row of a case; its place is that of the decision, so that what has no time keeps its order. */
    CaseRow row(AdviceCase c, Detail detail) {
        CaseRow row =
                row(c.id(), c.orderOfTimeZero(), c.isProposal() ? RowEvents.Kind.PROPOSAL : RowEvents.Kind.DIRECTIVE);
        open(row, byN(c.n()), c.marketer().map(Object::toString), c.adviser());
        row.put(Column.PROPOSED_AT, c.at());
        row.put(Column.RECORDED_AT, c.known());
        c.answered().ifPresent(order -> row.put(Column.ANSWERS_ID, name(order).value()));
        forecast(row, c, detail);
        decision(row, c, detail);
        launch(row, c, detail);
        outcome(row, c, detail);
        claim(row, c);
        return row;
    }

    /** The row of an order that is one case with the advice that answers it: all of the case stands with the advice. */
    CaseRow answered(DirectiveId order, AdviceCase advice, Detail detail) {
        CaseRow row = row(order, advice.orderOfTimeZero(), RowEvents.Kind.DIRECTIVE);
        Current<?> given = byWork.getOrDefault(order, List.of()).stream()
                .filter(c -> c.event() instanceof Event.DirectiveGiven)
                .reduce((a, b) -> b)
                .orElseThrow();
        Event.DirectiveGiven said = (Event.DirectiveGiven) given.event();
        open(row, given, said.order().to().map(Object::toString), Optional.empty());
        row.put(Column.PROPOSED_AT, given.when());
        Description description = said.order().description();
        if (detail != Detail.BARE) {
            Optional<Forecast> own = description.primary(About.ADVICE);
            Optional<LocalDate> due =
                    own.flatMap(Forecast::criterion).flatMap(Criterion::due).or(description::due);
            own.ifPresentOrElse(f -> row.forecast(f, due), () -> row.put(Column.DUE, due));
        }
        return row;
    }

    /** The rows of the initiatives whose outcome a case shares. */
    List<CaseRow> initiatives() {
        Map<InitiativeId, CaseRow> rows = new LinkedHashMap<>();
        for (AdviceCase c : dossier.cases()) {
            c.outcome()
                    .filter(o -> measured(o).work() instanceof InitiativeId)
                    .ifPresent(o ->
                            rows.computeIfAbsent((InitiativeId) measured(o).work(), id -> {
                                CaseRow row = row(id, o.n(), RowEvents.Kind.INITIATIVE);
                                row.put(Column.RECORDED_AT, o.known());
                                outcome(row, o, true, true);
                                return row;
                            }));
        }
        return List.copyOf(rows.values());
    }

    private void open(CaseRow row, Current<?> opening, Optional<String> marketer, Optional<Party> described) {
        Event event = row.from(opening);
        Description description;
        if (event instanceof Event.ProposalMade made) {
            description = made.advice().description();
            row.put(Column.ORIGIN, made.advice().origin());
            row.put(Column.DECIDE_BY, made.advice().decideBy());
            row.put(
                    Column.REVISES_ID,
                    made.advice()
                            .revises()
                            .filter(earlier -> places.getOrDefault(earlier, Long.MAX_VALUE) < row.order()));
        } else {
            description = ((Event.DirectiveGiven) event).order().description();
        }
        row.describe(description, description.rationale().goal().flatMap(id -> Optional.ofNullable(goals.get(id))));
        row.put(Column.MARKETER, marketer);
        if (marketer.isPresent()) {
            row.put(
                    Column.MARKETER_ROLE,
                    described.filter(p -> p.side() == Side.MARKETER).flatMap(Party::role));
        }
    }

    private void forecast(CaseRow row, AdviceCase c, Detail detail) {
        boolean immature = c.result().equals(Optional.of(Result.IMMATURE));
        if (detail != Detail.BARE) {
            c.description()
                    .primary(About.ADVICE)
                    .ifPresentOrElse(f -> row.forecast(f, c.due()), () -> row.put(Column.DUE, c.due()));
        } else if (immature) {
            row.put(Column.DUE, c.due());
        }
    }

    private void decision(CaseRow row, AdviceCase c, Detail detail) {
        if (c.choice().isPresent()) {
            Choice choice = c.choice().get();
            row.put(Column.DECISION, choice.kind().name());
            row.put(Column.DECIDED_AT, choice.at());
            if (byN(choice.n()).event() instanceof Event.DecisionMade) {
                Event.DecisionMade made = (Event.DecisionMade) row.from(byN(choice.n()));
                row.decide(
                        made.decision(), c.description().primary(About.ADVICE).flatMap(Forecast::criterion));
            }
        } else if (c.state() == State.WITHDRAWN && detail == Detail.BARE) {
            // replaced by advice that stands further down
            row.put(Column.DECISION, Decision.Kind.WITHDRAWN.name());
        }
    }

    private void launch(CaseRow row, AdviceCase c, Detail detail) {
        if (detail == Detail.BARE) {
            return;
        }
        last(
                        c,
                        l -> l.event() instanceof Event.WorkLaunched launched
                                && c.launched().equals(Optional.of(launched.what()))
                                && c.launchedAt().equals(l.when()))
                .ifPresent(source -> {
                    Event.WorkLaunched launched = (Event.WorkLaunched) row.from(source);
                    row.put(Column.LAUNCHED, launched.what().name());
                    row.put(Column.LAUNCHED_AT, source.when());
                });
    }

    private void outcome(CaseRow row, AdviceCase c, Detail detail) {
        Optional<Outcome> own = c.outcome().filter(o -> isOf(c, measured(o).work()));
        own.ifPresent(o -> {
            outcome(row, o, detail != Detail.FULL, detail != Detail.STATED);
            if (c.isProposal() && c.result().equals(Optional.of(Result.OUTCOME_BEFORE_DECISION)) && !tells(c, o)) {
                row.put(Column.OUTCOME_FIRST, RowEvents.Flag.YES.name());
            }
        });
    }

    /** Whether the dates alone tell that the outcome came before the decision. */
    private boolean tells(AdviceCase c, Outcome o) {
        ZoneId zone = rules.zone();
        Optional<Instant> decided = c.timeZero().map(at -> at.start(zone));
        Optional<Instant> occurred = o.at().map(at -> at.start(zone));
        return decided.isPresent() && occurred.isPresent() && occurred.get().isBefore(decided.get());
    }

    private void outcome(CaseRow row, Outcome o, boolean stated, boolean measured) {
        Current<?> source = byN(o.n());
        Measurement m = ((Event.OutcomeMeasured) row.from(source)).measurement();
        boolean unnamed = m.actual().isPresent() && m.metric().isEmpty() && !row.has(Column.FORECAST_METRIC);
        if (stated || unnamed || m.verdict().isPresent()) {
            boolean asSaid = !stated && m.verdict().isPresent();
            row.put(Column.OUTCOME, (asSaid ? m.verdict().get() : o.verdict()).name());
            if (asSaid || o.yardstick() == Yardstick.JUDGED) {
                row.put(Column.JUDGED_BY, m.judgedBy());
            }
        }
        if (measured) {
            row.put(Column.ACTUAL, m.actual());
            row.put(Column.OUTCOME_METRIC, m.actual().isPresent() ? m.metric() : Optional.empty());
        }
        row.put(Column.OUTCOME_AT, o.at());
    }

    private void claim(CaseRow row, AdviceCase c) {
        List<Claim> claims = c.claims();
        for (int i = claims.size() - 1; i >= 0 && !row.has(Column.RESPONSIBILITY); i--) {
            Claim claim = claims.get(i);
            if (claim.side().filter(side -> side == Side.OTHER).isEmpty()) {
                last(
                                c,
                                s -> s.event() instanceof Event.ResponsibilityClaimed said
                                        && said.responsible() == claim.responsible()
                                        && s.when().equals(claim.at()))
                        .ifPresent(row::from);
                row.put(Column.RESPONSIBILITY, claim.responsible().name());
                row.put(Column.RESPONSIBILITY_BY, claim.side());
            }
        }
    }

    private static boolean isOf(AdviceCase c, WorkId work) {
        return work.equals(c.id()) || c.answered().filter(work::equals).isPresent();
    }

    private Current<?> byN(long n) {
        return Optional.<Current<?>>ofNullable(byN.get(n)).orElseThrow();
    }

    private Event.OutcomeMeasured measured(Outcome outcome) {
        return (Event.OutcomeMeasured) byN(outcome.n()).event();
    }

    private Optional<Current<?>> last(AdviceCase c, Predicate<Current<?>> which) {
        return Stream.concat(Stream.of(c.id()), c.answered().stream())
                .flatMap(work -> byWork.getOrDefault(work, List.of()).stream())
                .filter(which)
                .max(Comparator.comparingLong(Current::n));
    }
}
