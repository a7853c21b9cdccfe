package org.heeded.examples.runner;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line {@code heeded}. Exit code 0; 1 for a finding; 2 for wrong usage or bad input; 70 for a fault of ours. */
@Command(
        name = "heeded",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "A decision log for clients and their marketers: what was advised, what was decided, what came of it.",
        footer = {
            "",
            "To begin:",
            "  heeded demo                              a made-up agency: file to report",
            "  heeded report --csv decisions.csv        the same for your own file",
            "  heeded import decisions.csv --log DIR    keep it as a log",
            "  heeded waiting --log DIR                 what is waiting, and on whom",
            "  heeded verify --log DIR                  whether the log is what was written",
            "  heeded check FILE --key KEY              for who was sent a file of disclose",
            "  heeded help report                       more about one command",
            "",
            "Exit code 0 if all went well, 1 for a finding, 2 for wrong usage or bad input."
        },
        subcommands = {
            DemoCommand.class,
            ImportCommand.class,
            WaitingCommand.class,
            ReportCommand.class,
            VerifyCommand.class,
            DiscloseCommand.class,
            CheckCommand.class,
            ExportCommand.class,
            HelpCommand.class
        })
public final class Heeded {

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "With a stack trace if something goes wrong.")
    private boolean verbose;

    private Heeded() {}

    /**
     * Runs the command line and ends the process with its exit code.
     *
     * @param args command, options and files
     */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the command line on the standard streams and answers with the exit code. */
    static int run(String... args) {
        Heeded heeded = new Heeded();
        return new CommandLine(heeded)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Failure.report(failure, System.err, heeded.verbose))
                .execute(args);
    }

    /** What an option asks for; one that cannot be understood is wrong usage, not a fault. */
    static <T> T usage(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e);
        }
    }

    /** An option that cannot be understood. */
    static final class WrongUsage extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongUsage(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** The version that Maven built. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            Properties built = new Properties();
            try (InputStream in = Objects.requireNonNull(
                    Heeded.class.getResourceAsStream("version.properties"), "version.properties")) {
                built.load(in);
            }
            return new String[] {"heeded " + built.getProperty("version")};
        }
    }
}
