package org.heeded.model;

import java.util.Optional;

/**
 * An order: the client has work done with no advice asked.
 *
 * @param description what is ordered
 * @param to the marketer it was given to
 * @param circumstances when, by whom, how
 */
public record Directive(Description description, Optional<PartyId> to, Circumstances circumstances)
        implements Work<Directive> {

    /** An order of which nothing is said yet. */
    public static final Directive UNTITLED = new Directive(Description.NONE, Optional.empty(), Circumstances.NONE);

    /**
     * An order with a title.
     *
     * @param title what it is called
     * @return the directive
     * @throws RejectedException if the title is blank, too long or not well-formed
     */
    public static Directive of(String title) {
        return UNTITLED.title(Text.of(title));
    }

    @Override
    public Directive with(Description other) {
        return new Directive(other, to, circumstances);
    }

    @Override
    public Directive with(Circumstances other) {
        return new Directive(description, to, other);
    }

    /**
     * Given to a marketer.
     *
     * @param marketer who is to carry it out
     * @return a copy
     */
    public Directive to(PartyId marketer) {
        return new Directive(description, Optional.of(marketer), circumstances);
    }
}
