package org.heeded.partnership;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.About;
import org.heeded.model.Forecast;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Rationale;

/**
 * A way of slicing the cases: a name, how a case maps to a key, and what is compared.
 *
 * @param name the name, unique in a report
 * @param key the key of a case; empty: not given, a slice of its own
 * @param compared the claims that are put to the test, each a finding of the report
 */
public record Lens(String name, Function<AdviceCase, Optional<String>> key, List<Comparison> compared) {

    private static final ConcurrentMap<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private static final String WITH = "with";
    private static final String WITHOUT = "without";

    /** By client. */
    public static final Lens CLIENT =
            new Lens("client", c -> Optional.of(c.client().value()));

    /** By marketer: who advised, or whom an order was given to. */
    public static final Lens MARKETER = new Lens("marketer", c -> c.marketer().map(PartyId::value));

    /** By channel. */
    public static final Lens CHANNEL = new Lens("channel", c -> c.description().channel());

    /** By scope. */
    public static final Lens SCOPE = new Lens(
                    "scope", c -> c.description().scope().map(Lens::word))
            .comparing(
                    "strategy-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "strategic",
                    "tactical",
                    "Strategic advice is refused more often than tactical advice.");

    /** By novelty. */
    public static final Lens NOVELTY = new Lens(
                    "novelty", c -> c.description().novelty().map(Lens::word))
            .comparing(
                    "novelty-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "out-of-the-box",
                    "conventional",
                    "Out-of-the-box advice is refused more often than conventional advice.")
            .comparing(
                    "novelty-failed",
                    ClaimOf.CLIENT,
                    Measure.FAILED_WHEN_FOLLOWED,
                    "out-of-the-box",
                    "conventional",
                    "Out-of-the-box advice misses more often than conventional advice when it is followed.");

    /** By origin. */
    public static final Lens ORIGIN = new Lens("origin", c -> c.origin().map(Lens::word))
            .comparing(
                    "unprompted-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "unprompted",
                    "requested",
                    "Advice that nobody asked for is refused more often than advice that was asked for.")
            .comparing(
                    "unprompted-failed",
                    ClaimOf.CLIENT,
                    Measure.FAILED_WHEN_FOLLOWED,
                    "unprompted",
                    "requested",
                    "Advice that nobody asked for misses more often than advice that was asked for.");

    /** By whose idea it was. */
    public static final Lens IDEA = new Lens("idea", c -> c.description().idea().map(Lens::word))
            .comparing(
                    "idea-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "marketer",
                    "client",
                    "The marketer's own ideas are refused more often than the client's.")
            .comparing(
                    "idea-failed",
                    ClaimOf.CLIENT,
                    Measure.FAILED,
                    "marketer",
                    "client",
                    "The marketer's ideas miss more often than the client's.");

    /** By term. */
    public static final Lens TERM = new Lens("term", c -> c.description().term().map(Lens::word))
            .comparing(
                    "long-term-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "long",
                    "short",
                    "Advice that pays off late is refused more often than advice that pays off soon.");

    /** By the marketer's role when advising. */
    public static final Lens ROLE = new Lens(
                    "role", c -> c.adviser().flatMap(Party::role).map(role -> lower(role.name())))
            .comparing(
                    "specialist-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "specialist",
                    "head",
                    "A specialist's advice is refused more often than a head's.")
            .comparing(
                    "specialist-failed",
                    ClaimOf.CLIENT,
                    Measure.FAILED_WHEN_FOLLOWED,
                    "specialist",
                    "head",
                    "A specialist's advice misses more often than a head's.");

    /** By the level of who decided. */
    public static final Lens LEVEL =
            new Lens("level", c -> c.decider().flatMap(Party::level).map(Lens::word));

    /** By how it came into the log. */
    public static final Lens PROVENANCE = new Lens(
            "provenance", c -> Optional.of(word(c.circumstances().provenance().kind())));

