package org.heeded.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.DirectiveId;
import org.heeded.model.Event;
import org.heeded.model.Launched;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/** Reads one proposal or directive, with what the story says of it, as a case. */
final class CaseReader {

    private final Story story;
    private final CaseRules rules;
    private final WorkId id;
    private final Current<?> opening;
    private final Description description;
    private final Optional<DirectiveId> answered;
    private final List<Current<Event.OutcomeMeasured>> measurements;
    private final List<Current<Event.WorkLaunched>> launches;
    private final Optional<Current<Event.WorkLaunched>> launch;

    private CaseReader(
            Story story,
            CaseRules rules,
            WorkId id,
            Current<?> opening,
            Description description,
            Optional<DirectiveId> answered) {
        this.story = story;
        this.rules = rules;
        this.id = id;
        this.opening = opening;
        this.description = description;
        this.answered = answered;
        this.measurements = story.measurements(id, answered);
        this.launches = Timeline.inOrder(story.launches(id, answered), rules.zone());
        this.launch = launches.isEmpty() ? Optional.empty() : Optional.of(launches.get(launches.size() - 1));
    }

    static AdviceCase proposal(
            Story story,
            CaseRules rules,
            Current<Event.ProposalMade> made,
            Optional<DirectiveId> answered,
            boolean replaced) {
        Proposal advice = made.event().advice();
        CaseReader reader = new CaseReader(story, rules, made.event().proposal(), made, advice.description(), answered);
        List<Choice> choices = reader.choices(story.decisions(made.event().proposal()));
        Optional<Choice> choice = reader.counting(choices);
        State state = choice.map(reader::state).orElseGet(() -> reader.unanswered(advice, replaced));
        return reader.read(state, choice, story.decisions(made.event().proposal()), advice.origin(), made.by());
    }

    static AdviceCase directive(Story story, CaseRules rules, Current<Event.DirectiveGiven> given) {
        Description description = given.event().order().description();
        CaseReader reader =
                new CaseReader(story, rules, given.event().directive(), given, description, Optional.empty());
        State state = description.scope().filter(s -> s == Scope.ROUTINE).isPresent() ? State.ROUTINE : State.ORDERED;
        return reader.read(
                state,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                given.event().order().to());
    }

    /** The decisions in order of time; launching an order against advice that nobody answered is one too. */
    private List<Choice> choices(List<Current<Event.DecisionMade>> decisions) {
        List<Choice> choices = new ArrayList<>(Timeline.inOrder(decisions, rules.zone()).stream()
                .map(Choice::of)
                .toList());
        if (answered.isPresent() && choices.stream().allMatch(c -> c.kind() == Decision.Kind.DEFERRED)) {
            launches.stream()
                    .filter(l -> l.event().what() == Launched.ORDER)
                    .findFirst()
                    .ifPresent(l -> choices.add(Choice.orderLaunched(l)));
        }
        return choices;
    }

    /**
     * The latest decision not later than the outcome: reversing failed overrides afterwards must not undo them. Where all
     * are later, the first.
     */
    private Optional<Choice> counting(List<Choice> choices) {
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        Choice counting = choices.get(0);
        for (Choice next : choices.subList(1, choices.size())) {
            Optional<Outcome> outcome = outcome(Optional.of(counting));
            if (outcome.isPresent() && later(next.at(), next.n(), outcome.get())) {
                break;
            }
            counting = next;
        }
        return Optional.of(counting);
    }

    private State state(Choice choice) {
        return switch (choice.kind()) {
            case WITHDRAWN -> State.WITHDRAWN;
            case NOT_CHOSEN -> State.NOT_CHOSEN;
            case DEFERRED ->
                choice.at()
                                .filter(at -> at.start(rules.zone())
                                        .plus(CaseRules.DEFERRAL)
                                        .isBefore(rules.cut()))
                                .isPresent()
                        ? State.LAPSED
                        : State.DEFERRED;
            default -> State.DECIDED;
        };
    }

