package org.heeded.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every method of stratified.csv. */
class StratifiedGoldenTest {

    /** The cases of data sets that are published with R packages and therefore not part of the project. */
    private static final List<String> OF_R_PACKAGES = List.of("ucb_admissions", "esophageal_bd1980");

    private static final Map<String, List<TwoByTwo>> STRATA = strata();

    private static Map<String, List<TwoByTwo>> strata() {
        List<Goldens.Row> rows = new ArrayList<>(Goldens.rows("input_strata.csv"));
        Goldens.sharedRows("input_strata.csv")
                .ifPresent(shared -> shared.stream()
                        .filter(row -> OF_R_PACKAGES.contains(row.text("case_id")))
                        .forEach(rows::add));
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.text("case_id"), Collectors.mapping(Goldens.Row::table, Collectors.toList())));
    }

    static List<TwoByTwo> of(Goldens.Row row) {
        String id = row.text("case_id");
        assumeTrue(
                STRATA.containsKey(id) || !OF_R_PACKAGES.contains(id),
                () -> id + " belongs to an R package and is read from ../shared, which is absent");
        return Objects.requireNonNull(STRATA.get(id), id);
    }

    @TestFactory
    List<DynamicNode> goldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.ofEntries(
                entry("mh_rd", row -> check(row, MantelHaenszel.MH_RISK_DIFFERENCE)),
                entry("mh_rr", row -> check(row, MantelHaenszel.MH_RISK_RATIO)),
                entry("mh_or", row -> check(row, MantelHaenszel.MH_ODDS_RATIO)),
                entry("cmh_no_continuity", row -> check(row, StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(of(row)))),
                entry("breslow_day_tarone", row -> check(row, StratifiedTest.BRESLOW_DAY_TARONE.of(of(row)))),
                entry("exact_conditional_common_or_midp", row -> exact(row, of(row))),
                entry(
                        "std_risk_overridden",
                        row -> row.check(standardised(row).risk1().estimate())),
                entry(
                        "std_risk_followed",
                        row -> row.check(standardised(row).risk2().estimate())),
                entry("std_rd", row -> row.check(standardised(row).difference().estimate())),
                entry("std_rr", row -> row.check(standardised(row).ratio().estimate())),
                entry("simpson_full_reversal", row -> row.check("estimate", Reversal.inEveryStratum(of(row)) ? 1 : 0)),
                entry(
                        "simpson_adjusted_reversal_mh",
                        row -> row.check(
                                "estimate",
                                signsDisagree(
                                        row,
                                        MantelHaenszel.MH_RISK_DIFFERENCE
                                                .of(of(row), 0.95)
                                                .estimate()))),
                entry(
                        "simpson_adjusted_reversal_std_total",
                        row -> row.check(
                                "estimate",
                                signsDisagree(
                                        row,
                                        DirectStandardisation.STANDARDISED_TO_ALL
                                                .of(of(row))
                                                .difference()
                                                .estimate()))));
        Map<String, String> leftOut = Map.ofEntries(
                entry("breslow_day", "Tarone's correction is the convention"),
                entry("cmh_continuity", "no continuity correction is the convention"),
                entry("exact_conditional_common_or", "mid-p is the convention"),
                entry("strat_mn_score_rd", "Sato's limits are the convention"),
                entry("strat_mn_score_rr", "Greenland and Robins's limits are the convention"),
                entry("strat_mn_score_or", "conditional limits are the convention where strata are thin"),
                entry("mh_rd_epir_wald", "not consistent where strata are many and small; no limits on sparse_pairs"),
                entry("mh_rd_greenland_robins", "not consistent where strata are many and small, as Sato's is"),
                entry("epir_chi2_mh", "the Cochran–Mantel–Haenszel test under another name"),
                entry("woolf_or_homogeneity", "undefined with a zero cell; Breslow–Day–Tarone is the convention"),
                entry("woolf_rr_homogeneity", "undefined with a zero cell; Breslow–Day–Tarone is the convention"),
                entry("std_rate_overridden_fay_feuer", "limits of a rate of counts, not of a risk"),
                entry("crude_rr_katz", "a single table's"),
                entry("crude_or_woolf", "a single table's"),
                entry("crude_rd_wald", "a single table's, and never Wald"),
                entry("crude_rd", "arithmetic on counts, no estimator of ours"),
                entry("simpson_min_stratum_rd", "arithmetic on counts, no estimator of ours"),
                entry("simpson_max_stratum_rd", "arithmetic on counts, no estimator of ours"));
        return Goldens.tests("stratified.csv", Goldens.rows("stratified.csv"), offered, leftOut);
    }

    private static void check(Goldens.Row row, MantelHaenszel method) {
        row.check(method.of(of(row), row.number("conf_level")).estimate());
    }

    static void exact(Goldens.Row row, List<TwoByTwo> strata) {
        row.check(CommonOddsRatio.CONDITIONAL_MID_P
                .of(strata, row.number("conf_level"))
                .estimate());
        TestResult test = CommonOddsRatio.CONDITIONAL_MID_P.test(strata);
        row.check("p_value", ((TestResult.Computed) test).pValue());
    }

    private static DirectStandardisation.Standardised standardised(Goldens.Row row) {
        DirectStandardisation population = switch (row.text("at")) {
            case "total" -> DirectStandardisation.STANDARDISED_TO_ALL;
            case "overridden" -> DirectStandardisation.STANDARDISED_TO_ARM_1;
            case "followed" -> DirectStandardisation.STANDARDISED_TO_ARM_2;
            default -> throw new AssertionError(row.toString());
        };
        return population.of(of(row));
    }

    private static double signsDisagree(Goldens.Row row, Estimate adjusted) {
        TwoByTwo sum = of(row).stream().reduce(new TwoByTwo(0, 0, 0, 0), TwoByTwo::plus);
        Estimate crude =
                MantelHaenszel.MH_RISK_DIFFERENCE.of(List.of(sum), 0.95).estimate();
        return Reversal.of(crude, adjusted) == Reversal.NONE ? 0 : 1;
    }

    static void check(Goldens.Row row, TestResult actual) {
        if (Double.isNaN(row.number("p_value"))) {
            assertThat(actual).as("%s", row).isInstanceOf(TestResult.Undefined.class);
            return;
        }
        assertThat(actual).as("%s", row).isInstanceOf(TestResult.Computed.class);
        TestResult.Computed computed = (TestResult.Computed) actual;
        row.check("statistic", computed.statistic().orElseThrow());
        row.check("df", computed.degreesOfFreedom().orElseThrow());
        row.check("p_value", computed.pValue());
    }
}