    /** Those that are the same in every report. */
    public static final List<Lens> CONSTANT =
            List.of(CLIENT, MARKETER, CHANNEL, SCOPE, NOVELTY, ORIGIN, IDEA, TERM, ROLE, LEVEL, PROVENANCE);

    /** Whether the advice serves a goal or names a business metric. */
    static final Lens GOAL = new Lens(
                    "goal",
                    c -> advice(c).map(r -> r.goal().isPresent() || !r.metrics().isEmpty() ? WITH : WITHOUT))
            .comparing(
                    "goal-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    WITHOUT,
                    WITH,
                    "Advice without a goal or business metric is refused more often than advice with one.")
            .comparing(
                    "goal-failed",
                    ClaimOf.MARKETER,
                    Measure.FAILED_WHEN_FOLLOWED,
                    WITHOUT,
                    WITH,
                    "Advice without a goal or business metric misses more often than advice with one.");

    /** Whether other functions of the business were asked. */
    static final Lens CONSULTED = new Lens(
                    "consulted", c -> advice(c).map(r -> r.consulted().isEmpty() ? WITHOUT : WITH))
            .comparing(
                    "consulted-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    WITHOUT,
                    WITH,
                    "Advice that consulted nobody in the business is refused more often than advice that did.")
            .comparing(
                    "consulted-failed",
                    ClaimOf.MARKETER,
                    Measure.FAILED_WHEN_FOLLOWED,
                    WITHOUT,
                    WITH,
                    "Advice that consulted nobody in the business misses more often than advice that did.");

