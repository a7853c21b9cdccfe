package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.heeded.stats.CircularShift;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT;

    private static Finding.Verdict alone(TwoByTwo... byClient) {
        return new Findings(PLAN).primary(List.of(byClient)).judged().get(0).verdict();
    }

    @Test
    void verdictsFollowSignSizeAndCounts() {
        assertThat(alone(new TwoByTwo(30, 10, 10, 30))).isEqualTo(Finding.Verdict.SUPPORTED);
        assertThat(alone(new TwoByTwo(10, 30, 30, 10))).isEqualTo(Finding.Verdict.CONTRADICTED);
        assertThat(alone(new TwoByTwo(500, 500, 500, 500))).isEqualTo(Finding.Verdict.NO_MATERIAL_DIFFERENCE);
        assertThat(alone(new TwoByTwo(5, 5, 4, 6))).isEqualTo(Finding.Verdict.INCONCLUSIVE);
        assertThat(alone(new TwoByTwo(0, 0, 40, 60))).isEqualTo(Finding.Verdict.NO_DATA);
        assertThat(alone()).isEqualTo(Finding.Verdict.NO_DATA);
        assertThat(alone(new TwoByTwo(4, 0, 5, 95)))
                .as("striking, but four cases are below the floor")
                .isEqualTo(Finding.Verdict.INCONCLUSIVE);
    }

    @Test
    void clientsAreComparedWithThemselves() {
        // pooled, overriding looks harmful; within each client it is not
        TwoByTwo careless = new TwoByTwo(80, 20, 8, 2);
        TwoByTwo careful = new TwoByTwo(1, 9, 10, 90);
        assertThat(alone(careless, careful)).isNotEqualTo(Finding.Verdict.SUPPORTED);
        assertThat(Within.of(List.of(careless, careful), PLAN).clients()).isEqualTo(2);
    }

    @Test
    void theOthersAreAdjustedForOneAnotherAndThePrimaryOneIsNot() {
        TwoByTwo striking = new TwoByTwo(14, 6, 6, 14);
        TwoByTwo nothing = new TwoByTwo(10, 10, 10, 10);
        Findings findings = new Findings(PLAN).primary(List.of(striking));
        findings.difference("a", ClaimOf.CLIENT, "A.", Within.of(List.of(striking), PLAN));
        IntStream.range(0, 20)
                .forEach(i -> findings.difference("n" + i, ClaimOf.NEITHER, "N.", Within.of(List.of(nothing), PLAN)));
        List<Finding> judged = findings.judged();
        assertThat(judged.get(0).id()).isEqualTo("override-failure");
        assertThat(judged.get(0).stated()).isTrue();
        assertThat(judged.get(1).id()).as("the most striking of the others").isEqualTo("a");
        assertThat(judged.get(1).verdict()).isEqualTo(Finding.Verdict.INCONCLUSIVE);
        double own = judged.get(0).adjustedP().orElseThrow();
        assertThat(judged.get(1).adjustedP().orElseThrow()).isEqualTo(Math.min(1, 21 * own));
    }

    @Test
    void swappingTheArmsMirrorsEveryVerdict() {
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < 200; i++) {
            TwoByTwo t = new TwoByTwo(
                    random.nextInt(40), 1 + random.nextInt(40), random.nextInt(40), 1 + random.nextInt(40));
            TwoByTwo back = new TwoByTwo(t.events2(), t.nonEvents2(), t.events1(), t.nonEvents1());
            Finding.Verdict one = alone(t);
            Finding.Verdict other = alone(back);
            assertThat(other)
                    .isEqualTo(
                            switch (one) {
                                case SUPPORTED -> Finding.Verdict.CONTRADICTED;
                                case CONTRADICTED -> Finding.Verdict.SUPPORTED;
                                default -> one;
                            });
        }
    }

    @Test
    void aClaimWithoutEnoughDataIsInconclusiveHoweverStriking() {
        Findings findings = new Findings(PLAN).primary(List.of(new TwoByTwo(1, 1, 1, 1)));
        findings.other(
                "x",
                ClaimOf.CLIENT,
                "X.",
                new Estimate.Point(1, CircularShift.CIRCULAR_SHIFT, "none"),
                TestResult.Computed.exact(1e-9, CircularShift.CIRCULAR_SHIFT),
                3,
                false);
        assertThat(findings.judged().get(1).stated()).isFalse();
    }

    @Test
    void aUsersOwnLensAddsAFindingInOneLine() {
        Lens season = Lens.tag("season").comparing(Measure.REFUSED, "winter", "summer");
        Logged log = new Logged("acme");
        for (int i = 0; i < 30; i++) {
            boolean winter = i % 2 == 0;
            log.advice(
                    1 + i,
                    winter ? org.heeded.model.Decision.Kind.DECLINED : org.heeded.model.Decision.Kind.FOLLOWED,
                    p -> p.tag("season", winter ? "winter" : "summer"));
        }
        Tally tally = Tally.of(log.dossier(PLAN, 200), PLAN, List.of(season), org.heeded.dossier.Entries.start(200));
        List<Finding> judged = new Findings(PLAN)
                .primary(List.of())
                .lenses(List.of(season), tally)
                .judged();
        assertThat(judged.get(1).verdict()).isEqualTo(Finding.Verdict.SUPPORTED);
        assertThat(judged.get(1).n()).isEqualTo(30);
    }

    @Test
    void whatStandsOutHasAWiderIntervalThanInTheList() {
        Logged log = new Logged("acme");
        for (int i = 0; i < 80; i++) {
            boolean fresh = i % 2 == 0;
            // says nothing of what was refused, but is a question too
            boolean strategic = i % 4 < 2;
            log.advice(
                    1 + i,
                    fresh ? org.heeded.model.Decision.Kind.DECLINED : org.heeded.model.Decision.Kind.FOLLOWED,
                    p -> p.novelty(
                                    fresh
                                            ? org.heeded.model.Novelty.OUT_OF_THE_BOX
                                            : org.heeded.model.Novelty.CONVENTIONAL)
                            .scope(strategic ? org.heeded.model.Scope.STRATEGIC : org.heeded.model.Scope.TACTICAL));
        }
        Tally tally = Logged.tally(200, log);
        List<Lens> lenses = Lens.standard(PLAN);
        List<Finding> findings = Findings.of(tally, lenses, PLAN).judged();
        List<Finding> out = Findings.standingOut(findings, tally, lenses, PLAN);
        assertThat(out).extracting(Finding::id).containsExactly("novelty-refused");
        Estimate.Interval listed = (Estimate.Interval) findings.get(1).estimate();
        Estimate.Interval wider = (Estimate.Interval) out.get(0).estimate();
        assertThat(wider.value()).isEqualTo(listed.value());
        assertThat(wider.lower()).isLessThan(listed.lower());
        assertThat(wider.level()).isGreaterThan(listed.level());
        assertThat(Findings.standingOut(findings.subList(0, 1), tally, lenses, PLAN))
                .isEmpty();
    }
}