    private State unanswered(Proposal advice, boolean replaced) {
        if (replaced) {
            return State.WITHDRAWN;
        }
        return advice.decideBy().filter(rules::over).isPresent() ? State.LAPSED : State.PENDING;
    }

    private AdviceCase read(
            State state,
            Optional<Choice> choice,
            List<Current<Event.DecisionMade>> decisions,
            Optional<Origin> origin,
            Optional<PartyId> marketer) {
        Optional<Outcome> outcome = state.hasResult() ? outcome(choice) : Optional.empty();
        Optional<Arm> decidedArm = state.hasResult()
                ? state == State.ORDERED ? Optional.of(Arm.ORDERED) : choice.flatMap(Choice::arm)
                : Optional.empty();
        Optional<Arm> launchedArm = decidedArm.map(this::launchedArm);
        Optional<LocalDate> due = criteria(choice).due();
        return new AdviceCase(
                story.engagement,
                story.client,
                id,
                opening.n(),
                description,
                origin,
                answered,
                marketer,
                marketer.flatMap(m -> described(m, opening.when(), opening.n())),
                decider(choice),
                description.rationale().goal().map(story::importance).orElse(OptionalInt.empty()),
                opening.when(),
                opening.when().orElseGet(() -> new When.At(opening.entry().recordedAt())),
                opening.event().circumstances(),
                state,
                choice,
                decisions.size(),
                launch.map(l -> l.event().what()),
                launch.flatMap(Current::when),
                rules.basis() == Basis.AS_DECIDED ? decidedArm : launchedArm,
                decidedArm,
                launchedArm,
                timeZero(choice),
                orderOfTimeZero(choice),
                due,
                new Results(measurements, rules, Optional.empty()).reported(due),
                state.hasResult() ? Optional.of(result(choice, due, outcome)) : Optional.empty(),
                outcome,
                known(choice),
                outcome.map(o -> AdviceCase.prospective(known(choice), o, rules.zone())),
                undated(state, choice, outcome),
                disputed(decisions),
                story.claims(id, answered),
                state.hasResult() ? foretold(choice, outcome) : List.of());
    }

    private boolean disputed(List<Current<Event.DecisionMade>> decisions) {
        return story.disputed(List.of(opening))
                || story.disputed(order().stream().toList())
                || story.disputed(decisions)
                || story.disputed(launches)
                || story.disputed(measurements);
    }

    /** The forecasts about what was carried out: those that came with the advice or the order, and the client's own. */
    private List<Foretold> foretold(Optional<Choice> choice, Optional<Outcome> outcome) {
        Criteria criteria = criteria(choice);
        Expectations expectations = new Expectations(
                new Results(measurements, rules, watchedUntil(choice)), outcome, criteria.due(), rules.zone());
        Current<?> said = criteria.ordered() && order().isPresent() ? order().get() : opening;
        Expectations.Author author = new Expectations.Author(
                said.event() instanceof Event.ProposalMade ? Side.MARKETER : Side.CLIENT,
                said.by(),
                said.when(),
                said.known());
        Stream<Foretold> described = criteria.described().map(f -> expectations.of(f, author));
        Stream<Foretold> clients = choice.stream()
                .flatMap(c -> criteria.clients(c.arm().orElse(Arm.UNKNOWN)).stream()
                        .map(f -> expectations.of(f, new Expectations.Author(Side.CLIENT, c.by(), c.at(), c.known()))));
        return Stream.concat(described, clients).toList();
    }

    /** Whoever decided, or gave the order. */
    private Optional<Party> decider(Optional<Choice> choice) {
        return choice.isPresent()
                ? choice.get()
                        .by()
                        .flatMap(p ->
                                described(p, choice.get().at(), choice.get().n()))
                : opening.by()
                        .filter(p -> id instanceof DirectiveId)
                        .flatMap(p -> described(p, opening.when(), opening.n()));
    }

    private Optional<Party> described(PartyId party, Optional<When> at, long n) {
        return story.description(party, at, n, rules.zone());
    }

