package org.heeded.report.page;

import java.util.List;

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
}
