package org.heeded.stats;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every method of multiplicity.csv. */
class MultiplicityGoldenTest {

    @TestFactory
    List<DynamicNode> goldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.ofEntries(
                entry("adjusted_bh", row -> check(row, FalseDiscovery.BENJAMINI_HOCHBERG)),
                entry("adjusted_by", row -> check(row, FalseDiscovery.BENJAMINI_YEKUTIELI)));
        Map<String, String> leftOut = Map.of(
                "adjusted_holm",
                "holds down the chance of any false finding, too strict for a report of many findings");
        return Goldens.tests("multiplicity.csv", Goldens.rows("multiplicity.csv"), offered, leftOut);
    }

    /** What no package offers, written out from the definitions in R. */
    @TestFactory
    List<DynamicNode> ownGoldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.of(
                "ebh_rejected",
                row -> {
                    double adjusted = FalseDiscovery.adjustedFromEValues(numbers(row))[(int) row.count("at") - 1];
                    row.check("estimate", adjusted <= row.number("level") ? 1 : 0);
                },
                "fcr_level",
                row -> {
                    double[] counts = numbers(row);
                    row.check(
                            "estimate",
                            FalseDiscovery.selectionAdjustedLevel(
                                    row.number("level"), (int) counts[0], (int) counts[1]));
                });
        return Goldens.tests("own_multiplicity.csv", Goldens.rows("own_multiplicity.csv"), offered, Map.of());
    }

    private static double[] numbers(Goldens.Row row) {
        return Arrays.stream(row.text("input").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static void check(Goldens.Row row, FalseDiscovery method) {
        double[] pValues = Goldens.rows("input_pvalues.csv").stream()
                .filter(input -> input.text("case_id").equals(row.text("case_id")))
                .mapToDouble(input -> input.number("p"))
                .toArray();
        row.check("estimate", method.adjusted(pValues)[(int) row.count("at") - 1]);
    }
}
