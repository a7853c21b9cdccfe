package org.heeded.log;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Decision;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.Party;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** The rules on append: what an event must keep to enter an engagement after the entries that are there. */
final class Rules {

    /** The entries that are there. */
    interface Past {

        Optional<Entry> find(EntryId id);

        Entry at(EngagementId engagement, long n);
    }

    private static final int NAMED = 5;

    private final AppendPolicy policy;
    private final Codec codec;
    private final LogState log;
    private final Past past;

    Rules(AppendPolicy policy, Codec codec, LogState log, Past past) {
        this.policy = policy;
        this.codec = codec;
        this.log = log;
        this.past = past;
    }

    /**
     * Checks an event before it enters.
     *
     * @return the entry that it corrects or retracts
     * @throws RejectedException if it breaks a rule
     */
    Optional<Entry> check(EngagementId engagement, Event event) {
        EngagementState state = log.engagement(engagement);
        if (event instanceof Event.EntryAnswered answered) {
            target(engagement, answered.entry());
        } else if (event instanceof Event.EntryRetracted retracted) {
            return Optional.of(checkRetraction(state, target(engagement, retracted.entry())));
        } else if (event instanceof Event.EntryCorrected corrected) {
            return Optional.of(checkCorrection(state, target(engagement, corrected.entry()), corrected));
        } else {
            checkFacts(engagement, state, event, Optional.empty());
        }
        return Optional.empty();
    }

    private Entry target(EngagementId engagement, EntryId id) {
        Entry entry = past.find(id)
                .orElseThrow(() -> new RejectedException(Rule.UNKNOWN_ENTRY, "entry", "is not in this log"));
        if (!entry.engagement().equals(engagement)) {
            throw new RejectedException(Rule.OTHER_ENGAGEMENT, "entry", "belongs to another engagement");
        }
        return entry;
    }

    /** Checks what an event says by itself; a correction is checked as if at the place of the entry it corrects. */
    private void checkFacts(EngagementId engagement, EngagementState state, Event event, Optional<Entry> corrects) {
        long before = corrects.map(Entry::n).orElse(state.size());
        for (EngagementState.Reference reference : EngagementState.references(event)) {
            checkKnown(state, reference, before);
        }
        if (event instanceof Event.EngagementOpened opened) {
            checkClient(state, opened, corrects);
        } else if (event instanceof Event.PartyJoined joined) {
            checkSide(joined.party(), corrects);
        } else if (event instanceof Event.ProposalMade made) {
            checkNew(state, made.proposal(), "proposal", corrects);
            checkComplete(made);
        } else if (event instanceof Event.DirectiveGiven given) {
            checkNew(state, given.directive(), "directive", corrects);
        } else if (event instanceof Event.DecisionMade made) {
            if (corrects.isEmpty() && state.isWithdrawn(made.proposal())) {
                throw new RejectedException(
                        Rule.WITHDRAWN, "proposal", "was withdrawn; make a new one that revises it");
            }
            checkOverride(engagement, state, made);
            checkComplete(made.decision());
        }
    }

    private static void checkKnown(EngagementState state, EngagementState.Reference reference, long before) {
        EngagementState.Known known = state.known(reference.id());
        if (known.statements() > 0 && known.n() < before) {
            return;
        }
        if (reference.id() instanceof ProposalId) {
            throw unknown(Rule.UNKNOWN_PROPOSAL, reference);
        }
        if (reference.id() instanceof DirectiveId) {
            throw unknown(Rule.UNKNOWN_DIRECTIVE, reference);
        }
        if (reference.id() instanceof GoalId) {
            throw unknown(Rule.UNKNOWN_GOAL, reference);
        }
    }

    private static RejectedException unknown(Rule rule, EngagementState.Reference reference) {
        return new RejectedException(rule, reference.field(), "is not in this engagement; record it first");
    }

    private static void checkNew(EngagementState state, WorkId id, String field, Optional<Entry> corrects) {
        if (corrects.isEmpty() && state.known(id).statements() > 0) {
            throw new RejectedException(Rule.DUPLICATE_ID, field, "has an id that this engagement has used before");
        }
    }

