package org.heeded.partnership;

import java.util.Comparator;
import org.heeded.model.EngagementId;
import org.heeded.model.WorkId;

/**
 * Names a case across a log.
 *
 * @param engagement its engagement
 * @param id the proposal or directive
 */
public record CaseRef(EngagementId engagement, WorkId id) {

    static final Comparator<CaseRef> ORDER =
            Comparator.comparing((CaseRef r) -> r.engagement().value()).thenComparing(r -> r.id().value());
}
