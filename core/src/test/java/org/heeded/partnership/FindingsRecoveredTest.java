package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.heeded.partnership.Recovery.recover;
import static org.heeded.partnership.Recovery.share;

import java.util.List;
import java.util.Map;
import org.heeded.partnership.Recovery.Recovered;
import org.junit.jupiter.api.Test;

/** The verdicts on some thirty claims: false ones are as rare as stated, planted ones are found, and neither side is favoured. */
class FindingsRecoveredTest {

    private static final double ERROR = 1 - AnalysisPlan.DEFAULT.level();

    /** The primary contrast stands alone, the others are judged together: each may err in 5 % of the reports. */
    private static final double EITHER = 1 - (1 - ERROR) * (1 - ERROR);

    private static boolean primaryStated(Recovered r) {
        return r.report().findings().get(0).stated();
    }

    private static boolean anotherStated(Recovered r) {
        return r.report().findings().stream().skip(1).anyMatch(Finding::stated);
    }

    private static void assertQuiet(List<Recovered> logs) {
        assertThat(logs)
                .allSatisfy(r -> assertThat(r.report().findings().stream()
                                .filter(f -> f.adjustedP().isPresent()))
                        .hasSizeGreaterThan(22));
        Margins.assertAtMost("reports with a false primary verdict", share(logs, r -> primaryStated(r)), ERROR);
        Margins.assertAtMost("reports with another false verdict", share(logs, r -> anotherStated(r)), ERROR);
        Margins.assertAtMost(
                "reports with any false verdict", share(logs, r -> primaryStated(r) || anotherStated(r)), EITHER);
    }

    @Test
    void whereThereIsNothingAtMostAsManyReportsErrAsStated() {
        assertQuiet(recover(300, Planting.NOTHING));
    }

    @Test
    void clientsThatDifferMakeNoVerdicts() {
        assertQuiet(recover(100, Planting.of(Effect.HETEROGENEITY, 0.12)));
    }

    @Test
    void whatIsPlantedIsFoundAndItsOppositeNever() {
        Planting planting = Planting.of(Effect.OVERRIDE, 0.2)
                .and(Effect.NOVELTY_REFUSED, 0.3)
                .and(Effect.NOVELTY_FAILS, 0.25)
                .and(Effect.BLAME, 0.4)
                .and(Effect.SPILLOVER, 0.2);
        List<Recovered> logs = recover(20, Shape.clients(10, 130), planting);
        Map<String, Double> least = Map.of(
                "override-failure", 0.9,
                "novelty-refused", 0.9,
                "novelty-failed", 0.9,
                "marketer-blamed", 0.9,
                "spillover", 0.8);
        least.forEach((id, power) -> {
            assertThat(logs).as(id).noneMatch(r -> r.finding(id).verdict() == Finding.Verdict.CONTRADICTED);
            Margins.assertAtLeast(id, share(logs, r -> r.finding(id).verdict() == Finding.Verdict.SUPPORTED), power);
        });
    }

    @Test
    void overridesThatDoBetterContradictTheClaim() {
        List<Recovered> logs = recover(40, Planting.of(Effect.OVERRIDE, -0.25));
        assertThat(logs).noneMatch(r -> r.finding("override-failure").verdict() == Finding.Verdict.SUPPORTED);
        Margins.assertAtLeast(
                "contradicted",
                share(logs, r -> r.finding("override-failure").verdict() == Finding.Verdict.CONTRADICTED),
                0.9);
    }

    @Test
    void noDifferenceIsNoMaterialOneOnceThereIsEnoughData() {
        List<Recovered> logs = recover(10, new Shape(7, 6, 6, 400, 730), Planting.NOTHING);
        assertThat(share(logs, r -> r.finding("override-failure").verdict() == Finding.Verdict.NO_MATERIAL_DIFFERENCE))
                .filteredOn(found -> found)
                .hasSizeGreaterThan(4);
    }

    @Test
    void swappingThePartiesMirrorsTheVerdict() {
        for (double effect : new double[] {-0.25, 0, 0.25}) {
            for (Recovered r : recover(8, Planting.of(Effect.OVERRIDE, effect).and(Effect.REVERSED, 0.4))) {
                Finding there = r.report().findings().get(0);
                Finding back =
                        r.log().mirrored().report(Recovery.PLAN).findings().get(0);
                assertThat(back.verdict()).isEqualTo(mirrored(there.verdict()));
                assertThat(back.adjustedP().orElseThrow())
                        .isCloseTo(there.adjustedP().orElseThrow(), offset(1e-9));
                assertThat(back.n()).isEqualTo(there.n());
            }
        }
    }

    private static Finding.Verdict mirrored(Finding.Verdict verdict) {
        return switch (verdict) {
            case SUPPORTED -> Finding.Verdict.CONTRADICTED;
            case CONTRADICTED -> Finding.Verdict.SUPPORTED;
            case NO_MATERIAL_DIFFERENCE, INCONCLUSIVE, NO_DATA -> verdict;
        };
    }
}
