package org.heeded.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The client's answer to a proposal.
 *
 * @param kind which answer
 * @param view the marketer's view of the change when it was made; only with {@link Kind#ADAPTED}
 * @param adherence how much of the advice was kept, 0 to 1, in canonical form; only with {@link Kind#ADAPTED}
 * @param change what was changed; only with {@link Kind#ADAPTED}
 * @param alternative the client's own way
 * @param reason why; missing is kept as <em>not given</em>
 * @param forecast what the client expects of what it decided
 * @param circumstances when, by whom, how
 */
public record Decision(
        Kind kind,
        Optional<View> view,
        Optional<BigDecimal> adherence,
        Optional<Text> change,
        Optional<Text> alternative,
        Optional<Text> reason,
        Optional<Forecast> forecast,
        Circumstances circumstances)
        implements Told<Decision> {

    /** The answers a client can give, and the one a marketer can give itself. */
    public enum Kind {
        /** The advice is taken as given. */
        FOLLOWED,
        /** The decision is left to the marketer. */
        DELEGATED,
        /** The advice is taken with changes. */
        ADAPTED,
        /** The client's own way is taken instead. */
        OVERRIDDEN,
        /** Nothing is done. */
        DECLINED,
        /** Another advised option is taken. */
        NOT_CHOSEN,
        /** The answer is put off. */
        DEFERRED,
        /** The marketer takes the advice back. */
        WITHDRAWN
    }

    /**
     * Validates.
     *
     * @throws RejectedException if view, adherence or change stand on anything but {@link Kind#ADAPTED}, or adherence is
     *     outside 0 to 1
     */
    public Decision {
        adherence = Check.number("adherence", adherence);
        if (kind != Kind.ADAPTED && adherence.isPresent()) {
            throw new RejectedException(Rule.ADHERENCE, "adherence", "goes with ADAPTED only");
        }
        if (adherence
                .filter(a -> a.signum() < 0 || a.compareTo(BigDecimal.ONE) > 0)
                .isPresent()) {
            throw new RejectedException(Rule.ADHERENCE, "adherence", "is not between 0 and 1");
        }
        if (kind != Kind.ADAPTED && (view.isPresent() || change.isPresent())) {
            throw new RejectedException(
                    Rule.CONTRADICTION, view.isPresent() ? "view" : "change", "goes with ADAPTED only");
        }
    }

    /**
     * An answer of which nothing more is known.
     *
     * @param kind which answer
     * @return the decision
     */
    public static Decision of(Kind kind) {
        return new Decision(
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Circumstances.NONE);
    }

    /**
     * The advice is taken as given.
     *
     * @return the decision
     */
    public static Decision followed() {
        return of(Kind.FOLLOWED);
    }

    /**
     * The advice is taken with changes.
     *
     * @param change what was changed
     * @return the decision
     */
    public static Decision adapted(String change) {
        return of(Kind.ADAPTED).change(Text.of(change));
    }

    /**
     * The client's own way is taken instead.
     *
     * @param alternative which
     * @return the decision
     */
    public static Decision overridden(String alternative) {
        return of(Kind.OVERRIDDEN).instead(Text.of(alternative));
    }

    /**
     * Nothing is done.
     *
     * @return the decision
     */
    public static Decision declined() {
        return of(Kind.DECLINED);
    }

    @Override
    public Decision with(Circumstances other) {
        return new Decision(kind, view, adherence, change, alternative, reason, forecast, other);
    }

    /**
     * With the marketer's view of the change.
     *
     * @param marketers the view
     * @return a copy
     */
    public Decision view(View marketers) {
        return new Decision(
                kind, Optional.of(marketers), adherence, change, alternative, reason, forecast, circumstances);
    }

    /**
     * With how much of the advice was kept.
     *
     * @param share 0 to 1
     * @return a copy
     */
    public Decision adherence(BigDecimal share) {
        return new Decision(kind, view, Optional.of(share), change, alternative, reason, forecast, circumstances);
    }

    /**
     * With what was changed.
     *
     * @param what the change
     * @return a copy
     */
    public Decision change(Text what) {
        return new Decision(kind, view, adherence, Optional.of(what), alternative, reason, forecast, circumstances);
    }

    /**
     * With the client's own way.
     *
     * @param way the alternative
     * @return a copy
     */
    public Decision instead(Text way) {
        return new Decision(kind, view, adherence, change, Optional.of(way), reason, forecast, circumstances);
    }

    /**
     * With the reason.
     *
     * @param why the reason
     * @return a copy
     */
    public Decision because(Text why) {
        return new Decision(kind, view, adherence, change, alternative, Optional.of(why), forecast, circumstances);
    }

    /**
     * With the reason.
     *
     * @param why the reason
     * @return a copy
     */
    public Decision because(String why) {
        return because(Text.of(why));
    }

    /**
     * With the client's own forecast.
     *
     * @param expected the forecast
     * @return a copy
     */
    public Decision forecast(Forecast expected) {
        return new Decision(kind, view, adherence, change, alternative, reason, Optional.of(expected), circumstances);
    }
}
