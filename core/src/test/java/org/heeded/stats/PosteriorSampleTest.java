package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The golden values are held in {@link EventsAndSequencesTest}. */
class PosteriorSampleTest {

    @Test
    void theDrawsAreTheSameEverywhere() {
        PosteriorSample sample =
                PosteriorSample.of(100, 42, draw -> draw.beta(0.5, 3.5) + draw.dirichlet(2, 0.1, 7)[1]);
        assertThat(sample.mean()).isEqualTo(0.13373499332747818);
        assertThat(sample.interval(0.9).upper()).isEqualTo(0.438115599430058);
    }

    @Test
    void drawsOfTheSameSeedAreJoint() {
        PosteriorSample first = PosteriorSample.of(1000, 7, draw -> draw.dirichlet(3, 2, 1)[0]);
        PosteriorSample others = PosteriorSample.of(1000, 7, draw -> {
            double[] shares = draw.dirichlet(3, 2, 1);
            draw.beta(1, 1); // what else is drawn changes nothing for the next draw
            return 1 - shares[1] - shares[2];
        });
        assertThat(others.mean()).isCloseTo(first.mean(), within(1e-13));
        assertThat(others.interval(0.8).lower()).isCloseTo(first.interval(0.8).lower(), within(1e-13));
        assertThat(PosteriorSample.of(1000, 8, draw -> draw.dirichlet(3, 2, 1)[0])
                        .mean())
                .isNotEqualTo(first.mean());
    }

    @Test
    void dirichletSharesHaveTheMomentsOfTheDistribution() {
        double[] parameters = {0.02, 0.5, 1, 4.5, 20};
        double total = Arrays.stream(parameters).sum();
        int draws = 50_000;
        for (int i = 0; i < parameters.length; i++) {
            int cell = i;
            double mean = parameters[i] / total;
            double variance = mean * (1 - mean) / (total + 1);
            PosteriorSample share = PosteriorSample.of(draws, 3, draw -> draw.dirichlet(parameters)[cell]);
            PosteriorSample square = PosteriorSample.of(draws, 3, draw -> {
                double distance = draw.dirichlet(parameters)[cell] - mean;
                return distance * distance;
            });
            assertThat(share.mean()).isCloseTo(mean, within(4 * Math.sqrt(variance / draws)));
            assertThat(square.mean()).isCloseTo(variance, within(0.1 * variance));
        }
    }

    @Test
    void theProbabilityCountsTheDrawsAtOrAboveTheThreshold() {
        int[] next = {0};
        PosteriorSample tens = PosteriorSample.of(100, 1, draw -> Math.floor(next[0]++ / 10.0));
        assertThat(tens.probabilityAtLeast(9)).isEqualTo(0.1);
        assertThat(tens.probabilityAtLeast(8.5)).isEqualTo(0.1);
        assertThat(tens.probabilityAtLeast(0)).isEqualTo(1);
        assertThat(tens.probabilityAtLeast(9.1)).isZero();
        assertThat(tens.probabilityAtLeast(Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(tens.mean()).isEqualTo(4.5);
        assertThat(tens.interval(0.8).lower()).isEqualTo(1);
        assertThat(tens.interval(0.8).upper()).isEqualTo(8);
    }

    @Test
    void aMeanOutsideTheTailsExtendsTheInterval() {
        int[] next = {0};
        PosteriorSample skewed = PosteriorSample.of(100, 1, draw -> next[0]++ == 0 ? 1000 : 0);
        assertThat(skewed.interval(0.5))
                .isEqualTo(new Estimate.Interval(10, 0, 10, 0.5, PosteriorSample.Sampling.POSTERIOR_SIMULATION));
    }

    @Test
    void extremeParametersGiveShares() {
        double[][] extremes = {{0.1, 1e-6}, {1e15, 1e-6}, {1e15, 1e15}, {0.1}, new double[2000]};
        Arrays.fill(extremes[4], 1 / 2000.0);
        for (double[] parameters : extremes) {
            PosteriorSample sums = PosteriorSample.of(
                    500, 5, draw -> Arrays.stream(draw.dirichlet(parameters)).sum());
            assertThat(sums.interval(0.999).lower()).isCloseTo(1, within(1e-12));
            assertThat(sums.interval(0.999).upper()).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void refusesWhatCannotBeSampled() {
        assertThatThrownBy(() -> PosteriorSample.of(99, 1, draw -> 0)).hasMessageContaining("draws 99");
        assertThatThrownBy(() -> PosteriorSample.of(100, 1, draw -> Double.NaN)).hasMessageContaining("quantity NaN");
        assertThatThrownBy(() -> PosteriorSample.of(100, 1, draw -> draw.beta(0, 1)))
                .hasMessageContaining("parameter 0.0");
        assertThatThrownBy(() -> PosteriorSample.of(100, 1, draw -> draw.dirichlet().length))
                .hasMessageContaining("less than 0.1");
        PosteriorSample sample = PosteriorSample.of(100, 1, draw -> 0);
        assertThatThrownBy(() -> sample.probabilityAtLeast(Double.NaN)).hasMessageContaining("threshold");
        assertThatThrownBy(() -> sample.interval(1)).hasMessageContaining("level 1.0");
    }
}
