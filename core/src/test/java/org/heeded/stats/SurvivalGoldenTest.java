package org.heeded.stats;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.heeded.stats.EventTable.Cause;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds the time-to-event methods to what R's packages print. */
class SurvivalGoldenTest {

    private static final Map<String, String> LEFT_OUT = Map.ofEntries(
            entry("km_plain", "symmetric limits leave [0, 1] and cover badly in small samples"),
            entry("km_log", "as km_plain"),
            entry("km_arcsin", "beta-product and log-log limits are enough"),
            entry("km_logit", "as km_arcsin"),
            entry("km_median_plain", "limits that are not offered"),
            entry("km_median_log", "limits that are not offered"),
            entry("km_median_arcsin", "limits that are not offered"),
            entry("km_median_logit", "limits that are not offered"),
            entry("fleming_harrington_cumhaz", "Nelson–Aalen is the one cumulative hazard offered"),
            entry("peto_peto_rho1", "the log-rank test is the one test of curves offered"),
            entry("cox_hr_efron", "regression is not offered"),
            entry("cox_hr_breslow", "regression is not offered"),
            entry("aalen_johansen_cif_ij", "log limits are not offered; estimate and variance are those of etm"));

    /** The references censor the competing event where a row names no cause. */
    @TestFactory
    List<DynamicNode> survival() {
        List<Goldens.Row> inputs = new ArrayList<>(Goldens.rows("input_survival.csv"));
        Set<String> own = inputs.stream().map(row -> row.text("case_id")).collect(Collectors.toSet());
        Goldens.sharedRows("input_survival.csv").orElse(List.of()).stream()
                .filter(row -> !own.contains(row.text("case_id")))
                .forEach(inputs::add);
        Checks checks = new Checks(inputs, true);
        return Goldens.tests(
                "survival.csv",
                Goldens.rows("survival.csv"),
                Map.ofEntries(
                        entry("km_loglog", checks::logLog),
                        entry("km_median_loglog", checks::median),
                        entry("bpcp_interval", checks::betaProduct),
                        entry("n_at_risk", checks::atRisk),
                        entry("nelson_aalen", checks::nelsonAalen),
                        entry("rmst", checks::restrictedMean),
                        entry("logrank", checks::logRank),
                        entry("logrank_observed", checks::observed),
                        entry("logrank_expected", checks::expected),
                        entry("logrank_stratified", checks::stratified),
                        entry("logrank_exact_permutation", checks::exact),
                        entry("aalen_johansen_cif", checks::incidence),
                        entry("aalen_johansen_cif_greenwood", checks::incidence),
                        entry("gray_test", checks::gray)),
                LEFT_OUT);
    }

    /** Rows of our own, made by the script beside them; either event counts where a row names no cause. */
    @TestFactory
    List<DynamicNode> tiedTimesAndAnyOutcome() {
        Checks checks = new Checks(Goldens.rows("own_survival_input.csv"), false);
        return Goldens.tests(
                "own_survival.csv",
                Goldens.rows("own_survival.csv"),
                Map.ofEntries(
                        entry("km_loglog", checks::logLog),
                        entry("km_median_loglog", checks::median),
                        entry("nelson_aalen", checks::nelsonAalen),
                        entry("rmst", checks::restrictedMean),
                        entry("rmst_difference", checks::restrictedMeanDifference),
                        entry("logrank", checks::logRank),
                        entry("logrank_stratified", checks::stratified),
                        entry("logrank_exact_permutation", checks::exact),
                        entry("aalen_johansen_cif_greenwood", checks::incidence),
                        entry("gray_test", checks::gray)),
                Map.of());
    }

    private record Checks(List<Goldens.Row> inputs, boolean causeSpecific) {

        void logLog(Goldens.Row row) {
            Estimate actual = KaplanMeier.of(arm(row)).at(row.number("at"), KaplanMeier.Limits.LOG_LOG, level(row));
            row.check(actual);
            assertThat(actual instanceof Estimate.Interval)
                    .as("limits for %s", row)
                    .isEqualTo(row.has("lower"));
        }

