package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The golden values of trends are held in {@link KendallTestTest}. */
class CochranArmitageTest {

    @Test
    void theExactTestCountsAllPlacementsOfTheEvents() {
        SplittableRandom random = new SplittableRandom(21);
        double[] scores = {0, 1.0 / 3, 0.5, 0.7, 1};
        for (int i = 0; i < 100; i++) {
            List<ScoredTrials.Group> groups = new ArrayList<>();
            List<Double> scoreOfTrial = new ArrayList<>();
            for (double score : scores) {
                int n = random.nextInt(4);
                groups.add(new ScoredTrials.Group(score, random.nextInt(n + 1), n));
                for (int k = 0; k < n; k++) {
                    scoreOfTrial.add(score);
                }
            }
            ScoredTrials trials = ScoredTrials.of(groups);
            if (CochranArmitage.COCHRAN_ARMITAGE_EXACT.of(trials) instanceof TestResult.Undefined) {
                assertThat(trials.obstacle()).isPresent();
                continue;
            }
            double[] placements = allPlacements(scoreOfTrial, trials);
            assertThat(p(CochranArmitage.COCHRAN_ARMITAGE_EXACT, trials))
                    .as("%s", trials)
                    .isCloseTo(placements[0] + placements[1], within(1e-12));
            assertThat(p(CochranArmitage.COCHRAN_ARMITAGE_MID_P, trials))
                    .as("%s", trials)
                    .isCloseTo(placements[0] + placements[1] / 2, within(1e-12));
        }
    }

    /** The shares of placements of the events whose T is farther from its mean than the observed one, and as far. */
    private static double[] allPlacements(List<Double> scoreOfTrial, ScoredTrials trials) {
        int n = scoreOfTrial.size();
        double mean = scoreOfTrial.stream().mapToDouble(s -> s).average().orElseThrow() * trials.events();
        double observed = Math.abs(trials.groups().stream()
                        .mapToDouble(g -> g.score() * g.events())
                        .sum()
                - mean);
        int all = 0;
        int farther = 0;
        int asFar = 0;
        for (int placement = 0; placement < 1 << n; placement++) {
            if (Integer.bitCount(placement) != trials.events()) {
                continue;
            }
            double t = 0;
            for (int k = 0; k < n; k++) {
                t += (placement >> k & 1) * scoreOfTrial.get(k);
            }
            all++;
            double difference = Math.abs(t - mean) - observed;
            farther += difference > 1e-9 ? 1 : 0;
            asFar += Math.abs(difference) <= 1e-9 ? 1 : 0;
        }
        return new double[] {(double) farther / all, (double) asFar / all};
    }

    private static double p(CochranArmitage test, ScoredTrials trials) {
        TestResult.Computed result = (TestResult.Computed) test.of(trials);
        assertThat(result.method()).isEqualTo(test);
        return result.pValue();
    }

    @Test
    void onlyTheSpacingOfTheScoresMattersAndNonEventsMirrorEvents() {
        ScoredTrials quarters = trials(new double[] {1, 2, 3, 5}, new long[] {3, 4, 9, 8}, new long[] {20, 22, 19, 12});
        ScoredTrials scaled =
                trials(new double[] {-0.1, 0.2, 0.5, 1.1}, new long[] {3, 4, 9, 8}, new long[] {20, 22, 19, 12});
        ScoredTrials turned =
                trials(new double[] {-1, -2, -3, -5}, new long[] {17, 18, 10, 4}, new long[] {20, 22, 19, 12});
        for (CochranArmitage test : CochranArmitage.values()) {
            assertThat(p(test, scaled)).isCloseTo(p(test, quarters), within(1e-12));
            assertThat(p(test, turned)).isCloseTo(p(test, quarters), within(1e-12));
        }
        assertThat(((Estimate.Point) turned.slope()).value())
                .isCloseTo(((Estimate.Point) quarters.slope()).value(), within(1e-12));
    }

    @Test
    void theSlopeIsThatOfALineFittedToTheTrials() {
        ScoredTrials onALine = trials(new double[] {0, 2, 10}, new long[] {10, 14, 6}, new long[] {100, 100, 20});
        assertThat(((Estimate.Point) onALine.slope()).value()).isCloseTo(0.02, within(1e-15));
    }

