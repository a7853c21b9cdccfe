package org.heeded.dossier;

/** Where a case stands. */
public enum State {
    /** A proposal that the marketer took back, or replaced by another before it was answered. */
    WITHDRAWN,
    /** A proposal without an answer. */
    PENDING,
    /** A proposal whose day for an answer is over, or that was put off for more than 90 days. */
    LAPSED,
    /** A proposal whose answer was put off. */
    DEFERRED,
    /** A proposal in whose place another advised option was taken. */
    NOT_CHOSEN,
    /** A proposal that was followed, delegated, adapted, overridden or declined. */
    DECIDED,
    /** A directive without advice. */
    ORDERED,
    /** A directive for day-to-day work: in the flow, in no rate. */
    ROUTINE;

    /**
     * Whether a case in this state has a result, be it that there is none yet.
     *
     * @return whether it is {@link #DECIDED} or {@link #ORDERED}
     */
    public boolean hasResult() {
        return this == DECIDED || this == ORDERED;
    }
}
