package org.heeded.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every method of evalue.csv. */
class EValueGoldenTest {

    private static final Map<String, Goldens.Row> INPUTS = Goldens.rows("input_evalue.csv").stream()
            .collect(Collectors.toMap(row -> row.text("case_id"), Function.identity()));

    /** The only case that we do not offer: a hazard ratio of a common event. */
    private static final String HAZARD_RATIO = "hr_common";

    @TestFactory
    List<DynamicNode> goldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.ofEntries(
                entry("evalue_point", row -> row.check("estimate", eValue(row).point())),
                entry(
                        "evalue_ci_limit",
                        row -> row.check("estimate", eValue(row).nearerLimit().orElseThrow())),
                entry("rr_scale_point", row -> row.check(riskRatio(row))));
        Map<String, String> leftOut = Map.of(
                "evalue_rd_from_table", "found on a grid; the risk ratio of the same table has one in closed form");
        List<Goldens.Row> rows = Goldens.rows("evalue.csv").stream()
                .filter(row -> !row.text("case_id").equals(HAZARD_RATIO))
                .toList();
        return Goldens.tests("evalue.csv", rows, offered, leftOut);
    }

    @Test
    void onlyHazardRatiosAreLeftOut() {
        assertThat(INPUTS.values())
                .allSatisfy(row -> assertThat(row.text("measure").equals("HR"))
                        .isEqualTo(row.text("case_id").equals(HAZARD_RATIO)));
    }

    private static EValue eValue(Goldens.Row row) {
        Goldens.Row input = input(row);
        Estimate ratio = ratio(input);
        return (isOfCommonOutcome(input) ? EValue.ofOddsRatio(ratio) : EValue.ofRiskRatio(ratio)).orElseThrow();
    }

    private static Estimate riskRatio(Goldens.Row row) {
        Goldens.Row input = input(row);
        return isOfCommonOutcome(input) ? EValue.onRiskRatioScale(ratio(input)) : ratio(input);
    }

    private static Goldens.Row input(Goldens.Row row) {
        return Objects.requireNonNull(INPUTS.get(row.text("case_id")));
    }

    /** An odds ratio of a rare outcome is taken for a risk ratio as it stands. */
    private static boolean isOfCommonOutcome(Goldens.Row input) {
        return input.text("measure").equals("OR") && input.text("rare").equals("0");
    }

    private static Estimate ratio(Goldens.Row input) {
        return new Estimate.Interval(
                input.number("est"), input.number("lo"), input.number("hi"), 0.95, MantelHaenszel.MH_RISK_RATIO);
    }
}
