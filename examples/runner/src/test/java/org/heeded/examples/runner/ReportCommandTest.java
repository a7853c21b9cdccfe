package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.examples.runner.Ran.heeded;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heeded.DecisionLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {

    private static final Path DATA = Path.of("..", "..", "..", "shared", "data");

    @TempDir
    private Path directory;

    private Path sound() throws IOException {
        return Files.writeString(directory.resolve("decisions.csv"), Damage.SOUND);
    }

    private static Ran shared(String set, String... options) {
        Path file = DATA.resolve(set).resolve("decisions.csv");
        assumeTrue(Files.exists(file), "the shared data are not here, so " + set + " was not reported on");
        List<String> args = new ArrayList<>(List.of(
                "report",
                "--csv",
                file.toString(),
                "--columns",
                "id=case_id,marketer=adviser_id,client=client_id,channel=category"));
        args.addAll(List.of(options));
        return heeded(args.toArray(new String[0]));
    }

    @Test
    void realAdviceGivesThePublishedFigures() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), "{\"riskRatioInterval\":\"KATZ\"}");
        Ran ran = shared("esm_datequiz", "--plan", plan.toString(), "--format", "json");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).contains("Assumed: outcome_at is blank in 4964 rows");
        Json json = Json.of(ran.out());
        Json reference = Json.of(Files.readString(DATA.resolve("esm_datequiz").resolve("reference.json")));
        String table = "overrideToFailure.table.";
        assertThat(json.at(table + "overridden.failure")).isEqualTo("924");
        assertThat(json.at(table + "overridden.success")).isEqualTo("751");
        assertThat(json.at(table + "followed.failure")).isEqualTo("1765");
        assertThat(json.at(table + "followed.success")).isEqualTo("4971");
        assertThat(json.at("flow.undatedOutcomes")).isEqualTo("4964");
        assertThat(json.number("overrideToFailure.riskRatio.lower"))
                .isCloseTo(reference.number("overall.katz95[0]"), within(1e-12))
                .isCloseTo(1.9849, within(5e-5));
        assertThat(json.number("overrideToFailure.riskRatio.upper"))
                .isCloseTo(reference.number("overall.katz95[1]"), within(1e-12))
                .isCloseTo(2.2330, within(5e-5));
        assertThat(json.number("overrideToFailure.riskDifference.estimate"))
                .isCloseTo(reference.number("overall.risk_difference"), within(1e-12));
        assertThat(json.at("overrideToFailure.adjusted[0].by")).isEqualTo("client");
        assertThat(json.number("overrideToFailure.adjusted[0].riskDifference.estimate"))
                .isCloseTo(0.3033, within(5e-5));
        assertThat(json.at("overrideToFailure.adjusted[0].used")).isEqualTo("208");
        assertThat(json.at("overrideToFailure.adjusted[0].dropped")).isEqualTo("6");
        assertThat(json.at("overrideToFailure.adjusted[2].by")).isEqualTo("channel");
        String pooled = "overrideToFailure.adjusted[2].riskRatio.";
        assertThat(json.number(pooled + "estimate"))
                .isCloseTo(reference.number("stratified.category.mantel_haenszel.risk_ratio"), within(1e-12))
                .isCloseTo(2.1674, within(5e-5));
        assertThat(json.number(pooled + "lower")).isCloseTo(2.0413, within(5e-5));
        assertThat(json.number(pooled + "upper")).isCloseTo(2.3014, within(5e-5));
        // decisions of one person resemble one another: the interval that allows for it stands beside
        assertThat(json.at("overrideToFailure.clustered.by")).isEqualTo("client");
        assertThat(json.number("overrideToFailure.clustered.riskRatio.estimate"))
                .isCloseTo(reference.number("overall.risk_ratio"), within(1e-12));
        assertThat(json.number("overrideToFailure.clustered.riskRatio.lower")).isGreaterThan(1);
        for (int i = 0; i < 3; i++) {
            String slice = "lenses.channel[" + i + "].";
            String stratum = "stratified.category.strata." + json.at(slice + "key") + ".";
            assertThat(json.number(slice + "table.overridden.failure"))
                    .isEqualTo(reference.number(stratum + "overridden_failure"));
            assertThat(json.number(slice + "table.followed.success"))
                    .isEqualTo(reference.number(stratum + "followed_success"));
            assertThat(json.number(slice + "riskRatio.lower"))
                    .isCloseTo(reference.number(stratum + "katz95[0]"), within(1e-12));
            assertThat(json.number(slice + "riskRatio.upper"))
                    .isCloseTo(reference.number(stratum + "katz95[1]"), within(1e-12));
        }
        assertThat(json.values()).doesNotContainKey("lenses.channel[3].key");
    }

    @Test
    void decisionsWithoutOutcomesGiveAnOverrideRateAndNoRateOfFailure() {
        Ran ran = shared("upworthy_editors");
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .containsPattern("of\\h1,150\\hdecided")
                .containsPattern("another way chosen \\(overridden\\) +281 +24 %")
                .contains("No outcome is known yet of 1,150 decisions on advice, so no rate of failure can\nbe given.")
                .doesNotContain("NaN", " 0 %", "100 %");
    }

    @Test
    void aSpreadsheetAndTheLogThatItWasImportedIntoGiveTheSameFigures() throws IOException {
        String log = directory.resolve("log").toString();
        assertThat(heeded("import", sound().toString(), "--log", log).code()).isZero();
        String fromLog = heeded("report", "--log", log).out();
        String fromCsv = heeded("report", "--csv", sound().toString()).out();
        assertThat(fromLog.lines().skip(1))
                .containsExactlyElementsOf(fromCsv.lines().skip(1).toList());
        assertThat(fromLog).contains("When the client chose another way, 1 of 1 piece of work missed its target");
    }

    @Test
    void asOfATimeALogIsItsPrefixAndASpreadsheetKeepsEveryRow() throws IOException {
        String log = directory.resolve("log").toString();
        heeded("import", sound().toString(), "--log", log);
        assertThat(heeded("report", "--log", log, "--as-of", "2026-01-01").out())
                .contains("as of 2026-01-01T00:00:00Z")
                .contains("Nothing has been advised or ordered yet.");
        assertThat(heeded("report", "--csv", sound().toString(), "--as-of", "2026-01-01")
                        .out())
                .contains("as of 2026-01-01T00:00:00Z")
                .containsPattern("Advice given +2");
    }

    @Test
    void anEngagementOrAClientCanBeAskedForAlone() throws IOException {
        Path two = Files.writeString(directory.resolve("two.csv"), "client,title\nacme,Pages\nzeta,Posts\n");
        for (String option : List.of("--engagement", "--client")) {
            assertThat(heeded("report", "--csv", two.toString(), option, "zeta").out())
                    .contains("zeta")
                    .containsPattern("Advice given +1\\b")
                    .doesNotContain("acme");
            Ran mistyped = heeded("report", "--csv", two.toString(), option, "zetta");
            assertThat(mistyped.code()).isEqualTo(2);
            assertThat(mistyped.err()).contains("there is no " + option.substring(2) + " \"zetta\" here");
        }
    }

    @Test
    void aReportGoesWholeToItsFile() throws IOException {
        Path out = Files.writeString(directory.resolve("report.json"), "the old one");
        Ran ran = heeded("report", "--csv", sound().toString(), "--format", "json", "--out", out.toString());
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEmpty();
        assertThat(Json.of(Files.readString(out)).at("schema")).isEqualTo("1");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "text, report.txt, Partnership report: 1 client, =====",
        "markdown, report.md, # 1 client, | :--- | ---: |",
        "html, report.HTML, <!DOCTYPE html>, Content-Security-Policy",
        "json, report.json, {, \"schema\":1"
    })
    void everyFormatIsWrittenAndTheNameOfTheFileAsksForIt(String format, String name, String start, String within)
            throws IOException {
        String csv = sound().toString();
        Ran printed = heeded("report", "--csv", csv, "--format", format, "--as-of", "2026-06-30");
        assertThat(printed.code()).isZero();
        assertThat(printed.out()).startsWith(start).contains(within);
        Path out = directory.resolve(name);
        assertThat(heeded("report", "--csv", csv, "--out", out.toString(), "--as-of", "2026-06-30")
                        .code())
                .isZero();
        String written = Files.readString(out);
        // when it was computed is in the JSON, to the instant
        assertThat(written.replaceAll("\"(generatedAt|checkpoint)\":\"[^\"]*\"", ""))
                .isEqualTo(printed.out().replaceAll("\"(generatedAt|checkpoint)\":\"[^\"]*\"", ""));
        heeded("report", "--csv", csv, "--format", "text", "--out", out.toString());
        assertThat(Files.readString(out)).startsWith("Partnership report: 1 client");
    }

    @Test
    void standardInputIsReportedOn() {
        assertThat(heeded(Damage.SOUND.getBytes(UTF_8), "report", "--csv", "-").out())
                .contains("1 of 1 piece of work");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--as-of yesterday | --as-of: 'yesterday' is no time",
                "--by weather | there is no slice by \"weather\"",
                "--columns colour=client | colour",
                "--currency EUROS | EUROS",
                "--encoding klingon | klingon",
                "--plan nowhere.json | nowhere.json does not exist",
                "--out nowhere/report.txt | nowhere"
            })
    void anOptionThatCannotBeUnderstoodIsExitCode2WithItsName(String options, String complaint) throws IOException {
        List<String> args = new ArrayList<>(List.of("report", "--csv", sound().toString()));
        args.addAll(List.of(options.split(" ")));
        Ran wrong = heeded(args.toArray(new String[0]));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err()).contains("heeded: ", complaint).doesNotContain("fault in heeded", "\tat ");
    }

    @Test
    void aLogThatAnotherProgramWritesCanBeRead() throws IOException {
        Path log = directory.resolve("log");
        assertThat(heeded("import", sound().toString(), "--log", log.toString()).code())
                .isZero();
        List<List<String>> reading = List.of(
                List.of("report", "--log", log.toString()),
                List.of("report", "--log", log.toString(), "--as-of", "2026-02-15"),
                List.of("waiting", "--log", log.toString()),
                List.of("export", "--log", log.toString(), "--format", "jsonl", "--out", directory + "/log.jsonl"));
        List<String> before = reading.stream()
                .map(args -> heeded(args.toArray(new String[0])).out())
                .toList();
        try (DecisionLog writer = DecisionLog.open(log)) {
            assertThat(writer.end().value()).isPositive();
            for (int i = 0; i < reading.size(); i++) {
                Ran ran = heeded(reading.get(i).toArray(new String[0]));
                assertThat(ran.code()).as(ran.err()).isZero();
                assertThat(ran.out()).isEqualTo(before.get(i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"riskRatioInterval\":\"KATS\"} | KATS",
                "{\"levle\":0.9} | levle",
                "[] | JSON object",
                "{\"level\":2} | level",
                "not JSON | not JSON"
            })
    void aPlanThatIsNoneIsRefused(String json, String complaint) throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), json);
        Ran wrong = heeded("report", "--csv", sound().toString(), "--plan", plan.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("heeded: ", complaint).doesNotContain("fault in heeded");
    }
}
