package org.heeded.dossier;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.Launched;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/**
 * Something that waits for somebody.
 *
 * @param kind for what it waits
 * @param side on which side it waits
 * @param engagement whose
 * @param id the proposal or directive
 * @param title what it is called
 * @param since from when on: advice since it was given, a launch since the decision, an outcome since its due day
 * @param days for how many whole days; at least 0
 */
public record Waiting(
        Kind kind, Side side, EngagementId engagement, WorkId id, Optional<Text> title, Instant since, long days) {

    /** What can be waited for. */
    public enum Kind {
        /** Advice without an answer. */
        ADVICE,
        /** Decided work with neither launch nor outcome. */
        LAUNCH,
        /** An outcome whose due day is over. */
        OUTCOME
    }

    /**
     * What waits in an engagement.
     *
     * @param dossier its cases
     * @param rules the rules they were read by; their cut is now
     * @return advice first, then launches, then outcomes, each in log order
     */
    public static Stream<Waiting> of(Dossier dossier, CaseRules rules) {
        return Stream.of(Kind.values())
                .flatMap(kind -> dossier.cases().stream().flatMap(c -> of(kind, c, rules).stream()));
    }

    private static Optional<Waiting> of(Kind kind, AdviceCase c, CaseRules rules) {
        return switch (kind) {
            case ADVICE ->
                c.state() == State.PENDING
                        ? Optional.of(of(kind, Side.CLIENT, c, c.waitingSince().start(rules.zone()), rules))
                        : Optional.empty();
            case LAUNCH ->
                toBeCarriedOut(c) && c.launched().isEmpty() && c.outcome().isEmpty() && !c.reported()
                        ? Optional.of(of(
                                kind,
                                Side.MARKETER,
                                c,
                                c.decidedAt().orElse(c.waitingSince()).start(rules.zone()),
                                rules))
                        : Optional.empty();
            case OUTCOME ->
                c.due()
                        .filter(rules::over)
                        .filter(day -> toBeCarriedOut(c) || !c.isProposal())
                        .filter(day -> c.launched().orElse(Launched.ADVICE) != Launched.NOTHING)
                        .filter(day -> c.outcome().isEmpty() && !c.reported())
                        .map(day -> of(
                                kind,
                                Side.MARKETER,
                                c,
                                day.atStartOfDay(rules.zone()).toInstant(),
                                rules));
        };
    }

    private static boolean toBeCarriedOut(AdviceCase c) {
        return c.choice()
                .filter(choice -> c.state() == State.DECIDED && choice.kind() != Decision.Kind.DECLINED)
                .isPresent();
    }

    private static Waiting of(Kind kind, Side side, AdviceCase c, Instant since, CaseRules rules) {
        return of(kind, side, c.engagement(), c.id(), c.description().title(), since, rules.cut());
    }

    /**
     * Something that has waited since a time.
     *
     * @param kind for what it waits
     * @param side on which side it waits
     * @param engagement whose
     * @param id the proposal or directive
     * @param title what it is called
     * @param since from when on
     * @param now the time as of which the days are counted
     * @return the item
     */
    public static Waiting of(
            Kind kind,
            Side side,
            EngagementId engagement,
            WorkId id,
            Optional<Text> title,
            Instant since,
            Instant now) {
        return new Waiting(kind, side, engagement, id, title, since, Math.max(0, ChronoUnit.DAYS.between(since, now)));
    }

    /**
     * The same with its title as it is to be read.
     *
     * @param read the title
     * @return a copy
     */
    public Waiting titled(Optional<Text> read) {
        return new Waiting(kind, side, engagement, id, read, since, days);
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case ADVICE -> "for an answer";
            case LAUNCH -> "to be launched";
            case OUTCOME -> "for its outcome";
        };
        return engagement + ": " + title.map(Text::toString).orElse(id.value()) + " waits " + what + " ("
                + side.name().toLowerCase(Locale.ROOT) + ", " + days + (days == 1 ? " day)" : " days)");
    }
}
