package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Entries;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.junit.jupiter.api.Test;

/** Too little data gets a sentence on what is lacking, never a number. */
class FloorsRecoveredTest {

    private static final int CUT = 1000;
    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT.with(p -> p.relativeValue(true));

    private static PartnershipReport report(Logged... logs) {
        return PartnershipReport.of(
                Logged.tally(PLAN, CUT, logs),
                PLAN,
                List.of(),
                Entries.start(CUT),
                new PartnershipReport.AsOf(Position.START, Entries.start(CUT)),
                Optional.empty(),
                Optional.empty());
    }

    private static Logged log(Consumer<Logged> with) {
        Logged log = new Logged("acme");
        with.accept(log);
        return log;
    }

    private static UnaryOperator<Proposal> by(String marketer, String channel) {
        return p -> p.by(new PartyId(marketer)).channel(channel);
    }

    private static void assertSaysNothing(PartnershipReport report) {
        assertThat(report.findings())
                .allSatisfy(f ->
                        assertThat(f.verdict()).as(f.id()).isIn(Finding.Verdict.NO_DATA, Finding.Verdict.INCONCLUSIVE));
        assertThat(report.say().label()).isEqualTo(Say.Label.INSUFFICIENT_DATA);
        assertThat(report.say().index()).isInstanceOf(Estimate.Undefined.class);
        assertThat(report.say().missing()).isNotEmpty();
        assertThat(report.goodMarketer().lacks()).isPresent();
        assertThat(report.partnershipPays().lacks()).isPresent();
        assertThat(report.growth().lacks()).isPresent();
        assertThat(report.overrideToFailure().monitor().lacks()).contains("needs a horizon");
        assertThat(report.investment().test()).isInstanceOf(TestResult.Undefined.class);
        assertThat(report.overrideToFailure().clustered().riskDifference()).isNotInstanceOf(Estimate.Interval.class);
        assertThat(report.relativeValue())
                .allSatisfy(v -> assertThat(v.value()).isInstanceOf(Estimate.Undefined.class));
        assertThat(report.manyClients().meanFailure()).isEmpty();
    }

    @Test
    void nothingAtAll() {
        PartnershipReport report = report();
        assertSaysNothing(report);
        assertThat(report.findings()).allMatch(f -> f.verdict() == Finding.Verdict.NO_DATA);
    }

    @Test
    void oneDecision() {
        PartnershipReport report =
                report(log(l -> l.advice(1, Decision.Kind.OVERRIDDEN, Optional.of(Verdict.FAILURE), by("m", "seo"))));
        assertSaysNothing(report);
        assertThat(report.overrideToFailure().primary().riskDifference()).isInstanceOf(Estimate.Undefined.class);
        assertThat(report.overrideToFailure().numberNeededToHarm()).isEmpty();
        assertThat(report.findings()).allMatch(f -> f.verdict() == Finding.Verdict.NO_DATA);
    }

