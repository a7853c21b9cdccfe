package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KendallTestTest {

    private static final String RATES = "a slope through quarterly rates as if each were as certain";

    private final List<Goldens.Row> quarters = Goldens.rows("input_quarters.csv");

    @TestFactory
    List<DynamicNode> goldens() {
        return Goldens.tests(
                "trend.csv",
                Goldens.rows("trend.csv"),
                Map.of(
                        "cochran_armitage_n_minus_1",
                        row -> check(row, CochranArmitage.COCHRAN_ARMITAGE),
                        "cochran_armitage_exact",
                        row -> {
                            check(row, CochranArmitage.COCHRAN_ARMITAGE_EXACT);
                            row.check("statistic", z(trials(row)));
                        },
                        "kendall_tau_exact",
                        row -> {
                            double tau = checkTau(row);
                            check(row, KendallTest.KENDALL_EXACT);
                            int n = rates(row).length;
                            row.check("statistic", (tau + 1) / 2 * n * (n - 1) / 2);
                        },
                        "kendall_tau_asymptotic",
                        row -> {
                            checkTau(row);
                            check(row, KendallTest.KENDALL_NORMAL);
                        },
                        "kendall_tau_b",
                        this::checkTau,
                        "mann_kendall_normal",
                        row -> {
                            check(row, KendallTest.MANN_KENDALL);
                            row.check(
                                    "se",
                                    Math.sqrt(
                                            RankPairs.of(time(row), rates(row)).variance()));
                        }),
                Map.of(
                        "cochran_armitage", "denominator N; ours is N−1, the permutation variance",
                        "logistic_trend_slope", "a Wald slope, which misleads in small samples",
                        "theil_sen_slope", RATES,
                        "kendall_tau_a", "τ-b without allowing for ties"));
    }

    private ScoredTrials trials(Goldens.Row row) {
        return ScoredTrials.of(quarters.stream()
                .filter(quarter -> quarter.text("case_id").equals(row.text("case_id")))
                .map(quarter -> new ScoredTrials.Group(
                        quarter.number("period"), quarter.count("failures"), quarter.count("decisions")))
                .toList());
    }

    private double[] time(Goldens.Row row) {
        return trials(row).groups().stream()
                .mapToDouble(ScoredTrials.Group::score)
                .toArray();
    }

    private double[] rates(Goldens.Row row) {
        return trials(row).groups().stream()
                .mapToDouble(group -> (double) group.events() / group.trials())
                .toArray();
    }

    private void check(Goldens.Row row, CochranArmitage test) {
        check(row, test.of(trials(row)), test);
    }

    private void check(Goldens.Row row, KendallTest test) {
        check(row, test.of(time(row), rates(row)), test);
    }

    private static void check(Goldens.Row row, TestResult result, Method method) {
        TestResult.Computed computed = (TestResult.Computed) result;
        assertThat(computed.method()).isEqualTo(method);
        row.check("p_value", computed.pValue());
        computed.statistic().ifPresent(statistic -> row.check("statistic", statistic));
        computed.degreesOfFreedom().ifPresent(df -> row.check("df", df));
    }

    private static double z(ScoredTrials trials) {
        TestResult.Computed squared = (TestResult.Computed) CochranArmitage.COCHRAN_ARMITAGE.of(trials);
        return Math.signum(((Estimate.Point) trials.slope()).value())
                * Math.sqrt(squared.statistic().orElseThrow());
    }

    private double checkTau(Goldens.Row row) {
        Estimate tau = KendallTest.tauB(time(row), rates(row));
        row.check(tau);
        return ((Estimate.Point) tau).value();
    }

    @Test
    void sortingCountsThePairsThatComparingAllOfThemCounts() {
        SplittableRandom random = new SplittableRandom(31);
        for (int i = 0; i < 300; i++) {
            int n = random.nextInt(2, 40);
            int values = random.nextInt(1, 30);
            double[] x = random.ints(n, 0, values).asDoubleStream().toArray();
            double[] y = random.ints(n, 0, values).asDoubleStream().map(v -> -v).toArray();
            long s = 0;
            long tiedX = 0;
            long tiedY = 0;
            for (int a = 0; a < n; a++) {
                for (int b = 0; b < a; b++) {
                    s += (long) (Math.signum(x[a] - x[b]) * Math.signum(y[a] - y[b]));
                    tiedX += x[a] == x[b] ? 1 : 0;
                    tiedY += y[a] == y[b] ? 1 : 0;
                }
            }
            RankPairs pairs = RankPairs.of(x, y);
            assertThat(List.of(pairs.s(), pairs.tiesX().pairs(), pairs.tiesY().pairs()))
                    .isEqualTo(List.of(s, tiedX, tiedY));
        }
    }

    @Test
    void withAndWithoutTiesTheExactTestIsThatOfAllOrders() {
        SplittableRandom random = new SplittableRandom(32);
        for (int i = 0; i < 60; i++) {
            int n = random.nextInt(2, 7);
            double[] x = i % 4 == 0
                    ? random.doubles(n).toArray()
                    : random.ints(n, 0, 5).asDoubleStream().toArray();
            double[] y = i % 2 == 0
                    ? random.doubles(n).toArray()
                    : random.ints(n, 0, 4).asDoubleStream().toArray();
            if (RankPairs.of(x, y).obstacle().isPresent()) {
                assertThat(KendallTest.KENDALL_EXACT.of(x, y)).isInstanceOf(TestResult.Undefined.class);
                continue;
            }
            long observed = Math.abs(RankPairs.of(x, y).s());
            int all = 0;
            int far = 0;
            // every order is a number in base n whose digits are all different
            for (int code = 0; code < Math.pow(n, n); code++) {
                double[] reordered = new double[n];
                int seen = 0;
                for (int k = 0, rest = code; k < n; k++, rest /= n) {
                    seen |= 1 << rest % n;
                    reordered[k] = y[rest % n];
                }
                if (seen == (1 << n) - 1) {
                    all++;
                    far += Math.abs(RankPairs.of(x, reordered).s()) >= observed ? 1 : 0;
                }
            }
            TestResult.Computed exact = (TestResult.Computed) KendallTest.KENDALL_EXACT.of(x, y);
            assertThat(exact.pValue()).isCloseTo((double) far / all, within(1e-12));
            assertThat(exact.method()).isEqualTo(KendallTest.KENDALL_EXACT);
        }
    }

    @Test
    void switchesToTheApproximationAndSaysSo() {
        SplittableRandom random = new SplittableRandom(33);
        double[] x = random.doubles(151).toArray();
        double[] y = random.doubles(151).toArray();
        assertThat(KendallTest.KENDALL_EXACT.of(x, y)).isEqualTo(KendallTest.KENDALL_NORMAL.of(x, y));
        double[] ten = {1, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertThat(KendallTest.KENDALL_EXACT.of(ten, ten)).isEqualTo(KendallTest.KENDALL_NORMAL.of(ten, ten));
    }

    @Test
    void aHundredThousandObservationsTakeNoTimeAndPerfectOrderIsOne() {
        double[] x = new SplittableRandom(34).doubles(100_000).toArray();
        assertThat(((Estimate.Point) KendallTest.tauB(x, x)).value()).isEqualTo(1);
        double[] cubes = Arrays.stream(x).map(v -> -v * v * v).toArray();
        assertThat(((Estimate.Point) KendallTest.tauB(x, cubes)).value()).isEqualTo(-1);
    }

    @Test
    void whatNeverVariesIsUndefinedAndWhatIsNoNumberRefused() {
        double[] same = {1, 1, 1};
        double[] rising = {1, 2, 3};
        for (KendallTest test : KendallTest.values()) {
            assertThat(test.of(same, rising)).isEqualTo(new TestResult.Undefined(test, "x never varies"));
            assertThat(test.of(rising, same)).isEqualTo(new TestResult.Undefined(test, "y never varies"));
            assertThat(test.of(new double[1], new double[1])).isInstanceOf(TestResult.Undefined.class);
            assertThat(test.of(new double[0], new double[0])).isInstanceOf(TestResult.Undefined.class);
            assertThat(test.of(new double[] {1, 2}, new double[] {2, 1})).isInstanceOf(TestResult.Computed.class);
        }
        assertThat(KendallTest.tauB(same, rising)).isInstanceOf(Estimate.Undefined.class);
        assertThatThrownBy(() -> KendallTest.tauB(same, new double[2])).hasMessageContaining("x has 3");
        assertThatThrownBy(() -> KendallTest.tauB(same, new double[] {1, 2, Double.NaN}))
                .hasMessageContaining("y[2] NaN");
    }
}
