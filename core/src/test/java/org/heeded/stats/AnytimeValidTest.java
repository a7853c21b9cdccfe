package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AnytimeValidTest {

    private static final String OTHER_PRIOR = "one prior, ½, for every mixture";
    private static final String ANOTHER_SEQUENCE = "another confidence sequence; we offer one, of the counts alone";

    private final Map<String, TwoByTwo> tables = Goldens.rows("two_by_two.csv").stream()
            .collect(Collectors.toMap(row -> row.text("case_id"), Goldens.Row::table, (a, b) -> a));
    private final List<Goldens.Row> stream = Goldens.rows("input_streams.csv");

    @TestFactory
    List<DynamicNode> goldens() {
        return Goldens.tests(
                "anytime_valid.csv",
                Goldens.rows("anytime_valid.csv"),
                Map.of(
                        "product_mixture_evalue_equal_rates_prior_0.5",
                        row -> row.check("estimate", Math.exp(AnytimeValid.logEProcess(table(row)))),
                        "product_mixture_cs_rd_prior_0.5",
                        row -> row.check(AnytimeValid.riskDifference(table(row), row.number("conf_level"))),
                        "beta_mixture_cs_prior_0.5",
                        row -> {
                            TwoByTwo arm = firstOfArm(row);
                            row.check(AnytimeValid.rate(arm.events1(), arm.n1(), row.number("conf_level")));
                        },
                        "beta_mixture_evalue_p0_0.5_prior_0.5",
                        row -> {
                            TwoByTwo arm = firstOfArm(row);
                            row.check("estimate", Math.exp(AnytimeValid.logEProcess(arm.events1(), arm.n1(), 0.5)));
                        }),
                Map.of(
                        "product_mixture_evalue_equal_rates_prior_1", OTHER_PRIOR,
                        "product_mixture_cs_rd_prior_1", OTHER_PRIOR,
                        "beta_mixture_cs_prior_1", OTHER_PRIOR,
                        "safestats_evalue_blocks", "needs the arms in blocks of equal size, which decisions are not",
                        "safestats_cs_difference", "needs the arms in blocks of equal size, which decisions are not",
                        "wsr_hedged_betting_cs", ANOTHER_SEQUENCE,
                        "wsr_predmix_empirical_bernstein_cs", ANOTHER_SEQUENCE,
                        "howard_bernoulli_cs_topt50", ANOTHER_SEQUENCE));
    }

    /** The first {@code at} trials of a stream as a table, or a table of the two-by-two cases. */
    private TwoByTwo table(Goldens.Row row) {
        return row.has("at")
                ? count(ofCase(row).limit(row.count("at")))
                : Objects.requireNonNull(tables.get(row.text("case_id")));
    }

    /** The first {@code at} trials of the row's arm, as arm 1. */
    private TwoByTwo firstOfArm(Goldens.Row row) {
        boolean overridden = row.text("group").equals("overridden");
        TwoByTwo counts = count(ofCase(row)
                .filter(trial -> trial.text("overridden").equals(overridden ? "1" : "0"))
                .limit(row.count("at")));
        return overridden ? counts : counts.swapArms();
    }

    private Stream<Goldens.Row> ofCase(Goldens.Row row) {
        return stream.stream().filter(trial -> trial.text("case_id").equals(row.text("case_id")));
    }

    private static TwoByTwo count(Stream<Goldens.Row> trials) {
        return trials.map(trial -> {
                    long failed = trial.count("failure");
                    return trial.text("overridden").equals("1")
                            ? new TwoByTwo(failed, 1 - failed, 0, 0)
                            : new TwoByTwo(0, 0, failed, 1 - failed);
                })
                .reduce(new TwoByTwo(0, 0, 0, 0), TwoByTwo::plus);
    }

    @Test
    void theMixtureIsTheProductOfOneStepPredictions() {
        forEachSmallTable(
                5,
                table -> assertThat(AnytimeValid.logEProcess(table))
                        .as("%s", table)
                        .isCloseTo(
                                Math.log(predictions(table.events1(), table.nonEvents1())
                                        * predictions(table.events2(), table.nonEvents2())
                                        / likelihood(
                                                (double) table.events() / Math.max(1, table.n()),
                                                table.events(),
                                                table.n() - table.events())),
                                within(1e-12)));
    }

    /** Forecasting each trial by (count so far + ½) / (trials so far + 1), events first: Krichevsky and Trofimov 1981. */
    private static double predictions(long events, long nonEvents) {
        double product = 1;
        for (int i = 0; i < events; i++) {
            product *= (i + 0.5) / (i + 1);
        }
        for (int i = 0; i < nonEvents; i++) {
            product *= (i + 0.5) / (events + i + 1);
        }
        return product;
    }

    private static double likelihood(double p, long events, long nonEvents) {
        return Math.pow(p, (double) events) * Math.pow(1 - p, (double) nonEvents);
    }

    @Test
    void isWorthAtMostOneOnAverageIfTheRatesAreEqual() {
        for (double rate : new double[] {0.01, 0.2, 0.5, 0.85}) {
            for (int n1 = 0; n1 <= 12; n1 += 3) {
                for (int n2 = 0; n2 <= 12; n2 += 4) {
                    double expectation = 0;
                    for (int a = 0; a <= n1; a++) {
                        for (int c = 0; c <= n2; c++) {
                            expectation += binomial(n1, a, rate)
                                    * binomial(n2, c, rate)
                                    * Math.exp(AnytimeValid.logEProcess(new TwoByTwo(a, n1 - a, c, n2 - c)));
                        }
                    }
                    assertThat(expectation)
                            .as("%s, %s and %s trials", rate, n1, n2)
                            .isLessThanOrEqualTo(1 + 1e-12);
                }
            }
        }
    }

    private static double binomial(int n, int k, double p) {
        double value = Math.pow(p, k) * Math.pow(1 - p, n - k);
        for (int i = 0; i < k; i++) {
            value *= (double) (n - i) / (i + 1);
        }
        return value;
    }

    @Test
    void theLimitsOfTheDifferenceAreWhereABetAgainstItReachesTheThreshold() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 30; i++) {
            TwoByTwo table = randomTable(random, 30);
            if (table.hasEmptyArm()) {
                continue;
            }
            Estimate.Interval limits = (Estimate.Interval) AnytimeValid.riskDifference(table, 0.9);
            for (double limit : new double[] {limits.lower(), limits.upper()}) {
                double most = 0;
                double low = Math.max(0, -limit);
                double high = Math.min(1, 1 - limit);
                for (int k = 0; k <= 100_000; k++) {
                    double p2 = low + (high - low) * k / 100_000;
                    most = Math.max(
                            most,
                            likelihood(Math.min(1, p2 + limit), table.events1(), table.nonEvents1())
                                    * likelihood(p2, table.events2(), table.nonEvents2()));
                }
                double bet = predictions(table.events1(), table.nonEvents1())
                        * predictions(table.events2(), table.nonEvents2())
                        / most;
                assertThat(bet).as("%s at %s", table, limit).isCloseTo(10, within(1e-5));
            }
        }
    }

    @Test
    void exchangingArmsOrOutcomesOnlyTurnsTheSign() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 200; i++) {
            TwoByTwo table = randomTable(random, 200);
            if (table.hasEmptyArm()) {
                continue;
            }
            Estimate.Interval limits = (Estimate.Interval) AnytimeValid.riskDifference(table, 0.95);
            for (TwoByTwo other : List.of(table.swapArms(), table.swapOutcomes())) {
                assertThat(AnytimeValid.logEProcess(other)).isCloseTo(AnytimeValid.logEProcess(table), within(1e-10));
                Estimate.Interval turned = (Estimate.Interval) AnytimeValid.riskDifference(other, 0.95);
                assertThat(turned.lower()).as("%s", table).isCloseTo(-limits.upper(), within(1e-9));
                assertThat(turned.upper()).as("%s", table).isCloseTo(-limits.lower(), within(1e-9));
            }
        }
    }

    @Test
    void anAlarmExcludesNoDifferenceFromTheLimits() {
        SplittableRandom random = new SplittableRandom(9);
        int alarms = 0;
        for (int i = 0; i < 500; i++) {
            TwoByTwo table = randomTable(random, 60);
            if (table.hasEmptyArm()) {
                assertThat(AnytimeValid.alarm(table, 0.9)).isFalse();
                continue;
            }
            boolean alarm = AnytimeValid.alarm(table, 0.9);
            Estimate.Interval limits = (Estimate.Interval) AnytimeValid.riskDifference(table, 0.9);
            assertThat(limits.contains(0)).as("%s", table).isNotEqualTo(alarm);
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms).isBetween(50, 450);
    }

    @Test
    void staysFiniteAndOrderedAtExtremeCounts() {
        long[] counts = {0, 1, 15, 16, 17, 1_000_000_000L, TwoByTwo.MAX_COUNT};
        for (long a : counts) {
            for (long b : counts) {
                for (long c : counts) {
                    for (long d : counts) {
                        TwoByTwo table = new TwoByTwo(a, b, c, d);
                        assertThat(AnytimeValid.logEProcess(table))
                                .as("%s", table)
                                .isFinite();
                        Estimate difference = AnytimeValid.riskDifference(table, 0.95);
                        if (table.hasEmptyArm()) {
                            assertThat(difference).isInstanceOf(Estimate.Undefined.class);
                        } else {
                            Estimate.Interval limits = (Estimate.Interval) difference;
                            assertThat(limits.lower()).isGreaterThanOrEqualTo(-1);
                            assertThat(limits.upper()).isLessThanOrEqualTo(1);
                            assertThat(limits.upper() - limits.lower()).isPositive();
                        }
                    }
                }
            }
        }
        assertThat(AnytimeValid.rate(0, 0, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(AnytimeValid.logEProcess(new TwoByTwo(0, 0, 0, 0))).isZero();
        assertThat(AnytimeValid.logEProcess(1, 1, 0.0)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThatThrownBy(() -> AnytimeValid.rate(3, 2, 0.95)).hasMessageContaining("events 3 of trials 2");
        assertThatThrownBy(() -> AnytimeValid.rate(-1, 2, 0.95)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnytimeValid.rate(1, 2, 1)).hasMessageContaining("level 1.0");
        assertThatThrownBy(() -> AnytimeValid.logEProcess(1, 2, Double.NaN)).hasMessageContaining("rate NaN");
        assertThatThrownBy(() -> AnytimeValid.riskDifference(new TwoByTwo(0, 0, 0, 0), 0))
                .hasMessageContaining("level 0.0");
        assertThatThrownBy(() -> AnytimeValid.alarm(new TwoByTwo(1, 1, 1, 1), Double.NaN))
                .hasMessageContaining("level NaN");
    }

    private static TwoByTwo randomTable(SplittableRandom random, int most) {
        return new TwoByTwo(random.nextInt(most), random.nextInt(most), random.nextInt(most), random.nextInt(most));
    }

    private static void forEachSmallTable(int most, Consumer<TwoByTwo> check) {
        for (int a = 0; a <= most; a++) {
            for (int b = 0; b <= most; b++) {
                for (int c = 0; c <= most; c++) {
                    for (int d = 0; d <= most; d++) {
                        check.accept(new TwoByTwo(a, b, c, d));
                    }
                }
            }
        }
    }
}
