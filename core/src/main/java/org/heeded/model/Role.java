package org.heeded.model;

/**
 * A marketer's role: {@link #HEAD}, {@link #SPECIALIST} or one's own word.
 *
 * @param name 1 to 500 characters
 */
public record Role(String name) {

    /** Leads marketing: direction, budget, other stakeholders. */
    public static final Role HEAD = new Role("HEAD");

    /** Works one or a few channels in depth. */
    public static final Role SPECIALIST = new Role("SPECIALIST");

    /**
     * Validates.
     *
     * @throws RejectedException if the name is blank, too long or not well-formed
     */
    public Role {
        Check.word("role", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
