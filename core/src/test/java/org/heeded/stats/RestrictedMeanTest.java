package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestrictedMeanTest {

    @Test
    void withoutCensoringItIsTheMeanOfTheTimesCutAtTheHorizon() {
        EventTables.seeds(200).forEach(random -> {
            double[] times =
                    random.doubles(2 + random.nextInt(30)).map(x -> 1 + 9 * x).toArray();
            double tau = 1 + 11 * random.nextDouble();
            double[] cut = Arrays.stream(times).map(t -> Math.min(t, tau)).toArray();
            double mean = Arrays.stream(cut).average().orElseThrow();
            double variance =
                    Arrays.stream(cut).map(t -> (t - mean) * (t - mean)).sum() / ((double) times.length * times.length);
            Estimate actual = RestrictedMean.of(KaplanMeier.of(EventTables.events(Cause.FAILURE, times)), tau, 0.5);
            if (actual instanceof Estimate.Interval interval) {
                assertThat(interval.value()).isCloseTo(mean, within(1e-12));
                // the quartile of the normal distribution
                double margin = 0.6744897501960817 * Math.sqrt(variance);
                assertThat(interval.lower()).isCloseTo(mean - margin, within(1e-9));
                assertThat(interval.upper()).isCloseTo(Math.min(tau, mean + margin), within(1e-9));
            } else {
                assertThat(actual).isInstanceOf(Estimate.Point.class);
                assertThat(variance).isLessThan(1e-25);
            }
        });
    }

    @Test
    void limitsAreCutToWhatAMeanCanBe() {
        KaplanMeier curve = KaplanMeier.of(EventTables.events(Cause.FAILURE, 1).plus(EventTables.open(9, 9, 9)));
        Estimate.Interval mean = (Estimate.Interval) RestrictedMean.of(curve, 9, 0.999);
        assertThat(mean.value()).isCloseTo(7, within(1e-12));
        assertThat(mean.upper()).isEqualTo(9);
        assertThat(mean.lower()).isNotNegative();
    }

    @Test
    void theDifferenceChangesItsSignWithTheArms() {
        EventTables.seeds(200).forEach(random -> {
            KaplanMeier curve1 = KaplanMeier.of(EventTables.random(random));
            KaplanMeier curve2 = KaplanMeier.of(EventTables.random(random));
            Estimate there = RestrictedMean.difference(curve1, curve2, 0.4, 0.95);
            Estimate back = RestrictedMean.difference(curve2, curve1, 0.4, 0.95);
            if (there instanceof Estimate.Interval interval) {
                assertThat(back).isEqualTo(interval.map(x -> 0 - x, SurvivalMethod.RESTRICTED_MEAN_DIFFERENCE));
            } else {
                assertThat(back).hasSameClassAs(there);
            }
        });
    }

    @Test
    void withoutAnEventThereIsAMeanAndNoLimits() {
        KaplanMeier curve = KaplanMeier.of(EventTables.open(5, 7));
        assertThat(RestrictedMean.of(curve, 7, 0.95))
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isEqualTo(7));
        assertThat(RestrictedMean.difference(curve, curve, 7, 0.95))
                .isInstanceOfSatisfying(
                        Estimate.Point.class, point -> assertThat(point.value()).isZero());
    }

    @Test
    void beyondFollowUpItIsUndefinedUnlessNobodyIsLeft() {
        KaplanMeier open = KaplanMeier.of(new EventTable(List.of(Row.event(1, Cause.FAILURE), Row.open(2))));
        KaplanMeier over = KaplanMeier.of(EventTables.events(Cause.FAILURE, 1, 2));
        assertThat(RestrictedMean.of(open, 2.5, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(RestrictedMean.difference(over, open, 2.5, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(RestrictedMean.difference(open, over, 2.5, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(((Estimate.Interval) RestrictedMean.of(over, 2.5, 0.95)).value())
                .isEqualTo(1.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoHorizonIsRefused(double tau) {
        KaplanMeier curve = KaplanMeier.of(EventTables.open(1));
        assertThatThrownBy(() -> RestrictedMean.of(curve, tau, 0.95)).hasMessageContaining("tau " + tau);
        assertThatThrownBy(() -> RestrictedMean.difference(curve, curve, tau, 0.95))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
