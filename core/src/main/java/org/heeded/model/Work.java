package org.heeded.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A piece of work, advised or ordered: what describes it is said in the same words.
 *
 * @param <W> the type itself: each method answers a copy
 */
public sealed interface Work<W extends Work<W>> extends Told<W> permits Proposal, Directive {

    /**
     * What describes it.
     *
     * @return the description
     */
    Description description();

    /**
     * The same work described otherwise.
     *
     * @param description the description
     * @return a copy
     */
    W with(Description description);

    /**
     * The title, in clear or personal.
     *
     * @param text the title
     * @return a copy
     */
    default W title(Text text) {
        return with(description().with(d -> d.title = Optional.of(text)));
    }

    /**
     * Part of a campaign or project.
     *
     * @param id the initiative
     * @return a copy
     */
    default W initiative(String id) {
        return with(description().with(d -> d.initiative = Optional.of(new InitiativeId(id))));
    }

    /**
     * Works in a channel.
     *
     * @param name the channel
     * @return a copy
     */
    default W channel(String name) {
        return with(description().with(d -> d.channel = Optional.of(name)));
    }

    /**
     * Affects other channels.
     *
     * @param channels the channels
     * @return a copy
     */
    default W affects(String... channels) {
        return with(description().with(d -> d.affects = List.of(channels)));
    }

    /**
     * Reaches this far.
     *
     * @param reach the scope
     * @return a copy
     */
    default W scope(Scope reach) {
        return with(description().with(d -> d.scope = Optional.of(reach)));
    }

    /**
     * Is conventional or out of the box.
     *
     * @param how the novelty
     * @return a copy
     */
    default W novelty(Novelty how) {
        return with(description().with(d -> d.novelty = Optional.of(how)));
    }

    /**
     * Was the idea of.
     *
     * @param whose whose idea
     * @return a copy
     */
    default W idea(Idea whose) {
        return with(description().with(d -> d.idea = Optional.of(whose)));
    }

    /**
     * Pays off soon or late.
     *
     * @param when the term
     * @return a copy
     */
    default W term(Term when) {
        return with(description().with(d -> d.term = Optional.of(when)));
    }

    /**
     * Puts money at stake.
     *
     * @param amount the money
     * @return a copy
     */
    default W stake(Money amount) {
        return with(description().with(d -> d.stake = Optional.of(amount)));
    }

    /**
     * Is expected to show its result by the end of a day.
     *
     * @param day the last day, which is still in time
     * @return a copy
     */
    default W due(LocalDate day) {
        return with(description().with(d -> d.due = Optional.of(day)));
    }

    /**
     * Has a business case.
     *
     * @param why the case
     * @return a copy
     */
    default W rationale(Rationale why) {
        return with(description().with(d -> d.rationale = why));
    }

    /**
     * Is expected to have a result; adds to the forecasts that are there.
     *
     * @param expected the forecast
     * @return a copy
     */
    default W forecast(Forecast expected) {
        return with(description()
                .with(d -> d.forecasts =
                        Stream.concat(d.forecasts.stream(), Stream.of(expected)).toList()));
    }

    /**
     * Has a tag; adds to the tags that are there.
     *
     * @param key the key
     * @param value the value
     * @return a copy
     */
    default W tag(String key, String value) {
        TreeMap<String, String> all = new TreeMap<>(description().tags());
        all.put(key, value);
        return with(description().with(d -> d.tags = all));
    }
}