    private Optional<Current<Event.DirectiveGiven>> order() {
        return answered.flatMap(d -> Optional.ofNullable(story.directives.get(d)));
    }

    private Optional<Outcome> outcome(Optional<Choice> choice) {
        return new Results(measurements, rules, watchedUntil(choice)).outcome(criteria(choice));
    }

    private Criteria criteria(Optional<Choice> choice) {
        Criteria.Carried carried = Criteria.Carried.of(launch.map(l -> l.event().what()), choice);
        Description held = carried == Criteria.Carried.ORDER
                ? order().map(d -> d.event().order().description()).orElse(description)
                : description;
        Optional<Criterion> agreed = held.initiative()
                .flatMap(i -> Optional.ofNullable(story.targets.get(i)))
                .map(t -> t.event().criterion());
        return new Criteria(carried, held, choice.flatMap(Choice::forecast), agreed);
    }

    private Arm launchedArm(Arm decided) {
        if (launch.isEmpty()) {
            return Arm.UNKNOWN;
        }
        return switch (launch.get().event().what()) {
            case ADVICE -> Arm.FOLLOWED;
            case ALTERNATIVE -> decided == Arm.OVERRIDDEN ? Arm.OVERRIDDEN : Arm.DIVERGED;
            case ORDER -> answered.isPresent() ? Arm.OVERRIDDEN : Arm.ORDERED;
            case NOTHING -> Arm.NOT_DONE;
        };
    }

    /** Time zero: the decision, or as launched the launch where there is one. */
    private Optional<When> timeZero(Optional<Choice> choice) {
        if (rules.basis() == Basis.AS_LAUNCHED && launch.isPresent()) {
            return launch.get().when();
        }
        return choice.isPresent() ? choice.get().at() : opening.when();
    }

    private long orderOfTimeZero(Optional<Choice> choice) {
        if (rules.basis() == Basis.AS_LAUNCHED && launch.isPresent()) {
            return launch.get().n();
        }
        return choice.isPresent() ? choice.get().n() : opening.n();
    }

    private Optional<Instant> watchedUntil(Optional<Choice> choice) {
        return rules.horizon()
                .flatMap(h -> timeZero(choice).map(t -> t.start(rules.zone()).plus(h)));
    }

    private Result result(Optional<Choice> choice, Optional<LocalDate> due, Optional<Outcome> outcome) {
        boolean immature = rules.horizon().isPresent()
                ? watchedUntil(choice).filter(end -> end.isAfter(rules.cut())).isPresent()
                : due.filter(day -> !rules.over(day)).isPresent();
        if (immature) {
            return Result.IMMATURE;
        }
        if (outcome.isEmpty()) {
            return Result.OPEN;
        }
        if (later(timeZero(choice), orderOfTimeZero(choice), outcome.get())) {
            return Result.OUTCOME_BEFORE_DECISION;
        }
        return switch (outcome.get().verdict()) {
            case SUCCESS -> Result.SUCCESS;
            case FAILURE -> Result.FAILURE;
            case MIXED -> Result.MIXED;
            case INCONCLUSIVE -> Result.INCONCLUSIVE;
            case INVALID -> Result.INVALID;
        };
    }

    private boolean later(Optional<When> at, long n, Outcome outcome) {
        return Timeline.later(at, n, outcome.at(), outcome.n(), rules.zone());
    }

    /** When both the proposal with its forecast and the decision were known; of an order, when that was. */
    private Optional<Instant> known(Optional<Choice> choice) {
        return choice.isEmpty()
                ? opening.known()
                : opening.known().flatMap(k -> choice.get().known().map(d -> d.isAfter(k) ? d : k));
    }

    private boolean undated(State state, Optional<Choice> choice, Optional<Outcome> outcome) {
        boolean ordered = state == State.ORDERED || state == State.ROUTINE;
        boolean undatedStart = ordered
                ? opening.when().isEmpty()
                : choice.filter(c -> c.at().isEmpty()).isPresent();
        return undatedStart || outcome.filter(o -> o.at().isEmpty()).isPresent();
    }
}
