package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import org.heeded.dossier.Entries;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Event;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Text;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.junit.jupiter.api.Test;

class InvestmentTest {

    private static Investment investment(int cut, Logged... logs) {
        return Investment.of(Logged.tally(cut, logs), AnalysisPlan.DEFAULT);
    }

    @Test
    void leavesTheBeginningOutAndShowsMonthsWithoutIdeas() {
        Logged log = new Logged("acme");
        log.advice(1, Kind.FOLLOWED, p -> p); // day 91 = 1 April is the first that counts
        log.advice(90, Kind.FOLLOWED, p -> p);
        log.advice(91, Kind.FOLLOWED, p -> p.origin(Origin.UNPROMPTED));
        log.advice(160, Kind.FOLLOWED, p -> p.novelty(Novelty.OUT_OF_THE_BOX));
        Investment found = investment(170, log);
        assertThat(found.months())
                .containsExactly(
                        new Investment.Month(YearMonth.of(2026, 4), 1, 1, 1, 0),
                        new Investment.Month(YearMonth.of(2026, 5), 1, 0, 0, 0),
                        new Investment.Month(YearMonth.of(2026, 6), 1, 1, 0, 1));
    }

    @Test
    void splitsAtMilestones() {
        Logged log = new Logged("acme");
        log.advice(1, Kind.FOLLOWED, p -> p).advice(95, Kind.FOLLOWED, p -> p).advice(130, Kind.FOLLOWED, p -> p);
        log.add(new Event.Milestone(Text.of("New owner"), Circumstances.NONE).on(Entries.day(121)));
        assertThat(investment(170, log).periods())
                .containsExactly(
                        new Investment.Period(
                                "acme", LocalDate.of(2026, 4, 1), Optional.of(LocalDate.of(2026, 5, 1)), 1, 0, 0),
                        new Investment.Period("acme", LocalDate.of(2026, 5, 1), Optional.empty(), 1, 0, 0));
    }

    @Test
    void countsAroundDecisionsWithBothWindowsComplete() {
        Logged log = new Logged("acme");
        log.advice(1, Kind.FOLLOWED, p -> p); // opens; too early to count
        // before-window of day 301: three ideas, after-window: two once it is over, with day 390
        log.advice(220, Kind.DECLINED, p -> p)
                .advice(240, Kind.DECLINED, p -> p)
                .advice(300, Kind.OVERRIDDEN, p -> p)
                .advice(310, Kind.DECLINED, p -> p);
        // after-window not over
        log.advice(390, Kind.FOLLOWED, p -> p);
        Investment found = investment(400, log);
        assertThat(found.decisions()).isEqualTo(1);
        assertThat(found.overridden()).isEqualTo(1);
        assertThat(found.change()).isInstanceOf(Estimate.Undefined.class);
        assertThat(((TestResult.Undefined) found.test()).reason()).startsWith("needs 19 more decisions");
        log.advice(500, Kind.FOLLOWED, p -> p);
        Estimate.Point change = (Estimate.Point) investment(700, log).change();
        // overridden: 2 − 3; followed at day 391: 0 − 2 (proposals of 310 and 390), at day 501: 0 − 1
        assertThat(change.value()).isEqualTo(-1 - -1.5);
    }

    @Test
    void aMilestoneInAWindowLeavesTheDecisionOut() {
        Logged log = new Logged("acme").advice(1, Kind.FOLLOWED, p -> p).advice(300, Kind.OVERRIDDEN, p -> p);
        assertThat(investment(700, log).decisions()).isEqualTo(1);
        log.add(new Event.Milestone(Text.of("New owner"), Circumstances.NONE).on(Entries.day(350)));
        assertThat(investment(700, log).decisions()).isZero();
    }
}
