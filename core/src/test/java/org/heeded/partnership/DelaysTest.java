package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Entries;
import org.heeded.model.Circumstances;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.stats.Estimate;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final ProposalId ID = new ProposalId("a");

    private static Tally measuredOn(int measured) {
        Criterion leads =
                Criterion.atLeast("leads", BigDecimal.TEN).cumulative().by(day(90));
        Entries log = new Entries();
        log.add(new Event.ProposalMade(
                ID, Proposal.of("Pages").forecast(Forecast.of(leads)).on(day(1))));
        log.add(new Event.DecisionMade(ID, Decision.followed().on(day(11))));
        log.add(new Event.WorkLaunched(ID, Launched.ADVICE, Optional.empty(), Circumstances.NONE).on(day(31)));
        log.add(new Event.OutcomeMeasured(ID, Measurement.of("leads", 12).on(day(measured))));
        return Tally.of(
                Dossier.of(Entries.ACME, log.list(), CaseRules.asOf(start(200))),
                AnalysisPlan.DEFAULT,
                List.of(),
                start(200));
    }

    @Test
    void runFromTheProposalTheDecisionAndTheDueDay() {
        Tally tally = measuredOn(97);
        assertThat(Delays.of(Delays.DECIDE, tally).counts()).isEqualTo(Map.of(Duration.ofDays(10), 1L));
        assertThat(Delays.of(Delays.LAUNCH, tally).counts()).isEqualTo(Map.of(Duration.ofDays(20), 1L));
        assertThat(Delays.of(Delays.REPORT, tally).counts()).isEqualTo(Map.of(Duration.ofDays(7), 1L));
    }

    @Test
    void whatIsReportedBeforeItsDueDayHasNoDelay() {
        Delays delays = Delays.of(Delays.REPORT, measuredOn(50));
        assertThat(delays.counts()).isEqualTo(Map.of(Duration.ZERO, 1L));
        assertThat(((Estimate.Point) delays.medianDays(0.95)).value()).isZero();
    }
}