    @Test
    void tenDecisionsGiveTheTableAndNoVerdictBelowTheFloorOfAnArm() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 10; i++) {
                // as clear as ten decisions can be, with four in the smaller arm
                l.advice(
                        1 + i,
                        i < 4 ? Decision.Kind.OVERRIDDEN : Decision.Kind.FOLLOWED,
                        Optional.of(i < 4 ? Verdict.FAILURE : Verdict.SUCCESS),
                        by("m", "seo"));
            }
        }));
        assertThat(report.overrideToFailure().primary().riskDifference()).isInstanceOf(Estimate.Interval.class);
        assertThat(report.findings()).noneMatch(Finding::stated);
        assertThat(report.investment().test()).isInstanceOf(TestResult.Undefined.class);
    }

    @Test
    void aClientWithoutOverrides() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 12; i++) {
                l.advice(1 + i, Decision.Kind.FOLLOWED, i % 3 == 0 ? Verdict.FAILURE : Verdict.SUCCESS);
            }
        }));
        Contrast primary = report.overrideToFailure().primary();
        assertThat(primary.riskDifference()).isInstanceOf(Estimate.Undefined.class);
        assertThat(primary.riskRatio()).isInstanceOf(Estimate.Undefined.class);
        assertThat(primary.midP()).isInstanceOf(TestResult.Undefined.class);
        assertThat(report.overrideToFailure().eValue()).isEmpty();
        assertThat(report.overrideToFailure().adjusted())
                .allSatisfy(a -> assertThat(a.riskDifference().estimate()).isInstanceOf(Estimate.Undefined.class));
        assertThat(report.findings().get(0).verdict()).isEqualTo(Finding.Verdict.NO_DATA);
        assertThat(report.investment().change()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void aMarketerWithOneChannelHasNothingOutsideIt() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 12; i++) {
                l.advice(
                        1 + i,
                        i % 2 == 0 ? Decision.Kind.FOLLOWED : Decision.Kind.OVERRIDDEN,
                        Optional.of(Verdict.SUCCESS),
                        by("m", "seo"));
            }
        }));
        assertThat(report.breadth().marketers())
                .singleElement()
                .matches(m -> m.kind() == Breadth.Kind.SPECIALIST && m.effective() == 1);
        assertThat(report.breadth().refused().riskDifference()).isInstanceOf(Estimate.Undefined.class);
        assertThat(report.breadth().failed().riskDifference()).isInstanceOf(Estimate.Undefined.class);
    }

    @Test
    void ordersOnly() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 12; i++) {
                l.order(1 + i, o -> o.channel("seo"));
            }
        }));
        assertSaysNothing(report);
        assertThat(report.overrideToFailure().table().of(Arm.ORDERED).open()).isEqualTo(12);
        assertThat(report.findings()).allMatch(f -> f.verdict() == Finding.Verdict.NO_DATA);
    }

    @Test
    void everythingPending() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 12; i++) {
                Proposal advice = Proposal.of("Advice").on(Entries.day(1 + i));
                l.add(new Event.ProposalMade(new ProposalId("p" + i), advice));
            }
        }));
        assertSaysNothing(report);
        assertThat(report.flow().proposals().pending()).isEqualTo(12);
        assertThat(report.waiting().items()).hasSize(12);
        assertThat(report.findings()).allMatch(f -> f.verdict() == Finding.Verdict.NO_DATA);
    }

    @Test
    void whatIsJudgedByHandStandsWithWhoJudgedBesideIt() {
        PartnershipReport report = report(log(l -> {
            for (int i = 0; i < 20; i++) {
                l.advice(
                        1 + i,
                        i % 2 == 0 ? Decision.Kind.FOLLOWED : Decision.Kind.OVERRIDDEN,
                        i % 3 == 0 ? Verdict.FAILURE : Verdict.SUCCESS);
            }
        }));
        OverrideToFailure figures = report.overrideToFailure();
        assertThat(figures.primary().riskDifference()).isInstanceOf(Estimate.Interval.class);
        assertThat(figures.yardsticks()).containsOnlyKeys("judged by nobody named");
        assertThat(figures.restricted())
                .hasEntrySatisfying(
                        "measured",
                        r -> assertThat(r.contrast().riskDifference()).isInstanceOf(Estimate.Undefined.class));
    }

    @Test
    void noFindingIsStatedBelowItsFloorHoweverTheLogGrows() {
        EnumSet<Finding.Verdict> seen = EnumSet.noneOf(Finding.Verdict.class);
        for (int n = 1; n <= 24; n++) {
            int cases = n;
            PartnershipReport report = report(log(l -> {
                for (int i = 0; i < cases; i++) {
                    l.advice(
                            1 + i,
                            i % 2 == 0 ? Decision.Kind.FOLLOWED : Decision.Kind.OVERRIDDEN,
                            i % 2 == 0 ? Verdict.SUCCESS : Verdict.FAILURE);
                }
            }));
            Finding primary = report.findings().get(0);
            seen.add(primary.verdict());
            assertThat(primary.stated()).as("%s decisions", n).isEqualTo(n / 2 >= Floors.DEFAULT.cases());
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        Finding.Verdict.NO_DATA, Finding.Verdict.INCONCLUSIVE, Finding.Verdict.SUPPORTED);
    }
}
