package org.heeded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.exchange.CsvMapping;
import org.heeded.partnership.Adjusted;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Bounds;
import org.heeded.partnership.Contrast;
import org.heeded.partnership.Counts;
import org.heeded.partnership.MixedPolicy;
import org.heeded.partnership.OverrideToFailure;
import org.heeded.report.Audience;
import org.heeded.stats.Estimate;
import org.heeded.stats.NumberNeededToHarm;
import org.heeded.stats.RiskDifference;
import org.heeded.stats.TestResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What docs/METHODS.md says is so: its worked example gives its figures, and no estimator or option is left out. */
class MethodsDocTest {

    private static final Instant CUT = Instant.parse("2026-01-01T00:00:00Z");

    private final String text;
    private final String example;
    private final Report report;

    MethodsDocTest() throws IOException {
        text = Files.readString(Path.of("docs", "METHODS.md"));
        example = text.substring(text.indexOf("## 7 A worked example"));
        int csv = example.indexOf("```csv\n") + "```csv\n".length();
        byte[] log = example.substring(csv, example.indexOf("```", csv)).getBytes(UTF_8);
        try (DecisionLog memory = DecisionLog.inMemory()) {
            memory.importCsv(new ByteArrayInputStream(log), CsvMapping.NONE);
            report = memory.report(ReportRequest.DEFAULT.cut(CUT));
        }
    }

    @Test
    void theLogHasTheCountsOfTheText() {
        Map<String, String> computed = new LinkedHashMap<>();
        Map.of(
                        "overridden", Arm.OVERRIDDEN,
                        "followed", Arm.FOLLOWED,
                        "ordered", Arm.ORDERED,
                        "adapted, unclear", Arm.ADAPTED_UNCLEAR)
                .forEach((name, arm) -> {
                    Counts c = report.figures().overrideToFailure().table().of(arm);
                    computed.put(name, c.failure() + " " + c.success() + " " + c.mixed() + " " + c.open());
                });
        Map<String, String> stated = new LinkedHashMap<>();
        table("| arm |").forEach(row -> stated.put(row.get(0), String.join(" ", row.subList(1, 5))));
        assertThat(stated).isEqualTo(computed);
        assertThat(report.figures().overrideToFailure().table().arms()).hasSameSizeAs(stated);
    }

    @Test
    void theLogHasTheFiguresOfTheText() {
        Map<String, double[]> computed = computed(report.figures().overrideToFailure());
        Map<String, List<String>> stated = new LinkedHashMap<>();
        table("| figure | value | from |").forEach(row -> stated.put(row.get(0), numbers(row)));
        assertThat(stated.keySet()).containsExactlyElementsOf(computed.keySet());
        stated.forEach((name, numbers) -> assertThat(numbers)
                .as(name)
                .isEqualTo(rounded(Objects.requireNonNull(computed.get(name)), numbers.get(0))));
    }

    @Test
    void theReportSaysTheSentenceOfTheText() {
        String quoted = Stream.of(example.split("\n", -1))
                .filter(line -> line.startsWith("> "))
                .map(line -> line.substring(2))
                .reduce("", (a, b) -> a + " " + b);
        assertThat(quoted).isNotBlank();
        assertThat(report.toText(Audience.INTERNAL, List.of())).containsIgnoringWhitespaces(quoted);
    }

