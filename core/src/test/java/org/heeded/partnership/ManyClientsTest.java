package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.heeded.model.Decision;
import org.heeded.model.Verdict;
import org.heeded.stats.AssociationTest;
import org.heeded.stats.BetaBinomial;
import org.heeded.stats.Estimate;
import org.heeded.stats.FalseDiscovery;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

/** The clients beside each other. */
class ManyClientsTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT;

    private static ManyClients of(List<Written> engagements) {
        return ManyClients.of(Written.sum(PLAN, engagements), PLAN);
    }

    private static Written client(String name, int overFail, int overGood, int followFail, int followGood) {
        Written log = new Written("e-" + name, name);
        add(log, overFail, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
        add(log, overGood, Decision.Kind.OVERRIDDEN, Verdict.SUCCESS);
        add(log, followFail, Decision.Kind.FOLLOWED, Verdict.FAILURE);
        add(log, followGood, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        return log;
    }

    private static void add(Written log, int n, Decision.Kind kind, Verdict verdict) {
        for (int i = 0; i < n; i++) {
            log.outcome(1, kind, "ana", 10, verdict);
        }
    }

    @Test
    void ratesArePulledTowardsTheMeanAndTestsAdjustedForEachOther() {
        List<Written> engagements = new ArrayList<>();
        List<TwoByTwo> tables = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 9; i++) {
            int over = i % 2 == 0 ? 2 : 9;
            TwoByTwo table = new TwoByTwo(over, 11 - over, random.nextInt(5), 3 + random.nextInt(6));
            tables.add(table);
            engagements.add(client("c" + i, over, 11 - over, (int) table.events2(), (int) table.nonEvents2()));
        }
        ManyClients many = of(engagements);
        BetaBinomial fit = BetaBinomial.fit(tables.stream()
                        .map(t -> new BetaBinomial.Group(t.events1(), t.n1()))
                        .toList())
                .orElseThrow();
        double[] adjusted = FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(tables.stream()
                .mapToDouble(t -> ((TestResult.Computed) AssociationTest.MID_P.of(t)).pValue())
                .toArray());
        assertThat(many.meanFailure()).hasValue(fit.mean());
        for (int i = 0; i < tables.size(); i++) {
            String name = "c" + i;
            ManyClients.OfClient client = many.clients().stream()
                    .filter(c -> c.client().value().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(client.table()).isEqualTo(tables.get(i));
            assertThat(client.failureAfterOverride())
                    .isEqualTo(
                            fit.posterior(new BetaBinomial.Group(tables.get(i).events1(), 11), 0.95));
            assertThat(client.adjustedP()).isEqualTo(OptionalDouble.of(adjusted[i]));
            assertThat(client.heed())
                    .isEqualTo(new Heed(tables.get(i).n2(), tables.get(i).n1()));
        }
        // between the pooled rate and its own
        Estimate.Interval top = (Estimate.Interval) many.clients().get(0).failureAfterOverride();
        assertThat(top.value()).isBetween(fit.mean(), 9 / 11.0);
        assertThat(many.clients())
                .extracting(c -> ((Estimate.Interval) c.failureAfterOverride()).value())
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void aClientWithTwoOverridesNeverTopsTheListOnLuck() {
        for (long seed = 0; seed < 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double spread = seed % 3 * 0.15; // from none to a lot
            List<Written> engagements = new ArrayList<>();
            engagements.add(client("a-few", 2, 0, 1, 1));
            for (int i = 0; i < 14; i++) {
                double rate = 0.4 + spread * (i % 3 - 1);
                int failed = 0;
                for (int k = 0; k < 20; k++) {
                    failed += random.nextDouble() < rate ? 1 : 0;
                }
                engagements.add(client("c" + i, failed, 20 - failed, 2, 2));
            }
            ManyClients many = of(engagements);
            assertThat(many.clients().get(0).client().value())
                    .as("seed " + seed)
                    .isNotEqualTo("a-few");
            assertThat(many.clients()).hasSize(15);
        }
    }

    @Test
    void belowEightClientsItSaysHowManyMoreItNeeds() {
        List<Written> engagements = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            engagements.add(client("c" + i, 3, 3, 2, 4));
        }
        engagements.add(client("followed-only", 0, 0, 1, 5));
        ManyClients many = of(engagements);
        assertThat(many.meanFailure()).isEmpty();
        assertThat(reason(many.clients().get(0).failureAfterOverride()))
                .isEqualTo("needs 2 more clients with overrides of known outcome");
        assertThat(reason(many.clients().get(0).heedRate())).isEqualTo("needs 1 more client with decided advice");
        ManyClients.OfClient last = many.clients().get(6);
        assertThat(last.client().value()).isEqualTo("followed-only");
        assertThat(last.midP()).isInstanceOf(TestResult.Undefined.class);
        assertThat(last.adjustedP()).isEmpty();
        assertThat(of(List.of()).clients()).isEmpty();
    }

    @Test
    void aClientWithoutOverridesHasNoRateOfThem() {
        List<Written> engagements = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            engagements.add(client("c" + i, 2 + i % 3, 3, 2, 4));
        }
        engagements.add(client("a-good-one", 0, 0, 1, 5));
        ManyClients many = of(engagements);
        ManyClients.OfClient last = many.clients().get(9);
        assertThat(last.client().value()).isEqualTo("a-good-one");
        assertThat(reason(last.failureAfterOverride())).isEqualTo("no overrides of known outcome");
        assertThat(many.meanHeed().orElseThrow()).isCloseTo(60.0 / (60 + 54), within(0.05));
    }

    private static String reason(Estimate estimate) {
        return ((Estimate.Undefined) estimate).reason();
    }
}
