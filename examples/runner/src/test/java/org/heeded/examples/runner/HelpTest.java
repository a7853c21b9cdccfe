package org.heeded.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.heeded.examples.runner.Ran.heeded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The help teaches by example, and its examples are right. */
class HelpTest {

    /** In an example: the command up to where the shell takes over, with its continued lines. */
    private static final Pattern EXAMPLE = Pattern.compile("^ +.*?\\bheeded ((?:\\\\\n|[^|>\n)])*)", Pattern.MULTILINE);

    static Stream<String> commands() {
        return Heeded.commandLine().getSubcommands().keySet().stream().filter(name -> !name.equals("help"));
    }

    private static List<List<String>> examples(String help) {
        String shown = help.substring(help.indexOf("\nExamples:\n"));
        return EXAMPLE.matcher(shown)
                .results()
                .map(example -> example.group(1).replace("\\\n", " ").strip())
                .filter(example -> !example.startsWith("'")) // an alias for this command
                .map(example -> List.of(example.split("\\s+", -1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleInTheHelpOfACommandIsOneThatItTakes(String command) {
        String help = heeded(command, "--help").out();
        assertThat(help).contains("Usage: heeded " + command);
        List<List<String>> examples = examples(help);
        assertThat(examples.stream().filter(example -> example.get(0).equals(command)))
                .hasSizeBetween(2, 4);
        for (List<String> example : examples) {
            CommandLine parsed = Heeded.commandLine();
            assertThatCode(() -> parsed.parseArgs(example.toArray(String[]::new)))
                    .as(String.join(" ", example))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whatTheFirstHelpSaysToBeginWithIsTakenToo() {
        String help = heeded("--help").out();
        List<String> lines = help.lines()
                .filter(line -> line.startsWith("  heeded "))
                .map(line -> line.strip().replaceAll("  .*", ""))
                .toList();
        assertThat(lines).hasSizeGreaterThan(3);
        for (String line : lines) {
            String[] args = line.substring("heeded ".length()).split(" ", -1);
            assertThatCode(() -> Heeded.commandLine().parseArgs(args)).as(line).doesNotThrowAnyException();
        }
    }

    @Test
    void whatTheReadmeSaysToTypeIsTakenToo() throws IOException {
        List<String> lines = Files.readString(Path.of("..", "..", "README.md"))
                .lines()
                .filter(line -> line.startsWith("heeded "))
                .map(line -> line.substring("heeded ".length()).replaceAll(" *#.*", ""))
                .toList();
        assertThat(lines).hasSizeGreaterThan(2);
        for (String line : lines) {
            assertThatCode(() -> Heeded.commandLine().parseArgs(line.split(" ", -1)))
                    .as(line)
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsATerminal(String command) {
        assertThat(heeded(command, "--help").out().lines()).allMatch(line -> Columns.of(line) <= 80);
        assertThat(heeded("--help").out().lines()).allMatch(line -> Columns.of(line) <= 80);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aMistakeIsSaidShortlyAndPointsToTheHelp(String command) {
        Ran wrong = heeded(command, "--no-such-option");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .startsWith("heeded: ")
                .contains("Usage: heeded " + command)
                .endsWith("'heeded " + command + " --help' tells more, with examples.\n");
        assertThat(wrong.err().lines().count()).isLessThan(8);
    }

    @Test
    void noCommandAtAllGivesTheWholeHelpAsAMistake() {
        Ran none = heeded();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).isEqualTo(heeded("--help").out());
    }
}
