package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AalenJohansenTest {

    @Test
    void theIncidencesAndTheCurveAddUpToOne() {
        EventTables.seeds(300).forEach(random -> {
            EventTable table = EventTables.random(random);
            AalenJohansen incidence = AalenJohansen.of(table);
            for (Row at : table.rows()) {
                assertThat(value(incidence.at(Cause.FAILURE, at.time(), 0.95))
                                + value(incidence.at(Cause.SUCCESS, at.time(), 0.95))
                                + curve(table, at.time()))
                        .isCloseTo(1, within(1e-13));
            }
        });
    }

    /** Also the variance: with one cause it is Greenwood's, and cloglog limits of F are log-log limits of 1 − F. */
    @Test
    void withoutCompetingEventsItIsOneMinusKaplanMeier() {
        EventTables.seeds(300).forEach(random -> {
            EventTable table = EventTables.random(random).censoring(Cause.SUCCESS);
            for (Row at : table.rows()) {
                Estimate incidence = AalenJohansen.of(table).at(Cause.FAILURE, at.time(), 0.9);
                Estimate curve = KaplanMeier.of(table).at(at.time(), KaplanMeier.Limits.LOG_LOG, 0.9);
                if (curve instanceof Estimate.Interval interval) {
                    Estimate.Interval expected = interval.map(s -> 1 - s, SurvivalMethod.AALEN_JOHANSEN);
                    Estimate.Interval actual = (Estimate.Interval) incidence;
                    assertThat(actual.value()).isCloseTo(expected.value(), within(1e-12));
                    assertThat(actual.lower()).isCloseTo(expected.lower(), within(1e-9));
                    assertThat(actual.upper()).isCloseTo(expected.upper(), within(1e-9));
                } else {
                    assertThat(incidence).isInstanceOf(Estimate.Point.class);
                    assertThat(value(incidence)).isCloseTo(1 - value(curve), within(1e-13));
                }
            }
        });
    }

    /** The variance by its definition: the gradient of F at each time against the multinomial covariance there. */
    @Test
    void theVarianceIsThatOfTheDeltaMethod() {
        EventTables.seeds(60).forEach(random -> {
            EventTable table = EventTables.random(random);
            for (Row at : table.rows()) {
                if (AalenJohansen.of(table).at(Cause.FAILURE, at.time(), 0.95) instanceof Estimate.Interval interval) {
                    double f = interval.value();
                    double theta = Math.log(Math.log1p(-interval.upper()) / Math.log1p(-f));
                    double sd = theta
                            * (1 - f)
                            * -Math.log1p(-f)
                            / NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);
                    if (interval.upper() < 1 - 1e-6) {
                        assertThat(sd * sd).isCloseTo(naiveVariance(table, at.time()), within(1e-8));
                    }
                }
            }
        });
    }

    private static double naiveVariance(EventTable table, double time) {
        double variance = 0;
        for (Row row : table.rows()) {
            if (row.time() <= time) {
                double n = table.atRisk(row.time());
                double a1 = row.failures() / n;
                double a2 = row.successes() / n;
                double later = naiveIncidence(table, time) - naiveIncidence(table, row.time());
                double lost = later == 0 ? 0 : later / (1 - a1 - a2);
                double g1 = curve(table, Math.nextDown(row.time())) - lost;
                double g2 = -lost;
                variance += (g1 * g1 * a1 * (1 - a1) - 2 * g1 * g2 * a1 * a2 + g2 * g2 * a2 * (1 - a2)) / n;
            }
        }
        return variance;
    }

    private static double naiveIncidence(EventTable table, double time) {
        return table.rows().stream()
                .filter(row -> row.time() <= time)
                .mapToDouble(row -> curve(table, Math.nextDown(row.time())) * row.failures() / table.atRisk(row.time()))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.95, 0.999999})
    void limitsHoldTheIncidenceAndLieWithinZeroAndOne(double level) {
        EventTables.seeds(200).forEach(random -> {
            EventTable table = EventTables.random(random);
            for (Row at : table.rows()) {
                for (Cause cause : Cause.values()) {
                    if (AalenJohansen.of(table).at(cause, at.time(), level) instanceof Estimate.Interval interval) {
                        assertThat(interval.lower()).isBetween(0.0, interval.value());
                        assertThat(interval.upper()).isBetween(interval.value(), 1.0);
                    }
                }
            }
        });
    }

    @Test
    void swappingTheCausesSwapsTheIncidences() {
        EventTables.seeds(100).forEach(random -> {
            EventTable table = EventTables.random(random);
            EventTable swapped = new EventTable(table.rows().stream()
                    .map(row -> new Row(row.time(), row.count(Cause.SUCCESS), row.count(Cause.FAILURE), row.censored()))
                    .toList());
            for (Row at : table.rows()) {
                assertThat(AalenJohansen.of(swapped).at(Cause.SUCCESS, at.time(), 0.95))
                        .isEqualTo(AalenJohansen.of(table).at(Cause.FAILURE, at.time(), 0.95));
            }
        });
    }

    @Test
    void endsAreAnsweredOrUndefined() {
        assertThat(AalenJohansen.of(EventTable.EMPTY).at(Cause.FAILURE, 0, 0.95))
                .hasToString("undefined (" + SurvivalMethod.AALEN_JOHANSEN.label() + "): no observations");
        EventTable one = EventTables.events(Cause.FAILURE, 2);
        assertThat(AalenJohansen.of(one).at(Cause.FAILURE, 1, 0.95)).isInstanceOf(Estimate.Point.class);
        assertThat(value(AalenJohansen.of(one).at(Cause.FAILURE, 9, 0.95))).isEqualTo(1);
        assertThat(value(AalenJohansen.of(one).at(Cause.SUCCESS, 9, 0.95))).isZero();
        EventTable open = EventTables.open(3, 3);
        assertThat(value(AalenJohansen.of(open).at(Cause.FAILURE, 3, 0.95))).isZero();
        assertThat(AalenJohansen.of(open).at(Cause.FAILURE, 4, 0.95)).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    @Timeout(60)
    void aMillionSubjectsAreFitted() {
        EventTable table = EventTables.million(3);
        Estimate.Interval incidence =
                (Estimate.Interval) AalenJohansen.of(table).at(Cause.FAILURE, 500, 0.95);
        assertThat(incidence.value()).isCloseTo(0.6 * (1 - Math.pow(0.5, 0.7)), within(0.002));
        assertThat(incidence.upper() - incidence.lower()).isBetween(0.001, 0.003);
        Estimate.Interval hazard = (Estimate.Interval) NelsonAalen.of(table).at(500, 0.95);
        assertThat(hazard.value()).isCloseTo(0.7 * Math.log(2), within(0.003));
    }

    @Test
    void theHazardIsTheSumOfItsIncrements() {
        EventTable table = new EventTable(List.of(new Row(1, 1, 1, 0), new Row(2, 0, 0, 3), new Row(4, 2, 1, 2)));
        NelsonAalen hazard = NelsonAalen.of(table);
        assertThat(hazard.at(0.5, 0.95)).isInstanceOf(Estimate.Point.class);
        Estimate.Interval at4 = (Estimate.Interval) hazard.at(4, 0.95);
        assertThat(at4.value()).isCloseTo(2 / 10.0 + 3 / 5.0, within(1e-15));
        assertThat(at4.upper() / at4.value()).isCloseTo(at4.value() / at4.lower(), within(1e-12));
        assertThat(hazard.at(4.5, 0.95)).isInstanceOf(Estimate.Undefined.class);
        assertThat(NelsonAalen.of(EventTable.EMPTY).at(0, 0.95)).isInstanceOf(Estimate.Undefined.class);
    }

    private static double curve(EventTable table, double time) {
        return time < 0 ? 1 : value(KaplanMeier.of(table).at(time, KaplanMeier.Limits.LOG_LOG, 0.95));
    }

    private static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval interval) {
            return interval.value();
        }
        return ((Estimate.Point) estimate).value();
    }
}
