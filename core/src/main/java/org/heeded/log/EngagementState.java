package org.heeded.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.DirectiveId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.ProposalId;
import org.heeded.model.WorkId;

/**
 * What the rules need to know of an engagement: a pure fold over its entries in order. A correction takes the effect of
 * what it replaces back and adds its own; a retraction only takes back.
 */
final class EngagementState {

    /**
     * What is known of a proposal, directive, goal or initiative, by its id.
     *
     * @param n the index of the entry that first stated it
     * @param statements how many standing entries state it
     * @param builders how many standing entries refer to it
     * @param withdrawals how many standing decisions withdraw it
     */
    record Known(long n, int statements, int builders, int withdrawals) {

        static final Known NOT = new Known(0, 0, 0, 0);

        private Known stated(int by, long at) {
            return new Known(statements == 0 ? at : n, statements + by, builders, withdrawals);
        }

        private Known builtOn(int by) {
            return new Known(n, statements, builders + by, withdrawals);
        }

        private Known withdrawn(int by) {
            return new Known(n, statements, builders, withdrawals + by);
        }
    }

    /** What became of an entry that was amended: the event that stands in its place, or none. */
    private record Amended(Optional<Event> event) {}

    private static final Frozen.Form<Object, Known> KNOWN = new Frozen.Form<>() {

        @Override
        public void key(Packed out, Object id) {
            int type = id instanceof ProposalId ? 0 : id instanceof DirectiveId ? 1 : id instanceof GoalId ? 2 : 3;
            out.number(type).text(id.toString());
        }

        @Override
        public void value(Packed out, Known known) {
            out.number(known.n())
                    .number(known.statements())
                    .number(known.builders())
                    .number(known.withdrawals());
        }

        @Override
        public Known value(Packed.Reader in) {
            return new Known(in.number(), (int) in.number(), (int) in.number(), (int) in.number());
        }
    };

    private static final Frozen.Form<EntryId, Amended> AMENDED = new Frozen.Form<>() {

        @Override
        public void key(Packed out, EntryId id) {
            out.id(id);
        }

        @Override
        public void value(Packed out, Amended amended) {
            amended.event().ifPresent(event -> out.text(Codec.json(event)));
        }

        @Override
        public Amended value(Packed.Reader in) {
            return new Amended(in.hasMore() ? Optional.of(Codec.event(in.text())) : Optional.empty());
        }
    };

    private final Layer<Object, Known> known;
    private final Layer<EntryId, Amended> amended;
    private Optional<ClientId> client;
    private int openings;
    private long size;

    EngagementState() {
        known = new Layer<>(Frozen.empty(KNOWN));
        amended = new Layer<>(Frozen.empty(AMENDED));
        client = Optional.empty();
    }

    /** A state as {@link #freeze} wrote it. */
    EngagementState(Packed.Reader in) {
        size = in.number();
        openings = (int) in.number();
        client = openings == 0 ? Optional.empty() : Optional.of(ClientId.of(in.text()));
        known = new Layer<>(new Frozen<>(KNOWN, in.part()));
        amended = new Layer<>(new Frozen<>(AMENDED, in.part()));
    }

    /** Writes all of the state, and holds it as densely from then on. */
    void freeze(Packed out) {
        out.number(size).number(openings);
        client.ifPresent(id -> out.text(id.value()));
        out.part(known.freeze()).part(amended.freeze());
    }

    private EngagementState(EngagementState below) {
        known = below.known.above();
        amended = below.amended.above();
        client = below.client;
        openings = below.openings;
        size = below.size;
    }

    /** A copy to go on with, that leaves this one as it is. */
    EngagementState above() {
        return new EngagementState(this);
    }

    /** Puts what the upper copy folded into this one. */
    void settle(EngagementState above) {
        known.settle(above.known);
        amended.settle(above.amended);
        client = above.client;
        openings = above.openings;
        size = above.size;
    }

    long size() {
        return size;
    }

    Known known(Object id) {
        return known.get(id).orElse(Known.NOT);
    }

