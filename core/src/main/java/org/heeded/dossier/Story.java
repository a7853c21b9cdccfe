package org.heeded.dossier;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.model.ClientId;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.InitiativeId;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.ProposalId;
import org.heeded.model.Side;
import org.heeded.model.Stance;
import org.heeded.model.When;
import org.heeded.model.WorkId;

/** What the log says of one engagement as it stands, sorted by what it is about. */
final class Story {

    final EngagementId engagement;
    final ClientId client;
    final Map<ProposalId, Current<Event.ProposalMade>> proposals = new LinkedHashMap<>();
    final Map<DirectiveId, Current<Event.DirectiveGiven>> directives = new LinkedHashMap<>();
    final Map<InitiativeId, Current<Event.TargetAgreed>> targets = new HashMap<>();
    private final Map<ProposalId, List<Current<Event.DecisionMade>>> decisions = new HashMap<>();
    private final Map<WorkId, List<Current<Event.WorkLaunched>>> launches = new HashMap<>();
    private final Map<WorkId, List<Current<Event.OutcomeMeasured>>> measurements = new HashMap<>();
    private final Map<WorkId, List<Current<Event.ResponsibilityClaimed>>> claims = new HashMap<>();
    private final Map<PartyId, List<Current<Event.PartyJoined>>> parties = new LinkedHashMap<>();
    private final Map<PartyId, Current<Event.PartyLeft>> left = new HashMap<>();
    private final Map<GoalId, Current<Event.GoalSet>> goals = new HashMap<>();
    final List<Milestone> milestones = new ArrayList<>();
    final Optional<When> opened;
    final Optional<When> closed;
    private final Set<EntryId> disputed = new HashSet<>();

    Story(EngagementId engagement, List<Entry> entries) {
        this.engagement = engagement;
        ClientId named = new ClientId(engagement.value());
        Optional<When> begun = Optional.empty();
        Optional<When> ended = Optional.empty();
        Map<EntryId, Map<String, Stance>> stances = new LinkedHashMap<>();
        for (Current<?> current : Current.standing(entries)) {
            Event event = current.event();
            if (event instanceof Event.EngagementOpened opened) {
                named = opened.client().orElse(named);
                begun = current.when();
            } else if (event instanceof Event.EngagementClosed) {
                ended = current.when();
            } else if (event instanceof Event.Milestone milestone) {
                current.when().ifPresent(at -> milestones.add(new Milestone(at, milestone.what())));
            } else if (event instanceof Event.EntryAnswered answered) {
                String who = answered.side()
                        .or(() -> current.by().flatMap(this::side))
                        .map(Side::name)
                        .orElse("");
                // a later word of the same side takes the place of its earlier one
                stances.computeIfAbsent(answered.entry(), e -> new HashMap<>()).put(who, answered.stance());
            }
            Current.as(Event.PartyJoined.class, current)
                    .ifPresent(c -> add(parties, c.event().party().id(), c));
            Current.as(Event.PartyLeft.class, current)
                    .ifPresent(c -> left.put(c.event().party(), c));
            Current.as(Event.GoalSet.class, current)
                    .ifPresent(c -> goals.put(c.event().goal(), c));
            Current.as(Event.ProposalMade.class, current)
                    .ifPresent(c -> proposals.put(c.event().proposal(), c));
            Current.as(Event.DirectiveGiven.class, current)
                    .ifPresent(c -> directives.put(c.event().directive(), c));
            Current.as(Event.TargetAgreed.class, current)
                    .ifPresent(c -> targets.put(c.event().initiative(), c));
            Current.as(Event.DecisionMade.class, current)
                    .ifPresent(c -> add(decisions, c.event().proposal(), c));
            Current.as(Event.WorkLaunched.class, current)
                    .ifPresent(c -> add(launches, c.event().work(), c));
            Current.as(Event.OutcomeMeasured.class, current)
                    .ifPresent(c -> add(measurements, c.event().work(), c));
            Current.as(Event.ResponsibilityClaimed.class, current)
                    .ifPresent(c -> add(claims, c.event().work(), c));
        }
        this.client = named;
        this.opened = begun;
        this.closed = ended;
        stances.forEach((entry, bySide) -> {
            if (bySide.containsValue(Stance.DISPUTES)) {
                disputed.add(entry);
            }
        });
    }