        void median(Goldens.Row row) {
            Estimate actual = KaplanMeier.of(arm(row)).median(KaplanMeier.Limits.LOG_LOG, level(row));
            if (row.has("lower")) {
                row.check(actual);
                assertThat(((Estimate.Interval) actual).upper() == Double.POSITIVE_INFINITY)
                        .as("no upper limit for %s", row)
                        .isEqualTo(!row.has("upper"));
            } else if (row.has("estimate")) {
                row.check("estimate", ((Estimate.Point) actual).value());
            } else {
                assertThat(actual).as("%s", row).isInstanceOf(Estimate.Undefined.class);
            }
        }

        /** The limits hold on a stretch of time: they are asked for at its start and in its middle. */
        void betaProduct(Goldens.Row row) {
            String[] ends = row.text("at").replaceAll("[\\[)]", "").split(",", -1);
            double start = Double.parseDouble(ends[0]);
            double end = Double.parseDouble(ends[1]);
            KaplanMeier curve = KaplanMeier.of(arm(row));
            row.check(curve.at(start, KaplanMeier.Limits.BETA_PRODUCT, level(row)));
            row.check(curve.at((start + end) / 2, KaplanMeier.Limits.BETA_PRODUCT, level(row)));
        }

        void atRisk(Goldens.Row row) {
            row.check("estimate", (double) arm(row).atRisk(row.number("at")));
        }

        /** The reference gives no limits: ours must be those that its standard error makes. */
        void nelsonAalen(Goldens.Row row) {
            Estimate actual = NelsonAalen.of(arm(row)).at(row.number("at"), 0.95);
            double h = row.number("estimate");
            if (h == 0) {
                assertThat(actual).isInstanceOf(Estimate.Point.class);
                row.check(actual);
            } else {
                Estimate.Interval interval = (Estimate.Interval) actual;
                row.check("estimate", interval.value());
                row.check("se", Math.log(interval.upper() / h) * h / z());
                row.check("se", Math.log(h / interval.lower()) * h / z());
            }
        }

        void restrictedMean(Goldens.Row row) {
            double tau = row.number("at");
            checkNormal(row, RestrictedMean.of(KaplanMeier.of(arm(row)), tau, 0.95), 0, tau);
        }

        void restrictedMeanDifference(Goldens.Row row) {
            double tau = row.number("at");
            KaplanMeier followed = KaplanMeier.of(arm(row, 0));
            KaplanMeier overridden = KaplanMeier.of(arm(row, 1));
            checkNormal(row, RestrictedMean.difference(overridden, followed, tau, 0.95), -tau, tau);
        }

        private static void checkNormal(Goldens.Row row, Estimate actual, double least, double most) {
            if (row.number("se") == 0) {
                row.check("estimate", ((Estimate.Point) actual).value());
                return;
            }
            Estimate.Interval interval = (Estimate.Interval) actual;
            row.check("estimate", interval.value());
            assertCut(row, interval.lower(), row.number("estimate") - z() * row.number("se"), least, most);
            assertCut(row, interval.upper(), row.number("estimate") + z() * row.number("se"), least, most);
        }

        private static void assertCut(Goldens.Row row, double actual, double uncut, double least, double most) {
            assertThat(actual)
                    .as("%s", row)
                    .isCloseTo(
                            Math.max(least, Math.min(most, uncut)),
                            org.assertj.core.data.Offset.offset(row.number("tol_rel") * most));
        }

        void logRank(Goldens.Row row) {
            check(row, LogRank.of(arm(row, 0), arm(row, 1)).test());
        }

        void observed(Goldens.Row row) {
            LogRank actual = LogRank.of(arm(row, 0), arm(row, 1));
            row.check("estimate", (double) (isFirst(row) ? actual.observed1() : actual.observed2()));
        }

        void expected(Goldens.Row row) {
            LogRank actual = LogRank.of(arm(row, 0), arm(row, 1));
            row.check("estimate", isFirst(row) ? actual.expected1() : actual.expected2());
        }

        void stratified(Goldens.Row row) {
            LogRank total = inputs.stream()
                    .filter(input -> same("case_id", input, row))
                    .map(input -> input.text("stratum"))
                    .distinct()
                    .map(stratum -> LogRank.of(
                            arm(row, 0, input -> input.text("stratum").equals(stratum)),
                            arm(row, 1, input -> input.text("stratum").equals(stratum))))
                    .reduce(LogRank::plus)
                    .orElseThrow();
            check(row, total.test());
        }

