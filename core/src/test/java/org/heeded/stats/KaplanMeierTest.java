package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.heeded.stats.KaplanMeier.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KaplanMeierTest {

    /** Six subjects by hand: events at 1 (of 6), 3 (two of 4) and 5 (of 1), censored at 2 and 4. */
    private static final EventTable SIX = new EventTable(List.of(
            Row.event(1, Cause.FAILURE),
            Row.open(2),
            Row.event(3, Cause.FAILURE),
            Row.event(3, Cause.SUCCESS),
            Row.open(4),
            Row.event(5, Cause.FAILURE)));

    @Test
    void theCurveIsAsByHand() {
        KaplanMeier curve = KaplanMeier.of(SIX);
        assertThat(value(curve, 0)).isEqualTo(1);
        assertThat(value(curve, 1)).isEqualTo(5.0 / 6);
        assertThat(value(curve, 2.9)).isEqualTo(5.0 / 6);
        assertThat(value(curve, 3)).isCloseTo(5.0 / 12, within(1e-15));
        assertThat(value(curve, 5)).isZero();
        assertThat(value(curve, 1e9)).isZero();
        Estimate.Interval interval = (Estimate.Interval) curve.at(3, Limits.LOG_LOG, 0.95);
        double theta = z() * Math.sqrt(1 / 30.0 + 2 / 8.0) / Math.log(12.0 / 5);
        assertThat(interval.lower()).isCloseTo(Math.pow(5.0 / 12, Math.exp(theta)), within(1e-12));
        assertThat(interval.upper()).isCloseTo(Math.pow(5.0 / 12, Math.exp(-theta)), within(1e-12));
        assertThat(curve.median(Limits.LOG_LOG, 0.95))
                .extracting(e -> ((Estimate.Interval) e).value())
                .isEqualTo(3.0);
    }

    @Test
    void theCurveIsThatOfTheDefinition() {
        EventTables.seeds(300).forEach(random -> {
            List<Row> subjects = EventTables.observations(random);
            KaplanMeier curve = KaplanMeier.of(new EventTable(subjects));
            for (Row at : subjects) {
                assertThat(value(curve, at.time())).isCloseTo(naive(subjects, at.time()), within(1e-13));
            }
        });
    }

    private static double naive(List<Row> subjects, double time) {
        return subjects.stream()
                .mapToDouble(Row::time)
                .filter(t -> t <= time)
                .distinct()
                .map(t -> 1
                        - (double) subjects.stream()
                                        .filter(s -> s.time() == t && s.events() > 0)
                                        .count()
                                / subjects.stream().filter(s -> s.time() >= t).count())
                .reduce(1, (a, b) -> a * b);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 0.95, 0.999999})
    void limitsHoldTheCurveAndLieWithinZeroAndOne(double level) {
        EventTables.seeds(200).forEach(random -> {
            EventTable table = EventTables.random(random);
            KaplanMeier curve = KaplanMeier.of(table);
            for (Row at : table.rows()) {
                for (Limits limits : Limits.values()) {
                    if (curve.at(at.time(), limits, level) instanceof Estimate.Interval interval) {
                        assertThat(interval.lower()).isBetween(0.0, interval.value());
                        assertThat(interval.upper()).isBetween(interval.value(), 1.0);
                    }
                }
            }
        });
    }

    @Test
    void betaProductLimitsFallAndWidenWithTheLevel() {
        EventTables.seeds(200).forEach(random -> {
            EventTable table = EventTables.random(random);
            KaplanMeier curve = KaplanMeier.of(table);
            Estimate.Interval before = betaProduct(curve, 0, 0.9);
            for (Row at : table.rows()) {
                Estimate.Interval now = betaProduct(curve, at.time(), 0.9);
                Estimate.Interval wider = betaProduct(curve, at.time(), 0.99);
                assertThat(now.lower()).isLessThanOrEqualTo(before.lower() + 1e-12);
                assertThat(now.upper()).isLessThanOrEqualTo(before.upper() + 1e-12);
                assertThat(wider.lower()).isLessThanOrEqualTo(now.lower());
                assertThat(wider.upper()).isGreaterThanOrEqualTo(now.upper());
                before = now;
            }
        });
    }

    @Test
    void withoutCensoringBetaProductLimitsAreThoseOfClopperAndPearson() {
        EventTables.seeds(200).forEach(random -> {
            int n = 1 + random.nextInt(60);
            double[] times = random.doubles(n).map(x -> Math.floor(x * 30)).toArray();
            EventTable table = EventTables.events(Cause.FAILURE, times);
            double time = random.nextInt(30);
            int left = (int) table.atRisk(time + 0.5);
            Interval exact = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(n, left, 0.05);
            Estimate.Interval interval = betaProduct(KaplanMeier.of(table), time, 0.95);
            assertThat(interval.value()).isEqualTo((double) left / n);
            assertThat(interval.lower()).isCloseTo(exact.getLowerBound(), within(1e-9));
            assertThat(interval.upper()).isCloseTo(exact.getUpperBound(), within(1e-9));
        });
    }

    /** The method of moments against the product it stands for, simulated. */
    @Test
    void betaProductLimitsAreQuantilesOfTheProduct() {
        Estimate.Interval interval = betaProduct(KaplanMeier.of(SIX), 3, 0.8);
        Random random = new Random(5);
        double[] lower = new double[200_000];
        double[] upper = new double[lower.length];
        for (int i = 0; i < lower.length; i++) {
            upper[i] = beta(6, 1, random) * beta(3, 2, random);
            lower[i] = upper[i] * beta(2, 1, random);
        }
        Arrays.sort(lower);
        Arrays.sort(upper);
        assertThat(interval.lower()).isCloseTo(lower[lower.length / 10], within(0.01));
        assertThat(interval.upper()).isCloseTo(upper[upper.length - upper.length / 10], within(0.01));
    }

    private static double beta(double a, double b, Random random) {
        return BetaDistribution.of(a, b).inverseCumulativeProbability(random.nextDouble());
    }

    @Test
    void theMedianIsWhereCurveAndLimitsCrossOneHalf() {
        EventTables.seeds(150).forEach(random -> {
            EventTable table = EventTables.random(random);
            KaplanMeier curve = KaplanMeier.of(table);
            for (Limits limits : Limits.values()) {
                double[] times = DoubleStream.concat(
                                DoubleStream.of(0), table.rows().stream().mapToDouble(Row::time))
                        .toArray();
                double half = first(times, t -> value(curve, t) <= 0.5);
                double lower =
                        first(times, t -> curve.at(t, limits, 0.9) instanceof Estimate.Interval i && i.lower() <= 0.5);
                double upper =
                        first(times, t -> curve.at(t, limits, 0.9) instanceof Estimate.Interval i && i.upper() <= 0.5);
                Estimate median = curve.median(limits, 0.9);
                if (median instanceof Estimate.Interval interval) {
                    assertThat(interval.lower()).isEqualTo(lower);
                    assertThat(interval.upper()).isEqualTo(upper);
                    assertMedian(curve, half, interval.value());
                } else {
                    assertThat(lower).isInfinite();
                    assertThat(median instanceof Estimate.Point).isEqualTo(half < Double.POSITIVE_INFINITY);
                }
            }
        });
    }

    private static void assertMedian(KaplanMeier curve, double half, double median) {
        if (half < Double.POSITIVE_INFINITY && Math.abs(value(curve, half) - 0.5) < 1e-12) {
            assertThat(median).isGreaterThanOrEqualTo(half);
            assertThat(value(curve, median)).isCloseTo(0.5, within(1e-12));
        } else {
            assertThat(median).isEqualTo(half);
        }
    }

    private static double first(double[] times, DoublePredicate condition) {
        return Arrays.stream(times).filter(condition).findFirst().orElse(Double.POSITIVE_INFINITY);
    }

    @Test
    void aStretchAtOneHalfHasItsMiddleForMedian() {
        EventTable table = EventTables.events(Cause.FAILURE, 1, 3, 8, 20);
        assertThat(((Estimate.Interval) KaplanMeier.of(table).median(Limits.BETA_PRODUCT, 0.95)).value())
                .isEqualTo(5.5);
        EventTable ended = EventTables.events(Cause.FAILURE, 1, 3).plus(EventTables.open(8, 20));
        assertThat(((Estimate.Interval) KaplanMeier.of(ended).median(Limits.BETA_PRODUCT, 0.95)).value())
                .isEqualTo(3);
    }

    @Test
    void aMedianOutOfReachIsInfiniteWithItsLowerLimitOrUndefined() {
        EventTable rare = EventTables.events(Cause.FAILURE, 1, 2, 3).plus(EventTables.open(5, 5, 5, 5, 5));
        Estimate.Interval median = (Estimate.Interval) KaplanMeier.of(rare).median(Limits.LOG_LOG, 0.95);
        assertThat(median.value()).isInfinite();
        assertThat(median.lower()).isEqualTo(1);
        assertThat(median.upper()).isInfinite();
        EventTable open = EventTables.open(1, 2);
        assertThat(KaplanMeier.of(open).median(Limits.LOG_LOG, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(((Estimate.Interval) KaplanMeier.of(open).median(Limits.BETA_PRODUCT, 0.95)).lower())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Limits.class)
    void nothingObservedIsUndefined(Limits limits) {
        KaplanMeier none = KaplanMeier.of(EventTable.EMPTY);
        assertThat(none.at(0, limits, 0.95)).hasToString("undefined (" + limits.label() + "): no observations");
        assertThat(none.median(limits, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(RestrictedMean.of(none, 1, 0.95)).isInstanceOf(Estimate.Undefined.class);
    }

    @ParameterizedTest
    @EnumSource(Limits.class)
    void afterTheLastCensoringTheCurveIsUndefined(Limits limits) {
        KaplanMeier curve = KaplanMeier.of(EventTables.events(Cause.FAILURE, 1).plus(EventTables.open(2)));
        assertThat(value(curve, 2)).isEqualTo(0.5);
        assertThat(curve.at(2.1, limits, 0.95))
                .isInstanceOfSatisfying(
                        Estimate.Undefined.class,
                        e -> assertThat(e.reason()).contains("2.0").contains("2.1"));
    }

    @Test
    void oneOrTheOtherFateAloneIsAnswered() {
        KaplanMeier open = KaplanMeier.of(EventTables.open(3, 3, 3));
        assertThat(open.at(3, Limits.LOG_LOG, 0.95)).isInstanceOf(Estimate.Point.class);
        assertThat(betaProduct(open, 2, 0.95).lower()).isCloseTo(Math.cbrt(0.025), within(1e-12));
        assertThat(betaProduct(open, 2, 0.95).upper()).isEqualTo(1);
        assertThat(betaProduct(open, 3, 0.95).lower()).isZero();
        KaplanMeier tied = KaplanMeier.of(EventTables.events(Cause.SUCCESS, 3, 3, 3));
        assertThat(tied.at(3, Limits.LOG_LOG, 0.95)).isInstanceOf(Estimate.Point.class);
        assertThat(betaProduct(tied, 3, 0.95).value()).isZero();
        assertThat(betaProduct(tied, 3, 0.95).upper()).isCloseTo(1 - Math.cbrt(0.025), within(1e-12));
        KaplanMeier atOnce = KaplanMeier.of(EventTables.events(Cause.SUCCESS, 0));
        assertThat(betaProduct(atOnce, 0, 0.95).upper()).isCloseTo(0.975, within(1e-12));
        assertThat(atOnce.median(Limits.BETA_PRODUCT, 0.95))
                .isEqualTo(new Estimate.Interval(0, 0, Double.POSITIVE_INFINITY, 0.95, Limits.BETA_PRODUCT));
    }

    @Test
    void levelsOutOfRangeAreRefused() {
        KaplanMeier curve = KaplanMeier.of(SIX);
        assertThatThrownBy(() -> curve.at(1, Limits.LOG_LOG, 1)).hasMessageContaining("level 1.0");
        assertThatThrownBy(() -> curve.median(Limits.LOG_LOG, 0)).hasMessageContaining("level 0.0");
        assertThatThrownBy(() -> RestrictedMean.of(curve, 3, Double.NaN)).hasMessageContaining("level NaN");
    }

    @Test
    @Timeout(60)
    void aMillionSubjectsAreFittedAndAsked() {
        KaplanMeier curve = KaplanMeier.of(EventTables.million(1));
        for (Limits limits : Limits.values()) {
            Estimate.Interval at = (Estimate.Interval) curve.at(500, limits, 0.95);
            assertThat(at.value()).isCloseTo(Math.pow(0.5, 0.7), within(0.002));
            assertThat(at.upper() - at.lower()).isBetween(0.001, 0.003);
            Estimate.Interval median = (Estimate.Interval) curve.median(limits, 0.95);
            assertThat(median.value()).isCloseTo(1000 * (1 - Math.pow(0.5, 1 / 0.7)), within(3.0));
            assertThat(median.upper() - median.lower()).isBetween(1.0, 4.0);
        }
        EventTable counts = new EventTable(
                List.of(new Row(1, EventTable.MAX_SIZE / 2, 0, 0), new Row(2, EventTable.MAX_SIZE / 2, 0, 0)));
        assertThat(betaProduct(KaplanMeier.of(counts), 1, 0.95).lower()).isCloseTo(0.5, within(1e-5));
    }

    private static Estimate.Interval betaProduct(KaplanMeier curve, double time, double level) {
        return (Estimate.Interval) curve.at(time, Limits.BETA_PRODUCT, level);
    }

    private static double value(KaplanMeier curve, double time) {
        Estimate estimate = curve.at(time, Limits.LOG_LOG, 0.95);
        return estimate instanceof Estimate.Interval interval ? interval.value() : ((Estimate.Point) estimate).value();
    }

    private static double z() {
        return NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
    }
}
