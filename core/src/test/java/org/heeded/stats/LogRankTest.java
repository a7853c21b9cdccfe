package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LogRankTest {

    @Test
    void observedExpectedAndVarianceAreAsByHand() {
        EventTable arm1 = EventTables.events(Cause.FAILURE, 1, 3).plus(EventTables.open(4));
        EventTable arm2 = EventTables.events(Cause.FAILURE, 3).plus(EventTables.open(2, 5));
        LogRank comparison = LogRank.of(arm1, arm2);
        // at 1 one event among 3 and 3, at 3 two among 2 and 2
        assertThat(comparison.observed1()).isEqualTo(2);
        assertThat(comparison.observed2()).isEqualTo(1);
        assertThat(comparison.expected1()).isCloseTo(0.5 + 1, within(1e-15));
        assertThat(comparison.expected2()).isCloseTo(0.5 + 1, within(1e-15));
        assertThat(comparison.variance()).isCloseTo(0.25 + 2 * 0.25 * 2 / 3, within(1e-15));
    }

    @Test
    void theExactTestIsTheShareOfAllDivisionsIntoArms() {
        int smaller = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Row> subjects = EventTables.observations(random);
            subjects = subjects.subList(0, Math.min(subjects.size(), 10));
            int n1 = random.nextInt(subjects.size() + 1);
            EventTable arm1 = new EventTable(subjects.subList(0, n1));
            EventTable arm2 = new EventTable(subjects.subList(n1, subjects.size()));
            TestResult actual = LogRank.exact(arm1, arm2);
            if (actual instanceof TestResult.Computed computed) {
                assertThat(computed.pValue()).isCloseTo(enumerated(subjects, n1), within(1e-12));
                smaller += computed.pValue() < 1 ? 1 : 0;
            } else {
                assertThat(arm1.size() == 0
                                || arm2.size() == 0
                                || subjects.stream().allMatch(s -> s.events() == 0))
                        .isTrue();
            }
        }
        assertThat(smaller).isGreaterThan(50);
    }

    /** Tries every division, with the score O₁ − E₁ as the asymptotic test counts it. */
    private static double enumerated(List<Row> subjects, int n1) {
        double seen = score(subjects, (1 << n1) - 1);
        int extreme = 0;
        int all = 0;
        for (int mask = 0; mask < 1 << subjects.size(); mask++) {
            if (Integer.bitCount(mask) == n1) {
                all++;
                extreme += Math.abs(score(subjects, mask)) >= Math.abs(seen) - 1e-9 ? 1 : 0;
            }
        }
        return (double) extreme / all;
    }

    private static double score(List<Row> subjects, int mask) {
        List<Row> arm1 = new ArrayList<>();
        List<Row> arm2 = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            ((mask >> i & 1) == 1 ? arm1 : arm2).add(subjects.get(i));
        }
        LogRank comparison = LogRank.of(new EventTable(arm1), new EventTable(arm2));
        return comparison.observed1() - comparison.expected1();
    }

    @Test
    void swappingTheArmsLeavesThePValues() {
        EventTables.seeds(60).forEach(random -> {
            EventTable arm1 = EventTables.random(random);
            EventTable arm2 = EventTables.random(random);
            assertSameP(LogRank.of(arm1, arm2).test(), LogRank.of(arm2, arm1).test());
            assertSameP(LogRank.exactElseAsymptotic(arm1, arm2), LogRank.exactElseAsymptotic(arm2, arm1));
        });
    }

    @Test
    void onlyTheOrderOfTimesCounts() {
        EventTables.seeds(30).forEach(random -> {
            EventTable arm1 = EventTables.random(random);
            EventTable arm2 = EventTables.random(random);
            assertThat(LogRank.of(stretched(arm1), stretched(arm2))).isEqualTo(LogRank.of(arm1, arm2));
            assertThat(LogRank.exactElseAsymptotic(stretched(arm1), stretched(arm2)))
                    .isEqualTo(LogRank.exactElseAsymptotic(arm1, arm2));
        });
    }

    private static EventTable stretched(EventTable table) {
        return new EventTable(table.rows().stream()
                .map(row -> new Row(Math.exp(row.time() / 100), row.failures(), row.successes(), row.censored()))
                .toList());
    }

    @Test
    void allEventsAreExpectedInOneArmOrTheOther() {
        EventTables.seeds(200).forEach(random -> {
            LogRank comparison = LogRank.of(EventTables.random(random), EventTables.random(random));
            assertThat(comparison.expected1() + comparison.expected2())
                    .isCloseTo((double) comparison.observed1() + comparison.observed2(), within(1e-11));
        });
    }

    @Test
    void exactAndAsymptoticAgreeWhereBothAreGood() {
        Random random = new Random(3);
        EventTable arm1 = new EventTable(IntStream.range(0, 100)
                .mapToObj(i -> EventTables.observation(random, random.nextInt(4), 0.2, 1))
                .toList());
        EventTable arm2 = new EventTable(IntStream.range(0, 100)
                .mapToObj(i -> EventTables.observation(random, random.nextInt(5), 0.2, 1))
                .toList());
        TestResult.Computed exact = (TestResult.Computed) LogRank.exact(arm1, arm2);
        assertThat(exact.statistic()).isEmpty();
        assertThat(exact.pValue())
                .isCloseTo(((TestResult.Computed) LogRank.of(arm1, arm2).test()).pValue(), within(0.005));
    }

    @Test
    void aTinyExactPValueKeepsItsDigits() {
        EventTable early = events(IntStream.rangeClosed(1, 20));
        EventTable late = events(IntStream.rangeClosed(21, 40));
        // this division and its mirror image, of 40 over 20
        double expected = 2 / 137_846_528_820.0;
        assertThat(((TestResult.Computed) LogRank.exact(early, late)).pValue())
                .isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void fortySubjectsAreEnumeratedAndBeyondItSaysThatItSwitched() {
        assertThat(LogRank.exactElseAsymptotic(every(2, 0, 20), every(2, 1, 20)).method())
                .isEqualTo(SurvivalMethod.LOG_RANK_PERMUTATION);
        EventTable arm1 = every(2, 0, 30);
        EventTable arm2 = every(2, 1, 30);
        assertThat(LogRank.exact(arm1, arm2))
                .isInstanceOfSatisfying(
                        TestResult.Undefined.class, e -> assertThat(e.reason()).contains("too many"));
        assertThat(LogRank.exactElseAsymptotic(arm1, arm2))
                .isEqualTo(LogRank.of(arm1, arm2).test());
        assertThat(LogRank.exactElseAsymptotic(every(1, 0, 3), every(1, 3, 90)).method())
                .as("a small arm keeps the exact test in reach")
                .isEqualTo(SurvivalMethod.LOG_RANK_PERMUTATION);
    }

    @Test
    @Timeout(20)
    void theLargestEnumerationIsAMatterOfMilliseconds() {
        EventTable arm1 = every(2, 0, 20);
        EventTable arm2 = every(2, 1, 20);
        Duration best = IntStream.range(0, 5)
                .mapToObj(i -> {
                    long start = System.nanoTime();
                    assertThat(LogRank.exact(arm1, arm2)).isInstanceOf(TestResult.Computed.class);
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .min(Duration::compareTo)
                .orElseThrow();
        // thirty on an idle machine; the rest is for a busy one
        assertThat(best).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void strataAddUp() {
        EventTables.seeds(50).forEach(random -> {
            LogRank a = LogRank.of(EventTables.random(random), EventTables.random(random));
            LogRank b = LogRank.of(EventTables.random(random), EventTables.random(random));
            LogRank both = a.plus(b);
            assertThat(both.observed1()).isEqualTo(a.observed1() + b.observed1());
            assertThat(both.observed2()).isEqualTo(a.observed2() + b.observed2());
            assertThat(both.expected1()).isEqualTo(a.expected1() + b.expected1());
            assertThat(both.expected2()).isEqualTo(a.expected2() + b.expected2());
            assertThat(both.variance()).isEqualTo(a.variance() + b.variance());
        });
    }

    @Test
    void dataThatCannotTellAreUndefined() {
        EventTable some = EventTables.events(Cause.FAILURE, 1, 2);
        for (EventTable[] arms : new EventTable[][] {
            {EventTable.EMPTY, EventTable.EMPTY},
            {some, EventTable.EMPTY},
            {EventTable.EMPTY, some},
            {EventTables.open(1, 2), EventTables.open(1, 3)}
        }) {
            assertThat(LogRank.of(arms[0], arms[1]).test()).isInstanceOf(TestResult.Undefined.class);
            assertThat(LogRank.exact(arms[0], arms[1])).isInstanceOf(TestResult.Undefined.class);
            assertThat(LogRank.exactElseAsymptotic(arms[0], arms[1])).isInstanceOf(TestResult.Undefined.class);
        }
    }

    @Test
    void oneAgainstOneAndAllTiedAreAnswered() {
        EventTable one = EventTables.events(Cause.FAILURE, 1);
        EventTable other = EventTables.events(Cause.SUCCESS, 2);
        assertThat(((TestResult.Computed) LogRank.exact(one, other)).pValue()).isEqualTo(1);
        EventTable tied = EventTables.events(Cause.FAILURE, 5, 5, 5, 5);
        assertThat(LogRank.of(tied, tied).test()).isInstanceOf(TestResult.Undefined.class);
        assertThat(((TestResult.Computed) LogRank.exact(tied, tied)).pValue()).isEqualTo(1);
    }

    @Test
    @Timeout(60)
    void twoMillionSubjectsAreCompared() {
        EventTable arm1 = EventTables.million(1);
        EventTable arm2 = EventTables.million(2);
        TestResult.Computed result = (TestResult.Computed) LogRank.exactElseAsymptotic(arm1, arm2);
        assertThat(result.method()).isEqualTo(SurvivalMethod.LOG_RANK);
        assertThat(result.statistic().orElseThrow()).isBetween(0.0, 15.0);
        TestResult.Computed gray = (TestResult.Computed) GrayTest.test(arm1, arm2, Cause.FAILURE);
        assertThat(gray.statistic().orElseThrow()).isBetween(0.0, 15.0);
    }

    @Test
    void componentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new LogRank(-1, 0, 0, 0, 0)).hasMessageContaining("observed1 -1");
        assertThatThrownBy(() -> new LogRank(0, Double.NaN, 0, 0, 0)).hasMessageContaining("expected1 NaN");
        assertThatThrownBy(() -> new LogRank(0, 0, 0, 0, Double.POSITIVE_INFINITY))
                .hasMessageContaining("variance");
    }

    private static EventTable events(IntStream times) {
        return EventTables.events(Cause.FAILURE, times.asDoubleStream().toArray());
    }

    private static EventTable every(int step, int from, int count) {
        return events(IntStream.range(0, count).map(i -> from + step * i));
    }

    private static void assertSameP(TestResult a, TestResult b) {
        if (a instanceof TestResult.Computed computed) {
            assertThat(((TestResult.Computed) b).pValue()).isCloseTo(computed.pValue(), within(1e-9));
            assertThat(b.method()).isEqualTo(a.method());
        } else {
            assertThat(b).isEqualTo(a);
        }
    }
}
