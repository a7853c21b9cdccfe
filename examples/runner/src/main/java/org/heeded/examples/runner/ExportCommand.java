package org.heeded.examples.runner;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.Exports;
import org.heeded.exchange.CsvExport;
import org.heeded.model.Position;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Writes a log in another form. */
@Command(
        name = "export",
        description = "Writes a log in another form, for another log, a spreadsheet or a process-mining tool. Names and"
                + " other personal texts stay sealed or are left out.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  All of a log, to the byte, into another place:",
            "    heeded export --log decisions --format jsonl --out decisions.jsonl",
            "    heeded import decisions.jsonl --log copy",
            "  The cases, a row each; what the rows leave out is listed on standard error:",
            "    heeded export --log decisions --format csv --out cases.csv",
            "  An object-centric event log, OCEL 2.0:",
            "    heeded export --log decisions --format ocel --out decisions.json"
        })
final class ExportCommand implements Callable<Integer> {

    /** The forms that a log can be written in. */
    enum Format {
        /** Every record, byte for byte. */
        JSONL,
        /** The cases as a spreadsheet. */
        CSV,
        /** The entries as an object-centric event log. */
        OCEL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
    private Path directory = Path.of("");

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = {
                "${COMPLETION-CANDIDATES}:",
                "jsonl  every record, byte for byte; 'heeded import' makes an equal log of it",
                "csv    the cases as a spreadsheet; 'heeded import' gives the same figures on override and failure",
                "ocel   an object-centric event log for process mining, OCEL 2.0 in JSON"
            })
    private Format format = Format.JSONL;

    @Option(names = "--out", paramLabel = "FILE", description = "Where it goes, in place of standard output")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        OutFile.refuseTerminal(out);
        List<String> notes = new ArrayList<>();
        try (DecisionLog log = Logs.existing(directory)) {
            OutFile.stream(out, stream -> notes.addAll(written(log.exports(), stream)));
        }
        notes.forEach(Terminal::err);
        return ExitCode.OK;
    }

    private List<String> written(Exports exports, OutputStream stream) throws IOException {
        try {
            return Progress.of("exporting " + directory, progress -> write(exports, stream));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private List<String> write(Exports exports, OutputStream stream) {
        switch (format) {
            case JSONL -> {
                Position unused = exports.jsonLines(stream);
            }
            case CSV -> {
                return said(exports.csv(stream));
            }
            case OCEL -> exports.ocel(stream);
        }
        return List.of();
    }

    private static List<String> said(CsvExport done) {
        List<String> notes = new ArrayList<>();
        notes.add(done.rows() + (done.rows() == 1 ? " row" : " rows") + " written. Left out, and how often:");
        done.leftOut().forEach(left -> notes.add("  " + left));
        return notes;
    }
}
