package org.heeded.exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Provenance;
import org.heeded.model.Role;
import org.heeded.model.Side;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;

/** Who the marketers of a file are, and what is to be said of them in each engagement: a name once, a role when it changes. */
final class Marketers {

    private record Place(EngagementId engagement, PartyId party) {}

    /** A role that a row states, and whether an entry says so, or an earlier role still holds. */
    private record Stated(Role role, boolean said, Draft draft) {}

    private final Optional<Function<String, Optional<Party>>> known;
    private final ZoneId zone;
    private final Map<String, Party> byName = new HashMap<>();
    private final Set<PartyId> looked = new HashSet<>();
    private final Set<Place> named = new HashSet<>();
    private final Map<Place, Role> undated = new HashMap<>();
    private final Map<Place, TreeMap<Instant, Stated>> roles = new HashMap<>();

    Marketers(Optional<Function<String, Optional<Party>>> known, ZoneId zone) {
        this.known = known;
        this.zone = zone;
    }

    /** The marketer that a cell means, by id or by name. */
    Party party(EngagementId engagement, String row, String cell) {
        return known.isEmpty()
                ? Party.of(new PartyId(cell), Side.MARKETER)
                : byName.computeIfAbsent(cell, name -> byName(engagement, row, name));
    }

    private Party byName(EngagementId engagement, String row, String name) {
        Optional<Party> found = known.orElseThrow().apply(name);
        PartyId id = found.map(Party::id).orElseGet(() -> new PartyId(made("party", engagement, row)));
        SubjectId subject = found.flatMap(Party::name)
                .flatMap(Marketers::subject)
                .orElseGet(() -> new SubjectId(made("subject", engagement, row)));
        if (found.isPresent()) {
            looked.add(id);
        }
        return Party.of(id, Side.MARKETER).name(new Text.Personal(subject, name));
    }

    private static String made(String what, EngagementId engagement, String row) {
        return ImportIds.uuid(what, engagement.value(), row).toString();
    }

    private static Optional<SubjectId> subject(Text name) {
        if (name instanceof Text.Personal personal) {
            return Optional.of(personal.subject());
        }
        return name instanceof Text.Sealed sealed ? Optional.of(sealed.subject()) : Optional.empty();
    }

    /** What a row adds to what is known of its marketer. */
    List<Draft> joined(EngagementId engagement, String row, Party party, Optional<Role> role, Circumstances since) {
        List<Draft> drafts = new ArrayList<>();
        Place place = new Place(engagement, party.id());
        if (party.name().isPresent() && !looked.contains(party.id()) && named.add(place)) {
            drafts.add(draft(engagement, party.id().value(), party.from(Provenance.IMPORTED)));
        }
        role.ifPresent(r -> drafts.addAll(
                role(place, r, since, draft(engagement, row, party.role(r).with(since)))));
        return drafts;
    }

    private List<Draft> role(Place place, Role role, Circumstances since, Draft draft) {
        if (since.occurredAt().isEmpty()) {
            return role.equals(undated.put(place, role)) ? List.of() : List.of(draft);
        }
        Instant at = since.occurredAt().get().start(zone);
        TreeMap<Instant, Stated> timeline = roles.computeIfAbsent(place, p -> new TreeMap<>());
        Entry<Instant, Stated> before = timeline.floorEntry(at);
        Entry<Instant, Stated> after = timeline.higherEntry(at);
        List<Draft> drafts = new ArrayList<>();
        boolean news = before == null || !before.getValue().role().equals(role);
        if (news) {
            drafts.add(draft);
        }
        timeline.put(at, new Stated(role, news, draft));
        // rows come in any order: a later role that went without saying no longer does
        if (after != null
                && !after.getValue().said()
                && !after.getValue().role().equals(role)) {
            drafts.add(after.getValue().draft());
            timeline.put(
                    after.getKey(),
                    new Stated(after.getValue().role(), true, after.getValue().draft()));
        }
        return drafts;
    }

    private static Draft draft(EngagementId engagement, String row, Party party) {
        return Draft.of(
                engagement, ImportIds.entry(engagement, row, Event.PartyJoined.TYPE), new Event.PartyJoined(party));
    }
}
