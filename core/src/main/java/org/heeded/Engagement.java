package org.heeded;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Rule;
import org.heeded.model.Stance;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/**
 * One working relation between a client and a marketer, to record in. Safe for use by several threads; each method records
 * one entry, durably, before it returns, unless it says otherwise.
 */
public final class Engagement {

    private static final int PAGE = 1_000;

    private final EngagementId id;
    private final Store store;
    private final PersonalTexts personal;
    /** Guards what is below; not held while something is recorded, which may wait for another's transaction. */
    private final ReentrantLock looking = new ReentrantLock();

    private final Map<PartyId, List<EntryId>> joins = new HashMap<>();
    private final List<EntryId> openings = new ArrayList<>();
    private long seen;

    /** What an entry says of a party now. */
    private record Described(EntryId entry, Party party) {}

    Engagement(EngagementId id, Store store, PersonalTexts personal) {
        this.id = id;
        this.store = store;
        this.personal = personal;
    }

    /**
     * Its id.
     *
     * @return the caller's own id
     */
    public EngagementId id() {
        return id;
    }

    /**
     * Records any event.
     *
     * @param event what happened
     * @return the entry
     */
    public Recorded record(Event event) {
        return store.append(List.of(Draft.of(id, event))).get(0);
    }

    /**
     * Records any event under an id of the caller's; recording it again adds nothing.
     *
     * @param entry the id
     * @param event what happened
     * @return the entry
     */
    public Recorded record(EntryId entry, Event event) {
        return store.append(List.of(Draft.of(id, entry, event))).get(0);
    }

    /**
     * Says whose engagement it is, where that is not a client named like it; records nothing if that was said before.
     *
     * @param client the client
     * @return this
     * @throws RejectedException if it was opened for another client
     */
    public Engagement of(ClientId client) {
        List<EntryId> opened = look(() -> List.copyOf(openings));
        if (opened.stream().flatMap(e -> store.current(e).stream()).noneMatch(e -> names(e, client))) {
            recordOnce(opened, new Event.EngagementOpened(Optional.of(client), Optional.empty(), Circumstances.NONE));
        }
        return this;
    }

    private static boolean names(Event event, ClientId client) {
        return event instanceof Event.EngagementOpened opened && opened.client().equals(Optional.of(client));
    }

    /**
     * A party on the client's side; joins on first use.
     *
     * @param party the caller's own id
     * @return the party's id
     */
    public PartyId client(String party) {
        return join(Party.client(party));
    }

    /**
     * A party on the marketer's side; joins on first use, and again when the role is another than before.
     *
     * @param party the caller's own id
     * @param role its role
     * @return the party's id
     */
    public PartyId marketer(String party, Role role) {
        Party now = described(new PartyId(party))
                .map(Described::party)
                .orElseGet(() -> Party.marketer(party))
                // its new role is not told of the time of the old one
                .with(Circumstances.NONE);
        return join(now.role(role));
    }

    /**
     * A party takes part, or is described anew; records nothing if it is described just so already.
     *
     * @param party the party
     * @return its id
     */
    public PartyId join(Party party) {
        // one look for both: what somebody adds meanwhile makes the same id
        List<EntryId> before = joined(party.id());
        if (described(before).filter(now -> says(now, party)).isEmpty()) {
            recordOnce(before, new Event.PartyJoined(party));
        }
        return party.id();
    }

