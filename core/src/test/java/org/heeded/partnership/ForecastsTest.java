package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.heeded.dossier.Entries;
import org.heeded.model.Decision;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.Side;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    private static Forecasts forecasts(Logged log) {
        return Forecasts.of(Logged.tally(300, log), AnalysisPlan.DEFAULT);
    }

    private static double value(Estimate estimate) {
        return ((Estimate.Point) estimate).value();
    }

    @Test
    void scoresWhatWasCarriedOutAndNothingElse() {
        Logged log = new Logged("acme");
        log.advice(
                        1,
                        Kind.FOLLOWED,
                        Optional.of(Verdict.SUCCESS),
                        p -> p.by(new PartyId("ana")).tag("season", "winter").forecast(Forecast.chance(0.8)))
                .launched(3, Launched.ADVICE);
        log.advice(2, Kind.FOLLOWED, Optional.of(Verdict.FAILURE), p -> p.forecast(Forecast.chance(0.6)));
        // overridden: the forecast was about something that never happened
        log.advice(3, Kind.OVERRIDDEN, Optional.of(Verdict.FAILURE), p -> p.forecast(Forecast.chance(0.9)));
        // launched otherwise than decided
        log.advice(4, Kind.FOLLOWED, Optional.of(Verdict.FAILURE), p -> p.forecast(Forecast.chance(0.9)))
                .launched(6, Launched.ALTERNATIVE);
        Forecasts found = forecasts(log);
        assertThat(found.bySide()).hasSize(1);
        assertThat(found.bySide().get(0).side()).isEqualTo(Side.MARKETER);
        assertThat(value(found.bySide().get(0).brier())).isCloseTo((0.04 + 0.36) / 2, within(1e-12));
        assertThat(found.byForecaster()).extracting(Forecasts.Scores::key).containsExactly("ana");
        assertThat(found.byTag()).extracting(Forecasts.Scores::key).containsExactly("season=winter");
        assertThat(found.afterwards()).isZero();
    }

    @Test
    void aProbabilityWrittenDownAfterTheResultIsNotScored() {
        Entries entries = new Entries();
        entries.recordedOn(100);
        entries.propose("p", 1, Proposal.of("Advice").forecast(Forecast.chance(0.9)));
        entries.decide("p", 2, Kind.FOLLOWED);
        entries.measure(Entries.p("p"), 50, Measurement.judged(Verdict.SUCCESS));
        Logged log = new Logged("acme");
        entries.list().forEach(e -> log.add(e.event()));
        // by hand, since the log writes each entry on its own day: all of it was recorded on day 100
        AnalysisPlan plan = AnalysisPlan.DEFAULT;
        Tally tally = Tally.of(
                org.heeded.dossier.Dossier.of(Entries.ACME, entries.list(), plan.rules(Entries.start(300))),
                plan,
                java.util.List.of(),
                Entries.start(300));
        Forecasts found = Forecasts.of(tally, plan);
        assertThat(found.bySide()).isEmpty();
        assertThat(found.afterwards()).isEqualTo(1);
    }

    @Test
    void bothSidesTargetsForTheSameMetricSayWhoWasNearer() {
        Logged log = new Logged("acme");
        for (int i = 0; i < 8; i++) {
            log.add(new Event.ProposalMade(
                    Entries.p("x" + i),
                    Proposal.of("Advice")
                            .forecast(Forecast.atLeast("leads", 100).about(org.heeded.model.About.RESULT))
                            .on(Entries.day(1 + i))));
            log.add(new Event.DecisionMade(
                    Entries.p("x" + i),
                    Decision.overridden("Ours")
                            .forecast(Forecast.atLeast("leads", 150))
                            .on(Entries.day(2 + i))));
            log.add(new Event.OutcomeMeasured(
                    Entries.p("x" + i),
                    Measurement.of("leads", i == 0 ? 125 : 90 + i).on(Entries.day(40 + i))));
        }
        Forecasts.ValueAdded found = forecasts(log).overrideValueAdded();
        assertThat(found.marketerNearer()).isEqualTo(7);
        assertThat(found.clientNearer()).isZero();
        assertThat(found.ties()).isEqualTo(1);
        assertThat(((org.heeded.stats.TestResult.Computed) found.nearer()).pValue())
                .isCloseTo(2 / 128.0, within(1e-12));
        assertThat(found.byMetric()).hasSize(1);
        assertThat(found.byMetric().get(0).n()).isEqualTo(8);
    }
}
