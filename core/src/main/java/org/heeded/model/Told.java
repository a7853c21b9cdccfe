package org.heeded.model;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that was said or done, with the circumstances that can be told of it.
 *
 * @param <T> the type itself: each method answers a copy
 */
public interface Told<T> {

    /**
     * When, by whom, how.
     *
     * @return the circumstances
     */
    Circumstances circumstances();

    /**
     * The same under other circumstances.
     *
     * @param circumstances the circumstances
     * @return a copy
     */
    T with(Circumstances circumstances);

    /**
     * When it happened, to the day.
     *
     * @param day the day
     * @return a copy
     */
    default T on(LocalDate day) {
        return with(circumstances().occurredAt(new When.On(day)));
    }

    /**
     * When it happened.
     *
     * @param instant the instant
     * @return a copy
     */
    default T at(Instant instant) {
        return with(circumstances().occurredAt(new When.At(instant)));
    }

    /**
     * Who said or did it.
     *
     * @param party the party
     * @return a copy
     */
    default T by(PartyId party) {
        return with(circumstances().by(party));
    }

    /**
     * Who wrote it down.
     *
     * @param party the party
     * @return a copy
     */
    default T recordedBy(PartyId party) {
        return with(circumstances().recordedBy(party));
    }

    /**
     * How it was said.
     *
     * @param via how
     * @return a copy
     */
    default T via(Via via) {
        return with(circumstances().via(via));
    }

    /**
     * Where it can be found.
     *
     * @param ref a link or message id, 1 to 500 characters
     * @return a copy
     */
    default T ref(String ref) {
        return with(circumstances().ref(ref));
    }

    /**
     * How it came into the log, where that is not as it happened.
     *
     * @param provenance the provenance
     * @return a copy
     */
    default T from(Provenance provenance) {
        return with(circumstances().provenance(provenance));
    }
}