    @Test
    void switchesToTheApproximationAndSaysSoWhereExactWouldTakeLong() {
        ScoredTrials many = trials(
                new double[] {1, 2, 3}, new long[] {30_000, 31_000, 32_000}, new long[] {100_000, 100_000, 100_000});
        ScoredTrials noCommonStep =
                trials(new double[] {0, Math.E, 10 * Math.PI}, new long[] {3, 4, 5}, new long[] {10, 10, 10});
        for (ScoredTrials trials : List.of(many, noCommonStep)) {
            assertThat(CochranArmitage.COCHRAN_ARMITAGE_EXACT.of(trials))
                    .isEqualTo(CochranArmitage.COCHRAN_ARMITAGE.of(trials));
        }
    }

    @Test
    void aRareEventOrNonEventAmongManyTrialsStaysExact() {
        ScoredTrials rare = trials(new double[] {0, 1}, new long[] {0, 3}, new long[] {50_000, 50_000});
        double allLate = 50_000.0 / 100_000 * (49_999.0 / 99_999) * (49_998.0 / 99_998);
        assertThat(p(CochranArmitage.COCHRAN_ARMITAGE_EXACT, rare)).isCloseTo(2 * allLate, within(1e-12));
        ScoredTrials common = trials(new double[] {0, 1}, new long[] {50_000, 49_997}, new long[] {50_000, 50_000});
        assertThat(p(CochranArmitage.COCHRAN_ARMITAGE_EXACT, common)).isCloseTo(2 * allLate, within(1e-12));
    }

    @Test
    void withoutContrastItIsUndefined() {
        for (CochranArmitage test : CochranArmitage.values()) {
            assertThat(test.of(ScoredTrials.of(List.of()))).isEqualTo(new TestResult.Undefined(test, "no trials"));
            assertThat(test.of(trials(new double[] {1, 2}, new long[] {0, 0}, new long[] {3, 4})))
                    .isEqualTo(new TestResult.Undefined(test, "no events"));
            assertThat(test.of(trials(new double[] {1, 2}, new long[] {3, 4}, new long[] {3, 4})))
                    .isEqualTo(new TestResult.Undefined(test, "no non-events"));
            assertThat(test.of(trials(new double[] {1, 1, 2}, new long[] {1, 2, 0}, new long[] {3, 4, 0})))
                    .isEqualTo(new TestResult.Undefined(test, "all trials have one score"));
        }
        assertThat(ScoredTrials.of(List.of()).slope()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void extremesGiveAProbability() {
        long most = TwoByTwo.MAX_COUNT;
        List<ScoredTrials> extremes = List.of(
                trials(new double[] {-1e100, 1e100}, new long[] {1, 0}, new long[] {1, 1}),
                trials(new double[] {0, Double.MIN_VALUE}, new long[] {1, 0}, new long[] {1, 1}),
                trials(new double[] {0, 1, 2}, new long[] {most, 0, 1}, new long[] {most, most, 1}),
                trials(new double[] {0, 1}, new long[] {1, 0}, new long[] {most, most}),
                trials(new double[] {0, 1}, new long[] {1, 0}, new long[] {900_000_000, 1}));
        for (ScoredTrials trials : extremes) {
            for (CochranArmitage test : CochranArmitage.values()) {
                assertThat(test.of(trials)).as("%s", trials).isInstanceOf(TestResult.Computed.class);
            }
            assertThat(trials.slope()).isInstanceOf(Estimate.Point.class);
        }
    }

    @Test
    void refusesWhatAreNoTrials() {
        assertThatThrownBy(() -> new ScoredTrials.Group(Double.NaN, 1, 2)).hasMessageContaining("score NaN");
        assertThatThrownBy(() -> new ScoredTrials.Group(1, 3, 2)).hasMessageContaining("events 3 of trials 2");
        ScoredTrials.Group group = new ScoredTrials.Group(1, 1, 2);
        assertThatThrownBy(() -> new ScoredTrials(List.of(group, group))).hasMessageContaining("group 1");
        assertThatThrownBy(() -> new ScoredTrials(List.of(new ScoredTrials.Group(1, 0, 0))))
                .hasMessageContaining("group 0 has no trials");
    }

    static ScoredTrials trials(double[] scores, long[] events, long[] trials) {
        List<ScoredTrials.Group> groups = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            groups.add(new ScoredTrials.Group(scores[i], events[i], trials[i]));
        }
        return ScoredTrials.of(groups);
    }
}
