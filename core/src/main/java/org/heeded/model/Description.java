package org.heeded.model;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What describes a piece of work, advised or ordered; all of it may be missing.
 *
 * @param title what it is called
 * @param initiative the campaign or project it belongs to
 * @param channel the channel it works in
 * @param affects other channels it affects, without repeats
 * @param scope how far it reaches
 * @param novelty whether it is out of the box
 * @param idea whose idea it was
 * @param term when it is to pay off
 * @param stake the money at stake
 * @param due the last whole day by which its result is expected, where no forecast says so
 * @param rationale the business case
 * @param forecasts what is expected of it; one of them at most is primary for each thing a forecast can be about
 * @param tags the caller's own keys and values
 */
public record Description(
        Optional<Text> title,
        Optional<InitiativeId> initiative,
        Optional<String> channel,
        List<String> affects,
        Optional<Scope> scope,
        Optional<Novelty> novelty,
        Optional<Idea> idea,
        Optional<Term> term,
        Optional<Money> stake,
        Optional<LocalDate> due,
        Rationale rationale,
        List<Forecast> forecasts,
        SortedMap<String, String> tags) {

    /** Nothing said. */
    public static final Description NONE = new Description(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Rationale.NONE,
            List.of(),
            Collections.emptySortedMap());

    /**
     * Validates.
     *
     * @throws RejectedException if a word is no word, or two primary forecasts are about the same thing
     */
    public Description {
        Check.word("channel", channel);
        affects = Check.words("affects", affects);
        forecasts = Check.items("forecasts", forecasts);
        tags = Check.tags(tags);
        if (forecasts.stream()
                        .filter(Forecast::primary)
                        .map(Forecast::about)
                        .distinct()
                        .count()
                < forecasts.stream().filter(Forecast::primary).count()) {
            throw new RejectedException(
                    Rule.CONTRADICTION, "forecasts", "has two primary ones about the same thing; make one supporting");
        }
    }

    /**
     * The primary forecast about something.
     *
     * @param about what
     * @return the forecast, if there is one
     */
    public Optional<Forecast> primary(About about) {
        return forecasts.stream().filter(f -> f.primary() && f.about() == about).findFirst();
    }

    /** A copy with changes. */
    Description with(Consumer<Editor> changes) {
        Editor editor = new Editor(this);
        changes.accept(editor);
        return editor.description();
    }

    /** The components while they are changed: a record of so many is not copied by hand. */
    static final class Editor {

        Optional<Text> title;
        Optional<InitiativeId> initiative;
        Optional<String> channel;
        List<String> affects;
        Optional<Scope> scope;
        Optional<Novelty> novelty;
        Optional<Idea> idea;
        Optional<Term> term;
        Optional<Money> stake;
        Optional<LocalDate> due;
        Rationale rationale;
        List<Forecast> forecasts;
        SortedMap<String, String> tags;

        private Editor(Description from) {
            title = from.title;
            initiative = from.initiative;
            channel = from.channel;
            affects = from.affects;
            scope = from.scope;
            novelty = from.novelty;
            idea = from.idea;
            term = from.term;
            stake = from.stake;
            due = from.due;
            rationale = from.rationale;
            forecasts = from.forecasts;
            tags = from.tags;
        }

        private Description description() {
            return new Description(
                    title,
                    initiative,
                    channel,
                    affects,
                    scope,
                    novelty,
                    idea,
                    term,
                    stake,
                    due,
                    rationale,
                    forecasts,
                    tags);
        }
    }
}
