package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.partnership.Written.in;

import java.util.ArrayList;
import java.util.List;
import org.heeded.model.Decision;
import org.heeded.model.Forecast;
import org.heeded.model.Measurement;
import org.heeded.model.Origin;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Scope;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Say in the first half of engagements against what came of the second. */
class PartnershipPaysTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT;

    private static PartnershipPays of(List<Written> engagements) {
        return PartnershipPays.of(Written.sum(PLAN, engagements), PLAN);
    }

    /**
     * Twelve decisions, so many of which followed the advice; then twelve, so many of which failed, and revenue grew from
     * 100 in the last.
     */
    private static Written engagement(String name, int followed, Verdict first, int failed, long revenue) {
        Written log = new Written(name, "c" + name);
        for (int i = 0; i < 12; i++) {
            ProposalId id = log.decided(
                    i,
                    i < followed ? Decision.Kind.FOLLOWED : Decision.Kind.OVERRIDDEN,
                    Proposal.of("Advice")
                            .by(new PartyId("ana"))
                            .scope(Scope.STRATEGIC)
                            .origin(Origin.UNPROMPTED));
            log.judged(id, 400, first);
        }
        for (int i = 0; i < 11; i++) {
            log.outcome(100 + i, Decision.Kind.FOLLOWED, "ana", 20, i < failed ? Verdict.FAILURE : Verdict.SUCCESS);
        }
        ProposalId last = log.decided(
                120,
                Decision.Kind.FOLLOWED,
                Proposal.of("Advice").forecast(Forecast.atLeast("revenue", 0).baseline(100)));
        return log.measured(last, 150, Measurement.of("revenue", revenue));
    }

    private static List<Written> engagements(int n, Verdict first) {
        List<Written> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            all.add(engagement("e" + i, 2 + i, first, 10 - i, 110 + i));
        }
        return all;
    }

    private static double tau(PartnershipPays.Association association) {
        return ((Estimate.Point) association.tau()).value();
    }

    @Test
    void whereTheMarketerHadMoreSayLessFailedAfterwards() {
        PartnershipPays pays = of(engagements(8, Verdict.SUCCESS));
        assertThat(pays.lacks()).isEmpty();
        assertThat(pays.engagements()).hasSize(8);
        assertThat(pays.engagements().get(0).failed()).isEqualTo(10);
        assertThat(pays.engagements().get(0).known()).isEqualTo(12);
        assertThat(tau(pays.failure())).isEqualTo(-1);
        // two of the 8! orders
        assertThat(((TestResult.Computed) pays.failure().test()).pValue()).isCloseTo(2 / 40_320.0, within(1e-12));
        assertThat(tau(in(pays.growth(), "revenue"))).isEqualTo(1);
    }

    @Test
    void theOtherWayRoundItComesOutTheOtherWay() {
        List<Written> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(engagement("e" + i, 2 + i, Verdict.SUCCESS, 1 + i, 110 - i));
        }
        PartnershipPays pays = of(all);
        assertThat(tau(pays.failure())).isEqualTo(1);
        assertThat(tau(in(pays.growth(), "revenue"))).isEqualTo(-1);
    }

    @Test
    void theHalvesHaveNothingInCommon() {
        // what the first half came to does not show in the failures of the second
        PartnershipPays good = of(engagements(8, Verdict.SUCCESS));
        PartnershipPays bad = of(engagements(8, Verdict.FAILURE));
        assertThat(bad.engagements()).isEqualTo(good.engagements());
        assertThat(bad.failure()).isEqualTo(good.failure());
    }

    @Test
    void sayIsTheWeightedMeanOfThePosteriorMeans() {
        // 26 cells: heed 24 of them, half followed; voice 18 of proposals and 3 of orders; strategy 6 and 1
        PartnershipPays.OfEngagement one =
                of(engagements(8, Verdict.SUCCESS)).engagements().get(0);
        double k = 4 * 3 * 2 + 3;
        double heed = (2 + 12 / k) / (12 + 24 / k);
        double voice = (12 + 18 / k) / (12 + 21 / k);
        double strategy = (2 + 3 / k) / (12 + 7 / k);
        double initiative = 12.5 / 13;
        assertThat(one.say()).isCloseTo((heed + voice + strategy + initiative) / 4, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void itSaysHowManyMoreEngagementsItNeeds(int n) {
        List<Written> all = engagements(n, Verdict.SUCCESS);
        Written small = new Written("small", "small");
        small.outcome(1, Decision.Kind.FOLLOWED, "ana", 5, Verdict.SUCCESS);
        all.add(small);
        PartnershipPays pays = of(all);
        assertThat(pays.lacks())
                .contains(
                        "needs " + (8 - n) + " more engagement" + (n == 7 ? "" : "s") + " with enough in both halves");
        assertThat(pays.failure().tau()).isInstanceOf(Estimate.Undefined.class);
        assertThat(pays.failure().test()).isInstanceOf(TestResult.Undefined.class);
    }
}
