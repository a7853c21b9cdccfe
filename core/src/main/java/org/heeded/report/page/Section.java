package org.heeded.report.page;

import java.util.List;
import java.util.stream.Stream;

/**
 * One question, its answer and what stands behind it.
 *
 * @param id unique on the page: letters, digits and hyphens
 * @param question the heading
 * @param answer for the first screen
 * @param detail for those who read on; may be empty
 */
public record Section(String id, String question, List<Block> answer, List<Block> detail) {

    /** Copies. */
    public Section {
        answer = List.copyOf(answer);
        detail = List.copyOf(detail);
    }

    /**
     * Answer and detail for those who see no plots.
     *
     * @return the blocks in order, without plots whose table is an answer already
     */
    public List<Block> blocks() {
        return Stream.concat(
                        answer.stream(),
                        detail.stream()
                                .filter(block -> !(block instanceof Block.Plot plot) || !answer.contains(plot.table())))
                .toList();
    }
}