    private static void checkClient(EngagementState state, Event.EngagementOpened opened, Optional<Entry> corrects) {
        long others = state.openings()
                - corrects
                        .flatMap(state::current)
                        .filter(e -> e instanceof Event.EngagementOpened was
                                && was.client().isPresent())
                        .stream()
                        .count();
        if (others > 0 && opened.client().isPresent() && !opened.client().equals(state.client())) {
            throw new RejectedException(
                    Rule.OTHER_CLIENT, "client", "is not the one that this engagement was opened for");
        }
    }

    private void checkSide(Party party, Optional<Entry> corrects) {
        for (LogState.Profile profile : log.profiles(party.id())) {
            boolean same = corrects.filter(e -> e.id().equals(profile.entry())).isPresent();
            if (!same && profile.party().side() != party.side()) {
                throw new RejectedException(
                        Rule.CONTRADICTION,
                        "side",
                        "is not the one this party joined on before, "
                                + Wire.word(profile.party().side()));
            }
        }
    }

    private void checkOverride(EngagementId engagement, EngagementState state, Event.DecisionMade made) {
        if (made.decision().alternative().orElse(null) instanceof Text.Plain alternative) {
            Entry proposal = past.at(engagement, state.known(made.proposal()).n());
            Optional<Text> title = state.current(proposal)
                    .flatMap(
                            e -> ((Event.ProposalMade) e).advice().description().title());
            if (title.orElse(null) instanceof Text.Plain plain
                    && plain.value()
                            .strip()
                            .equalsIgnoreCase(alternative.value().strip())) {
                throw new RejectedException(
                        Rule.NO_OVERRIDE, "alternative", "is the proposal itself; that is followed, not overridden");
            }
        }
    }

    private void checkComplete(Event.ProposalMade made) {
        if (policy == AppendPolicy.STRICT
                && made.advice().description().forecasts().stream()
                        .noneMatch(f -> f.primary() && f.about() != About.ALTERNATIVE)) {
            throw missing("forecasts");
        }
    }

    private void checkComplete(Decision decision) {
        if (policy == AppendPolicy.STRICT) {
            Decision.Kind kind = decision.kind();
            if (kind == Decision.Kind.OVERRIDDEN && decision.alternative().isEmpty()) {
                throw missing("alternative");
            }
            if (kind != Decision.Kind.FOLLOWED
                    && kind != Decision.Kind.DELEGATED
                    && decision.reason().isEmpty()) {
                throw missing("reason");
            }
        }
    }

    private static RejectedException missing(String field) {
        return new RejectedException(Rule.MISSING, field, "is missing, which the strict policy refuses");
    }

    private Entry checkRetraction(EngagementState state, Entry target) {
        if (target.event() instanceof Event.EntryRetracted) {
            throw new RejectedException(Rule.RETRACTS_RETRACTION, "entry", "is a retraction; record the event anew");
        }
        if (target.event() instanceof Event.EntryCorrected || target.event() instanceof Event.SubjectErased) {
            throw new RejectedException(
                    Rule.IRREVOCABLE, "entry", "is a correction or an erasure; correct the corrected entry again");
        }
        Event event = standing(state, target);
        Optional<Object> stated = stated(event);
        if (stated.isPresent()) {
            EngagementState.Known known = state.known(stated.get());
            if (known.statements() == 1 && known.builders() > 0) {
                throw new RejectedException(
                        Rule.BUILT_UPON,
                        "entry",
                        "is built upon by " + builders(target.engagement(), state, stated.get())
                                + "; retract those first, or correct it");
            }
        }
        return target;
    }

