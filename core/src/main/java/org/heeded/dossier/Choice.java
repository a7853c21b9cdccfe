package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.PartyId;
import org.heeded.model.View;
import org.heeded.model.When;

/**
 * The decision that counts for a case.
 *
 * @param kind which answer; {@code OVERRIDDEN} too where an order was launched against unanswered advice
 * @param by who decided
 * @param at when; absent: undated
 * @param n the index of its entry in the engagement
 * @param known when the log, or the source system, knew of it; absent: not told
 * @param arm the arm it puts the case in; absent for an answer that is in none
 * @param forecast the client's own forecast
 */
public record Choice(
        Decision.Kind kind,
        Optional<PartyId> by,
        Optional<When> at,
        long n,
        Optional<Instant> known,
        Optional<Arm> arm,
        Optional<Forecast> forecast) {

    private static final BigDecimal HALF = new BigDecimal("0.5");

    static Choice of(Current<Event.DecisionMade> current) {
        Decision decision = current.event().decision();
        return new Choice(
                decision.kind(),
                current.by(),
                current.when(),
                current.n(),
                current.known(),
                arm(decision.kind(), decision.view(), decision.adherence()),
                decision.forecast());
    }

    /** An order carried out against advice that nobody answered: launching it was the decision. */
    static Choice orderLaunched(Current<Event.WorkLaunched> launch) {
        return new Choice(
                Decision.Kind.OVERRIDDEN,
                launch.by(),
                launch.when(),
                launch.n(),
                launch.known(),
                Optional.of(Arm.OVERRIDDEN),
                Optional.empty());
    }

    /**
     * The arm that an answer puts a case in.
     *
     * @param kind which answer
     * @param view the marketer's view of it
     * @param adherence the share of the advice that was kept
     * @return the arm; empty for an answer that is in none
     */
    public static Optional<Arm> arm(Decision.Kind kind, Optional<View> view, Optional<BigDecimal> adherence) {
        return switch (kind) {
            case FOLLOWED, DELEGATED -> Optional.of(Arm.FOLLOWED);
            case ADAPTED -> Optional.of(adapted(view, adherence));
            case OVERRIDDEN -> Optional.of(Arm.OVERRIDDEN);
            case DECLINED -> Optional.of(Arm.DECLINED);
            case NOT_CHOSEN, DEFERRED, WITHDRAWN -> Optional.empty();
        };
    }

    /** The marketer's view decides; only where it is blank, the share of the advice that was kept. */
    private static Arm adapted(Optional<View> view, Optional<BigDecimal> adherence) {
        if (view.isPresent()) {
            return view.get() == View.OBJECTED ? Arm.OVERRIDDEN : Arm.FOLLOWED;
        }
        return adherence
                .map(share -> share.compareTo(HALF) >= 0 ? Arm.FOLLOWED : Arm.OVERRIDDEN)
                .orElse(Arm.ADAPTED_UNCLEAR);
    }
}
