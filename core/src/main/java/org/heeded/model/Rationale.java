package org.heeded.model;

import java.util.List;
import java.util.Optional;

/**
 * The business case of a piece of work; all of it may be missing.
 *
 * @param goal the goal it serves
 * @param metrics the business metrics it names (revenue, margin, …), without repeats
 * @param consulted the functions that were asked (finance, sales, …), without repeats
 * @param basis what it rests on
 * @param text the case in words
 */
public record Rationale(
        Optional<GoalId> goal,
        List<String> metrics,
        List<String> consulted,
        Optional<Basis> basis,
        Optional<Text> text) {

    /** None given. */
    public static final Rationale NONE =
            new Rationale(Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty());

    /**
     * Validates.
     *
     * @throws RejectedException if a metric or function is no word
     */
    public Rationale {
        metrics = Check.words("metrics", metrics);
        consulted = Check.words("consulted", consulted);
    }

    /**
     * Serving a goal.
     *
     * @param served the goal
     * @return a copy
     */
    public Rationale goal(GoalId served) {
        return new Rationale(Optional.of(served), metrics, consulted, basis, text);
    }

    /**
     * Naming business metrics.
     *
     * @param names the metrics
     * @return a copy
     */
    public Rationale metrics(String... names) {
        return new Rationale(goal, List.of(names), consulted, basis, text);
    }

    /**
     * Having asked other functions.
     *
     * @param functions the functions
     * @return a copy
     */
    public Rationale consulted(String... functions) {
        return new Rationale(goal, metrics, List.of(functions), basis, text);
    }

    /**
     * Resting on something.
     *
     * @param on what
     * @return a copy
     */
    public Rationale basis(Basis on) {
        return new Rationale(goal, metrics, consulted, Optional.of(on), text);
    }

    /**
     * In words.
     *
     * @param words the case
     * @return a copy
     */
    public Rationale text(Text words) {
        return new Rationale(goal, metrics, consulted, basis, Optional.of(words));
    }
}
