package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.heeded.stats.BetaBinomial.Group;
import org.junit.jupiter.api.Test;

class BetaBinomialTest {

    /** Groups whose rates differ: a third at 10 %, a third at 30 %, a third at 60 %. */
    private static List<Group> groups(SplittableRandom random, int n, int largest) {
        double[] rates = {0.1, 0.3, 0.6};
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int trials = 1 + random.nextInt(largest);
            double rate = rates[i % 3];
            long events = IntStream.range(0, trials)
                    .filter(k -> random.nextDouble() < rate)
                    .count();
            groups.add(new Group(events, trials));
        }
        return groups;
    }

    /** The log-likelihood as the definition has it, without binomial coefficients. */
    private static double logLikelihood(List<Group> groups, double alpha, double beta) {
        double sum = 0;
        for (Group group : groups) {
            for (long i = 0; i < group.events(); i++) {
                sum += Math.log(alpha + i);
            }
            for (long i = 0; i < group.trials() - group.events(); i++) {
                sum += Math.log(beta + i);
            }
            for (long i = 0; i < group.trials(); i++) {
                sum -= Math.log(alpha + beta + i);
            }
        }
        return sum;
    }

    @Test
    void noOtherDistributionIsMoreLikely() {
        SplittableRandom random = new SplittableRandom(21);
        for (int round = 0; round < 20; round++) {
            List<Group> groups = groups(random, 8 + random.nextInt(40), 5 + random.nextInt(300));
            BetaBinomial fit = BetaBinomial.fit(groups).orElseThrow();
            double s = Math.min(fit.concentration(), 1e7);
            double most = logLikelihood(groups, fit.mean() * s, (1 - fit.mean()) * s);
            for (int i = 0; i < 300; i++) {
                double step = Math.pow(10, -random.nextInt(6));
                double alpha = fit.mean() * s * Math.exp(step * random.nextDouble(-1, 1));
                double beta = (1 - fit.mean()) * s * Math.exp(step * random.nextDouble(-1, 1));
                assertThat(logLikelihood(groups, alpha, beta)).isLessThanOrEqualTo(most + 1e-8);
            }
        }
    }

    @Test
    void longProductsEqualFactorByFactor() {
        for (double m : new double[] {1e-3, 0.2, 1}) {
            for (double theta : new double[] {0, 1e-12, 1e-5, 0.01, 1, 50, 1000}) {
                for (int k : new int[] {0, 1, 64, 65, 70, 100, 400}) {
                    RisingProducts products = new RisingProducts(LongStream.of(k));
                    double log = 0;
                    double slope = 0;
                    for (int i = 0; i < k; i++) {
                        log += Math.log(m + i * theta);
                        slope += 1 / (m + i * theta);
                    }
                    assertThat(products.log(m, theta)).isCloseTo(log, within(2e-11));
                    assertThat(products.slope(m, theta)).isCloseTo(slope, within(1e-12 * slope));
                }
            }
        }
    }

    @Test
    void ratesThatDifferNoMoreThanChanceArePooled() {
        List<Group> alike = Collections.nCopies(12, new Group(3, 10));
        BetaBinomial fit = BetaBinomial.fit(alike).orElseThrow();
        assertThat(fit).isEqualTo(new BetaBinomial(0.3, Double.POSITIVE_INFINITY));
        Estimate posterior = fit.posterior(new Group(9, 10), 0.95);
        assertThat(posterior).isInstanceOfSatisfying(Estimate.Point.class, point -> {
            assertThat(point.value()).isEqualTo(0.3);
            assertThat(point.method()).isEqualTo(BetaBinomial.Shrinkage.POOLED_RATE);
        });
    }

    @Test
    void fewerThanEightGroupsWithTrialsShowNothing() {
        List<Group> groups = new ArrayList<>(groups(new SplittableRandom(22), 7, 20));
        groups.add(new Group(0, 0));
        assertThat(BetaBinomial.fit(groups)).isEmpty();
        groups.add(new Group(1, 2));
        assertThat(BetaBinomial.fit(groups)).isPresent();
        assertThat(BetaBinomial.fit(List.of())).isEmpty();
    }

    @Test
    void twoFailuresOfTwoNeverTopAListOnLuck() {
        List<Group> groups = new ArrayList<>(groups(new SplittableRandom(23), 30, 60));
        Group lucky = new Group(2, 2);
        Group proven = new Group(90, 100);
        groups.add(lucky);
        groups.add(proven);
        BetaBinomial fit = BetaBinomial.fit(groups).orElseThrow();
        Group worst = groups.stream()
                .max(Comparator.comparingDouble(group -> value(fit.posterior(group, 0.95))))
                .orElseThrow();
        assertThat(worst).isEqualTo(proven);
        assertThat(value(fit.posterior(lucky, 0.95))).isBetween(fit.mean(), 0.7);
        assertThat(value(fit.posterior(new Group(0, 0), 0.95))).isCloseTo(fit.mean(), within(1e-15));
    }

    private static double value(Estimate estimate) {
        return ((Estimate.Interval) estimate).value();
    }

    @Test
    void exchangingEventsAndOrderMirrorsTheFit() {
        SplittableRandom random = new SplittableRandom(24);
        for (int i = 0; i < 20; i++) {
            List<Group> groups = new ArrayList<>(groups(random, 20, 40));
            BetaBinomial fit = BetaBinomial.fit(groups).orElseThrow();
            Collections.reverse(groups);
            BetaBinomial mirrored = BetaBinomial.fit(groups.stream()
                            .map(group -> new Group(group.trials() - group.events(), group.trials()))
                            .toList())
                    .orElseThrow();
            assertThat(1 - mirrored.mean()).isCloseTo(fit.mean(), within(1e-6));
            assertThat(1 / mirrored.concentration()).isCloseTo(1 / fit.concentration(), within(1e-5));
        }
    }

    @Test
    void hostileGroupsGiveADefinedAnswer() {
        long huge = TwoByTwo.MAX_COUNT;
        List<List<Group>> cases = List.of(
                Collections.nCopies(8, new Group(0, 5)),
                Collections.nCopies(8, new Group(5, 5)),
                Collections.nCopies(1000, new Group(0, 1)),
                mixed(new Group(0, 1), new Group(1, 1)),
                mixed(new Group(0, 20), new Group(20, 20)),
                mixed(new Group(0, huge), new Group(huge, huge)),
                mixed(new Group(1, huge), new Group(3, huge)),
                mixed(new Group(huge / 2, huge), new Group(huge / 2 + 10_000_000, huge)),
                mixed(new Group(0, huge), new Group(1, 1)));
        for (List<Group> groups : cases) {
            BetaBinomial fit = BetaBinomial.fit(groups).orElseThrow();
            for (Group group : groups) {
                assertThat(fit.posterior(group, 0.95)).isNotNull();
            }
            assertThat(fit.posterior(new Group(0, 0), 0.999)).isNotNull();
        }
    }

    private static List<Group> mixed(Group one, Group other) {
        List<Group> groups = new ArrayList<>(Collections.nCopies(7, one));
        groups.addAll(Collections.nCopies(5, other));
        return groups;
    }

    @Test
    void argumentsAreRefusedByNameAndValue() {
        assertThatThrownBy(() -> new Group(3, 2)).hasMessageContaining("events 3 is not in [0, 2]");
        assertThatThrownBy(() -> new Group(0, -1)).hasMessageContaining("trials -1");
        assertThatThrownBy(() -> new BetaBinomial(1.5, 1)).hasMessageContaining("mean 1.5");
        assertThatThrownBy(() -> new BetaBinomial(0.5, 0)).hasMessageContaining("concentration 0.0");
        assertThatThrownBy(() -> new BetaBinomial(0.5, 1).posterior(new Group(0, 0), 2))
                .hasMessageContaining("level 2.0");
    }
}
