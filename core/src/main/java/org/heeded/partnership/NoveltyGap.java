package org.heeded.partnership;

import java.util.List;

/**
 * What becomes of out-of-the-box advice, and of ideas by whose they were.
 *
 * @param refused the marketer's claim: the share refused of decided out-of-the-box advice against conventional, within
 *     each client
 * @param failed the client's claim: the share failed of followed out-of-the-box advice against conventional, within each
 *     client; of ideas that were not followed nobody knows
 * @param byIdea heed and failure by whose idea it was
 */
public record NoveltyGap(Within refused, Within failed, List<Slice> byIdea) {

    /** Copies. */
    public NoveltyGap {
        byIdea = List.copyOf(byIdea);
    }

    static NoveltyGap of(Tally tally, AnalysisPlan plan) {
        LensTable table = LensTable.of(Lens.NOVELTY, tally);
        return new NoveltyGap(
                compared(Measure.REFUSED, table, plan),
                compared(Measure.FAILED_WHEN_FOLLOWED, table, plan),
                Slice.of(Lens.IDEA, tally, plan));
    }

    private static Within compared(Measure measure, LensTable table, AnalysisPlan plan) {
        return Within.of(table.compared(measure, "out-of-the-box", "conventional", plan.mixed()), plan);
    }
}
