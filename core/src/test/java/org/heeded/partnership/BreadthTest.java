package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Directive;
import org.heeded.model.Event;
import org.heeded.model.Origin;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Strength;
import org.heeded.model.Verdict;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

/** In how many channels, in whose remit, with what strengths, and what was asked for. */
class BreadthTest {

    private static final PartyId ANA = new PartyId("ana");

    private static Logged log() {
        Logged log = new Logged("acme");
        log.add(new Event.PartyJoined(Party.marketer("ana")
                .role(Role.SPECIALIST)
                .homeChannels("seo")
                .strengths(Strength.TECHNICAL)
                .on(org.heeded.dossier.Entries.day(1))));
        for (int i = 0; i < 6; i++) {
            log.advice(
                    2 + i,
                    i < 4 ? Kind.FOLLOWED : Kind.OVERRIDDEN,
                    Optional.of(i % 2 == 0 ? Verdict.FAILURE : Verdict.SUCCESS),
                    p -> p.by(ANA).channel("seo").scope(Scope.TACTICAL));
        }
        log.advice(
                20,
                Kind.DECLINED,
                p -> p.by(ANA).channel("social").scope(Scope.STRATEGIC).origin(Origin.REQUESTED));
        log.advice(
                21, Kind.FOLLOWED, Optional.of(Verdict.SUCCESS), p -> p.by(ANA).channel("social"));
        return log.order(100, d -> d.channel("social"));
    }

    @Test
    void theEffectiveNumberOfChannelsIsTheInverseOfSimpson() {
        Breadth found = Breadth.of(Logged.tally(200, log()), AnalysisPlan.DEFAULT);
        assertThat(found.marketers()).hasSize(1);
        Breadth.MarketerBreadth ana = found.marketers().get(0);
        assertThat(ana.proposals()).isEqualTo(8);
        assertThat(ana.effective()).isCloseTo(1 / (0.75 * 0.75 + 0.25 * 0.25), within(1e-12));
        assertThat(ana.kind()).isEqualTo(Breadth.Kind.HALF_SPECIALISED);
        assertThat(ana.main()).isEqualTo("seo");
        assertThat(ana.heedInside()).isEqualTo(new Heed(4, 2));
        assertThat(ana.heedOutside()).isEqualTo(new Heed(1, 1));
        assertThat(ana.followedInside()).isEqualTo(new Counts(2, 2, 0, 0));
        assertThat(found.refused().table()).isEqualTo(new TwoByTwo(1, 1, 2, 4));
        assertThat(found.failed().table()).isEqualTo(new TwoByTwo(0, 1, 2, 2));
    }

    @Test
    void remitAndFitAreReadFromRoleHomeChannelAndStrengths() {
        Tally tally = Logged.tally(200, log());
        RoleAndRemit found = RoleAndRemit.of(tally, AnalysisPlan.DEFAULT);
        assertThat(found.remit())
                .extracting(Slice::key, Slice::heed)
                .containsExactly(
                        tuple("", Heed.NONE), tuple("inside", new Heed(4, 2)), tuple("outside", new Heed(1, 1)));
        assertThat(found.profiles()).hasSize(1);
        assertThat(found.profiles().get(0).role()).contains("specialist");
        assertThat(found.profiles().get(0).scope())
                .isEqualTo(java.util.Map.of("", 1L, "strategic", 1L, "tactical", 6L));
        // technical is half of what SEO asks for, and none of what social does
        assertThat(Slice.of(Lens.fit(AnalysisPlan.DEFAULT), tally, AnalysisPlan.DEFAULT))
                .extracting(Slice::key, Slice::heed)
                .containsExactly(
                        tuple("", Heed.NONE), tuple("does not fit", new Heed(1, 1)), tuple("fits", new Heed(4, 2)));
    }

    @Test
    void demandIsOrdersAndRequestsBesideWhereTheTeamIsDeep() {
        Demand found = Demand.of(Logged.tally(200, log()));
        assertThat(found.quarters())
                .containsExactly(
                        new Demand.Asked("social", Optional.of("2026-Q1"), 0, 1),
                        new Demand.Asked("social", Optional.of("2026-Q2"), 1, 0));
        assertThat(found.depth()).containsExactly(new Demand.Deep("seo", 6, 6), new Demand.Deep("social", 2, 0));
    }

    @Test
    void aMarketerWithOneChannelHasNothingOutsideIt() {
        Logged log = new Logged("acme").advice(1, Kind.FOLLOWED, p -> p.by(ANA).channel("seo"));
        Breadth found = Breadth.of(Logged.tally(200, log), AnalysisPlan.DEFAULT);
        assertThat(found.marketers().get(0).kind()).isEqualTo(Breadth.Kind.SPECIALIST);
        assertThat(found.refused().riskDifference()).isInstanceOf(org.heeded.stats.Estimate.Undefined.class);
        assertThat(Directive.of("Order").to()).isEmpty();
    }
}
