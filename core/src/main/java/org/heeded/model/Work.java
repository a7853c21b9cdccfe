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
        Description d = description();
        return with(new Description(
                Optional.of(text),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Part of a campaign or project.
     *
     * @param id the initiative
     * @return a copy
     */
    default W initiative(String id) {
        Description d = description();
        return with(new Description(
                d.title(),
                Optional.of(new InitiativeId(id)),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Works in a channel.
     *
     * @param name the channel
     * @return a copy
     */
    default W channel(String name) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                Optional.of(name),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Affects other channels.
     *
     * @param channels the channels
     * @return a copy
     */
    default W affects(String... channels) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                List.of(channels),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Reaches this far.
     *
     * @param reach the scope
     * @return a copy
     */
    default W scope(Scope reach) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                Optional.of(reach),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Is conventional or out of the box.
     *
     * @param how the novelty
     * @return a copy
     */
    default W novelty(Novelty how) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                Optional.of(how),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Was the idea of.
     *
     * @param whose whose idea
     * @return a copy
     */
    default W idea(Idea whose) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                Optional.of(whose),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Pays off soon or late.
     *
     * @param when the term
     * @return a copy
     */
    default W term(Term when) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                Optional.of(when),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Puts money at stake.
     *
     * @param amount the money
     * @return a copy
     */
    default W stake(Money amount) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                Optional.of(amount),
                d.due(),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Is expected to show its result by the end of a day.
     *
     * @param day the last day, which is still in time
     * @return a copy
     */
    default W due(LocalDate day) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                Optional.of(day),
                d.rationale(),
                d.forecasts(),
                d.tags()));
    }

    /**
     * Has a business case.
     *
     * @param why the case
     * @return a copy
     */
    default W rationale(Rationale why) {
        Description d = description();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                why,
                d.forecasts(),
                d.tags()));
    }

    /**
     * Is expected to have a result; adds to the forecasts that are there.
     *
     * @param expected the forecast
     * @return a copy
     */
    default W forecast(Forecast expected) {
        Description d = description();
        List<Forecast> all =
                Stream.concat(d.forecasts().stream(), Stream.of(expected)).toList();
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                all,
                d.tags()));
    }

    /**
     * Has a tag; adds to the tags that are there.
     *
     * @param key the key
     * @param value the value
     * @return a copy
     */
    default W tag(String key, String value) {
        Description d = description();
        TreeMap<String, String> all = new TreeMap<>(d.tags());
        all.put(key, value);
        return with(new Description(
                d.title(),
                d.initiative(),
                d.channel(),
                d.affects(),
                d.scope(),
                d.novelty(),
                d.idea(),
                d.term(),
                d.stake(),
                d.due(),
                d.rationale(),
                d.forecasts(),
                all));
    }
}
