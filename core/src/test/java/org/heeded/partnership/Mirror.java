package org.heeded.partnership;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.View;

/**
 * Swaps the parties of an engagement: what was followed is overridden and the reverse, and each piece of work keeps what
 * became of it. For that its yardstick travels with it: where the client's way was taken, the advice's forecast becomes the
 * target by which that way is judged (the client's own, else the agreed one, else the marketer's about it, else the
 * borrowed one), with its probability kept; where the advice was followed, the client now forecasts what the advice did.
 * Under this the table by arms as decided is exact: overridden and followed change places, to the last count, in every
 * stratum that is not about yardsticks; ordered and declined work stays. Not mirrored: what follows from lapsed advice,
 * yardsticks by kind (a borrowed one becomes the work's own), forecasts as forecasts, and delegation (it becomes an override).
 */
final class Mirror {

    private final Map<ProposalId, Proposal> advice = new HashMap<>();
    private final Map<ProposalId, Decision> overrides = new HashMap<>();
    private final Map<InitiativeId, Criterion> targets = new HashMap<>();

    private Mirror(List<Entry> entries) {
        for (Entry entry : entries) {
            if (entry.event() instanceof Event.ProposalMade made) {
                advice.put(made.proposal(), made.advice());
            } else if (entry.event() instanceof Event.DecisionMade made && overrides(made.decision())) {
                overrides.put(made.proposal(), made.decision());
            } else if (entry.event() instanceof Event.TargetAgreed agreed) {
                targets.put(agreed.initiative(), agreed.criterion());
            }
        }
    }

    static List<Entry> of(List<Entry> entries) {
        Mirror mirror = new Mirror(entries);
        return entries.stream()
                .map(e -> new Entry(
                        e.id(), e.engagement(), e.n(), e.recordedAt(), mirror.event(e.event()), e.unknownFields()))
                .toList();
    }

    private Event event(Event event) {
        if (event instanceof Event.ProposalMade made && overrides.containsKey(made.proposal())) {
            return new Event.ProposalMade(made.proposal(), advised(made.advice(), overrides.get(made.proposal())));
        }
        if (event instanceof Event.DecisionMade made) {
            return new Event.DecisionMade(
                    made.proposal(), decided(advice.getOrDefault(made.proposal(), Proposal.UNTITLED), made.decision()));
        }
        if (event instanceof Event.WorkLaunched launched) {
            Launched what = switch (launched.what()) {
                case ADVICE -> Launched.ALTERNATIVE;
                case ALTERNATIVE -> Launched.ADVICE;
                case ORDER, NOTHING -> launched.what();
            };
            return new Event.WorkLaunched(launched.work(), what, launched.note(), launched.circumstances());
        }
        if (event instanceof Event.ResponsibilityClaimed claim) {
            Responsible whom = switch (claim.responsible()) {
                case MARKETER -> Responsible.CLIENT;
                case CLIENT -> Responsible.MARKETER;
                case SHARED, EXTERNAL -> claim.responsible();
            };
            return new Event.ResponsibilityClaimed(
                    claim.work(), whom, claim.side().map(Mirror::other), claim.note(), claim.circumstances());
        }
        return event;
    }

    private static Side other(Side side) {
        return side == Side.CLIENT ? Side.MARKETER : side == Side.MARKETER ? Side.CLIENT : side;
    }

    private static boolean overrides(Decision decision) {
        return switch (decision.kind()) {
            case OVERRIDDEN -> true;
            case ADAPTED -> decision.view().equals(Optional.of(View.OBJECTED));
            default -> false;
        };
    }

    private Proposal advised(Proposal was, Decision overriding) {
        Description d = was.description();
        Optional<Criterion> others = overriding
                .forecast()
                .flatMap(Forecast::criterion)
                .or(() -> d.initiative().map(targets::get))
                .or(() -> d.primary(About.ALTERNATIVE).flatMap(Forecast::criterion));
        if (others.isEmpty()) {
            return was;
        }
        Optional<BigDecimal> probability = d.primary(About.ADVICE).flatMap(Forecast::probability);
        Forecast forecast = new Forecast(About.ADVICE, others, probability, true);
        return was.with(new Description(
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
                Stream.concat(
                                Stream.of(forecast),
                                d.forecasts().stream().filter(f -> f.about() != About.ADVICE || !f.primary()))
                        .toList(),
                d.tags()));
    }

    private static Decision decided(Proposal advised, Decision was) {
        return switch (was.kind()) {
            case OVERRIDDEN -> without(was, Decision.Kind.FOLLOWED, Optional.empty());
            case FOLLOWED, DELEGATED -> without(was, Decision.Kind.OVERRIDDEN, own(advised));
            case ADAPTED ->
                was.view().isEmpty()
                        ? was
                        : overrides(was)
                                ? without(was, Decision.Kind.ADAPTED, Optional.empty())
                                        .view(View.AGREED)
                                : without(was, Decision.Kind.ADAPTED, own(advised))
                                        .view(View.OBJECTED);
            default -> was;
        };
    }

    private static Optional<Forecast> own(Proposal advised) {
        return advised.description()
                .primary(About.ADVICE)
                .flatMap(Forecast::criterion)
                .map(Forecast::of);
    }

    private static Decision without(Decision was, Decision.Kind kind, Optional<Forecast> forecast) {
        return new Decision(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                was.reason(),
                forecast,
                was.circumstances());
    }
}
