package org.heeded.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.examples.runner.Ran.heeded;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeededTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"demo", "import", "waiting", "report", "verify", "disclose", "check", "completion"})
    void everyCommandExplainsItself(String command) {
        Ran help = heeded(command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: heeded " + command);
        assertThat(heeded("help", command).out()).isEqualTo(help.out());
        assertThat(heeded("--help").out()).contains("  " + command + " ");
    }

    @Test
    void tellsItsVersion() {
        String version = heeded("--version").out();
        assertThat(version).matches("heeded \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(heeded("report", "--version").out()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo --fromat json",
                "import decisions.csv",
                "import --log x",
                "report",
                "report --log x --csv y",
                "report --csv x --format pdf",
                "waiting",
                "verify",
                "disclose --log x",
                "check",
                "completion"
            })
    void wrongUsageIsExitCode2WithTheUsage(String line) {
        Ran wrong = heeded(line.isEmpty() ? new String[0] : line.split(" "));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("Usage: heeded").doesNotContain("\tat ");
    }

    @Test
    void aMisspeltCommandIsGuessed() {
        Ran wrong = heeded("reprot");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("Did you mean: heeded report?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "waiting", "verify"})
    void readingALogThatIsNotThereMakesNone(String command) {
        Ran refused = heeded(command, "--log", directory.resolve("none").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("there is no log at")
                .contains("import")
                .doesNotContain("\tat ");
        assertThat(directory).isEmptyDirectory();

        assertThat(heeded(command, "--log", directory.toString()).code()).isEqualTo(2);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theDemoReportsAsOfItsOwnDayAndRepeatsExactly() {
        Ran demo = heeded("demo");
        assertThat(demo.code()).isZero();
        assertThat(demo.err()).isEqualTo("The same as a page, with its plots: heeded demo --out demo.html\n");
        assertThat(demo.out())
                .startsWith("Partnership report: 3 clients, as of 2026-10-01T00:00:00Z\n")
                .contains("When the client chose another way, 18 of 31 pieces of work", "By client\n", "By channel\n");
        assertThat(heeded("demo").out()).isEqualTo(demo.out());
        Json json = Json.of(heeded("demo", "--format", "json").out());
        assertThat(json.at("audience")).isEqualTo("SHARED");
        assertThat(json.at("overrideToFailure.table.overridden.failure")).isEqualTo("18");
        assertThat(json.at("generatedAt")).isEqualTo("2026-10-01T00:00:00Z");
    }

    @Test
    void theTextIsSlicedAsAskedAlsoByATag() {
        assertThat(heeded("demo", "--by", "scope,tag:season").out())
                .contains("By scope\n", "By tag:season\n", "spring ")
                .doesNotContain("By client\n");
        assertThat(heeded("demo", "--by", "tag:season", "--format", "html").out())
                .contains("By tag:season");
        Ran unknown = heeded("demo", "--by", "weather", "--format", "json");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("weather").contains("channel");
    }

    @Test
    void theAudienceChangesTheWordsAndNoFigure() {
        assertThat(heeded("demo", "--audience", "internal").out())
                .contains("When the client overruled the advice, 18 of 31", "By marketer\n");
        assertThat(heeded("demo").out()).doesNotContain("By marketer");
    }
}