        /** The reference's statistic is a standardised one, which the exact test does without. */
        void exact(Goldens.Row row) {
            TestResult.Computed actual = (TestResult.Computed) LogRank.exact(arm(row, 0), arm(row, 1));
            row.check("p_value", actual.pValue());
            assertThat(LogRank.exactElseAsymptotic(arm(row, 1), arm(row, 0)).method())
                    .isEqualTo(SurvivalMethod.LOG_RANK_PERMUTATION);
        }

        /** Where there is no event yet etm prints the limits 0 and 0; we say that there are none. */
        void incidence(Goldens.Row row) {
            Cause cause = row.text("group").endsWith("|cause1") ? Cause.FAILURE : Cause.SUCCESS;
            String group = row.text("group").replaceAll("\\|.*", "");
            EventTable table = table(row, input -> input.text("group").equals(group));
            Estimate actual =
                    AalenJohansen.of(table).at(cause, row.number("at"), row.has("conf_level") ? level(row) : 0.95);
            if (row.number("estimate") == 0) {
                assertThat(((Estimate.Point) actual).value()).isZero();
            } else {
                Estimate.Interval interval = (Estimate.Interval) actual;
                row.check("estimate", interval.value());
                row.check("lower", interval.lower());
                row.check("upper", interval.upper());
            }
        }

        void gray(Goldens.Row row) {
            Cause cause = row.text("group").equals("cause1") ? Cause.FAILURE : Cause.SUCCESS;
            check(row, GrayTest.test(table(row, inGroup(row, 0)), table(row, inGroup(row, 1)), cause));
        }

        private static void check(Goldens.Row row, TestResult actual) {
            TestResult.Computed computed = (TestResult.Computed) actual;
            row.check("statistic", computed.statistic().orElseThrow());
            row.check("df", computed.degreesOfFreedom().orElseThrow());
            row.check("p_value", computed.pValue());
        }

        private static double level(Goldens.Row row) {
            return row.number("conf_level");
        }

        private static double z() {
            return NormalDistribution.of(0, 1).inverseSurvivalProbability(0.025);
        }

        private EventTable arm(Goldens.Row row) {
            return events(table(row, input -> same("group", input, row)));
        }

        private EventTable arm(Goldens.Row row, int index) {
            return arm(row, index, input -> true);
        }

        private EventTable arm(Goldens.Row row, int index, Predicate<Goldens.Row> among) {
            return events(table(row, inGroup(row, index).and(among)));
        }

        private EventTable events(EventTable table) {
            return causeSpecific ? table.censoring(Cause.SUCCESS) : table;
        }

        private Predicate<Goldens.Row> inGroup(Goldens.Row row, int index) {
            List<String> groups = groups(row);
            Assumptions.assumeTrue(
                    !groups.isEmpty(),
                    "the R data set " + row.text("case_id") + " is not in the project nor beside it");
            return input -> input.text("group").equals(groups.get(index));
        }

        private boolean isFirst(Goldens.Row row) {
            return row.text("group").equals(groups(row).get(0));
        }

        private List<String> groups(Goldens.Row row) {
            return inputs.stream()
                    .filter(input -> same("case_id", input, row))
                    .map(input -> input.text("group"))
                    .distinct()
                    .sorted()
                    .toList();
        }

        private EventTable table(Goldens.Row row, Predicate<Goldens.Row> among) {
            List<EventTable.Row> rows = inputs.stream()
                    .filter(input -> same("case_id", input, row))
                    .filter(among)
                    .map(Checks::observation)
                    .toList();
            Assumptions.assumeTrue(
                    !rows.isEmpty(), "the R data set " + row.text("case_id") + " is not in the project nor beside it");
            return new EventTable(rows);
        }

        private static boolean same(String column, Goldens.Row a, Goldens.Row b) {
            return a.text(column).equals(b.text(column));
        }

        private static EventTable.Row observation(Goldens.Row input) {
            double time = input.number("time");
            return switch (input.text("status")) {
                case "0" -> EventTable.Row.open(time);
                case "1" -> EventTable.Row.event(time, Cause.FAILURE);
                case "2" -> EventTable.Row.event(time, Cause.SUCCESS);
                default -> throw new IllegalArgumentException(input.toString());
            };
        }
    }
}
