package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.heeded.DecisionLog;
import org.heeded.Report;
import org.heeded.ReportRequest;
import org.heeded.partnership.Lens;
import org.heeded.report.Audience;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a report is to be sliced, worded and written. */
final class ReportOptions {

    private static final String TAG = "tag:";

    /** How a report is written. */
    enum Format {
        /** For a terminal of 80 columns. */
        TEXT,
        /** For programs. */
        JSON
    }

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "LENS",
            defaultValue = "client,marketer,channel",
            description =
                    "What the text is sliced by, for instance channel,scope,tag:season (default: ${DEFAULT-VALUE})")
    private List<String> by = List.of();

    @Option(
            names = "--audience",
            paramLabel = "WHO",
            defaultValue = "SHARED",
            description = "For whom it is worded: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Audience audience = Audience.SHARED;

    @Option(
            names = "--format",
            paramLabel = "HOW",
            defaultValue = "TEXT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Format format = Format.TEXT;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes, in place of standard output")
    private @Nullable Path out;

    /** Reports on a log, and writes it; nothing is written if a lens is not known. */
    void write(DecisionLog log, ReportRequest asked) throws IOException {
        ReportRequest request = asked;
        for (String name : by) {
            if (name.startsWith(TAG) && name.length() > TAG.length()) {
                request = request.by(Lens.tag(name.substring(TAG.length())));
            }
        }
        Report report = log.report(request);
        if (report.figures().scope().engagements() == 0) {
            // a mistyped id must not look like a client that has nothing to show
            refuse("engagement", request.engagement());
            refuse("client", request.client());
        }
        // the text knows which lenses there are; JSON has them all, and a wrong name is wrong there too
        String text = Heeded.usage(() -> report.toText(audience, by));
        OutFile.write(out, format == Format.TEXT ? text : report.toJson(audience) + "\n");
    }

    private static void refuse(String what, Optional<?> id) {
        if (id.isPresent()) {
            throw new Heeded.WrongUsage(
                    new IllegalArgumentException("there is no " + what + " \"" + id.get() + "\" here"));
        }
    }
}
