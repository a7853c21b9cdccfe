package org.heeded.partnership;

import java.util.List;

/**
 * Advice with business and marketing sense against advice without: heed and failure.
 *
 * @param goal with a goal or business metric, and without
 * @param consulted with functions of the business consulted, and without
 * @param basis by what it rests on
 */
public record Grounding(List<Slice> goal, List<Slice> consulted, List<Slice> basis) {

    /** Copies. */
    public Grounding {
        goal = List.copyOf(goal);
        consulted = List.copyOf(consulted);
        basis = List.copyOf(basis);
    }

    static Grounding of(Tally tally, AnalysisPlan plan) {
        return new Grounding(
                Slice.of(Lens.GOAL, tally, plan),
                Slice.of(Lens.CONSULTED, tally, plan),
                Slice.of(Lens.BASIS, tally, plan));
    }
}
