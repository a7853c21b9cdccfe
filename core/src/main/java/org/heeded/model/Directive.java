package org.heeded.model;

/**
 * An order: the client has work done with no advice asked.
 *
 * @param description what is ordered
 * @param circumstances when, by whom, how
 */
public record Directive(Description description, Circumstances circumstances) implements Work<Directive> {

    /** An order of which nothing is said yet. */
    public static final Directive UNTITLED = new Directive(Description.NONE, Circumstances.NONE);

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
        return new Directive(other, circumstances);
    }

    @Override
    public Directive with(Circumstances other) {
        return new Directive(description, other);
    }
}