    /** The client that the standing openings name. */
    Optional<ClientId> client() {
        return client;
    }

    /** How many standing openings name the client. */
    int openings() {
        return openings;
    }

    /** What an entry of this engagement says now; empty if it was retracted. */
    Optional<Event> current(Entry entry) {
        return amended.get(entry.id()).map(Amended::event).orElse(Optional.of(entry.event()));
    }

    /**
     * Folds the next entry.
     *
     * @param target the entry that it corrects or retracts
     */
    void apply(Entry entry, Optional<Entry> target) {
        Event event = entry.event();
        if (event instanceof Event.EntryCorrected || event instanceof Event.EntryRetracted) {
            Entry amendedEntry = target.orElseThrow();
            Optional<Event> instead = event instanceof Event.EntryCorrected corrected
                    ? Optional.of(corrected.replacement())
                    : Optional.empty();
            current(amendedEntry).ifPresent(was -> effect(was, -1, amendedEntry.n()));
            instead.ifPresent(is -> effect(is, 1, amendedEntry.n()));
            amended.put(amendedEntry.id(), new Amended(instead));
        } else {
            effect(event, 1, entry.n());
        }
        size++;
    }

    private void effect(Event event, int by, long n) {
        if (event instanceof Event.EngagementOpened e && e.client().isPresent()) {
            openings += by;
            client = openings == 0 ? Optional.empty() : e.client();
        } else if (event instanceof Event.GoalSet e) {
            known.put(e.goal(), known(e.goal()).stated(by, n));
        } else if (event instanceof Event.ProposalMade e) {
            known.put(e.proposal(), known(e.proposal()).stated(by, n));
        } else if (event instanceof Event.DirectiveGiven e) {
            known.put(e.directive(), known(e.directive()).stated(by, n));
        } else if (event instanceof Event.DecisionMade e && e.decision().kind() == Decision.Kind.WITHDRAWN) {
            known.put(e.proposal(), known(e.proposal()).withdrawn(by));
        }
        references(event).forEach(r -> known.put(r.id(), known(r.id()).builtOn(by)));
    }

    /**
     * What an event builds on.
     *
     * @param field the name of its field
     * @param id of a goal or of work
     */
    record Reference(String field, Object id) {

        private static Reference to(WorkId work) {
            return new Reference(FieldWriter.key(work), work);
        }
    }

    /** The goals and work that an event builds on. */
    static List<Reference> references(Event event) {
        List<Reference> all = new ArrayList<>();
        if (event instanceof Event.TargetAgreed e) {
            all.add(Reference.to(e.initiative()));
        } else if (event instanceof Event.ProposalMade e) {
            e.advice().revises().ifPresent(id -> all.add(new Reference("revises", id)));
            e.advice().answers().ifPresent(id -> all.add(new Reference("answers", id)));
            references(e.advice().description(), all);
        } else if (event instanceof Event.DirectiveGiven e) {
            references(e.order().description(), all);
        } else if (event instanceof Event.DecisionMade e) {
            all.add(Reference.to(e.proposal()));
        } else if (event instanceof Event.WorkLaunched e) {
            all.add(Reference.to(e.work()));
        } else if (event instanceof Event.OutcomeMeasured e) {
            all.add(Reference.to(e.work()));
        } else if (event instanceof Event.ResponsibilityClaimed e) {
            all.add(Reference.to(e.work()));
        }
        return all;
    }

    private static void references(Description description, List<Reference> all) {
        description.rationale().goal().ifPresent(id -> all.add(new Reference("rationale.goal", id)));
        description.initiative().ifPresent(id -> all.add(Reference.to(id)));
    }

    /** Whether a proposal or directive stands, or an initiative is mentioned. */
    boolean knows(WorkId work) {
        return work instanceof InitiativeId
                ? known(work).builders() > 0
                : known(work).statements() > 0;
    }

    boolean isWithdrawn(ProposalId proposal) {
        return known(proposal).withdrawals() > 0;
    }
}
