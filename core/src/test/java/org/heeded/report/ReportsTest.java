package org.heeded.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.dossier.RandomLog;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Verdict;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class ReportsTest {

    private static final PartnershipReport.AsOf AS_OF = new PartnershipReport.AsOf(new Position(1), start(300));

    private int made;

    /** One client's cases: overridden and failed, overridden and not, followed and failed, followed and not, open. */
    private Dossier client(String name, int overFail, int overGood, int followFail, int followGood, int open) {
        Entries log = new Entries();
        log.add(new Event.EngagementOpened(Optional.of(new ClientId(name)), Optional.empty(), Circumstances.NONE));
        add(log, overFail, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
        add(log, overGood, Decision.Kind.OVERRIDDEN, Verdict.SUCCESS);
        add(log, followFail, Decision.Kind.FOLLOWED, Verdict.FAILURE);
        add(log, followGood, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        add(log, open, Decision.Kind.FOLLOWED, null);
        return Dossier.of(Entries.ACME, log.list(), AnalysisPlan.DEFAULT.rules(start(300)));
    }

    private void add(Entries log, int times, Decision.Kind kind, @org.jspecify.annotations.Nullable Verdict verdict) {
        for (int i = 0; i < times; i++) {
            ProposalId id = new ProposalId("p" + made++);
            log.add(new Event.ProposalMade(id, Proposal.of("Advice " + made).on(day(1))));
            log.add(new Event.DecisionMade(id, Decision.of(kind).on(day(2))));
            if (verdict != null) {
                log.add(new Event.OutcomeMeasured(
                        id, Measurement.judged(verdict).on(day(50))));
            }
        }
    }

    private static PartnershipReport report(Dossier... dossiers) {
        return report(AnalysisPlan.DEFAULT, dossiers);
    }

    private static PartnershipReport report(AnalysisPlan plan, Dossier... dossiers) {
        Tally.Sum sum = new Tally.Sum();
        Stream.of(dossiers).forEach(d -> sum.add(Tally.of(d, plan, List.of(), AS_OF.cut())));
        return PartnershipReport.of(
                sum.tally(), plan, List.of(), start(301), AS_OF, Optional.empty(), Optional.empty());
    }

    private static String lead(PartnershipReport report, Audience audience) {
        return String.join(" ", LeadSentence.of(report, new Words(Wording.ENGLISH, audience)));
    }

    @Test
    void theLeadSentenceSaysBothCountsTheDifferenceAndWhatItIsNot() {
        assertThat(lead(report(client("acme", 12, 5, 14, 35, 9)), Audience.INTERNAL))
                .isEqualTo(
                        "Mind what is missing: the outcome is known of 17 of 17 where the client chose another way, and of "
                                + "49 of 58 where the advice was followed. When the client overruled the advice, **12 of 17** pieces "
                                + "of work failed (71 %). When the advice was followed, **14 of 49** did (29 %). **That is 42 more "
                                + "failures per 100 decisions** (95 % interval 15 to 63). This counts what came first, not what "
                                + "caused it: the ideas that were overruled may have been harder. 9 decisions have no result yet.");
    }

    @Test
    void theSharedPageAccusesNobody() {
        assertThat(lead(report(client("acme", 12, 5, 14, 35, 0)), Audience.SHARED))
                .startsWith(
                        "When the client chose another way, **12 of 17** pieces of work missed their target (71 %). "
                                + "When the advice was followed, **14 of 49** did (29 %). **That is 42 more missed targets per 100 "
                                + "decisions**")
                .doesNotContain("overruled", "failed", "blame");
    }

    @Test
    void anIntervalThatHoldsZeroIsNotReadAsADifference() {
        assertThat(lead(report(client("acme", 3, 4, 3, 5, 0)), Audience.INTERNAL))
                .contains("The data fit anything from")
                .contains("fewer to")
                .doesNotContain("That is");
    }

    @Test
    void aDifferenceTheOtherWayIsSaidInTheSameSize() {
        assertThat(lead(report(client("acme", 2, 38, 30, 10, 0)), Audience.INTERNAL))
                .contains("**That is 70 fewer failures per 100 decisions** (95 % interval 52 to 82)");
    }

    @Test
    void withSeveralClientsTheDifferenceWithinThemIsSaidToo() {
        String lead = lead(
                report(client("a", 12, 5, 14, 35, 0), client("b", 12, 5, 14, 35, 0), client("c", 0, 0, 3, 5, 0)),
                Audience.INTERNAL);
        assertThat(lead)
                .contains("Within the same client that is **42 more failures per 100**")
                .contains("2 of 3 clients had both");
    }

    @Test
    void withoutAnArmNothingIsCompared() {
        assertThat(lead(report(client("acme", 1, 0, 0, 0, 0)), Audience.SHARED))
                .isEqualTo(
                        "When the client chose another way, **1 of 1** piece of work missed its target (100 %). There is no "
                                + "case yet to tell what came when the advice was followed. That is too few to compare.");
        assertThat(lead(report(client("acme", 0, 0, 0, 0, 5)), Audience.SHARED))
                .isEqualTo("No outcome is known yet of 5 decisions on advice, so no rate of failure can be given.");
        assertThat(lead(report(), Audience.SHARED))
                .isEqualTo("No decision on advice is ripe for an outcome yet, so there is nothing to compare.");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 60, 300})
    void everyReportIsPlainTextAndStrictJsonWithoutNaN(int steps) {
        for (long seed = 0; seed < 30; seed++) {
            for (String json :
                    List.of("{}", "{\"horizonDays\":60,\"basis\":\"AS_LAUNCHED\",\"riskRatioInterval\":\"KATZ\"}")) {
                AnalysisPlan plan = AnalysisPlan.parse(json);
                PartnershipReport report =
                        report(plan, Dossier.of(Entries.ACME, RandomLog.of(seed, steps), plan.rules(start(300))));
                for (Audience audience : Audience.values()) {
                    String text =
                            TextReport.render(report, audience, List.of("client", "marketer", "channel", "quarter"));
                    assertThat(text).doesNotContain("NaN", "Infinity", "null").doesNotContain(" 0 of 0");
                    assertThat(text.lines())
                            .allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                                    .as(line)
                                    .isLessThanOrEqualTo(80));
                    assertThat(JsonReport.render(report, audience)).doesNotContain("NaN", "Infinity");
                }
            }
        }
    }

    @Test
    void theJsonHasTheNamesOfTheContract() {
        List<String> names = paths(JsonReport.render(report(client("acme", 12, 5, 14, 35, 9)), Audience.INTERNAL));
        assertThat(names)
                .contains(
                        "schema",
                        "generatedAt",
                        "asOf",
                        "scope",
                        "audience",
                        "plan",
                        "waiting.advice",
                        "waiting.launches.id",
                        "waiting.launches.days",
                        "waiting.outcomes",
                        "waiting.medianDays.decide.estimate",
                        "flow.proposals.entered",
                        "flow.proposals.notChosen",
                        "flow.proposals.decided.delegated",
                        "flow.proposals.resolved.mixed",
                        "flow.proposals.outcomeBeforeDecision",
                        "flow.proposals.shared.outcomes",
                        "flow.directives.given",
                        "flow.directives.divided.cases",
                        "flow.undated",
                        "flow.provenance.recalled",
                        "overrideToFailure.table.overridden.failure",
                        "overrideToFailure.table.adaptedUnclear.open",
                        "overrideToFailure.risk.declined.reason",
                        "overrideToFailure.riskDifference.estimate",
                        "overrideToFailure.riskRatio.upper",
                        "overrideToFailure.oddsRatio.method",
                        "overrideToFailure.test.midP",
                        "overrideToFailure.test.fisher",
                        "overrideToFailure.probabilityOverrideWorse",
                        "overrideToFailure.attributableFractionExposed.estimate",
                        "overrideToFailure.populationAttributableFraction.estimate",
                        "overrideToFailure.numberNeededToHarm.harm",
                        "overrideToFailure.overrideGivenFailure.estimate",
                        "overrideToFailure.overrideGivenSuccess.estimate",
                        "overrideToFailure.contrasts.riskDifference.estimate",
                        "overrideToFailure.adjusted.by",
                        "overrideToFailure.adjusted.riskDifference.estimate",
                        "overrideToFailure.adjusted.cmh.pValue",
                        "overrideToFailure.adjusted.reversal",
                        "overrideToFailure.adjusted.strata.key",
                        "overrideToFailure.restricted.notBorrowed.riskDifference.estimate",
                        "overrideToFailure.bounds.open.lowest.riskRatio.estimate",
                        "lenses.channel.key",
                        "lenses.marketer.table.followed.success",
                        "lenses.client.riskDifference.estimate",
                        "lenses.role",
                        "lenses.level",
                        "lenses.stake",
                        "overrideToFailure.clustered.riskDifference.estimate",
                        "overrideToFailure.standardised.riskDifference.estimate",
                        "overrideToFailure.eValue.limit",
                        "noveltyGap.refused.riskDifference.reason",
                        "grounding.goal.key",
                        "roleAndRemit.profiles.role",
                        "fit.slices.heedRate.estimate",
                        "demand.quarters",
                        "responsibility.failures.unclaimed",
                        "spillover.failed.riskDifference.reason",
                        "investment.test.reason",
                        "forecasts.overrideValueAdded.nearer.pValue",
                        "responsiveness.daysToDecide.estimate",
                        "say.index.estimate",
                        "say.label",
                        "say.signals.share.estimate",
                        "say.missing",
                        "mainChannel.refusedOutside.riskDifference.reason",
                        "breadth",
                        "standingOut",
                        "findings.id",
                        "findings.claimOf",
                        "findings.statement",
                        "findings.verdict",
                        "findings.estimate.estimate",
                        "findings.n",
                        "findings.adjustedP");
    }

    @Test
    void anUnknownSliceIsRefusedWithTheOnesThereAre() {
        assertThatThrownBy(() -> TextReport.render(report(), Audience.SHARED, List.of("chanel")))
                .hasMessageContaining("chanel")
                .hasMessageContaining("channel");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(Words.plain("a\u001b[31mb\u202ec\u0000\n")).isEqualTo("a·[31mb·c··");
        assertThat(Words.plain("abcdefghij", 5)).isEqualTo("ab…ij");
    }

    /** The names in a JSON text, each with those around it; indices of arrays left out. */
    private static List<String> paths(String json) {
        List<String> paths = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            List<String> open = new ArrayList<>();
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> {
                        name = parser.currentName();
                        List<String> path = new ArrayList<>(open);
                        path.add(name);
                        path.removeIf(String::isEmpty);
                        paths.add(String.join(".", path));
                    }
                    case START_OBJECT, START_ARRAY -> {
                        open.add(name);
                        name = "";
                    }
                    case END_OBJECT, END_ARRAY -> {
                        int last = open.size() - 1;
                        open.remove(last);
                        name = "";
                    }
                    default -> name = "";
                }
            }
        }
        return paths;
    }
}
