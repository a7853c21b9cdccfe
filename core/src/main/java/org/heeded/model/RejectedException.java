package org.heeded.model;

/** What was to be recorded breaks a rule. Nothing was written. The message names the field and never quotes a text. */
public final class RejectedException extends HeededException {

    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final String field;
    private final String problem;

    /**
     * A refusal.
     *
     * @param rule which rule is broken
     * @param field the field, by its name in the log format
     * @param problem what is wrong and what to do, as the rest of a sentence that begins with the field
     */
    public RejectedException(Rule rule, String field, String problem) {
        super(field + " " + problem);
        this.rule = rule;
        this.field = field;
        this.problem = problem;
    }

    /**
     * Which rule is broken.
     *
     * @return the rule
     */
    public Rule rule() {
        return rule;
    }

    /**
     * Where.
     *
     * @return the field, by its name in the log format
     */
    public String field() {
        return field;
    }

    /**
     * What is wrong and what to do.
     *
     * @return the rest of a sentence that begins with the field
     */
    public String problem() {
        return problem;
    }
}
