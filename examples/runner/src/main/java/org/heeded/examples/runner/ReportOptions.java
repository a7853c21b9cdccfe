package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
        TEXT(".txt"),
        /** For a pull request or a wiki. */
        MARKDOWN(".md"),
        /** One page to hand over. */
        HTML(".html"),
        /** For programs. */
        JSON(".json");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** What the name of a file promises; text where it promises nothing. */
        static Format of(@Nullable Path file) {
            String name = String.valueOf(file).toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(format -> name.endsWith(format.ending))
                    .findFirst()
                    .orElse(TEXT);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The audiences as they are written on a command line. */
    private static final class Audiences implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(Audience.values())
                    .map(audience -> audience.name().toLowerCase(Locale.ROOT))
                    .iterator();
        }
    }

    @Option(
            names = "--audience",
            paramLabel = "WHO",
            defaultValue = "shared",
            completionCandidates = Audiences.class,
            description = "For whom it is worded: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Audience audience = Audience.SHARED;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "LENS",
            description =
                    "What the text is sliced by, for instance channel,scope,tag:season (default: client,channel, and"
                            + " marketer for internal); the other formats have every slice, and those by a tag named here")
    private List<String> by = List.of();

    @Option(
            names = "--format",
            paramLabel = "HOW",
            description = "${COMPLETION-CANDIDATES} (default: as the name of --out ends, else text)")
    private @Nullable Format format;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes, in place of standard output")
    private @Nullable Path out;

    /** Whether it is text for a terminal, and not for a file. */
    boolean isPlainText() {
        return out == null && format() == Format.TEXT;
    }

    private Format format() {
        return format == null ? Format.of(out) : format;
    }

    /** What both sides read puts nobody in a row with others. */
    private List<String> slices() {
        if (!by.isEmpty()) {
            return by;
        }
        return audience == Audience.SHARED ? List.of("client", "channel") : List.of("client", "marketer", "channel");
    }

    /** What is to be computed: a slice by a tag is there only if it is asked for. */
    private ReportRequest sliced(ReportRequest asked) {
        ReportRequest request = asked;
        for (String name : by) {
            if (name.startsWith(TAG) && name.length() > TAG.length()) {
                request = request.by(Lens.tag(name.substring(TAG.length())));
            }
        }
        return request;
    }

    /** Reports, and writes it; nothing is written if a lens is not known. */
    void write(Function<ReportRequest, Report> reporting, ReportRequest asked) throws IOException {
        OutFile.write(out, Progress.of("reporting", progress -> written(reporting, sliced(asked), progress)));
    }

    private String written(Function<ReportRequest, Report> reporting, ReportRequest request, Progress progress) {
        Report report = reporting.apply(request);
        if (report.figures().scope().engagements() == 0) {
            // a mistyped id must not look like a client that has nothing to show
            refuse("engagement", request.engagement());
            refuse("client", request.client());
        }
        progress.now("writing the report");
        // the text knows which lenses there are; the others have them all, and a wrong name is wrong there too
        String text = Heeded.usage(() -> report.toText(audience, slices()));
        return switch (format()) {
            case TEXT -> text;
            case MARKDOWN -> report.toMarkdown(audience);
            case HTML -> report.toHtml(audience);
            case JSON -> Terminal.plainJson(report.toJson(audience) + "\n");
        };
    }

    private static void refuse(String what, Optional<?> id) {
        if (id.isPresent()) {
            throw new Heeded.WrongUsage(
                    new IllegalArgumentException("there is no " + what + " \"" + id.get() + "\" here"));
        }
    }
}
