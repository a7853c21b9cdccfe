package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterRobustTest {

    private static List<TwoByTwo> clusters(SplittableRandom random, int n, int largest) {
        List<TwoByTwo> clusters = new ArrayList<>(StratifiedTestData.random(random, n, largest));
        // two that keep either arm from lying in one cluster, and its risk from being 0 or 1
        clusters.add(new TwoByTwo(2, 1, 1, 3));
        clusters.add(new TwoByTwo(1, 3, 2, 2));
        return clusters;
    }

    /**
     * CR2 and Satterthwaite's degrees of freedom by the letter of Pustejovsky and Tipton (2018): one row a trial, regressors 1
     * and arm, all matrices dense.
     */
    private static ClusterRobust.Fit dense(ClusterRobust method, List<TwoByTwo> clusters) {
        List<double[]> rows = new ArrayList<>();
        for (int j = 0; j < clusters.size(); j++) {
            TwoByTwo c = clusters.get(j);
            add(rows, c.events1(), j, 1, 1);
            add(rows, c.nonEvents1(), j, 1, 0);
            add(rows, c.events2(), j, 0, 1);
            add(rows, c.nonEvents2(), j, 0, 0);
        }
        int n = rows.size();
        double[] mean = new double[2];
        double[] size = new double[2];
        for (double[] row : rows) {
            mean[(int) row[1]] += row[2];
            size[(int) row[1]]++;
        }
        boolean ratio = method == ClusterRobust.CR2_RISK_RATIO;
        double[][] x = new double[n][];
        double[] weight = new double[n];
        double[] residual = new double[n];
        for (int i = 0; i < n; i++) {
            int arm = (int) rows.get(i)[1];
            double mu = mean[arm] / size[arm];
            x[i] = new double[] {1, arm};
            weight[i] = ratio ? mu : 1;
            residual[i] = (rows.get(i)[2] - mu) / weight[i];
        }
        double s00 = 0;
        double s01 = 0;
        double s11 = 0;
        for (int i = 0; i < n; i++) {
            s00 += weight[i];
            s01 += weight[i] * x[i][1];
            s11 += weight[i] * x[i][1] * x[i][1];
        }
        double det = s00 * s11 - s01 * s01;
        double[][] bread = {{s11 / det, -s01 / det}, {-s01 / det, s00 / det}};
        // (I − H)Φ(I − H)' with H = X·bread·X'W and Φ = W⁻¹
        double[][] rest = new double[n][n];
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double xmx = 0;
                for (int p = 0; p < 2; p++) {
                    for (int q = 0; q < 2; q++) {
                        xmx += x[i][p] * bread[p][q] * x[k][q];
                    }
                }
                rest[i][k] = (i == k ? 1 : 0) - xmx * weight[k];
                covariance[i][k] = (i == k ? 1 / weight[i] : 0) - xmx;
            }
        }
        double variance = 0;
        List<double[]> forms = new ArrayList<>();
        for (int j = 0; j < clusters.size(); j++) {
            int cluster = j;
            int[] own =
                    IntStream.range(0, n).filter(i -> rows.get(i)[0] == cluster).toArray();
            if (own.length == 0) {
                continue;
            }
            double[][] b = new double[own.length][own.length];
            for (int i = 0; i < own.length; i++) {
                for (int k = 0; k < own.length; k++) {
                    b[i][k] = covariance[own[i]][own[k]] / Math.sqrt(weight[own[i]] * weight[own[k]]);
                }
            }
            double[][] root = inverseRoot(b);
            double[] adjusted = new double[n];
            for (int k = 0; k < own.length; k++) {
                for (int i = 0; i < own.length; i++) {
                    double score = weight[own[i]] * (bread[1][0] + bread[1][1] * x[own[i]][1]);
                    adjusted[own[k]] += score * root[i][k] / Math.sqrt(weight[own[i]] * weight[own[k]]);
                }
            }
            double contribution = 0;
            double[] form = new double[n];
            for (int i = 0; i < n; i++) {
                contribution += adjusted[i] * residual[i];
                for (int k = 0; k < n; k++) {
                    form[i] += adjusted[k] * rest[k][i];
                }
            }
            variance += contribution * contribution;
            forms.add(form);
        }
        double trace = 0;
        double squares = 0;
        for (double[] p : forms) {
            for (double[] q : forms) {
                double product = 0;
                for (int i = 0; i < n; i++) {
                    product += p[i] * q[i] / weight[i];
                }
                trace += p == q ? product : 0;
                squares += product * product;
            }
        }
        return new ClusterRobust.Fit(Math.sqrt(variance), trace * trace / squares);
    }

    private static void add(List<double[]> rows, long times, int cluster, int arm, int event) {
        for (long i = 0; i < times; i++) {
            rows.add(new double[] {cluster, arm, event});
        }
    }

    /** The symmetric inverse square root of a positive definite matrix, by Denman and Beavers's iteration. */
    private static double[][] inverseRoot(double[][] matrix) {
        double[][] y = matrix;
        double[][] z = identity(matrix.length);
        for (int i = 0; i < 40; i++) {
            double[][] nextY = halfSum(y, inverse(z));
            z = halfSum(z, inverse(y));
            y = nextY;
        }
        return z;
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[][] halfSum(double[][] a, double[][] b) {
        double[][] sum = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                sum[i][k] = (a[i][k] + b[i][k]) / 2;
            }
        }
        return sum;
    }

    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
        }
        double[][] inverse = identity(n);
        for (int p = 0; p < n; p++) {
            double pivot = a[p][p];
            for (int k = 0; k < n; k++) {
                a[p][k] /= pivot;
                inverse[p][k] /= pivot;
            }
            for (int i = 0; i < n; i++) {
                double factor = a[i][p];
                if (i != p && factor != 0) {
                    for (int k = 0; k < n; k++) {
                        a[i][k] -= factor * a[p][k];
                        inverse[i][k] -= factor * inverse[p][k];
                    }
                }
            }
        }
        return inverse;
    }

    @ParameterizedTest
    @EnumSource
    void theClosedFormEqualsTheDenseMatrices(ClusterRobust method) {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 40; i++) {
            List<TwoByTwo> clusters = clusters(random, 2 + random.nextInt(6), 5);
            ClusterRobust.Fit expected = dense(method, clusters);
            ClusterRobust.Fit actual = ClusterRobust.fit(method, clusters);
            assertThat(actual.se()).isCloseTo(expected.se(), within(1e-10));
            assertThat(actual.df()).isCloseTo(expected.df(), within(1e-8));
        }
    }

    @ParameterizedTest
    @EnumSource
    void orderAndClustersWithoutTrialsChangeNothing(ClusterRobust method) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 100; i++) {
            List<TwoByTwo> clusters = clusters(random, 20, 20);
            List<TwoByTwo> other = new ArrayList<>(clusters);
            other.add(new TwoByTwo(0, 0, 0, 0));
            Collections.shuffle(other, new Random(i));
            MantelHaenszelTest.same(method.of(other, 0.95), method.of(clusters, 0.95));
        }
    }

    @Test
    void swappingTheArmsFlipsTheDifferenceAndInvertsTheRatio() {
        List<TwoByTwo> clusters = clusters(new SplittableRandom(5), 30, 20);
        List<TwoByTwo> swapped = clusters.stream().map(TwoByTwo::swapArms).toList();
        Estimate.Interval difference = (Estimate.Interval) ClusterRobust.CR2_RISK_DIFFERENCE.of(swapped, 0.9);
        MantelHaenszelTest.same(
                difference.map(x -> -x, difference.method()), ClusterRobust.CR2_RISK_DIFFERENCE.of(clusters, 0.9));
        Estimate.Interval ratio = (Estimate.Interval) ClusterRobust.CR2_RISK_RATIO.of(swapped, 0.9);
        MantelHaenszelTest.same(ratio.map(x -> 1 / x, ratio.method()), ClusterRobust.CR2_RISK_RATIO.of(clusters, 0.9));
    }

    @Test
    void theTestAndTheIntervalAgree() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 200; i++) {
            List<TwoByTwo> clusters = clusters(random, 12, 8);
            for (ClusterRobust method : ClusterRobust.values()) {
                if (method.of(clusters, 0.9) instanceof Estimate.Interval interval) {
                    double none = method == ClusterRobust.CR2_RISK_DIFFERENCE ? 0 : 1;
                    TestResult.Computed test = (TestResult.Computed) method.test(clusters);
                    assertThat(interval.contains(none)).isEqualTo(test.pValue() >= 0.1);
                }
            }
        }
    }

    @Test
    void whatCannotBeSaidIsRefusedWithAReason() {
        TwoByTwo small = new TwoByTwo(1, 2, 1, 3);
        TwoByTwo other = new TwoByTwo(2, 2, 0, 3);
        assertRefused(List.of(small, other), "degrees of freedom, fewer than 4");
        assertRefused(List.of(new TwoByTwo(4, 5, 2, 2), new TwoByTwo(0, 0, 3, 3)), "one cluster");
        assertRefused(Collections.nCopies(20, new TwoByTwo(3, 0, 2, 0)), "do not differ");
        assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.of(List.of(), 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.test(List.of())).isInstanceOf(TestResult.Undefined.class);
        assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.of(List.of(new TwoByTwo(1, 1, 0, 0)), 0.95))
                .isInstanceOf(Estimate.Undefined.class);
        List<TwoByTwo> noEvents = Collections.nCopies(20, new TwoByTwo(0, 3, 0, 2));
        assertThat(ClusterRobust.CR2_RISK_RATIO.of(noEvents, 0.95)).isInstanceOf(Estimate.Undefined.class);
        List<TwoByTwo> onlyArm1 = Collections.nCopies(20, new TwoByTwo(1, 3, 0, 2));
        assertThat(ClusterRobust.CR2_RISK_RATIO.of(onlyArm1, 0.95))
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isInfinite());
        assertThatThrownBy(() -> ClusterRobust.CR2_RISK_RATIO.of(noEvents, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(List<TwoByTwo> clusters, String reason) {
        assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.of(clusters, 0.95))
                .isInstanceOfSatisfying(
                        Estimate.Point.class,
                        point -> assertThat(point.reason()).contains(reason));
        assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.test(clusters))
                .isInstanceOfSatisfying(
                        TestResult.Undefined.class,
                        undefined -> assertThat(undefined.reason()).contains(reason));
    }

    @Test
    void hostileCountsGiveADefinedAnswer() {
        for (List<TwoByTwo> clusters : StratifiedTestData.hostile()) {
            for (ClusterRobust method : ClusterRobust.values()) {
                assertThat(method.of(clusters, 0.95)).isNotNull();
                assertThat(method.test(clusters)).isNotNull();
            }
        }
    }

    @Test
    void tenThousandClustersAreQuick() {
        List<TwoByTwo> clusters = clusters(new SplittableRandom(9), 10_000, 50);
        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertThat(ClusterRobust.CR2_RISK_DIFFERENCE.of(clusters, 0.95))
                        .isInstanceOf(Estimate.Interval.class));
    }
}
