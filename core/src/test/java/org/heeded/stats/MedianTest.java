package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MedianTest {

    private static SortedMap<Double, Long> counts(double... values) {
        TreeMap<Double, Long> counts = new TreeMap<>();
        DoubleStream.of(values).forEach(v -> counts.merge(v, 1L, Long::sum));
        return counts;
    }

    @Test
    void ofTenValuesTheLimitsAreTheSecondAndTheNinth() {
        // 2 · P(Bin(10, ½) ≤ 1) = 0.0215 ≤ 0.05 < 2 · P(Bin(10, ½) ≤ 2) = 0.109
        assertThat(Median.ORDER_STATISTICS.of(counts(10, 1, 9, 2, 8, 3, 7, 4, 6, 5), 0.95))
                .isEqualTo(new Estimate.Interval(5.5, 2, 9, 0.95, Median.ORDER_STATISTICS));
    }

    @Test
    void fewerThanSixValuesHaveNoLimitsAndNoneHasNoMedian() {
        assertThat(Median.ORDER_STATISTICS.of(counts(3, 1, 2, 2, 9), 0.95)).isInstanceOf(Estimate.Point.class);
        assertThat(Median.ORDER_STATISTICS.of(counts(1, 2, 3, 4, 5, 6), 0.95))
                .isEqualTo(new Estimate.Interval(3.5, 1, 6, 0.95, Median.ORDER_STATISTICS));
        assertThat(Median.ORDER_STATISTICS.of(counts(), 0.95)).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void coversAtLeastItsLevelForAnyDistribution() {
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;
        int runs = 4_000;
        for (int run = 0; run < runs; run++) {
            double[] sample = random.doubles(15).map(u -> -Math.log(u)).toArray();
            Estimate.Interval limits = (Estimate.Interval) Median.ORDER_STATISTICS.of(counts(sample), 0.95);
            covered += limits.contains(Math.log(2)) ? 1 : 0;
        }
        // exact coverage at n = 15 is 96.5 %; four standard errors below are 95.3 %
        assertThat((double) covered / runs).isBetween(0.953, 0.977);
    }
}
