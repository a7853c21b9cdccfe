package org.heeded;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heeded.evidence.SignedNote;
import org.heeded.model.EngagementId;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.report.Audience;
import org.heeded.report.HtmlReport;
import org.heeded.report.JsonReport;
import org.heeded.report.MarkdownReport;
import org.heeded.report.TextReport;
import org.heeded.report.Wording;

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
     * As text for a terminal, for both sides, sliced by client and channel.
     *
     * @return lines of at most 80 characters
     */
    public String toText() {
        return toText(Audience.SHARED, List.of(Lens.CLIENT.name(), Lens.CHANNEL.name()));
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
     * As Markdown, for a pull request or a wiki, in English.
     *
     * @param audience for whom
     * @return Markdown of the GitHub flavour
     */
    public String toMarkdown(Audience audience) {
        return MarkdownReport.render(figures, audience, Wording.ENGLISH);
    }

    /**
     * As one HTML page that needs no network and no script, in English.
     *
     * @param audience for whom
     * @return a whole document
     */
    public String toHtml(Audience audience) {
        return HtmlReport.render(figures, audience, Wording.ENGLISH);
    }

    /**
     * Writes the HTML page to a file, whole or not at all: it is written beside the file and then takes its name.
     *
     * @param file the file; one that is there is replaced
     * @param audience for whom
     * @throws java.io.UncheckedIOException if it cannot be written; then the file is as it was
     */
    public void writeHtml(Path file, Audience audience) {
        WholeFile.write(file, toHtml(audience));
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
