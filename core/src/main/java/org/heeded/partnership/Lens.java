package org.heeded.partnership;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.PartyId;

/**
 * A way of slicing the cases: a name, and how a case maps to a key.
 *
 * @param name the name, unique in a report
 * @param key the key of a case; empty: not given, a slice of its own
 */
public record Lens(String name, Function<AdviceCase, Optional<String>> key) {

    /** By client. */
    public static final Lens CLIENT =
            new Lens("client", c -> Optional.of(c.client().value()));

    /** By marketer: who advised, or whom an order was given to. */
    public static final Lens MARKETER = new Lens("marketer", c -> c.marketer().map(PartyId::value));

    /** By channel. */
    public static final Lens CHANNEL = new Lens("channel", c -> c.description().channel());

    /** By scope. */
    public static final Lens SCOPE =
            new Lens("scope", c -> c.description().scope().map(Lens::word));

    /** By novelty. */
    public static final Lens NOVELTY =
            new Lens("novelty", c -> c.description().novelty().map(Lens::word));

    /** By origin. */
    public static final Lens ORIGIN = new Lens("origin", c -> c.origin().map(Lens::word));

    /** By whose idea it was. */
    public static final Lens IDEA = new Lens("idea", c -> c.description().idea().map(Lens::word));

    /** By term. */
    public static final Lens TERM = new Lens("term", c -> c.description().term().map(Lens::word));

    /** By how it came into the log. */
    public static final Lens PROVENANCE = new Lens(
            "provenance", c -> Optional.of(word(c.circumstances().provenance().kind())));

    /** What a verdict was measured with, and who judged it where nothing measured it. */
    static final Lens YARDSTICK = new Lens(
            "yardstick",
            c -> c.outcome().map(o -> switch (o.yardstick()) {
                case MEASURED, AGREED, BORROWED -> word(o.yardstick());
                case JUDGED -> "judged by " + o.judge().map(Lens::word).orElse("nobody named");
            }));

    /** Whether everything was recorded before the outcome. */
    static final Lens PROSPECTIVE =
            new Lens("prospective", c -> c.prospective().map(p -> p ? "prospective" : "retrospective"));

    /** Whether one side disputes the record. */
    static final Lens DISPUTED = new Lens("disputed", c -> Optional.of(c.disputed() ? "disputed" : "undisputed"));

    /**
     * By a tag.
     *
     * @param tag the tag's key
     * @return a lens named {@code tag:} and the key
     */
    public static Lens tag(String tag) {
        return new Lens(
                "tag:" + tag, c -> Optional.ofNullable(c.description().tags().get(tag)));
    }

    /**
     * By the quarter of the decision (order: of its giving).
     *
     * @param zone whose days
     * @return the lens
     */
    public static Lens quarter(ZoneId zone) {
        return new Lens(
                "quarter",
                c -> c.decidedAt()
                        .map(at -> at.day(zone))
                        .map(day ->
                                String.format(Locale.ROOT, "%04d-Q%d", day.getYear(), (day.getMonthValue() + 2) / 3)));
    }

    /**
     * The slices that every report has.
     *
     * @param zone whose days
     * @return the lenses
     */
    static List<Lens> standard(ZoneId zone) {
        return List.of(CLIENT, MARKETER, CHANNEL, SCOPE, NOVELTY, ORIGIN, IDEA, TERM, quarter(zone), PROVENANCE);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