    private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
        lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    List<Current<Event.DecisionMade>> decisions(ProposalId proposal) {
        return decisions.getOrDefault(proposal, List.of());
    }

    /** Launches of a case: of its proposal and of the directive that it answers. */
    List<Current<Event.WorkLaunched>> launches(WorkId work, Optional<DirectiveId> answered) {
        return both(launches, work, answered);
    }

    List<Current<Event.OutcomeMeasured>> measurements(WorkId work, Optional<DirectiveId> answered) {
        return both(measurements, work, answered);
    }

    /** The last word of each claimant on the outcome of a case. */
    List<Claim> claims(WorkId work, Optional<DirectiveId> answered) {
        Map<String, Claim> last = new LinkedHashMap<>();
        for (Current<Event.ResponsibilityClaimed> c : both(claims, work, answered)) {
            Optional<Side> side = c.event().side().or(() -> c.by().flatMap(this::side));
            String claimant = c.by().map(PartyId::value).orElse("")
                    + '\n'
                    + side.map(Side::name).orElse("");
            last.remove(claimant);
            last.put(claimant, new Claim(side, c.by(), c.when(), c.event().responsible()));
        }
        return List.copyOf(last.values());
    }

    /** The side of a party, as last described. */
    private Optional<Side> side(PartyId party) {
        return description(party).map(Party::side);
    }

    /** A party as last described. */
    Optional<Party> description(PartyId party) {
        List<Current<Event.PartyJoined>> joined = parties.getOrDefault(party, List.of());
        return joined.isEmpty()
                ? Optional.empty()
                : Optional.of(joined.get(joined.size() - 1).event().party());
    }

    /** A party as described by a time: roles change. Where every description is later, the first. */
    Optional<Party> description(PartyId party, Optional<When> at, long n, ZoneId zone) {
        Optional<Party> described = Optional.empty();
        for (Current<Event.PartyJoined> joined : parties.getOrDefault(party, List.of())) {
            if (described.isEmpty() || !Timeline.later(joined.when(), joined.n(), at, n, zone)) {
                described = Optional.of(joined.event().party());
            }
        }
        return described;
    }

    /** The importance of a goal as last set. */
    OptionalInt importance(GoalId goal) {
        return goals.containsKey(goal) ? goals.get(goal).event().importance() : OptionalInt.empty();
    }

    /** The marketers described in the engagement, and from when until when they were in it. */
    List<Tenure> tenures() {
        List<Tenure> tenures = new ArrayList<>();
        parties.forEach((id, joined) -> description(id)
                .filter(party -> party.side() == Side.MARKETER)
                .ifPresent(party -> tenures.add(new Tenure(
                        party,
                        joined.get(0).when(),
                        Optional.ofNullable(left.get(id)).flatMap(Current::when).or(() -> closed)))));
        return tenures;
    }

    private static <V extends Current<?>> List<V> both(
            Map<WorkId, List<V>> lists, WorkId work, Optional<DirectiveId> answered) {
        List<V> own = lists.getOrDefault(work, List.of());
        List<V> orders = answered.map(d -> lists.getOrDefault(d, List.of())).orElse(List.of());
        return orders.isEmpty()
                ? own
                : Stream.concat(own.stream(), orders.stream())
                        .sorted((a, b) -> Long.compare(a.n(), b.n()))
                        .toList();
    }

    /** Whether one of some entries is disputed. */
    boolean disputed(List<? extends Current<?>> entries) {
        return !disputed.isEmpty()
                && entries.stream().anyMatch(c -> disputed.contains(c.entry().id()));
    }

    /** Proposals that another one took the place of. */
    Set<ProposalId> revised() {
        Set<ProposalId> revised = new HashSet<>();
        proposals.values().forEach(p -> p.event().advice().revises().ifPresent(revised::add));
        return revised;
    }
}
