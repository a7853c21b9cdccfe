package org.heeded.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.SubjectId;
import org.jspecify.annotations.Nullable;

/** What the rules need to know of the whole log: its engagements, and the parties, whose ids are log-wide. */
final class LogState {

    /** A standing description of a party. */
    record Profile(EntryId entry, Party party) {}

    /**
     * Where a subject is.
     *
     * @param holding the engagements that hold sealed texts of it, retracted ones too
     * @param erasedIn the engagements that say it was erased
     */
    record Held(Set<EngagementId> holding, Set<EngagementId> erasedIn) {

        static final Held NOWHERE = new Held(Set.of(), Set.of());

        private Held in(EngagementId engagement) {
            return holding.contains(engagement) ? this : new Held(with(holding, engagement), erasedIn);
        }

        private Held erasedIn(EngagementId engagement) {
            return new Held(holding, with(erasedIn, engagement));
        }

        private static Set<EngagementId> with(Set<EngagementId> set, EngagementId one) {
            Set<EngagementId> more = new LinkedHashSet<>(set);
            more.add(one);
            return more;
        }
    }

    private final @Nullable LogState below;
    private final Map<EngagementId, EngagementState> engagements = new LinkedHashMap<>();
    private final Layer<PartyId, List<Profile>> parties;
    private final Layer<SubjectId, Held> subjects;

    LogState() {
        below = null;
        parties = new Layer<>();
        subjects = new Layer<>();
    }

    private LogState(LogState below) {
        this.below = below;
        parties = below.parties.above();
        subjects = below.subjects.above();
    }

    /** A copy to go on with, that leaves this one as it is until it is settled. */
    LogState above() {
        return new LogState(this);
    }

    /** Puts what the upper copy folded into this one. */
    void settle(LogState above) {
        above.engagements.forEach((id, state) -> own(id).settle(state));
        parties.settle(above.parties);
        subjects.settle(above.subjects);
    }

    /** An engagement's state to change. */
    private EngagementState own(EngagementId engagement) {
        return engagements.computeIfAbsent(
                engagement,
                id -> below == null
                        ? new EngagementState()
                        : below.engagement(id).above());
    }

    /** An engagement's state to look at. */
    EngagementState engagement(EngagementId id) {
        EngagementState mine = engagements.get(id);
        if (mine != null) {
            return mine;
        }
        return below == null ? new EngagementState() : below.engagement(id);
    }

    /** The standing descriptions of a party, oldest first. */
    List<Profile> profiles(PartyId party) {
        return parties.get(party).orElse(List.of());
    }

    Held held(SubjectId subject) {
        return subjects.get(subject).orElse(Held.NOWHERE);
    }

    boolean isErased(SubjectId subject) {
        return !held(subject).erasedIn().isEmpty();
    }

    /** The subjects that were erased. */
    Set<SubjectId> erased() {
        return subjects.keys().stream().filter(this::isErased).collect(Collectors.toUnmodifiableSet());
    }

    /** The engagements that hold sealed texts of a subject and do not say that it was erased. */
    List<EngagementId> holding(SubjectId subject) {
        Held held = held(subject);
        return held.holding().stream().filter(e -> !held.erasedIn().contains(e)).toList();
    }

    /**
     * Folds the next entry.
     *
     * @param target the entry that it corrects or retracts
     */
    void apply(Recorded recorded, Optional<Entry> target) {
        Entry entry = recorded.entry();
        Subjects.of(recorded.json())
                .forEach(subject -> subjects.put(subject, held(subject).in(entry.engagement())));
        if (entry.event() instanceof Event.SubjectErased erased) {
            subjects.put(erased.subject(), held(erased.subject()).erasedIn(entry.engagement()));
        }
        EngagementState state = own(entry.engagement());
        Event event = entry.event();
        if (event instanceof Event.PartyJoined joined) {
            put(entry.id(), joined.party());
        } else if (event instanceof Event.EntryCorrected corrected
                && corrected.replacement() instanceof Event.PartyJoined joined) {
            put(corrected.entry(), joined.party());
        } else if (event instanceof Event.EntryRetracted retracted
                && target.flatMap(state::current).orElse(null) instanceof Event.PartyJoined joined) {
            List<Profile> rest = new ArrayList<>(profiles(joined.party().id()));
            rest.removeIf(profile -> profile.entry().equals(retracted.entry()));
            parties.put(joined.party().id(), List.copyOf(rest));
        }
        state.apply(entry, target);
    }

    /** Adds a description, or puts it in the place of the one it corrects. */
    private void put(EntryId entry, Party party) {
        List<Profile> all = new ArrayList<>(profiles(party.id()));
        Profile profile = new Profile(entry, party);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).entry().equals(entry)) {
                all.set(i, profile);
                parties.put(party.id(), List.copyOf(all));
                return;
            }
        }
        all.add(profile);
        parties.put(party.id(), List.copyOf(all));
    }
}
