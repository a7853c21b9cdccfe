package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreTest {

    private static final double Z = Normal.critical(0.95);

    private static Stream<TwoByTwo> tables() {
        return Stream.concat(Tables.small(), Tables.random(1, 300, 300));
    }

    private static boolean defined(Score score, TwoByTwo t) {
        return switch (score) {
            case DIFFERENCE -> true;
            case RATIO -> t.events() > 0;
            case ODDS_RATIO -> t.events() > 0 && t.events() < t.n();
        };
    }

    @ParameterizedTest
    @EnumSource
    void theStatisticAtEachInnerLimitIsTheCriticalValue(Score score) {
        tables().filter(t -> defined(score, t)).forEach(t -> {
            double lower = score.lower(t, Z);
            double upper = score.upper(t, Z);
            if (lower > (score == Score.DIFFERENCE ? -1 : 0)) {
                assertThat(score.statistic(t, lower)).as("%s", t).isCloseTo(Z, within(1e-6));
            }
            if (upper < (score == Score.DIFFERENCE ? 1 : Double.POSITIVE_INFINITY)) {
                assertThat(score.statistic(t, upper)).as("%s", t).isCloseTo(-Z, within(1e-6));
            }
        });
    }

    /** The limits are all of what is not rejected: the statistic decreases over the whole scale. */
    @ParameterizedTest
    @EnumSource
    void theStatisticDecreasesInTheHypothesis(Score score) {
        tables().filter(t -> defined(score, t) && t.events() < t.n() && t.events() > 0)
                .forEach(t -> {
                    double last = Double.POSITIVE_INFINITY;
                    for (int i = -19; i < 20; i++) {
                        double theta = score == Score.DIFFERENCE ? i / 20.0 : Math.exp(i / 4.0);
                        double statistic = score.statistic(t, theta);
                        assertThat(statistic).as("%s at %s", t, theta).isLessThanOrEqualTo(last + 1e-9);
                        last = statistic;
                    }
                });
    }

    /** Naive twin: the restricted estimate from the closed trigonometric solution of the cubic, limits by plain bisection. */
    @Test
    void differenceLimitsEqualThoseOfTheClosedForm() {
        tables().forEach(t -> {
            assertThat(Score.DIFFERENCE.lower(t, Z)).as("%s", t).isCloseTo(bisect(t, -1), within(1e-7));
            assertThat(Score.DIFFERENCE.upper(t, Z)).as("%s", t).isCloseTo(bisect(t, 1), within(1e-7));
        });
    }

    private static double bisect(TwoByTwo t, double end) {
        double rejected = end;
        double kept = RiskDifference.value(t);
        for (int i = 0; i < 60; i++) {
            double middle = (rejected + kept) / 2;
            double p2 = closedForm(t, middle);
            double p1 = Math.min(1, Math.max(0, p2 + middle));
            double variance = p1 * (1 - p1) / t.n1() + p2 * (1 - p2) / t.n2();
            if (Math.abs(RiskDifference.value(t) - middle) > Z * Math.sqrt(variance)) {
                rejected = middle;
            } else {
                kept = middle;
            }
        }
        return kept;
    }

    private static double closedForm(TwoByTwo t, double delta) {
        double n = t.n();
        double b = (t.n1() + 2 * t.n2()) * delta - n - t.events();
        double c = (t.n2() * delta - n - 2 * t.events2()) * delta + t.events();
        double d = t.events2() * delta * (1 - delta);
        double q = Math.pow(b / (3 * n), 3) - b * c / (6 * n * n) + d / (2 * n);
        double p = Math.copySign(Math.sqrt(Math.max(0, Math.pow(b / (3 * n), 2) - c / (3 * n))), q);
        double cosine = p == 0 ? 1 : Math.max(-1, Math.min(1, q / (p * p * p)));
        double root = 2 * p * Math.cos((Math.PI + Math.acos(cosine)) / 3) - b / (3 * n);
        return Math.min(Math.min(1, 1 - delta), Math.max(Math.max(0, -delta), root));
    }

    /** The restricted rates have the hypothesis as their contrast, and no neighbours on it are likelier. */
    @ParameterizedTest
    @EnumSource
    void restrictedRatesAreTheLikeliestOfTheirContrast(Score score) {
        double theta = score == Score.DIFFERENCE ? 0.15 : 1.7;
        tables().forEach(t -> {
            Score.Rates r = score.restricted(t, theta);
            double best = logLikelihood(t, r.p1(), r.p2());
            for (double step : new double[] {-1e-4, 1e-4}) {
                double p2 = r.p2() + step;
                double p1 = switch (score) {
                    case DIFFERENCE -> p2 + theta;
                    case RATIO -> p2 * theta;
                    case ODDS_RATIO -> p2 * theta / (1 - p2 + p2 * theta);
                };
                if (p2 >= 0 && p2 <= 1 && p1 >= 0 && p1 <= 1) {
                    assertThat(logLikelihood(t, p1, p2)).as("%s", t).isLessThanOrEqualTo(best + 1e-9);
                }
            }
        });
    }

    private static double logLikelihood(TwoByTwo t, double p1, double p2) {
        return term(t.events1(), p1)
                + term(t.nonEvents1(), 1 - p1)
                + term(t.events2(), p2)
                + term(t.nonEvents2(), 1 - p2);
    }

    private static double term(long count, double p) {
        return count == 0 ? 0 : count * Math.log(p);
    }
}
