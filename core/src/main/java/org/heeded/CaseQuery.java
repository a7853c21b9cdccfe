package org.heeded;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.EngagementId;
import org.heeded.model.PartyId;

/**
 * Which cases to find; what is absent does not matter.
 *
 * @param engagement of this engagement
 * @param party advised, ordered to or decided by this party
 * @param channel in this channel
 * @param tag with this key and value among the tags
 * @param state standing here
 * @param result in this box of the case flow
 * @param from proposed or given at this time or later
 * @param until proposed or given before this time
 */
public record CaseQuery(
        Optional<EngagementId> engagement,
        Optional<PartyId> party,
        Optional<String> channel,
        Optional<Map.Entry<String, String>> tag,
        Optional<State> state,
        Optional<Result> result,
        Optional<Instant> from,
        Optional<Instant> until) {

    /** All cases. */
    public static final CaseQuery ALL = new CaseQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    boolean matches(AdviceCase c, ZoneId zone) {
        Instant at = c.waitingSince().start(zone);
        return engagement.filter(e -> !e.equals(c.engagement())).isEmpty()
                && party.filter(p -> !concerns(c, p)).isEmpty()
                && (channel.isEmpty() || channel.equals(c.description().channel()))
                && tag.filter(t -> !t.getValue().equals(c.description().tags().get(t.getKey())))
                        .isEmpty()
                && state.filter(s -> s != c.state()).isEmpty()
                && (result.isEmpty() || result.equals(c.result()))
                && from.filter(at::isBefore).isEmpty()
                && until.filter(end -> !at.isBefore(end)).isEmpty();
    }

    private static boolean concerns(AdviceCase c, PartyId party) {
        Optional<PartyId> it = Optional.of(party);
        return c.marketer().equals(it)
                || c.circumstances().by().equals(it)
                || c.choice().flatMap(choice -> choice.by()).equals(it);
    }

    /**
     * Of one engagement.
     *
     * @param id which
     * @return a copy
     */
    public CaseQuery engagement(String id) {
        return new CaseQuery(Optional.of(new EngagementId(id)), party, channel, tag, state, result, from, until);
    }

    /**
     * Concerning a party.
     *
     * @param id which
     * @return a copy
     */
    public CaseQuery party(PartyId id) {
        return new CaseQuery(engagement, Optional.of(id), channel, tag, state, result, from, until);
    }

    /**
     * In a channel.
     *
     * @param name which
     * @return a copy
     */
    public CaseQuery channel(String name) {
        return new CaseQuery(engagement, party, Optional.of(name), tag, state, result, from, until);
    }

    /**
     * With a tag.
     *
     * @param key its key
     * @param value its value
     * @return a copy
     */
    public CaseQuery tag(String key, String value) {
        return new CaseQuery(
                engagement, party, channel, Optional.of(Map.entry(key, value)), state, result, from, until);
    }

    /**
     * In a state.
     *
     * @param where which
     * @return a copy
     */
    public CaseQuery state(State where) {
        return new CaseQuery(engagement, party, channel, tag, Optional.of(where), result, from, until);
    }

    /**
     * With a result.
     *
     * @param box which
     * @return a copy
     */
    public CaseQuery result(Result box) {
        return new CaseQuery(engagement, party, channel, tag, state, Optional.of(box), from, until);
    }

    /**
     * In a time.
     *
     * @param start proposed or given at this time or later
     * @param end proposed or given before this time
     * @return a copy
     */
    public CaseQuery between(Instant start, Instant end) {
        return new CaseQuery(engagement, party, channel, tag, state, result, Optional.of(start), Optional.of(end));
    }
}