    /** What the advice rests on. */
    static final Lens BASIS = new Lens(
                    "basis", c -> advice(c).flatMap(Rationale::basis).map(Lens::word))
            .comparing(
                    "opinion-refused",
                    ClaimOf.MARKETER,
                    Measure.REFUSED,
                    "opinion",
                    "customer-evidence",
                    "Advice from opinion is refused more often than advice from customer evidence.")
            .comparing(
                    "opinion-failed",
                    ClaimOf.MARKETER,
                    Measure.FAILED_WHEN_FOLLOWED,
                    "opinion",
                    "customer-evidence",
                    "Advice from opinion misses more often than advice from customer evidence.");

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
     * Validates.
     *
     * @throws IllegalArgumentException if the name is blank
     */
    public Lens {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a lens needs a name");
        }
        compared = List.copyOf(compared);
    }

    /**
     * A lens that compares nothing.
     *
     * @param name the name, unique in a report
     * @param key the key of a case; empty: not given, a slice of its own
     */
    public Lens(String name, Function<AdviceCase, Optional<String>> key) {
        this(name, key, List.of());
    }

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
     * With a claim of one's own: a share is higher in the first slice than in the second.
     *
     * @param measure which share
     * @param first the key of the first slice
     * @param second the key of the second slice
     * @return a copy that compares this too
     */
    public Lens comparing(Measure measure, String first, String second) {
        String share = word(measure).replace('-', ' ');
        return comparing(
                name + "-" + word(measure) + "-" + first + "-" + second,
                ClaimOf.NEITHER,
                measure,
                first,
                second,
                "By " + name + ", " + first + " is more often " + share + " than " + second + ".");
    }

    private Lens comparing(String id, ClaimOf claimOf, Measure measure, String first, String second, String statement) {
        List<Comparison> all = new ArrayList<>(compared);
        all.add(new Comparison(id, claimOf, measure, first, second, statement));
        return new Lens(name, key, all);
    }

    /**
     * By the quarter of the decision (order: of its giving).
     *
     * @param zone whose days
     * @return the lens
     */
    public static Lens quarter(ZoneId zone) {
        return new Lens("quarter", c -> c.decidedAt().map(at -> quarter(at.day(zone))));
    }

    static String quarter(LocalDate day) {
        // as LocalDate writes a year; a formatter would take longer than all else that a case is asked
        String date = day.toString();
        return date.substring(0, date.length() - "-MM-DD".length()) + "-Q" + (day.getMonthValue() + 2) / 3;
    }

    /**
     * By the money at stake.
     *
     * @param plan whose bands
     * @return the lens
     */
    static Lens stake(AnalysisPlan plan) {
        return new Lens("stake", c -> c.description().stake().map(plan::stakeBand));
    }

    /** By how sure the marketer was of the advice: the band of the primary forecast's probability. */
    static Lens confidence(AnalysisPlan plan) {
        return new Lens(
                "confidence",
                c -> Optional.of(c)
                        .filter(AdviceCase::isProposal)
                        .flatMap(a -> a.description()
                                .primary(About.ADVICE)
                                .or(() -> a.description().primary(About.RESULT)))
                        .flatMap(Forecast::probability)
                        .map(plan::forecastBand));
    }

    /** Whether what was decided falls into the remit of the adviser's role. */
    static Lens remit(AnalysisPlan plan) {
        return new Lens("remit", plan::remit)
                .comparing(
                        "remit-refused",
                        ClaimOf.MARKETER,
                        Measure.REFUSED,
                        "inside",
                        "outside",
                        "Advice inside the marketer's own remit is refused more often than advice outside it.")
                .comparing(
                        "remit-failed",
                        ClaimOf.MARKETER,
                        Measure.FAILED_WHEN_OVERRIDDEN,
                        "inside",
                        "outside",
                        "Overrides inside the marketer's remit miss more often than those outside it.");
    }

    /** Whether the adviser is strong in what the channel asks for. */
    static Lens fit(AnalysisPlan plan) {
        return new Lens("fit", plan::fit)
                .comparing(
                        "fit-refused",
                        ClaimOf.NEITHER,
                        Measure.REFUSED,
                        "does not fit",
                        "fits",
                        "Advice in a channel that does not fit the marketer's strengths is refused more often.")
                .comparing(
                        "fit-failed",
                        ClaimOf.NEITHER,
                        Measure.FAILED_WHEN_FOLLOWED,
                        "does not fit",
                        "fits",
                        "Advice in a channel that does not fit the marketer's strengths misses more often.");
    }

    /** Both keys at once. */
    Lens and(Lens other) {
        return new Lens(name + " × " + other.name, c -> Optional.of(both(of(c), other.of(c))));
    }

    /** The key of a case under two lenses; no word holds a NUL. */
    static String both(String first, String second) {
        return first + '\0' + second;
    }

    /** The slices that every report shows. */
    static List<Lens> shown(AnalysisPlan plan) {
        return List.of(
                CLIENT,
                MARKETER,
                CHANNEL,
                SCOPE,
                NOVELTY,
                ORIGIN,
                IDEA,
                ROLE,
                LEVEL,
                TERM,
                stake(plan),
                quarter(plan.zone()),
                PROVENANCE);
    }

    /** All that every report counts by. */
    static List<Lens> standard(AnalysisPlan plan) {
        List<Lens> all = new ArrayList<>(shown(plan));
        all.addAll(List.of(
                MARKETER.and(CHANNEL),
                GOAL,
                CONSULTED,
                BASIS,
                confidence(plan),
                remit(plan),
                fit(plan),
                YARDSTICK,
                PROSPECTIVE,
                DISPUTED));
        return all;
    }

    /** The key of a case; that it was not given is one too. */
    String of(AdviceCase c) {
        return key.apply(c).orElse(Fold.NOT_GIVEN);
    }

    /** The business case, where one was called for. */
    private static Optional<Rationale> advice(AdviceCase c) {
        return Optional.of(c)
                .filter(AdviceCase::isProposal)
                .map(a -> a.description().rationale());
    }

    static String word(Enum<?> value) {
        return WORDS.computeIfAbsent(value, v -> lower(v.name()).replace('_', '-'));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
