package org.heeded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heeded.evidence.SignedNote;
import org.heeded.model.EngagementId;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.Audience;
import org.heeded.report.JsonReport;
import org.heeded.report.TextReport;

/**
 * A report, to be rendered or read.
 *
 * @param figures all its figures
 * @param checkpoints what the log signed for each engagement in it, at least as new as the figures; none if the log has no
 *     signer
 */
public record Report(PartnershipReport figures, Map<EngagementId, SignedNote> checkpoints) {

    /** Copies. */
    public Report {
        checkpoints = Collections.unmodifiableMap(new LinkedHashMap<>(checkpoints));
    }

    /**
     * As text for a terminal, for both sides, sliced by client, marketer and channel.
     *
     * @return lines of at most 80 characters
     */
    public String toText() {
        return toText(Audience.SHARED, List.of(Lens.CLIENT.name(), Lens.MARKETER.name(), Lens.CHANNEL.name()));
    }

    /**
     * As text for a terminal.
     *
     * @param audience for whom
     * @param slices the names of the lenses to show
     * @return lines of at most 80 characters
     * @throws IllegalArgumentException if a name is no lens of the report
     */
    public String toText(Audience audience, List<String> slices) {
        return TextReport.render(figures, audience, slices);
    }

    /**
     * As JSON for programs.
     *
     * @param audience for whom
     * @return one JSON object, schema version {@value JsonReport#SCHEMA}
     */
    public String toJson(Audience audience) {
        Map<String, String> notes = new LinkedHashMap<>();
        checkpoints.forEach((engagement, note) -> notes.put(engagement.value(), note.toString()));
        return JsonReport.render(figures, audience, notes);
    }
}
