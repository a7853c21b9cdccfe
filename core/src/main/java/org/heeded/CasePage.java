package org.heeded;

import java.util.List;
import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.EngagementId;

/**
 * Some of the cases that a query finds; the pages together are all of them.
 *
 * @param cases the cases, engagement by engagement in order of first use, in log order within each
 * @param next where the next page begins; absent: this is the last
 */
public record CasePage(List<AdviceCase> cases, Optional<Cursor> next) {

    /**
     * A place among the cases of a log.
     *
     * @param engagement in this engagement
     * @param n right behind the case that the entry with this index opened; −1: before the first
     */
    public record Cursor(EngagementId engagement, long n) {}

    /** Copies. */
    public CasePage {
        cases = List.copyOf(cases);
    }
}
