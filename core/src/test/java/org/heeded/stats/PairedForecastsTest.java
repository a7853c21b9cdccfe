package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PairedForecastsTest {

    private static final String ANOTHER_ERROR = "one measure of error, the absolute one";

    private final List<Goldens.Row> inputs = Goldens.rows("input_point_forecasts.csv");

    @TestFactory
    List<DynamicNode> goldens() {
        return Goldens.tests(
                "forecast_value_added.csv",
                Goldens.rows("forecast_value_added.csv"),
                Map.of(
                        "mae_client",
                        row -> row.check(clientThenMarketer(row).firstError()),
                        "mae_marketer",
                        row -> row.check(clientThenMarketer(row).secondError()),
                        "mae_difference_client_minus_marketer",
                        row -> row.check(clientThenMarketer(row).errorDifference(row.number("conf_level"))),
                        "wilcoxon_abs_error_client_v_marketer",
                        row -> check(row, PairedTest.SIGNED_RANK_NORMAL),
                        "wilcoxon_exact_drop_zero",
                        row -> check(row, PairedTest.SIGNED_RANK),
                        "wilcoxon_exact_pratt",
                        row -> check(row, PairedTest.SIGNED_RANK_PRATT)),
                Map.of(
                        "wilcoxon_abs_error_client_v_marketer_min_w", "the same test, stating the smaller rank sum",
                        "fva_abs_client_minus_marketer", "the difference of mean errors with the sign turned",
                        "diebold_mariano_hln_abs", "for one-step forecasts the paired t-test again",
                        "rmse_marketer", ANOTHER_ERROR,
                        "rmse_client", ANOTHER_ERROR,
                        "mape_marketer", ANOTHER_ERROR,
                        "mape_client", ANOTHER_ERROR,
                        "mean_error_marketer", ANOTHER_ERROR,
                        "mean_error_client", ANOTHER_ERROR));
    }

    private PairedForecasts clientThenMarketer(Goldens.Row row) {
        return new PairedForecasts(inputs.stream()
                .filter(input -> input.text("case_id").equals(row.text("case_id")))
                .map(input -> new PairedForecasts.Pair(
                        input.number("client"), input.number("marketer"), input.number("actual")))
                .toList());
    }

    private void check(Goldens.Row row, PairedTest test) {
        TestResult.Computed result =
                (TestResult.Computed) test.of(clientThenMarketer(row).differences());
        assertThat(result.method()).isEqualTo(test);
        row.check("p_value", result.pValue());
        result.statistic().ifPresent(statistic -> row.check("statistic", statistic));
    }

    @Test
    void equalErrorsTieAlthoughTheirDoublesDoNot() {
        assertThat(0.3 - 0.2).isNotEqualTo(0.2 - 0.1);
        PairedForecasts pairs = new PairedForecasts(List.of(
                new PairedForecasts.Pair(0.3, 0.1, 0.2),
                new PairedForecasts.Pair(0.31, 0.1, 0.2),
                new PairedForecasts.Pair(5, 3, 5)));
        assertThat(pairs.nearer()).isEqualTo(new PairedForecasts.Nearer(1, 1, 1));
        assertThat(pairs.differences()).containsExactly(0, 0.01, -2);
    }

    @Test
    void exchangingTheForecastersOnlyTurnsTheSign() {
        SplittableRandom random = new SplittableRandom(41);
        List<PairedForecasts.Pair> pairs = new ArrayList<>();
        List<PairedForecasts.Pair> exchanged = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            double first = random.nextInt(20);
            double second = random.nextInt(20);
            double actual = random.nextInt(20);
            pairs.add(new PairedForecasts.Pair(first, second, actual));
            exchanged.add(new PairedForecasts.Pair(second, first, actual));
        }
        PairedForecasts one = new PairedForecasts(pairs);
        PairedForecasts other = new PairedForecasts(exchanged);
        Estimate.Interval difference = (Estimate.Interval) one.errorDifference(0.9);
        assertThat(other.errorDifference(0.9))
                .isEqualTo(difference.map(d -> -d, PairedForecasts.Measure.MEAN_ABSOLUTE_ERROR_DIFFERENCE));
        assertThat(other.nearer().first()).isEqualTo(one.nearer().second());
        assertThat(other.nearer().second()).isEqualTo(one.nearer().first());
        assertThat(other.firstError()).isEqualTo(one.secondError());
    }

    @Test
    void fewOrEqualPairsHaveNoLimitsAndNoPairsNoValue() {
        PairedForecasts none = new PairedForecasts(List.of());
        PairedForecasts.Pair pair = new PairedForecasts.Pair(1.1, 2.2, 3.3);
        assertThat(none.firstError()).isInstanceOf(Estimate.Undefined.class);
        assertThat(none.errorDifference(0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(none.nearer()).isEqualTo(new PairedForecasts.Nearer(0, 0, 0));
        assertThat(new PairedForecasts(List.of(pair)).errorDifference(0.95))
                .isEqualTo(new Estimate.Point(1.1, PairedForecasts.Measure.MEAN_ABSOLUTE_ERROR_DIFFERENCE, "one pair"));
        assertThat(new PairedForecasts(List.of(pair, pair, pair)).errorDifference(0.95))
                .isEqualTo(new Estimate.Point(
                        1.1, PairedForecasts.Measure.MEAN_ABSOLUTE_ERROR_DIFFERENCE, "all differences are the same"));
    }

    @Test
    void extremesStayFiniteAndWhatIsNoNumberIsRefused() {
        PairedForecasts pairs = new PairedForecasts(
                List.of(new PairedForecasts.Pair(1e150, -1e150, 1e-300), new PairedForecasts.Pair(-1e150, 0, 1e150)));
        Estimate.Interval difference = (Estimate.Interval) pairs.errorDifference(0.999);
        assertThat(difference.lower()).isFinite();
        assertThat(difference.upper()).isFinite();
        assertThatThrownBy(() -> new PairedForecasts.Pair(0, Double.NaN, 0)).hasMessageContaining("second NaN");
        assertThatThrownBy(() -> new PairedForecasts.Pair(0, 0, 1e151)).hasMessageContaining("actual 1.0E151");
        assertThatThrownBy(() -> pairs.errorDifference(1)).hasMessageContaining("level 1.0");
    }

    @Test
    void theSignedRankTestsAreThoseOfAllSigns() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 150; i++) {
            int n = random.nextInt(1, 11);
            double[] differences = random.ints(n, -4, 5).asDoubleStream().toArray();
            if (Arrays.stream(differences).allMatch(d -> d == 0)) {
                continue;
            }
            double[] withoutZeros =
                    Arrays.stream(differences).filter(d -> d != 0).toArray();
            assertThat(p(PairedTest.SIGNED_RANK, differences))
                    .as("%s", Arrays.toString(differences))
                    .isCloseTo(allSigns(withoutZeros), within(1e-12));
            assertThat(p(PairedTest.SIGNED_RANK_PRATT, differences))
                    .as("%s", Arrays.toString(differences))
                    .isCloseTo(allSigns(differences), within(1e-12));
        }
    }

    /** The share of the sign patterns whose signed ranks add up to at least as much either way; zeros keep no sign. */
    private static double allSigns(double[] differences) {
        int n = differences.length;
        double[] rank = new double[n];
        double observed = 0;
        for (int i = 0; i < n; i++) {
            for (double other : differences) {
                double order = Math.signum(Math.abs(differences[i]) - Math.abs(other));
                rank[i] += differences[i] == 0 ? 0 : (order + 1) / 2;
            }
            rank[i] += differences[i] == 0 ? 0 : 0.5;
            observed += Math.signum(differences[i]) * rank[i];
        }
        int far = 0;
        for (int signs = 0; signs < 1 << n; signs++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += (signs >> i & 1) == 1 ? rank[i] : -rank[i];
            }
            far += Math.abs(sum) >= Math.abs(observed) ? 1 : 0;
        }
        return (double) far / (1 << n);
    }

    private static double p(PairedTest test, double[] differences) {
        TestResult.Computed result = (TestResult.Computed) test.of(differences);
        assertThat(result.method()).isEqualTo(test);
        return result.pValue();
    }

    @Test
    void theSignTestsAreThoseOfFairCoins() {
        for (int n = 1; n <= 12; n++) {
            for (int positive = 0; positive <= n; positive++) {
                double below = 0;
                double at = 0;
                for (int coins = 0; coins < 1 << n; coins++) {
                    int heads = Integer.bitCount(coins);
                    below += heads < Math.min(positive, n - positive) ? 1.0 / (1 << n) : 0;
                    at += heads == Math.min(positive, n - positive) ? 1.0 / (1 << n) : 0;
                }
                double exact = ((TestResult.Computed) PairedTest.sign(positive, n - positive)).pValue();
                double midP = ((TestResult.Computed) PairedTest.signMidP(positive, n - positive)).pValue();
                assertThat(exact).isCloseTo(Math.min(1, 2 * (below + at)), within(1e-14));
                assertThat(midP).isCloseTo(2 * positive == n ? 1 : 2 * below + at, within(1e-14));
            }
        }
        assertThat(PairedTest.SIGN.of(new double[] {3, 0, -1, 2, 0.0, -0.0})).isEqualTo(PairedTest.sign(2, 1));
        assertThat(PairedTest.SIGN_MID_P.of(new double[] {3, -1, 2})).isEqualTo(PairedTest.signMidP(2, 1));
    }

    @Test
    void manyPairsAreApproximatedAndTheResultSaysSo() {
        double[] differences =
                new SplittableRandom(43).doubles(100_000, -0.5, 0.51).toArray();
        assertThat(PairedTest.SIGNED_RANK.of(differences)).isEqualTo(PairedTest.SIGNED_RANK_NORMAL.of(differences));
        assertThat(PairedTest.SIGNED_RANK_PRATT.of(differences).method())
                .isEqualTo(PairedTest.SIGNED_RANK_PRATT_NORMAL);
        double[] two = Arrays.copyOf(differences, 200);
        double exact = p(PairedTest.SIGNED_RANK, two);
        assertThat(p(PairedTest.SIGNED_RANK_NORMAL, two)).isCloseTo(exact, within(0.005));
    }

    @Test
    void withoutDifferencesTheTestsAreUndefined() {
        for (PairedTest test : PairedTest.values()) {
            assertThat(test.of(new double[] {0, -0.0})).isInstanceOf(TestResult.Undefined.class);
            assertThat(test.of(new double[0])).isInstanceOf(TestResult.Undefined.class);
            assertThat(test.of(new double[] {1e308, -1e308, Double.MIN_VALUE})).isInstanceOf(TestResult.Computed.class);
            assertThatThrownBy(() -> test.of(new double[] {1, Double.NaN})).hasMessageContaining("differences[1] NaN");
        }
        long most = TwoByTwo.MAX_COUNT;
        assertThat(((TestResult.Computed) PairedTest.sign(50_000_000, 49_999_999)).pValue())
                .isCloseTo(1, within(1e-7));
        assertThat(((TestResult.Computed) PairedTest.sign(most, most - 1)).pValue())
                .isBetween(0.999, 1.0);
        assertThat(((TestResult.Computed) PairedTest.sign(most, 0)).pValue()).isZero();
        assertThatThrownBy(() -> PairedTest.sign(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
