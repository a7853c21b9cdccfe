package org.heeded.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final Frozen.Form<PartyId, List<Profile>> PARTIES = new Frozen.Form<>() {

        @Override
        public void key(Packed out, PartyId id) {
            out.text(id.value());
        }

        @Override
        public void value(Packed out, List<Profile> profiles) {
            for (Profile profile : profiles) {
                out.id(profile.entry()).text(Codec.json(new Event.PartyJoined(profile.party())));
            }
        }

        @Override
        public List<Profile> value(Packed.Reader in) {
            List<Profile> profiles = new ArrayList<>();
            while (in.hasMore()) {
                profiles.add(new Profile(in.id(), ((Event.PartyJoined) Codec.event(in.text())).party()));
            }
            return List.copyOf(profiles);
        }
    };

    private static final Frozen.Form<SubjectId, Held> SUBJECTS = new Frozen.Form<>() {

        @Override
        public void key(Packed out, SubjectId id) {
            out.text(id.value());
        }

        @Override
        public void value(Packed out, Held held) {
            for (Set<EngagementId> some : List.of(held.holding(), held.erasedIn())) {
                out.number(some.size());
                some.forEach(id -> out.text(id.value()));
            }
        }

        @Override
        public Held value(Packed.Reader in) {
            return new Held(engagements(in), engagements(in));
        }

        private Set<EngagementId> engagements(Packed.Reader in) {
            Set<EngagementId> some = new LinkedHashSet<>();
            for (long left = in.number(); left > 0; left--) {
                some.add(EngagementId.of(in.text()));
            }
            return some;
        }
    };

    private final @Nullable LogState below;
    private final Map<EngagementId, EngagementState> engagements = new LinkedHashMap<>();
    private final Layer<PartyId, List<Profile>> parties;
    private final Layer<SubjectId, Held> subjects;
    private final Set<SubjectId> erased = new LinkedHashSet<>();

    LogState() {
        below = null;
        parties = new Layer<>(Frozen.empty(PARTIES));
        subjects = new Layer<>(Frozen.empty(SUBJECTS));
    }

    /** A state as {@link #freeze} wrote it, with those of its engagements. */
    LogState(Packed.Reader in, Map<EngagementId, EngagementState> engagements) {
        below = null;
        this.engagements.putAll(engagements);
        parties = new Layer<>(new Frozen<>(PARTIES, in.part()));
        subjects = new Layer<>(new Frozen<>(SUBJECTS, in.part()));
        while (in.hasMore()) {
            erased.add(SubjectId.of(in.text()));
        }
    }

    /** Writes what is of no single engagement, and holds it as densely from then on. */
    void freeze(Packed out) {
        out.part(parties.freeze()).part(subjects.freeze());
        erased.forEach(subject -> out.text(subject.value()));
    }

    /** The states of the engagements, oldest first. */
    Map<EngagementId, EngagementState> engagements() {
        return engagements;
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
        erased.addAll(above.erased);
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

    /** The subjects that were erased, of the lowest copy. */
    Set<SubjectId> erased() {
        return Set.copyOf(erased);
    }

    /** How many subjects were erased. */
    int erasures() {
        return erased.size();
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
        if (entry.event() instanceof Event.SubjectErased said) {
            subjects.put(said.subject(), held(said.subject()).erasedIn(entry.engagement()));
            erased.add(said.subject());
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
