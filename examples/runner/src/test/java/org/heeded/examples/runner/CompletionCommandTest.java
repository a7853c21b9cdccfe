package org.heeded.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionCommandTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    private Path directory;

    /** What a bash that has read the script offers for the last word. */
    private List<String> offered(String... words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(BASH), "there is no /bin/bash here: the completion was not tried");
        Files.writeString(
                directory.resolve("heeded.bash"), heeded("completion", "bash").out());
        String ask = """
                . ./heeded.bash
                compopt() { :; } # works only while a key is pressed
                COMP_WORDS=(heeded "$@"); COMP_CWORD=$#; COMP_LINE="heeded $*"; COMP_POINT=${#COMP_LINE}
                function=$(complete -p heeded | sed -E 's/.*-F ([^ ]+).*/\\1/')
                "$function"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        ProcessBuilder bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", ask, "bash");
        bash.command().addAll(List.of(words));
        Process asked = bash.directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(asked.waitFor()).isZero();
        return answer.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "rep, report",
        "report --fo, --format",
        "report --format m, markdown",
        "report --audience i, internal",
        "import x.csv --go, --good-rows-only",
        "completion z, zsh"
    })
    void bashCompletesCommandsOptionsAndValues(String typed, String completed) throws Exception {
        assertThat(offered(typed.split(" ", -1))).containsExactly(completed);
    }

    @Test
    void bashCompletesFiles() throws Exception {
        Files.writeString(directory.resolve("decisions.csv"), "");
        assertThat(offered("report", "--csv", "dec")).containsExactly("decisions.csv");
    }

    @Test
    void bothShellsGetAScriptAndAnotherIsWrongUsage() {
        assertThat(heeded("completion", "zsh").out()).contains("bashcompinit");
        assertThat(heeded("completion", "bash").code()).isZero();
        Ran other = heeded("completion", "tcsh");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("tcsh", "bash, zsh");
    }
}
