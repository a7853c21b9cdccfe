package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;
import static org.heeded.partnership.Written.in;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.ProposalId;
import org.heeded.model.Verdict;
import org.heeded.stats.AnytimeValid;
import org.heeded.stats.Estimate;
import org.heeded.stats.RiskDifference;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What enters the watch, when, and what raises an alarm. */
class MonitorTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT.with(p -> p.horizonDays(30));

    private static Monitor of(List<Written> engagements) {
        return Monitor.of(Written.sum(PLAN, engagements), PLAN);
    }

    private static Written cases(Written log, int from, int n, Decision.Kind kind, Verdict verdict) {
        for (int i = 0; i < n; i++) {
            log.outcome(from + i, kind, "ana", 10, verdict);
        }
        return log;
    }

    @Test
    void withoutAHorizonItSaysThatItNeedsOne() {
        Written log = cases(new Written("e", "c"), 1, 9, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
        Monitor monitor = Monitor.of(log.tally(AnalysisPlan.DEFAULT), AnalysisPlan.DEFAULT);
        assertThat(monitor.lacks()).contains("needs a horizon");
        assertThat(monitor.all().table().n()).isZero();
        assertThat(monitor.clients()).isEmpty();
    }

    @Test
    void aCaseEntersOnceAfterTheHorizonWithWhatWasKnownThen() {
        Written log = new Written("e", "c");
        log.outcome(1, Decision.Kind.OVERRIDDEN, "ana", 30, Verdict.FAILURE); // on the last day
        log.outcome(1, Decision.Kind.OVERRIDDEN, "ana", 31, Verdict.FAILURE); // too late
        ProposalId late = log.decided(1, Decision.Kind.OVERRIDDEN, "ana");
        log.add(
                new Event.OutcomeMeasured(
                        late, Measurement.judged(Verdict.FAILURE).on(day(20))),
                start(40)); // in time, but nobody knew
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 5, Verdict.INCONCLUSIVE);
        log.outcome(1, Decision.Kind.FOLLOWED, "ana", 5, Verdict.MIXED);
        log.decided(1, Decision.Kind.FOLLOWED, "ana");
        log.outcome(980, Decision.Kind.FOLLOWED, "ana", 5, Verdict.FAILURE); // not over yet
        log.outcome(1, Decision.Kind.DECLINED, "ana", 5, Verdict.FAILURE); // not in an arm that is watched
        assertThat(of(List.of(log)).all().table()).isEqualTo(new TwoByTwo(1, 2, 0, 3));
    }

    @Test
    void anAlarmLatches() {
        Written log = new Written("e", "c");
        for (int i = 0; i < 12; i++) {
            log.outcome(1 + i, Decision.Kind.OVERRIDDEN, "ana", 10, Verdict.FAILURE);
            log.outcome(1 + i, Decision.Kind.FOLLOWED, "ana", 10, Verdict.SUCCESS);
        }
        Monitor early = of(List.of(log));
        cases(log, 100, 12, Decision.Kind.OVERRIDDEN, Verdict.SUCCESS);
        cases(log, 100, 12, Decision.Kind.FOLLOWED, Verdict.FAILURE);
        Monitor later = of(List.of(log));
        assertThat(early.all().alarm()).isPresent();
        assertThat(later.all().alarm()).isEqualTo(early.all().alarm());
        assertThat(in(later.clients(), "c").alarm()).isEqualTo(early.all().alarm());
        assertThat(later.all().logEvidence()).isLessThan(Math.log(20));
        assertThat(later.all().highest()).isGreaterThanOrEqualTo(early.all().highest());
    }

    @Test
    void anAlarmOfAClientStandsWhenAnotherClientsIsRaised() {
        Written first = new Written("e1", "first");
        cases(first, 1, 12, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
        cases(first, 1, 12, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        Written second = new Written("e2", "second");
        cases(second, 201, 12, Decision.Kind.OVERRIDDEN, Verdict.SUCCESS);
        cases(second, 201, 12, Decision.Kind.FOLLOWED, Verdict.FAILURE);
        Monitor both = of(List.of(first, second));
        assertThat(in(both.clients(), "first").alarm().orElseThrow()).isBefore(start(43));
        assertThat(in(both.clients(), "second").alarm().orElseThrow()).isAfter(start(231));
    }

    @Test
    void anAlarmOfOneClientAloneIsNoneAmongMany() {
        // evidence of about 60 for the one, which 1/0.05 asks for, but not 40/0.05
        List<Written> engagements = new ArrayList<>();
        Written striking = new Written("e0", "c0");
        cases(striking, 1, 7, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
        cases(striking, 1, 7, Decision.Kind.FOLLOWED, Verdict.SUCCESS);
        engagements.add(striking);
        assertThat(in(of(engagements).clients(), "c0").alarm()).isPresent();
        for (int i = 1; i < 40; i++) {
            Written other = new Written("e" + i, "c" + i);
            // they enter before
            cases(other, -200, 3, Decision.Kind.OVERRIDDEN, Verdict.FAILURE);
            cases(other, -200, 3, Decision.Kind.FOLLOWED, Verdict.FAILURE);
            engagements.add(other);
        }
        Monitor many = of(engagements);
        assertThat(many.clients()).hasSize(40);
        assertThat(in(many.clients(), "c0").logEvidence()).isBetween(Math.log(20), Math.log(40 / 0.05));
        assertThat(many.clients().values()).allMatch(w -> w.alarm().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void evidenceAndAlarmAreThoseOfSomebodyWhoCountsEveryDay(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Written log = new Written("e", "c");
        int[][] byDay = new int[200][4];
        for (int i = 0; i < 120; i++) {
            int at = 1 + random.nextInt(150);
            boolean overridden = random.nextBoolean();
            boolean failed = random.nextDouble() < (overridden ? 0.75 : 0.3);
            log.outcome(
                    at,
                    overridden ? Decision.Kind.OVERRIDDEN : Decision.Kind.FOLLOWED,
                    "ana",
                    10,
                    failed ? Verdict.FAILURE : Verdict.SUCCESS);
            byDay[at + 30][(overridden ? 0 : 2) + (failed ? 0 : 1)]++;
        }
        TwoByTwo table = new TwoByTwo(0, 0, 0, 0);
        Optional<Instant> alarm = Optional.empty();
        double highest = 0;
        for (int day = 0; day < byDay.length; day++) {
            int[] entering = byDay[day];
            table = table.plus(new TwoByTwo(entering[0], entering[1], entering[2], entering[3]));
            highest = Math.max(highest, AnytimeValid.logEProcess(table));
            if (alarm.isEmpty() && AnytimeValid.logEProcess(table) >= -Math.log(0.05)) {
                alarm = Optional.of(start(day));
            }
        }
        Monitor.Watch watch = of(List.of(log)).all();
        assertThat(watch.table()).isEqualTo(table);
        assertThat(watch.highest()).isCloseTo(highest, within(1e-12));
        assertThat(watch.alarm()).isEqualTo(alarm);
        assertThat(watch.riskDifference()).isEqualTo(AnytimeValid.riskDifference(table, 0.95));
        // the price of looking every day
        Estimate.Interval every = (Estimate.Interval) watch.riskDifference();
        Estimate.Interval once = (Estimate.Interval) watch.oneLook();
        assertThat(once).isEqualTo(RiskDifference.MIETTINEN_NURMINEN.of(table, 0.95));
        assertThat(every.upper() - every.lower()).isGreaterThan(once.upper() - once.lower());
    }

    @Test
    void withNoDifferenceFewLogsEverRaiseAnAlarm() {
        int alarms = 0;
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Written log = new Written("e", "c");
            for (int i = 0; i < 60; i++) {
                // bad news comes early, which would mislead a watch that cases enter when they are known
                boolean failed = random.nextDouble() < 0.4;
                log.outcome(
                        i,
                        random.nextBoolean() ? Decision.Kind.OVERRIDDEN : Decision.Kind.FOLLOWED,
                        "ana",
                        failed ? 3 : 25,
                        failed ? Verdict.FAILURE : Verdict.SUCCESS);
            }
            alarms += of(List.of(log)).all().alarm().isPresent() ? 1 : 0;
        }
        assertThat(alarms).isLessThanOrEqualTo(7);
    }
}
