package org.heeded.examples.runner;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.heeded.ImportSummary;
import org.heeded.exchange.CsvMapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a spreadsheet into a log, all of it or nothing. */
@Command(
        name = "import",
        description = "Takes a spreadsheet into a log, all of it or nothing; importing it again adds nothing.",
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

    @Parameters(paramLabel = "FILE", description = "The spreadsheet as CSV; - for standard input")
    private Path file = Path.of("-");

    @Option(
            names = "--log",
            required = true,
            paramLabel = "DIR",
            description = "The log's directory, made if there is none; the keys of personal texts go to DIR.keys")
    private Path directory = Path.of("");

    @Mixin
    private CsvOptions csv = new CsvOptions();

    @Override
    public Integer call() throws IOException {
        CsvMapping mapping = Heeded.usage(() -> csv.mapping(ZoneOffset.UTC));
        try (Input input = Input.of(file)) {
            ImportSummary done = Logs.importInto(directory, input.path(), mapping);
            System.out.println(counted(done.rows(), "row", "rows") + " read: "
                    + counted(done.added(), "entry", "entries") + " added, " + done.alreadyThere() + " already there");
            notes(done, System.out);
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
