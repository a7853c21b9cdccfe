package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.heeded.dossier.Entries;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Proposal;
import org.heeded.model.Responsible;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.junit.jupiter.api.Test;

class SayTest {

    private static Proposal strategic(Proposal p) {
        return p.scope(Scope.STRATEGIC).novelty(Novelty.OUT_OF_THE_BOX).origin(Origin.UNPROMPTED);
    }

    private static Say say(int cut, Logged... logs) {
        return say(AnalysisPlan.DEFAULT, cut, logs);
    }

    private static Say say(AnalysisPlan plan, int cut, Logged... logs) {
        return Say.of(Logged.tally(plan, cut, logs), plan, Entries.day(cut));
    }

    private static Logged decided(Logged log, int from, int n, Kind kind, UnaryOperator<Proposal> with) {
        for (int i = 0; i < n; i++) {
            log.advice(from + i, kind, with);
        }
        return log;
    }

    @Test
    void countsEachSignalAsDefined() {
        Logged log = new Logged("acme");
        decided(log, 1, 4, Kind.FOLLOWED, SayTest::strategic);
        decided(log, 10, 3, Kind.OVERRIDDEN, SayTest::strategic);
        decided(log, 20, 2, Kind.DECLINED, p -> p.scope(Scope.TACTICAL).novelty(Novelty.CONVENTIONAL));
        decided(log, 30, 5, Kind.FOLLOWED, p -> p.scope(Scope.ROUTINE).origin(Origin.REQUESTED));
        decided(log, 40, 1, Kind.FOLLOWED, p -> p);
        log.order(50, d -> d.scope(Scope.STRATEGIC)).order(51, d -> d).order(52, d -> d.scope(Scope.ROUTINE));
        log.advice(60, Kind.OVERRIDDEN, Verdict.FAILURE).claim(Side.CLIENT, Responsible.MARKETER);
        log.advice(61, Kind.OVERRIDDEN, Verdict.FAILURE)
                .claim(Side.CLIENT, Responsible.MARKETER)
                .claim(Side.CLIENT, Responsible.SHARED);
        log.advice(62, Kind.OVERRIDDEN, Verdict.FAILURE).claim(Side.MARKETER, Responsible.CLIENT);
        Say say = say(200, log);
        assertThat(say.signals())
                .extracting(Say.SignalValue::signal, Say.SignalValue::part, Say.SignalValue::whole)
                .containsExactly(
                        tuple(Signal.HEED, 10L, 18L),
                        tuple(Signal.VOICE, 13L, 15L),
                        tuple(Signal.STRATEGY, 4L, 8L),
                        tuple(Signal.OPENNESS, 4L, 7L),
                        tuple(Signal.INITIATIVE, 7L, 12L),
                        tuple(Signal.FAIR_BLAME, 1L, 2L));
        // sums of Dirichlet cells are Beta: 12 of the 27 cells are followed advice, 12 are not
        double heed = (10 + 12.0 / 27) / (18 + 24.0 / 27);
        assertThat(((Estimate.Interval) say.signals().get(0).share()).value()).isCloseTo(heed, within(1e-12));
        double mean = say.signals().stream()
                .mapToDouble(s -> ((Estimate.Interval) s.share()).value())
                .average()
                .orElseThrow();
        assertThat(((Estimate.Interval) say.index()).value()).isCloseTo(mean, within(0.01));
    }

    @Test
    void weightsMoveTheIndexAndUnweighedSignalsAreMissing() {
        Logged log = decided(new Logged("acme"), 1, 30, Kind.FOLLOWED, SayTest::strategic);
        decided(log, 40, 30, Kind.OVERRIDDEN, p -> p.origin(Origin.UNPROMPTED));
        AnalysisPlan onlyHeed = AnalysisPlan.DEFAULT.with(
                p -> p.signalWeights(Map.of(Signal.HEED, BigDecimal.ONE)).floors(new Floors(5, 1, 10, 8, 5, 20, 3, 5)));
        assertThat(((Estimate.Interval) say(onlyHeed, 200, log).index()).value())
                .isCloseTo(0.5, within(0.01));
        AnalysisPlan tooFew = AnalysisPlan.DEFAULT.with(p -> p.signalWeights(Map.of(Signal.HEED, BigDecimal.ONE)));
        assertThat(say(tooFew, 200, log).missing()).containsExactly("needs 2 more signals");
    }

    @Test
    void belowTheFloorItSaysWhatIsMissing() {
        Say say = say(200, decided(new Logged("acme"), 1, 9, Kind.FOLLOWED, p -> p));
        assertThat(say.label()).isEqualTo(Say.Label.INSUFFICIENT_DATA);
        assertThat(say.missing()).containsExactly("needs 1 more decided proposal", "needs 1 more signal");
        assertThat(say.index()).isInstanceOf(Estimate.Undefined.class);
        assertThat(say(200, new Logged("empty")).label()).isEqualTo(Say.Label.INSUFFICIENT_DATA);
    }

    @Test
    void labelsAClearPartnerAndAClearOrderTaker() {
        assertThat(say(200, decided(new Logged("a"), 1, 40, Kind.FOLLOWED, SayTest::strategic))
                        .label())
                .isEqualTo(Say.Label.PARTNER);
        Logged orders = decided(
                new Logged("b"), 1, 40, Kind.OVERRIDDEN, p -> strategic(p).origin(Origin.REQUESTED));
        for (int i = 0; i < 80; i++) {
            orders.order(i + 1, d -> d.scope(Scope.STRATEGIC));
        }
        assertThat(say(200, orders).label()).isEqualTo(Say.Label.ORDER_TAKER);
    }

    @Test
    void aLabelStaysUntilAnotherIsSure() {
        Logged log = decided(new Logged("acme"), 1, 25, Kind.FOLLOWED, SayTest::strategic);
        assertThat(say(200, log).label()).isEqualTo(Say.Label.PARTNER);
        // later months drag the index to the border, but to no other label
        decided(log, 60, 12, Kind.OVERRIDDEN, SayTest::strategic);
        Say later = say(200, log);
        assertThat(later.label()).isEqualTo(Say.Label.PARTNER);
        // without the early months the same counts are a partner no longer
        Logged atOnce = decided(new Logged("acme"), 60, 25, Kind.FOLLOWED, SayTest::strategic);
        decided(atOnce, 60, 12, Kind.OVERRIDDEN, SayTest::strategic);
        assertThat(say(200, atOnce).index()).isEqualTo(later.index());
    }

    @Test
    void theOrderOfTheLogsDoesNotMatter() {
        Logged a = decided(new Logged("a"), 1, 20, Kind.FOLLOWED, SayTest::strategic);
        Logged b = decided(new Logged("b"), 5, 20, Kind.OVERRIDDEN, SayTest::strategic);
        assertThat(say(200, a, b)).isEqualTo(say(200, b, a));
        assertThat(say(200, a, b).byClient().keySet()).isEqualTo(java.util.Set.copyOf(List.of("a", "b")));
    }
}
