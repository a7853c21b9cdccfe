package org.heeded.examples.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.heeded.ImportSummary;
import org.heeded.exchange.CsvMapping;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a spreadsheet into a log, all of it or nothing. */
@Command(
        name = "import",
        description = "Takes a spreadsheet, or what export wrote as JSON Lines, into a log: all of it or nothing;"
                + " importing it again adds nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        customSynopsis = "heeded import FILE --log=DIR [OPTIONS]",
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  Into a new log, or into one that is there, as often as you like:",
            "    heeded import decisions.csv --log decisions",
            "  With the file's own headers and words:",
            "    heeded import asks.csv --log decisions --columns id=case_id \\",
            "      --values decision:Rejected=DECLINED",
            "  From another program, with the bad rows listed and left out:",
            "    zcat decisions.csv.gz | heeded import - --log decisions --good-rows-only"
        })
final class ImportCommand implements Callable<Integer> {

    /** What a file can be. */
    enum Format {
        /** A spreadsheet. */
        CSV,
        /** A log as export writes it. */
        JSONL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "FILE",
            description = "The spreadsheet as CSV, or the log as JSON Lines; - for standard input")
    private Path file = Path.of("-");

    @Option(
            names = "--log",
            required = true,
            paramLabel = "DIR",
            description = "The log's directory, made if there is none; the keys of personal texts go to DIR.keys")
    private Path directory = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "What FILE is: ${COMPLETION-CANDIDATES} (default: jsonl if its name ends in .jsonl, else csv)")
    private @Nullable Format format;

    @Mixin
    private CsvOptions csv = new CsvOptions();

    @Override
    public Integer call() throws IOException {
        if (isJsonLines()) {
            return jsonLines();
        }
        CsvMapping mapping = Heeded.usage(() -> csv.mapping(ZoneOffset.UTC));
        try (Input input = Input.of(file)) {
            ImportSummary done = Logs.importInto(directory, input.path(), mapping);
            System.out.println(counted(done.rows(), "row", "rows") + " read: "
                    + counted(done.added(), "entry", "entries") + " added, " + done.alreadyThere() + " already there");
            notes(done, System.out);
        }
        return ExitCode.OK;
    }

    private boolean isJsonLines() {
        return format == null ? file.toString().toLowerCase(Locale.ROOT).endsWith(".jsonl") : format == Format.JSONL;
    }

    private int jsonLines() throws IOException {
        try (Input input = Input.of(file)) {
            ImportSummary done = Logs.importJsonLinesInto(directory, input.path());
            System.out.println(counted(done.rows(), "line", "lines") + " read: "
                    + counted(done.added(), "entry", "entries") + " added, " + done.alreadyThere() + " already there");
        }
        return ExitCode.OK;
    }

    /** What a reader of the figures should know about how they were read. */
    static void notes(ImportSummary done, PrintStream out) {
        done.assumptions().forEach(assumption -> out.println("Assumed: " + assumption));
        if (!done.ignoredColumns().isEmpty()) {
            out.println("Ignored columns: " + String.join(", ", done.ignoredColumns()));
        }
        if (!done.problems().isEmpty()) {
            out.println("Left out:");
            Failure.list(done.problems(), out);
        }
    }

    private static String counted(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
