package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ForecastScoreTest {

    private static final String BINS = "cuts the forecasts into bins, which we never do";
    private static final String LOGISTIC = "recalibration by a logistic model, which we do not offer";

    private final List<Goldens.Row> inputs = Goldens.rows("input_prob_forecasts.csv");

    @TestFactory
    List<DynamicNode> goldens() {
        return Goldens.tests(
                "forecast_probability.csv",
                Goldens.rows("forecast_probability.csv"),
                Map.ofEntries(
                        Map.entry("brier", row -> row.check(ForecastScore.BRIER.of(table(row)))),
                        Map.entry("valprob_Brier", row -> row.check(ForecastScore.BRIER.of(table(row)))),
                        Map.entry(
                                "murphy_reliability_unique",
                                row -> row.check(ForecastScore.RELIABILITY.of(table(row)))),
                        Map.entry(
                                "murphy_resolution_unique", row -> row.check(ForecastScore.RESOLUTION.of(table(row)))),
                        Map.entry("murphy_uncertainty", row -> row.check(ForecastScore.UNCERTAINTY.of(table(row)))),
                        Map.entry("brier_skill", row -> row.check(ForecastScore.BRIER_SKILL.of(table(row)))),
                        Map.entry("corp_mcb", row -> row.check(ForecastScore.MISCALIBRATION.of(table(row)))),
                        Map.entry("corp_dsc", row -> row.check(ForecastScore.DISCRIMINATION.of(table(row)))),
                        Map.entry("corp_unc", row -> row.check(ForecastScore.UNCERTAINTY.of(table(row)))),
                        Map.entry("corp_pav_calibrated", this::checkRecalibrated),
                        Map.entry("log_score_clipped_1e-15", this::checkLogScore),
                        Map.entry("auc", row -> row.check(ForecastScore.AUC.of(table(row)))),
                        Map.entry("valprob_C__ROC_", row -> row.check(ForecastScore.AUC.of(table(row))))),
                Map.ofEntries(
                        Map.entry("valprob_Dxy", "2·AUC − 1: the AUC on another scale"),
                        Map.entry("valprob_Intercept", LOGISTIC),
                        Map.entry("valprob_Slope", LOGISTIC),
                        Map.entry("valprob_S_z", LOGISTIC),
                        Map.entry("valprob_S_p", LOGISTIC),
                        Map.entry("murphy_reliability_bin_midpoint", BINS),
                        Map.entry("murphy_resolution_bin_midpoint", BINS),
                        Map.entry("brier_bin_midpoint", BINS),
                        Map.entry("murphy_reliability_bin_mean", BINS),
                        Map.entry("murphy_resolution_bin_mean", BINS),
                        Map.entry("murphy_reliability_bias_corrected_ferro", BINS),
                        Map.entry("murphy_resolution_bias_corrected_ferro", BINS),
                        Map.entry("murphy_uncertainty_bias_corrected_ferro", BINS),
                        Map.entry("calibration_observed_by_mean_forecast", BINS)));
    }

    private CalibrationTable table(Goldens.Row row) {
        List<Goldens.Row> ofCase = inputs.stream()
                .filter(input -> input.text("case_id").equals(row.text("case_id")))
                .toList();
        double[] forecasts =
                ofCase.stream().mapToDouble(input -> input.number("prob")).toArray();
        boolean[] occurred = new boolean[ofCase.size()];
        for (int i = 0; i < occurred.length; i++) {
            occurred[i] = ofCase.get(i).count("outcome") == 1;
        }
        return CalibrationTable.of(forecasts, occurred);
    }

    private void checkRecalibrated(Goldens.Row row) {
        CalibrationTable table = table(row);
        for (int i = 0; i < table.rows().size(); i++) {
            if (table.rows().get(i).forecast() == row.number("at")) {
                row.check("estimate", table.recalibrated().get(i));
                return;
            }
        }
        throw new AssertionError("no such forecast: " + row);
    }

    /** The reference clips at 1e-15: a certain miss costs it −ln(1e-15), and us everything. */
    private void checkLogScore(Goldens.Row row) {
        CalibrationTable table = table(row);
        long certainMisses = table.rows().stream()
                .mapToLong(r -> r.forecast() == 0 ? r.events() : r.forecast() == 1 ? r.forecasts() - r.events() : 0)
                .sum();
        if (certainMisses == 0) {
            row.check(ForecastScore.LOG_SCORE.of(table));
            return;
        }
        assertThat(value(ForecastScore.LOG_SCORE, table)).isEqualTo(Double.POSITIVE_INFINITY);
        CalibrationTable withoutMisses = new CalibrationTable(table.rows().stream()
                .filter(r -> r.forecast() != 0 && r.forecast() != 1)
                .toList());
        double clipped = (value(ForecastScore.LOG_SCORE, withoutMisses) * withoutMisses.forecasts()
                        - certainMisses * Math.log(1e-15))
                / table.forecasts();
        row.check("estimate", clipped);
    }

    private static double value(ForecastScore score, CalibrationTable table) {
        return ((Estimate.Point) score.of(table)).value();
    }

    @Test
    void bothDecompositionsAddUpToTheBrierScore() {
        forEachRandomTable(table -> {
            double brier = value(ForecastScore.BRIER, table);
            double uncertainty = value(ForecastScore.UNCERTAINTY, table);
            assertThat(value(ForecastScore.RELIABILITY, table) - value(ForecastScore.RESOLUTION, table) + uncertainty)
                    .isCloseTo(brier, within(1e-12));
            assertThat(value(ForecastScore.MISCALIBRATION, table)
                            - value(ForecastScore.DISCRIMINATION, table)
                            + uncertainty)
                    .isCloseTo(brier, within(1e-12));
            assertThat(value(ForecastScore.DISCRIMINATION, table)).isLessThanOrEqualTo(uncertainty + 1e-12);
        });
    }

    @Test
    void recalibrationIsTheLargestOfTheSmallestAverages() {
        forEachRandomTable(table -> {
            List<Double> recalibrated = table.recalibrated();
            for (int i = 0; i < recalibrated.size(); i++) {
                assertThat(recalibrated.get(i)).isCloseTo(maxMin(table.rows(), i), within(1e-12));
            }
        });
    }

    /** The max–min formula of isotonic regression: over starts up to i the largest, over ends from i the smallest mean. */
    private static double maxMin(List<CalibrationTable.Row> rows, int i) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int start = 0; start <= i; start++) {
            double smallest = Double.POSITIVE_INFINITY;
            double events = 0;
            double forecasts = 0;
            for (int end = start; end < rows.size(); end++) {
                events += rows.get(end).events();
                forecasts += rows.get(end).forecasts();
                if (end >= i) {
                    smallest = Math.min(smallest, events / forecasts);
                }
            }
            largest = Math.max(largest, smallest);
        }
        return largest;
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        forEachRandomTable(table -> {
            double pairs = 0;
            double inOrder = 0;
            for (CalibrationTable.Row event : table.rows()) {
                for (CalibrationTable.Row nonEvent : table.rows()) {
                    double both = (double) event.events() * (nonEvent.forecasts() - nonEvent.events());
                    pairs += both;
                    inOrder += both * (1 + Math.signum(event.forecast() - nonEvent.forecast())) / 2;
                }
            }
            if (pairs == 0) {
                assertThat(ForecastScore.AUC.of(table)).isInstanceOf(Estimate.Undefined.class);
            } else {
                assertThat(value(ForecastScore.AUC, table)).isCloseTo(inOrder / pairs, within(1e-12));
            }
        });
    }

    @Test
    void tablesOfPartsAddUpToTheTableOfTheWhole() {
        SplittableRandom random = new SplittableRandom(11);
        double[] forecasts =
                random.doubles(100).map(x -> Math.round(x * 20) / 20.0).toArray();
        boolean[] occurred = new boolean[100];
        for (int i = 0; i < 100; i++) {
            occurred[i] = random.nextBoolean();
        }
        CalibrationTable sum = new CalibrationTable(List.of());
        for (int i = 0; i < 100; i++) {
            sum = sum.plus(CalibrationTable.of(new double[] {forecasts[i]}, new boolean[] {occurred[i]}));
        }
        assertThat(sum).isEqualTo(CalibrationTable.of(forecasts, occurred));
        assertThat(sum.forecasts()).isEqualTo(100);
    }

    @Test
    void oneCertainMissIsInfinitelyBadAndACertainHitCostsNothing() {
        CalibrationTable missed = CalibrationTable.of(new double[] {1, 0.5}, new boolean[] {false, true});
        CalibrationTable hit = CalibrationTable.of(new double[] {1, 0, -0.0}, new boolean[] {true, false, false});
        assertThat(value(ForecastScore.LOG_SCORE, missed)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value(ForecastScore.LOG_SCORE, hit)).isZero();
        assertThat(hit.rows()).hasSize(2);
    }

    @Test
    void everyScoreOfEveryExtremeTableIsANumberOrUndefined() {
        long many = TwoByTwo.MAX_COUNT;
        List<CalibrationTable> tables = List.of(
                new CalibrationTable(List.of()),
                new CalibrationTable(List.of(new CalibrationTable.Row(0, 1, 0))),
                new CalibrationTable(List.of(new CalibrationTable.Row(0, many, many))),
                new CalibrationTable(List.of(
                        new CalibrationTable.Row(0, many, 0),
                        new CalibrationTable.Row(Double.MIN_VALUE, 1, 1),
                        new CalibrationTable.Row(Math.nextDown(1), many, many - 1))));
        for (CalibrationTable table : tables) {
            for (ForecastScore score : ForecastScore.values()) {
                assertThat(score.of(table).method()).isEqualTo(score);
            }
        }
        assertThat(ForecastScore.BRIER.of(tables.get(0)))
                .isEqualTo(new Estimate.Undefined(ForecastScore.BRIER, "no forecasts"));
        assertThat(ForecastScore.BRIER_SKILL.of(tables.get(1))).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void refusesWhatIsNoForecast() {
        assertThatThrownBy(() -> CalibrationTable.of(new double[] {1.1}, new boolean[] {true}))
                .hasMessageContaining("forecast 1.1");
        assertThatThrownBy(() -> CalibrationTable.of(new double[] {Double.NaN}, new boolean[] {true}))
                .hasMessageContaining("forecast NaN");
        assertThatThrownBy(() -> CalibrationTable.of(new double[] {0.1, 0.2}, new boolean[] {true}))
                .hasMessageContaining("2 forecasts");
        assertThatThrownBy(() -> new CalibrationTable.Row(0.5, 0, 0)).hasMessageContaining("forecasts 0");
        assertThatThrownBy(() -> new CalibrationTable.Row(0.5, 1, 2)).hasMessageContaining("events 2");
        CalibrationTable.Row row = new CalibrationTable.Row(0.5, 1, 1);
        assertThatThrownBy(() -> new CalibrationTable(List.of(row, row))).hasMessageContaining("row 1");
    }

    private static void forEachRandomTable(Consumer<CalibrationTable> check) {
        SplittableRandom random = new SplittableRandom(10);
        for (int i = 0; i < 300; i++) {
            int n = random.nextInt(1, 60);
            int values = random.nextInt(1, 30);
            double[] forecasts = random.doubles(n)
                    .map(x -> Math.round(x * values) / (double) values)
                    .toArray();
            boolean[] occurred = new boolean[n];
            for (int k = 0; k < n; k++) {
                occurred[k] = random.nextDouble() < forecasts[k] / 2 + 0.2;
            }
            check.accept(CalibrationTable.of(forecasts, occurred));
        }
    }
}
