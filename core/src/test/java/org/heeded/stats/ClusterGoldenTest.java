package org.heeded.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Every method of cluster.csv. */
class ClusterGoldenTest {

    private static final Map<String, Map<String, TwoByTwo>> CLIENTS = clients();

    private static Map<String, Map<String, TwoByTwo>> clients() {
        Map<String, Map<String, TwoByTwo>> clients = new HashMap<>();
        for (Goldens.Row row : Goldens.rows("input_clusters.csv")) {
            long arm1 = row.count("overridden");
            long event = row.count("failure");
            TwoByTwo one = new TwoByTwo(arm1 * event, arm1 * (1 - event), (1 - arm1) * event, (1 - arm1) * (1 - event));
            clients.computeIfAbsent(row.text("case_id"), id -> new TreeMap<>())
                    .merge(row.text("client"), one, TwoByTwo::plus);
        }
        clients.put("empty_arms", tables("3 1 0 2 5 0 1 4", "2 4 0 1 3 0 6 2", "1 0 2 1 3 4 0 0", "7 5 6 0 9 3 0 8"));
        clients.put("one_large", tables("60 1 2 0 1 3 1", "40 2 3 4 1 2 0", "30 2 1 1 0 2 1", "170 9 7 5 6 4 8"));
        return clients;
    }

    private static Map<String, TwoByTwo> tables(String a, String b, String c, String d) {
        List<long[]> cells = Stream.of(a, b, c, d)
                .map(column -> Arrays.stream(column.split(" "))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .toList();
        Map<String, TwoByTwo> tables = new TreeMap<>();
        for (int i = 0; i < cells.get(0).length; i++) {
            tables.put("c" + i, new TwoByTwo(cells.get(0)[i], cells.get(1)[i], cells.get(2)[i], cells.get(3)[i]));
        }
        return tables;
    }

    private static List<TwoByTwo> of(Goldens.Row row) {
        Collection<TwoByTwo> tables =
                Objects.requireNonNull(CLIENTS.get(row.text("case_id"))).values();
        return List.copyOf(tables);
    }

    @TestFactory
    List<DynamicNode> goldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.ofEntries(
                entry(
                        "mh_rd_by_client",
                        row -> row.check(MantelHaenszel.MH_RISK_DIFFERENCE
                                .of(of(row), row.number("conf_level"))
                                .estimate())),
                entry(
                        "mh_rr_by_client",
                        row -> row.check(MantelHaenszel.MH_RISK_RATIO
                                .of(of(row), row.number("conf_level"))
                                .estimate())),
                entry("cmh_by_client", ClusterGoldenTest::checkCmh),
                entry("exact_conditional_by_client_midp", row -> StratifiedGoldenTest.exact(row, of(row))),
                entry("rd_CR2_satterthwaite", row -> check(row, ClusterRobust.CR2_RISK_DIFFERENCE)));
        String normal = "normal limits, too narrow with few clusters";
        String other = "another estimator of the variance; CR2 is the convention";
        String gee = "the same estimate with normal limits, too narrow with few clusters";
        String survey = "one rate by cluster, which nothing asks for";
        Map<String, String> leftOut = Map.ofEntries(
                entry("rr_CR2_satterthwaite", "its glm() stopped an iteration early; own_cluster.csv has it converged"),
                entry("exact_conditional_by_client", "mid-p is the convention"),
                entry("rd_cluster_HC0", normal),
                entry("rr_cluster_HC0", normal),
                entry("rd_cluster_HC0_cadjust", normal),
                entry("rr_cluster_HC0_cadjust", normal),
                entry("rd_cluster_HC1", normal),
                entry("rr_cluster_HC1", normal),
                entry("rd_cluster_HC1_cadjust", normal),
                entry("rr_cluster_HC1_cadjust", normal),
                entry("rd_CR0_satterthwaite", other),
                entry("rd_CR1_satterthwaite", other),
                entry("rd_CR1S_satterthwaite", other),
                entry("rd_CR3_satterthwaite", other),
                entry("rd_gee_independence", gee),
                entry("rr_gee_independence", gee),
                entry("rd_gee_mancl_derouen", gee),
                entry("rr_gee_mancl_derouen", gee),
                entry("mean_failure_survey", "arithmetic on counts"),
                entry("design_effect_survey", survey),
                entry("design_effect_anova", survey),
                entry("prop_cluster_logit", survey),
                entry("prop_cluster_beta", survey),
                entry("prop_cluster_xlogit", survey),
                entry("prop_cluster_mean", survey),
                entry("prop_cluster_wilson_saha", survey),
                entry("rao_scott_F", "a test of the pooled table; the test of CR2 is the convention"),
                entry("anova_ms_between", "a step of the intraclass correlation, which nothing asks for"),
                entry("anova_ms_within", "a step of the intraclass correlation, which nothing asks for"),
                entry("icc_anova", "the intraclass correlation, which nothing asks for"));
        return Goldens.tests("cluster.csv", Goldens.rows("cluster.csv"), offered, leftOut);
    }

    /** Reference values of our own making, where cluster.csv is short of digits or of awkward clusters. */
    @TestFactory
    List<DynamicNode> ownGoldens() {
        Map<String, Consumer<Goldens.Row>> offered = Map.of(
                "rd_CR2_satterthwaite", row -> check(row, ClusterRobust.CR2_RISK_DIFFERENCE),
                "rr_CR2_satterthwaite", row -> check(row, ClusterRobust.CR2_RISK_RATIO));
        return Goldens.tests("own_cluster.csv", Goldens.rows("own_cluster.csv"), offered, Map.of());
    }

    private static void checkCmh(Goldens.Row row) {
        row.check(MantelHaenszel.MH_ODDS_RATIO
                .of(of(row), row.number("conf_level"))
                .estimate());
        StratifiedGoldenTest.check(row, StratifiedTest.COCHRAN_MANTEL_HAENSZEL.of(of(row)));
    }

    /** Below 4 degrees of freedom the reference prints limits and we refuse them; the standard error is held all the same. */
    private static void check(Goldens.Row row, ClusterRobust method) {
        ClusterRobust.Fit fit = ClusterRobust.fit(method, of(row));
        row.check("se", fit.se());
        row.check("df", fit.df());
        Estimate estimate = method.of(of(row), row.number("conf_level"));
        TestResult test = method.test(of(row));
        if (row.number("df") >= ClusterRobust.MIN_DEGREES_OF_FREEDOM) {
            row.check(estimate);
            TestResult.Computed computed = (TestResult.Computed) test;
            row.check("statistic", computed.statistic().orElseThrow());
            row.check("df", computed.degreesOfFreedom().orElseThrow());
            row.check("p_value", computed.pValue());
        } else {
            row.check("estimate", ((Estimate.Point) estimate).value());
            assertThat(((Estimate.Point) estimate).reason()).contains("degrees of freedom, fewer than 4");
            assertThat(test).isInstanceOf(TestResult.Undefined.class);
        }
    }
}