    @Test
    void everyEstimatorAndOptionIsInTheText() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "java", "org", "heeded", "stats"))) {
            for (Path file : files.toList()) {
                String type =
                        Objects.requireNonNull(file.getFileName()).toString().replace(".java", "");
                if (Files.readString(file).contains("\npublic ")) {
                    assertThat(text).containsPattern("`" + Pattern.quote(type) + "\\b");
                }
            }
        }
        Arrays.stream(AnalysisPlan.class.getRecordComponents())
                .forEach(c -> assertThat(text).contains("| `" + c.getName() + "` |"));
        report.figures()
                .lenses()
                .keySet()
                .forEach(lens -> assertThat(text.substring(text.indexOf("## 3 Lenses")))
                        .containsPattern("(?m)^\\| [a-z, ]*\\b" + lens + "\\b"));
    }

    /** The rows below a table's header, as trimmed cells. */
    private List<List<String>> table(String header) {
        int start = example.indexOf(header);
        assertThat(start).as(header).isNotNegative();
        return Stream.of(example.substring(start).split("\n", -1))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Stream.of(line.substring(1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> numbers(List<String> row) {
        return row.subList(1, 4).stream().filter(cell -> !cell.isEmpty()).toList();
    }

    /** With as many decimals as the text gives. */
    private static List<String> rounded(double[] numbers, String like) {
        int scale = new BigDecimal(like).scale();
        return Arrays.stream(numbers)
                .mapToObj(x ->
                        new BigDecimal(x).setScale(scale, RoundingMode.HALF_UP).toPlainString())
                .toList();
    }

    private static Map<String, double[]> computed(OverrideToFailure f) {
        Map<String, double[]> all = new LinkedHashMap<>();
        all.put("rate, overridden", numbers(f.risk().get(Arm.OVERRIDDEN)));
        all.put("rate, followed", numbers(f.risk().get(Arm.FOLLOWED)));
        all.put("rate, ordered", numbers(f.risk().get(Arm.ORDERED)));
        all.put("rate, adapted", numbers(f.risk().get(Arm.ADAPTED_UNCLEAR)));
        all.put("risk difference", numbers(f.primary().riskDifference()));
        all.put(
                "risk difference, Newcombe",
                numbers(RiskDifference.NEWCOMBE.of(f.primary().table(), 0.95)));
        all.put("risk ratio", numbers(f.primary().riskRatio()));
        all.put("odds ratio", numbers(f.primary().oddsRatio()));
        all.put("mid-p", one(computed(f.primary().midP()).pValue()));
        all.put("Fisher", one(computed(f.primary().fisher()).pValue()));
        all.put("probability override is worse", numbers(f.probabilityOverrideWorse()));
        all.put("excess share after override", numbers(f.attributableFractionExposed()));
        all.put("excess share of all failures", numbers(f.populationAttributableFraction()));
        NumberNeededToHarm needed = f.numberNeededToHarm().orElseThrow();
        assertThat(needed.harm().orElseThrow().to()).isInfinite();
        assertThat(needed.benefit().orElseThrow().to()).isInfinite();
        all.put("overrides per additional failure", one(needed.estimate()));
        all.put("harm, from", one(needed.harm().orElseThrow().from()));
        all.put("benefit, from", one(needed.benefit().orElseThrow().from()));
        all.put("override given failure", numbers(f.overrideGivenFailure()));
        all.put("override given success", numbers(f.overrideGivenSuccess()));
        all.put("failure, by initiative", numbers(f.overrideGivenFailureByInitiative()));
        all.put("success, by initiative", numbers(f.overrideGivenSuccessByInitiative()));
        Adjusted byClient = f.adjusted().get(0);
        all.put(
                "within client, risk difference",
                numbers(byClient.riskDifference().estimate()));
        all.put("within client, risk ratio", numbers(byClient.riskRatio().estimate()));
        all.put("within client, odds ratio", numbers(byClient.oddsRatio().estimate()));
        all.put(
                "within client, CMH χ²",
                one(computed(byClient.cmh()).statistic().orElseThrow()));
        all.put("within client, CMH p", one(computed(byClient.cmh()).pValue()));
        TestResult.Computed homogeneity = computed(byClient.homogeneity());
        all.put("within client, homogeneity χ²", one(homogeneity.statistic().orElseThrow()));
        all.put("within client, homogeneity p", one(homogeneity.pValue()));
        all.put(
                "within channel, risk difference",
                numbers(adjusted(f, "channel").riskDifference().estimate()));
        all.put("measured", restricted(f, "measured"));
        all.put("not borrowed", restricted(f, "notBorrowed"));
        all.put("prospective", restricted(f, "prospective"));
        all.put("undisputed", restricted(f, "undisputed"));
        all.put("mixed as failure", otherwise(f, MixedPolicy.FAILURE));
        all.put("mixed left out", otherwise(f, MixedPolicy.LEFT_OUT));
        Bounds bounds = f.bounds();
        all.put("open cases, lowest", value(bounds.open().lowest()));
        all.put("open cases, highest", value(bounds.open().highest()));
        all.put(
                "lapsed as overridden, lowest",
                value(bounds.lapsedAsOverridden().lowest()));
        all.put(
                "lapsed as overridden, highest",
                value(bounds.lapsedAsOverridden().highest()));
        all.put("adapted as followed", value(bounds.adaptedAsFollowed()));
        all.put("adapted as overridden", value(bounds.adaptedAsOverridden()));
        all.put("ordered v followed", numbers(f.contrasts().get(1).riskDifference()));
        all.put("overridden v ordered", numbers(f.contrasts().get(2).riskDifference()));
        all.put("arm depends on the basis", one((double) f.basisGap()));
        all.put("launched", one((double) f.launched()));
        assertThat(f.basisMatters()).isTrue();
        assertThat(f.unevenlyKnown()).isFalse();
        return all;
    }

    private static Adjusted adjusted(OverrideToFailure f, String by) {
        return f.adjusted().stream().filter(a -> a.by().equals(by)).findFirst().orElseThrow();
    }

    private static double[] restricted(OverrideToFailure f, String to) {
        return numbers(Objects.requireNonNull(f.restricted().get(to)).contrast().riskDifference());
    }

    private static double[] otherwise(OverrideToFailure f, MixedPolicy policy) {
        return numbers(Objects.requireNonNull(f.mixedOtherwise().get(policy)).riskDifference());
    }

    private static double[] value(Contrast contrast) {
        return one(numbers(contrast.riskDifference())[0]);
    }

    private static double[] one(double number) {
        return new double[] {number};
    }

    private static double[] numbers(@Nullable Estimate estimate) {
        if (estimate instanceof Estimate.Interval i) {
            return new double[] {i.value(), i.lower(), i.upper()};
        }
        if (estimate instanceof Estimate.Point p) {
            return one(p.value());
        }
        throw new AssertionError("the example defines every figure, but: " + estimate);
    }

    private static TestResult.Computed computed(TestResult test) {
        if (test instanceof TestResult.Computed computed) {
            return computed;
        }
        throw new AssertionError("the example defines every test, but: " + test);
    }
}
