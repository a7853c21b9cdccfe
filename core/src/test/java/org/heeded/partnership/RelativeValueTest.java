package org.heeded.partnership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.heeded.model.Decision;
import org.heeded.model.GoalId;
import org.heeded.model.Money;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.Rationale;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Verdict;
import org.heeded.report.Audience;
import org.heeded.report.JsonReport;
import org.heeded.stats.Estimate;
import org.heeded.stats.PoissonRate;
import org.junit.jupiter.api.Test;

/** What a marketer's strategic advice was worth. */
class RelativeValueTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT.with(p -> p.relativeValue(true));
    private static final double DAYS_A_YEAR = 365.25;

    private static Party agency(String id) {
        return Party.marketer(id).organisation("agency");
    }

    private static void advise(Written log, int n, String marketer, Scope scope, Decision.Kind kind, Verdict verdict) {
        for (int i = 0; i < n; i++) {
            log.judged(
                    log.decided(
                            10,
                            kind,
                            Proposal.of("Advice")
                                    .by(new PartyId(marketer))
                                    .scope(scope)
                                    .rationale(Rationale.NONE.goal(new GoalId(i % 2 == 0 ? "big" : "none")))
                                    .stake(Money.of(1000, "EUR"))),
                    50,
                    verdict);
        }
    }

    /** Ana: 6 of 8 strategic pieces followed, 6 succeeded (3 of them for a goal of weight 3); and her peers. */
    private static Written engagement() {
        Written log = new Written("e", "c").goal("big", 3);
        for (String marketer : List.of("ana", "ben", "cleo", "dora")) {
            log.joined(1, marketer.equals("ana") ? agency(marketer).role(Role.SPECIALIST) : agency(marketer));
            log.left(366, marketer);
        }
        advise(log, 6, "ana", Scope.STRATEGIC, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        advise(log, 2, "ana", Scope.STRATEGIC, Decision.Kind.OVERRIDDEN, Verdict.SUCCESS);
        advise(log, 2, "ana", Scope.TACTICAL, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        for (String peer : List.of("ben", "cleo", "dora")) {
            advise(log, 2, peer, Scope.STRATEGIC, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
            advise(log, 1, peer, Scope.STRATEGIC, Decision.Kind.FOLLOWED, Verdict.FAILURE);
            advise(log, 3, peer, Scope.STRATEGIC, Decision.Kind.DECLINED, Verdict.FAILURE);
        }
        return log;
    }

    private static RelativeValue of(String marketer, AnalysisPlan plan, Written... engagements) {
        return RelativeValue.of(Written.sum(plan, List.of(engagements)), plan, Written.CUT).stream()
                .filter(v -> v.marketer().value().equals(marketer))
                .findFirst()
                .orElseThrow();
    }

    private static double value(Estimate estimate) {
        return estimate instanceof Estimate.Interval i ? i.value() : ((Estimate.Point) estimate).value();
    }

    @Test
    void theValueIsTheWeightsOfWhatWasFollowedAndSucceededAYear() {
        RelativeValue ana = of("ana", PLAN, engagement());
        double years = 365 / DAYS_A_YEAR;
        assertThat(ana.years()).isCloseTo(years, within(1e-12));
        assertThat(ana.peers()).isEqualTo(3);
        // three for the goal of weight 3, three for one that was never set
        assertThat(value(ana.value())).isCloseTo(12 / years, within(1e-9));
        assertThat(ana.value())
                .isEqualTo(PoissonRate.weightedSum(
                        List.of(
                                new PoissonRate.Weighted(3, 1 / ana.years()),
                                new PoissonRate.Weighted(0, 1 / ana.years()),
                                new PoissonRate.Weighted(0, 2 / ana.years()),
                                new PoissonRate.Weighted(3, 3 / ana.years())),
                        0.95));
        // each peer: one of weight 3, one of weight 1
        assertThat(value(ana.peerValue())).isCloseTo(12 / (3 * years), within(1e-9));
        assertThat(ana.role()).contains("SPECIALIST");
        assertThat(ana.organisation()).contains("agency");
        assertThat(ana.stake()).isEqualTo(Map.of("EUR", new BigDecimal("10000")));
    }

    @Test
    void takenApartItIsTheProductOfFiveFactors() {
        RelativeValue.Factors f = of("ana", PLAN, engagement()).factors().orElseThrow();
        assertThat(List.of(f.proposals(), f.strategic(), f.followed(), f.succeeded()))
                .containsExactly(10L, 8L, 6L, 6L);
        assertThat(f.shareStrategic()).isEqualTo(0.8);
        assertThat(f.shareFollowed()).isEqualTo(0.75);
        assertThat(f.shareSucceeded()).isEqualTo(1);
        assertThat(f.meanWeight()).isEqualTo(2);
        assertThat(f.proposalsAYear() * f.shareStrategic() * f.shareFollowed() * f.shareSucceeded() * f.meanWeight())
                .isCloseTo(value(of("ana", PLAN, engagement()).value()), within(1e-9));
    }

    @Test
    void refusalIsTheClientsActSoTheValueIsToldAtThePeersHeedToo() {
        RelativeValue ana = of("ana", PLAN, engagement());
        // 9 of the peers' 18 strategic pieces were followed, 6 of her 8
        assertThat(value(ana.atPeersHeed())).isCloseTo(value(ana.value()) * 0.5 / 0.75, within(1e-9));
    }

    @Test
    void timeInSeveralEngagementsIsCountedOnceAndEndsAtTheCut() {
        Written other = new Written("other", "d").joined(300, agency("ana"));
        other.left(700, "ana");
        Written third = new Written("third", "d").joined(900, agency("ana"));
        RelativeValue ana = of("ana", PLAN, engagement(), other, third);
        // days 1 to 700 and 900 to 1000
        assertThat(ana.years()).isCloseTo((699 + 100) / DAYS_A_YEAR, within(1e-12));
    }

    @Test
    void peersAreThoseOfTheOrganisationOrOfTheLog() {
        Written alone = new Written("alone", "d");
        alone.joined(1, Party.marketer("eve").organisation("house"));
        RelativeValue eve = of("eve", PLAN, engagement(), alone);
        assertThat(eve.peers()).isZero();
        assertThat(reason(eve.value())).isEqualTo("needs 3 more peers");
        assertThat(reason(eve.atPeersHeed())).isEqualTo("needs 3 more peers");
        assertThat(eve.factors()).isEmpty();
        AnalysisPlan log = PLAN.with(p -> p.peers(AnalysisPlan.Peers.LOG));
        assertThat(of("eve", log, engagement(), alone).peers()).isEqualTo(4);
    }

    @Test
    void belowTheFloorItSaysWhatItNeeds() {
        RelativeValue ben = of("ben", PLAN, engagement());
        assertThat(reason(ben.value()))
                .isEqualTo("needs 3 more pieces of strategic advice that was followed and succeeded");
        assertThat(value(ben.peerValue())).isPositive();
        Written stranger = new Written("s", "c");
        advise(stranger, 5, "zoe", Scope.STRATEGIC, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        AnalysisPlan log = PLAN.with(p -> p.peers(AnalysisPlan.Peers.LOG));
        assertThat(reason(of("zoe", log, engagement(), stranger).value()))
                .isEqualTo("needs the time that the marketer was engaged");
    }

    @Test
    void nothingIsValuedUnlessThePlanAsksForItAndNeverForTheClient() {
        AnalysisPlan plan = AnalysisPlan.DEFAULT;
        assertThat(RelativeValue.of(engagement().tally(PLAN), plan, Written.CUT))
                .isEmpty();
        assertThat(new String(engagement().tally(plan).toBytes(), UTF_8)).doesNotContain("value, ");
        PartnershipReport report = Written.report(PLAN, List.of(engagement()));
        assertThat(JsonReport.render(report, Audience.INTERNAL)).contains("\"relativeValue\":[");
        assertThat(JsonReport.render(report, Audience.SHARED)).doesNotContain("relativeValue\":[", "atPeersHeed");
    }

    @Test
    void immatureAdviceIsNotValuedYet() {
        AnalysisPlan watched = PLAN.with(p -> p.horizonDays(365));
        Instant early = start(100);
        RelativeValue ana = RelativeValue.of(
                        Tally.of(engagement().read(watched, early), watched, List.of(), early), watched, early)
                .get(0);
        assertThat(reason(ana.value()))
                .isEqualTo("needs 5 more pieces of strategic advice that was followed and succeeded");
        assertThat(ana.years()).isCloseTo(99 / DAYS_A_YEAR, within(1e-12));
    }

    private static String reason(Estimate estimate) {
        return ((Estimate.Undefined) estimate).reason();
    }
}
