package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

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
            "  heeded help report                       more about one command, with examples",
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
            CompletionCommand.class,
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
        // names and titles are in all languages, whatever the terminal says of itself
        System.setOut(new PrintStream(System.out, false, UTF_8));
        System.setErr(new PrintStream(System.err, true, UTF_8));
        System.exit(run(args));
    }

    /** Runs the command line on the standard streams and answers with the exit code. */
    static int run(String... args) {
        int code = commandLine().execute(args);
        if (System.out.checkError() && code == ExitCode.OK) {
            Terminal.err("heeded: standard output did not take everything: it was closed, or its disk is full");
            return ExitCode.USAGE;
        }
        return code;
    }

    /** The commands and options, to be parsed or run once. */
    static CommandLine commandLine() {
        Heeded heeded = new Heeded();
        return new CommandLine(heeded)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true))
                .setParameterExceptionHandler((wrong, given) -> wrongUsage(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> Failure.report(failure, heeded.verbose));
    }

    /** What is wrong comes last and is short: the whole help would push it off the screen. */
    private static int wrongUsage(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (command.getParent() == null
                && command.getParseResult().originalArgs().isEmpty()) {
            command.usage(System.err);
            return ExitCode.USAGE;
        }
        Terminal.err("heeded: " + wrong.getMessage());
        StringWriter guess = new StringWriter();
        UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(guess));
        guess.toString().lines().forEach(Terminal::err);
        Help help = command.getHelp();
        System.err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
        Terminal.err("'" + command.getCommandSpec().qualifiedName() + " --help' tells more, with examples.");
        return ExitCode.USAGE;
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
