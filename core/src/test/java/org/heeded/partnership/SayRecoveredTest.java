package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.partnership.Recovery.covers;
import static org.heeded.partnership.Recovery.recover;
import static org.heeded.partnership.Recovery.share;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.heeded.partnership.Recovery.Recovered;
import org.heeded.partnership.Say.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much say was planted is what the signals, the index and the label tell. */
class SayRecoveredTest {

    private static final double LEVEL = AnalysisPlan.DEFAULT.level();

    /** Of proposals, the share followed, overridden or declined. */
    private static final double DECIDED = 1 - CaseDraw.OTHER + CaseDraw.OTHER / CaseDraw.OTHERS.size();

    /** The signals' true values where clients override with a chance and blame the marketer with another. */
    private static Map<Signal, Double> truth(double bent, double blame) {
        double ordered = Math.max(0.03, CaseDraw.ORDERED + 0.5 * (bent - World.BENT));
        double heed = (1 - CaseDraw.OTHER) * (1 - bent) / DECIDED;
        // two of six marketers advise on strategy in half of their work, the others in a quarter; 5 % is left blank
        double strategic = (1 - ordered) * DECIDED * 0.95 / 3;
        double advised = (1 - ordered) * DECIDED * (1 - 0.95 * 0.15 * 2 / 3);
        double orders = ordered * (1 - CaseDraw.ROUTINE);
        return Map.of(
                Signal.HEED,
                heed,
                Signal.VOICE,
                advised / (advised + orders),
                Signal.STRATEGY,
                heed * strategic / (strategic + orders / 3),
                Signal.OPENNESS,
                heed,
                Signal.INITIATIVE,
                0.6 - 0.5 * (bent - World.BENT),
                Signal.FAIR_BLAME,
                1 - blame);
    }

    private static double index(Map<Signal, Double> signals) {
        return signals.values().stream().mapToDouble(s -> s).average().orElseThrow();
    }

    @Test
    void signalsAndIndexAreCoveredAsStated() {
        Map<Signal, Double> truth = truth(World.BENT, 0.3);
        List<Recovered> logs = recover(60, Shape.USUAL, Planting.NOTHING, AnalysisPlan.DEFAULT);
        truth.forEach((signal, value) -> Margins.assertAtLeast(
                signal.name(),
                share(
                        logs,
                        r -> r.report().say().signals().stream()
                                .filter(s -> s.signal() == signal)
                                .allMatch(s -> covers(s.share(), value))),
                LEVEL));
        Margins.assertAtLeast("index", share(logs, r -> covers(r.report().say().index(), index(truth))), LEVEL);
        // 0.64 is near 2/3: a sure label of either other kind would be false
        Margins.assertAtMost(
                "false labels",
                share(
                        logs,
                        r -> r.report().say().label() == Label.PARTNER
                                || r.report().say().label() == Label.ORDER_TAKER),
                1 - LEVEL);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0, PARTNER", "-0.48, 0.6, ORDER_TAKER"})
    void aClearLabelIsFoundAndItsOppositeNever(double say, double blame, Label expected) {
        double index = index(truth(World.BENT - say, 0.3 + blame));
        assertThat(index).matches(i -> expected == Label.PARTNER ? i > 0.75 : i < 0.28);
        List<Recovered> logs =
                recover(12, Shape.USUAL, Planting.of(Effect.SAY, say).and(Effect.BLAME, blame), AnalysisPlan.DEFAULT);
        assertThat(logs).allSatisfy(r -> assertThat(r.report().say().label()).isEqualTo(expected));
    }

    @Test
    void labelsDoNotFlipUnderTheOrderOfRows() {
        Random random = new Random(1);
        for (long seed = 0; seed < 4; seed++) {
            PlantedLog log = PlantedLog.of(seed, Shape.USUAL, Planting.of(Effect.SAY, 0.03));
            Say say = log.report().say();
            List<PlantedLog.Engagement> shuffled = new ArrayList<>(log.engagements());
            Collections.shuffle(shuffled, random);
            PlantedLog other = new PlantedLog(log.shape(), log.planting(), shuffled, log.truth());
            assertThat(other.report().say()).isEqualTo(say);
        }
    }

    @Test
    void belowTheFloorThereIsNoLabel() {
        for (int cases = 1; cases <= 14; cases++) {
            PlantedLog log = PlantedLog.of(cases, new Shape(1, 1, 6, cases, 730), Planting.NOTHING);
            Say say = log.report().say();
            if (say.decided() < Floors.DEFAULT.decided()) {
                assertThat(say.label()).isEqualTo(Label.INSUFFICIENT_DATA);
                assertThat(say.missing()).isNotEmpty();
            }
        }
    }
}
