package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.junit.jupiter.api.Test;

class GrayTestTest {

    @Test
    void everyAnswerIsFiniteAndTheSameForSwappedArmsAndShuffledSubjects() {
        int[] computed = new int[1];
        EventTables.seeds(500).forEach(random -> {
            EventTable arm1 = EventTables.random(random);
            EventTable arm2 = EventTables.random(random);
            for (Cause cause : Cause.values()) {
                TestResult result = GrayTest.test(arm1, arm2, cause);
                TestResult swapped = GrayTest.test(arm2, arm1, cause);
                if (result instanceof TestResult.Computed c) {
                    computed[0]++;
                    assertThat(c.statistic().orElseThrow()).isFinite().isNotNegative();
                    assertThat(((TestResult.Computed) swapped).pValue()).isCloseTo(c.pValue(), within(1e-9));
                } else {
                    assertThat(swapped).isEqualTo(result);
                }
                assertThat(GrayTest.test(EventTables.shuffled(arm1, random), arm2, cause))
                        .isEqualTo(result);
            }
        });
        assertThat(computed[0]).isGreaterThan(700);
    }

    /** Without censoring its score is the log-rank's with successes left at risk; the variances agree in large samples. */
    @Test
    void withoutCensoringThoseWhoSucceededStayAtRisk() {
        Random random = new Random(9);
        EventTable arm1 = uncensored(random, 0.55);
        EventTable arm2 = uncensored(random, 0.5);
        double gray = ((TestResult.Computed) GrayTest.test(arm1, arm2, Cause.FAILURE))
                .statistic()
                .orElseThrow();
        double logRank = ((TestResult.Computed)
                        LogRank.of(staying(arm1), staying(arm2)).test())
                .statistic()
                .orElseThrow();
        assertThat(gray).isCloseTo(logRank, within(0.02 * logRank));
        assertThat(gray).isGreaterThan(5);
    }

    private static EventTable uncensored(Random random, double failing) {
        return new EventTable(IntStream.range(0, 4000)
                .mapToObj(i -> EventTables.observation(random, random.nextDouble(), 0, failing))
                .toList());
    }

    private static EventTable staying(EventTable table) {
        return new EventTable(table.rows().stream()
                .map(row -> row.successes() > 0 ? new Row(2, 0, 0, row.successes()) : row)
                .toList());
    }

    @Test
    void itsSizeUnderNoDifferenceIsTheNominalOne() {
        Random random = new Random(17);
        int rejected = 0;
        int runs = 2000;
        for (int i = 0; i < runs; i++) {
            TestResult result = GrayTest.test(tied(random), tied(random), Cause.FAILURE);
            rejected += ((TestResult.Computed) result).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat((double) rejected / runs).isBetween(0.035, 0.065);
    }

    private static EventTable tied(Random random) {
        return new EventTable(IntStream.range(0, 40)
                .mapToObj(i -> EventTables.observation(random, random.nextInt(12), 0.3, 0.5))
                .toList());
    }

    @Test
    void dataThatCannotTellAreUndefined() {
        EventTable failures = EventTables.events(Cause.FAILURE, 1, 2, 3);
        EventTable successes = EventTables.events(Cause.SUCCESS, 1, 2, 3);
        List.of(
                        GrayTest.test(EventTable.EMPTY, EventTable.EMPTY, Cause.FAILURE),
                        GrayTest.test(failures, EventTable.EMPTY, Cause.FAILURE),
                        GrayTest.test(EventTables.open(1), EventTables.open(2), Cause.FAILURE),
                        GrayTest.test(successes, successes, Cause.FAILURE),
                        GrayTest.test(
                                EventTables.events(Cause.FAILURE, 4, 4),
                                EventTables.events(Cause.FAILURE, 4),
                                Cause.FAILURE))
                .forEach(result -> assertThat(result).isInstanceOf(TestResult.Undefined.class));
        assertThat(GrayTest.test(failures, successes, Cause.FAILURE)).isInstanceOf(TestResult.Computed.class);
    }

    /** Arm 1 fails early and is then hardly followed; arm 2 fails late: the weights shift, and incidences add to over 1. */
    @Test
    void armsThatHardlyOverlapAreUndefined() {
        EventTable arm1 = new EventTable(List.of(new Row(1, 900, 0, 0), new Row(2, 0, 0, 99), new Row(9, 0, 0, 1)));
        EventTable arm2 = new EventTable(List.of(new Row(3, 40, 0, 0), new Row(4, 40, 0, 0), new Row(5, 10, 0, 0)));
        assertThat(GrayTest.test(arm1, arm2, Cause.FAILURE))
                .isInstanceOfSatisfying(
                        TestResult.Undefined.class, e -> assertThat(e.reason()).contains("reaches 1"));
    }
}
