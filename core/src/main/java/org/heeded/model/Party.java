package org.heeded.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A person or team, by an opaque id. Name and e-mail address are personal: the log stores them sealed.
 *
 * @param id names the party across the whole log
 * @param side on which side it is
 * @param name its name: personal or sealed, never in clear
 * @param email its e-mail address: personal or sealed, never in clear
 * @param level its level in its organisation
 * @param function its function, for instance {@code finance}
 * @param organisation its organisation
 * @param role its role; of a marketer only
 * @param homeChannels the channels it works in, without repeats
 * @param strengths what it is strong in
 * @param circumstances since when, by whom
 */
public record Party(
        PartyId id,
        Side side,
        Optional<Text> name,
        Optional<Text> email,
        Optional<Level> level,
        Optional<String> function,
        Optional<String> organisation,
        Optional<Role> role,
        List<String> homeChannels,
        Set<Strength> strengths,
        Circumstances circumstances)
        implements Told<Party> {

    /**
     * Validates.
     *
     * @throws RejectedException if name or address are in clear, or a role is on a side that has none
     */
    public Party {
        personal("name", name);
        personal("email", email);
        Check.word("function", function);
        Check.word("organisation", organisation);
        homeChannels = Check.words("homeChannels", homeChannels);
        EnumSet<Strength> sorted = EnumSet.noneOf(Strength.class);
        sorted.addAll(strengths);
        strengths = Collections.unmodifiableSet(sorted);
        if (side != Side.MARKETER && role.isPresent()) {
            throw new RejectedException(Rule.CONTRADICTION, "role", "goes with a marketer only");
        }
    }

    private static void personal(String field, Optional<Text> text) {
        if (text.orElse(null) instanceof Text.Plain) {
            throw new RejectedException(Rule.CONTRADICTION, field, "is personal and cannot be stored in clear");
        }
    }

    /**
     * A party of which nothing more is known.
     *
     * @param id its id
     * @param side its side
     * @return the party
     */
    public static Party of(PartyId id, Side side) {
        return new Party(
                id,
                side,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                Circumstances.NONE);
    }

    /**
     * A party on the client's side.
     *
     * @param id its id
     * @return the party
     */
    public static Party client(String id) {
        return of(new PartyId(id), Side.CLIENT);
    }

    /**
     * A party on the marketer's side.
     *
     * @param id its id
     * @return the party
     */
    public static Party marketer(String id) {
        return of(new PartyId(id), Side.MARKETER);
    }

    @Override
    public Party with(Circumstances other) {
        return new Party(id, side, name, email, level, function, organisation, role, homeChannels, strengths, other);
    }

    /**
     * With a name.
     *
     * @param text the name, personal or sealed
     * @return a copy
     */
    public Party name(Text text) {
        return new Party(
                id,
                side,
                Optional.of(text),
                email,
                level,
                function,
                organisation,
                role,
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * With a name, to be sealed; its subject is the address's, or else named like the party.
     *
     * @param words the name
     * @return a copy
     * @throws RejectedException if it is blank, too long or not well-formed
     */
    public Party name(String words) {
        return name(Text.about(subject(email), words));
    }

    /**
     * With an e-mail address, to be sealed; its subject is the name's, or else named like the party.
     *
     * @param address the address
     * @return a copy
     * @throws RejectedException if it is blank, too long or not well-formed
     */
    public Party email(String address) {
        return email(Text.about(subject(name), address));
    }

    private SubjectId subject(Optional<Text> other) {
        if (other.orElse(null) instanceof Text.Personal personal) {
            return personal.subject();
        }
        return other.orElse(null) instanceof Text.Sealed sealed ? sealed.subject() : new SubjectId(id.value());
    }

    /**
     * With an e-mail address.
     *
     * @param text the address, personal or sealed
     * @return a copy
     */
    public Party email(Text text) {
        return new Party(
                id,
                side,
                name,
                Optional.of(text),
                level,
                function,
                organisation,
                role,
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * At a level.
     *
     * @param of the level
     * @return a copy
     */
    public Party level(Level of) {
        return new Party(
                id,
                side,
                name,
                email,
                Optional.of(of),
                function,
                organisation,
                role,
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * In a function.
     *
     * @param word the function
     * @return a copy
     */
    public Party function(String word) {
        return new Party(
                id,
                side,
                name,
                email,
                level,
                Optional.of(word),
                organisation,
                role,
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * In an organisation.
     *
     * @param word the organisation
     * @return a copy
     */
    public Party organisation(String word) {
        return new Party(
                id,
                side,
                name,
                email,
                level,
                function,
                Optional.of(word),
                role,
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * In a role.
     *
     * @param of the role
     * @return a copy
     */
    public Party role(Role of) {
        return new Party(
                id,
                side,
                name,
                email,
                level,
                function,
                organisation,
                Optional.of(of),
                homeChannels,
                strengths,
                circumstances);
    }

    /**
     * At home in channels.
     *
     * @param channels the channels
     * @return a copy
     */
    public Party homeChannels(String... channels) {
        return new Party(
                id,
                side,
                name,
                email,
                level,
                function,
                organisation,
                role,
                List.of(channels),
                strengths,
                circumstances);
    }

    /**
     * With strengths.
     *
     * @param in what it is strong in
     * @return a copy
     */
    public Party strengths(Strength... in) {
        return new Party(
                id,
                side,
                name,
                email,
                level,
                function,
                organisation,
                role,
                homeChannels,
                Set.copyOf(List.of(in)),
                circumstances);
    }
}
