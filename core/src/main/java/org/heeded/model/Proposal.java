package org.heeded.model;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Advice from a marketer; advice <em>not</em> to do something is a proposal too.
 *
 * @param description what is advised
 * @param origin whether it was asked for
 * @param decideBy the last whole day by which an answer is wanted; an answer on that day is in time
 * @param revises the earlier proposal it takes the place of
 * @param answers the directive it speaks to
 * @param circumstances when, by whom, how
 */
public record Proposal(
        Description description,
        Optional<Origin> origin,
        Optional<LocalDate> decideBy,
        Optional<ProposalId> revises,
        Optional<DirectiveId> answers,
        Circumstances circumstances)
        implements Work<Proposal> {

    /** Advice of which nothing is said yet. */
    public static final Proposal UNTITLED = new Proposal(
            Description.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Circumstances.NONE);

    /**
     * Advice with a title.
     *
     * @param title what it is called
     * @return the proposal
     * @throws RejectedException if the title is blank, too long or not well-formed
     */
    public static Proposal of(String title) {
        return UNTITLED.title(Text.of(title));
    }

    @Override
    public Proposal with(Description other) {
        return new Proposal(other, origin, decideBy, revises, answers, circumstances);
    }

    @Override
    public Proposal with(Circumstances other) {
        return new Proposal(description, origin, decideBy, revises, answers, other);
    }

    /**
     * Given unprompted or on request.
     *
     * @param asked which
     * @return a copy
     */
    public Proposal origin(Origin asked) {
        return new Proposal(description, Optional.of(asked), decideBy, revises, answers, circumstances);
    }

    /**
     * Wants an answer by the end of a day.
     *
     * @param day the last day, which is still in time
     * @return a copy
     */
    public Proposal decideBy(LocalDate day) {
        return new Proposal(description, origin, Optional.of(day), revises, answers, circumstances);
    }

    /**
     * Takes the place of an earlier proposal.
     *
     * @param earlier the earlier one, of the same engagement
     * @return a copy
     */
    public Proposal revises(ProposalId earlier) {
        return new Proposal(description, origin, decideBy, Optional.of(earlier), answers, circumstances);
    }

    /**
     * Speaks to an order, which then is one case with it.
     *
     * @param order the directive, of the same engagement
     * @return a copy
     */
    public Proposal answers(DirectiveId order) {
        return new Proposal(description, origin, decideBy, revises, Optional.of(order), circumstances);
    }
}
