package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.model.Via.CALL;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Waiting;
import org.heeded.model.Decision;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.Responsible;
import org.heeded.model.Role;
import org.heeded.model.Verdict;
import org.heeded.report.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first use of the library, and the reports of logs with next to nothing in them. */
class CodeSampleTest extends FacadeFixture {

    private static String unwrapped(Report report) {
        return report.toText().replaceAll("\\s+", " ");
    }

    @ParameterizedTest
    @EnumSource
    void oneOverrideFromAdviceToBlameIsOneOfOneAndTooFewToCompare(Kept kept) {
        clock.set("2026-04-02T08:00:00Z");
        try (DecisionLog log = open(kept)) {
            var acme = log.engagement("acme");
            var owner = acme.client("owner");
            var ana = acme.marketer("ana", Role.SPECIALIST);

            var pages = acme.propose(
                    ana,
                    Proposal.of("One landing page per audience")
                            .on(LocalDate.parse("2026-01-12"))
                            .channel("ppc")
                            .affects("email")
                            .forecast(Forecast.atLeast("leads", 120)
                                    .baseline(90)
                                    .by(LocalDate.parse("2026-03-31"))
                                    .probability(0.7)));
            acme.decide(
                    pages,
                    owner,
                    Decision.overridden("One page for everyone")
                            .because("Simpler to maintain")
                            .via(CALL)
                            .on(LocalDate.parse("2026-01-15")));
            acme.launched(pages, Launched.ALTERNATIVE, LocalDate.parse("2026-02-01"));
            acme.measure(pages, Measurement.of("leads", 74).on(LocalDate.parse("2026-03-31")));
            acme.claim(pages, owner, Responsible.MARKETER);
            acme.order(owner, "Newsletter every Friday");

            assertThat(log.waiting()).isEmpty();
            Report report = log.report();
            assertThat(unwrapped(report))
                    .contains("1 of 1 piece of work missed its target", "That is too few to compare.")
                    .contains("There is no case yet to tell what came when the advice was followed.")
                    .doesNotContain("NaN", "Infinity", "null", "per 100 decisions (");
            assertThat(report.figures()
                            .overrideToFailure()
                            .table()
                            .of(Arm.OVERRIDDEN)
                            .failure())
                    .isOne();
            assertThat(report.toText().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 80);
            assertThat(report.toText(Audience.INTERNAL, List.of())).contains("1 of 1 piece of work failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyLogHasNothingToCompareAndNothingWaiting(Kept kept) {
        try (DecisionLog log = open(kept)) {
            String text = unwrapped(log.report());

            assertThat(text)
                    .contains("Nothing is waiting.", "No decision on advice is ripe for an outcome yet")
                    .doesNotContain("0 of 0", "0 %", "100 %", "NaN");
            assertThat(log.report().figures().scope().engagements()).isZero();
            assertThat(log.cases(CaseQuery.ALL, Optional.empty(), 1).cases()).isEmpty();
        }
    }

    @Test
    void ordersAloneGiveNoRateOfAdvice() {
        clock.set("2026-04-02T08:00:00Z");
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            var acme = log.engagement("acme");
            var order = acme.order(acme.client("owner"), "Newsletter every Friday");
            acme.measure(order, Measurement.judged(Verdict.FAILURE));

            String text = unwrapped(log.report());

            assertThat(text)
                    .contains("No decision on advice is ripe for an outcome yet")
                    .containsPattern("ordered without advice +1 of 1")
                    .doesNotContain("too few to compare", "chose another way");
        }
    }

    @Test
    void adviceThatNobodyAnsweredWaitsAndIsInNoRate() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            var acme = log.engagement("acme");
            acme.propose(acme.marketer("ana", Role.HEAD), Proposal.of("One landing page per audience"));
            acme.propose(acme.marketer("ana", Role.HEAD), Proposal.of("Fewer newsletters"));

            assertThat(log.waiting()).extracting(Waiting::kind).containsOnly(Waiting.Kind.ADVICE);
            assertThat(unwrapped(log.report()))
                    .contains("2 proposals wait for an answer (with the client):")
                    .contains("No decision on advice is ripe for an outcome yet")
                    .doesNotContain("lapsed", "0 %", "0 of");
        }
    }
}