    /**
     * Records an event behind others of its kind, once where several do so at once: the id follows from those before.
     *
     * @param before the entries before, which somebody may have added to meanwhile
     */
    private void recordOnce(List<EntryId> before, Event event) {
        String seed = id + "\n" + event.type() + "\n" + before + "\n"
                + (event instanceof Event.PartyJoined joined ? joined.party().id() : "");
        try {
            record(new EntryId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))), event);
        } catch (RejectedException e) {
            if (e.rule() != Rule.DUPLICATE_ID) {
                throw e;
            }
            record(event); // the other one said something else
        }
    }

    /**
     * What is known of a party here: the newest description that stands. Name and address come with their words if the key
     * is there; as {@link Text.Erased} if the person was erased.
     *
     * @param party which
     * @return the description; empty if the party did not join here
     */
    public Optional<Party> party(PartyId party) {
        return look(() -> described(party)).map(d -> personal.open(id, d.party()));
    }

    /**
     * A text of one of this engagement's entries with its words, if the key is there.
     *
     * @param field the field that holds it, by its name in the log format: {@code title}, {@code rationale.text}
     * @param text what the entry has
     * @return a text in clear as it is; a sealed one opened, {@link Text.Erased} if its subject was erased, or as it is
     *     without a key
     * @throws org.heeded.model.CorruptException if it was sealed for another place, or is damaged
     */
    public Text read(String field, Text text) {
        return personal.open(id, field, text);
    }

    /** Whether a description says all that another does; one of whom only the side is told is known already. */
    private boolean says(Described now, Party party) {
        Party told = party.with(now.party().circumstances());
        return told.equals(Party.of(party.id(), now.party().side()).with(told.circumstances()))
                || store.changes(now.entry(), new Event.PartyJoined(told)).isEmpty();
    }

    /** The newest description of a party in this engagement that stands, as last corrected. */
    private Optional<Described> described(PartyId party) {
        return described(joined(party));
    }

    private Optional<Described> described(List<EntryId> entries) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            if (store.current(entries.get(i)).orElse(null) instanceof Event.PartyJoined joined) {
                return Optional.of(new Described(entries.get(i), joined.party()));
            }
        }
        return Optional.empty();
    }

    private List<EntryId> joined(PartyId party) {
        return look(() -> List.copyOf(joins.getOrDefault(party, List.of())));
    }

    private <T> T look(Supplier<T> query) {
        looking.lock();
        try {
            catchUp();
            return query.get();
        } finally {
            looking.unlock();
        }
    }

    /** Notes who joined and who opened since it last looked, by whatever way that was recorded. */
    private void catchUp() {
        List<Recorded> page;
        do {
            page = store.read(id, seen, PAGE);
            for (Recorded recorded : page) {
                Event event = recorded.entry().event();
                if (event instanceof Event.PartyJoined joined) {
                    joins.computeIfAbsent(joined.party().id(), p -> new ArrayList<>())
                            .add(idOf(recorded));
                } else if (event instanceof Event.EngagementOpened) {
                    openings.add(idOf(recorded));
                }
            }
            seen += page.size();
        } while (page.size() == PAGE);
    }

    /**
     * A marketer gives advice.
     *
     * @param by the marketer
     * @param advice the advice
     * @return the id that the log made for it
     */
    public ProposalId propose(PartyId by, Proposal advice) {
        return propose(new ProposalId(UUID.randomUUID().toString()), by, advice);
    }

    /**
     * A marketer gives advice.
     *
     * @param proposal the caller's own id for it
     * @param by the marketer
     * @param advice the advice
     * @return the same id
     */
    public ProposalId propose(ProposalId proposal, PartyId by, Proposal advice) {
        record(new Event.ProposalMade(proposal, advice.by(by)));
        return proposal;
    }

    /**
     * The client orders work, with no advice asked.
     *
     * @param by who orders
     * @param title what the work is called
     * @return the id that the log made for it
     */
    public DirectiveId order(PartyId by, String title) {
        return order(by, Directive.of(title));
    }

    /**
     * The client orders work, with no advice asked.
     *
     * @param by who orders
     * @param order the order
     * @return the id that the log made for it
     */
    public DirectiveId order(PartyId by, Directive order) {
        DirectiveId directive = new DirectiveId(UUID.randomUUID().toString());
        record(new Event.DirectiveGiven(directive, order.by(by)));
        return directive;
    }

    /**
     * Advice is answered, or answered anew.
     *
     * @param proposal which
     * @param by who decides
     * @param decision the answer
     * @return the entry, to be confirmed, disputed or corrected
     */
    public EntryId decide(ProposalId proposal, PartyId by, Decision decision) {
        return idOf(record(new Event.DecisionMade(proposal, decision.by(by))));
    }

    /**
     * Something is put into the world.
     *
     * @param work a proposal or a directive
     * @param what what was launched
     * @param day when
     * @return the entry
     */
    public EntryId launched(WorkId work, Launched what, LocalDate day) {
        return idOf(record(new Event.WorkLaunched(work, what, Optional.empty(), Circumstances.NONE).on(day)));
    }

    /**
     * A result is measured or judged.
     *
     * @param work a proposal, a directive or an initiative
     * @param measurement the result
     * @return the entry
     */
    public EntryId measure(WorkId work, Measurement measurement) {
        return idOf(record(new Event.OutcomeMeasured(work, measurement)));
    }

    /**
     * Somebody says who is responsible for an outcome: a claim, not a finding.
     *
     * @param work whose outcome
     * @param by who says so
     * @param responsible whom the claim names
     * @return the entry
     */
    public EntryId claim(WorkId work, PartyId by, Responsible responsible) {
        return idOf(record(new Event.ResponsibilityClaimed(
                        work, responsible, Optional.empty(), Optional.empty(), Circumstances.NONE)
                .by(by)));
    }

    /**
     * Both sides agree on a target of an initiative.
     *
     * @param initiative which
     * @param target what is to be met
     * @return the entry
     */
    public EntryId agree(InitiativeId initiative, Criterion target) {
        return idOf(record(new Event.TargetAgreed(initiative, target, Circumstances.NONE)));
    }

    /**
     * The other side's word on an entry.
     *
     * @param entry which
     * @param by who says so
     * @param stance confirms, comments or disputes
     * @return the entry
     */
    public EntryId answer(EntryId entry, PartyId by, Stance stance) {
        return idOf(record(
                new Event.EntryAnswered(entry, stance, Optional.empty(), Optional.empty(), Circumstances.NONE).by(by)));
    }

    /**
     * Mends a slip; what builds on the entry stands, and both versions stay readable.
     *
     * @param entry which
     * @param mend makes the event as it should have been of the one that stands now
     * @param reason why
     * @return the entry that corrects
     * @throws RejectedException if the entry is unknown, was retracted, or would not change
     */
    public EntryId correct(EntryId entry, UnaryOperator<Event> mend, String reason) {
        Event now = store.current(entry)
                .orElseThrow(
                        () -> new RejectedException(Rule.UNKNOWN_ENTRY, "entry", "is not in this log, or retracted"));
        Event replacement = mend.apply(now);
        return idOf(record(new Event.EntryCorrected(
                entry, replacement, store.changes(entry, replacement), Text.of(reason), Circumstances.NONE)));
    }

    /**
     * Takes an entry back whole.
     *
     * @param entry which; nothing may build on it
     * @param reason why
     * @return the entry that retracts
     */
    public EntryId retract(EntryId entry, String reason) {
        return idOf(record(new Event.EntryRetracted(entry, Optional.of(Text.of(reason)), Circumstances.NONE)));
    }

    private static EntryId idOf(Recorded recorded) {
        return recorded.entry().id();
    }
}