    /** An erasure is said once in an engagement, and in all that hold the subject at once. */
    void checkErasure(EngagementId engagement, SubjectId subject, List<Draft> group) {
        if (log.held(subject).erasedIn().contains(engagement)) {
            throw new RejectedException(Rule.ERASED, "subject", "was erased in this engagement before");
        }
        Set<EngagementId> said = group.stream()
                .filter(d -> d.event() instanceof Event.SubjectErased e
                        && e.subject().equals(subject))
                .map(Draft::engagement)
                .collect(Collectors.toSet());
        if (!said.containsAll(log.holding(subject))) {
            throw new RejectedException(
                    Rule.INCOMPLETE_ERASURE,
                    "subject",
                    "has sealed texts in other engagements too; have the log erase it in all of them at once");
        }
    }

    /** What was sealed for an erased subject can be carried along where its erasure was said, and nowhere else. */
    void checkSubjects(EngagementId engagement, Set<SubjectId> subjects) {
        for (SubjectId subject : subjects) {
            if (log.isErased(subject) && !log.held(subject).erasedIn().contains(engagement)) {
                throw new RejectedException(Rule.ERASED, "subject", "was erased, and is not in this engagement");
            }
        }
    }

    private static Event standing(EngagementState state, Entry target) {
        return state.current(target)
                .orElseThrow(() -> new RejectedException(Rule.ALREADY_RETRACTED, "entry", "was retracted before"));
    }

    /** What an event states, so that others can build on it. */
    private static Optional<Object> stated(Event event) {
        if (event instanceof Event.ProposalMade made) {
            return Optional.of(made.proposal());
        }
        if (event instanceof Event.DirectiveGiven given) {
            return Optional.of(given.directive());
        }
        return event instanceof Event.GoalSet set ? Optional.of(set.goal()) : Optional.empty();
    }

    /** Names the first entries that build on an id; reads the engagement, which a refusal can afford. */
    private String builders(EngagementId engagement, EngagementState state, Object id) {
        List<String> names = Stream.iterate(state.known(id).n() + 1, n -> n < state.size(), n -> n + 1)
                .map(n -> past.at(engagement, n))
                .filter(entry -> state.current(entry)
                        .filter(e -> EngagementState.references(e).stream().anyMatch(r -> r.id().equals(id)))
                        .isPresent())
                .limit(NAMED)
                .map(entry -> entry.event().type() + " " + entry.id())
                .collect(Collectors.toList());
        int more = state.known(id).builders() - names.size();
        return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
    }

    private Entry checkCorrection(EngagementState state, Entry target, Event.EntryCorrected correction) {
        Event was = standing(state, target);
        Event is = correction.replacement();
        if (is instanceof Event.Unrecognised
                || !was.getClass().equals(is.getClass())
                || !identity(was).equals(identity(is))) {
            throw new RejectedException(
                    Rule.CORRECTION, "replacement", "has another type or id than the entry; retract that instead");
        }
        List<String> changes = codec.changes(target.engagement(), was, is);
        if (changes.isEmpty()) {
            throw new RejectedException(Rule.CORRECTION, "replacement", "changes nothing");
        }
        if (!correction.fields().stream().sorted().toList().equals(changes)) {
            throw new RejectedException(Rule.CORRECTION, "fields", "are not those that differ: " + changes);
        }
        checkFacts(target.engagement(), state, is, Optional.of(target));
        return target;
    }

    /** What a correction must leave as it is. */
    private static List<Object> identity(Event event) {
        if (event instanceof Event.PartyJoined e) {
            return List.of(e.party().id());
        }
        if (event instanceof Event.PartyLeft e) {
            return List.of(e.party());
        }
        if (event instanceof Event.EntryAnswered e) {
            return List.of(e.entry());
        }
        if (event instanceof Event.SubjectErased e) {
            return List.of(e.subject());
        }
        if (event instanceof Event.TargetAgreed e) {
            return List.of(e.initiative());
        }
        if (event instanceof Event.DecisionMade e) {
            return List.of(e.proposal());
        }
        if (event instanceof Event.WorkLaunched e) {
            return List.of(e.work());
        }
        if (event instanceof Event.OutcomeMeasured e) {
            return List.of(e.work());
        }
        if (event instanceof Event.ResponsibilityClaimed e) {
            return List.of(e.work());
        }
        return stated(event).map(List::of).orElse(List.of());
    }
}
