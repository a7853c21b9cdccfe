package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.heeded.dossier.Basis;
import org.heeded.dossier.RandomLog;
import org.heeded.log.LogScan;
import org.heeded.log.Recorded;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Responsible;
import org.heeded.model.StoreException;
import org.heeded.model.Text;
import org.heeded.model.Told;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.WorkId;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Lens;
import org.heeded.partnership.MixedPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of a log that is not opened are those of a report, whichever cases are told from outlines. */
class OutcomesTest extends FacadeFixture {

    private static final LocalDate BEGIN = LocalDate.parse("2025-01-01");

    private final Random random = new Random(41);

    private static SortedMap<String, ArmTable> tables(Report report, Lens lens) {
        SortedMap<String, ArmTable> tables = new TreeMap<>();
        report.figures()
                .lenses()
                .getOrDefault(lens.name(), List.of())
                .forEach(slice -> tables.put(slice.key(), slice.table()));
        tables.values().removeIf(ArmTable.EMPTY::equals);
        return tables;
    }

    private void assertSame(ReportRequest request) {
        try (DecisionLog log = DecisionLog.openReadOnly(directory(), options)) {
            Report report = log.report(request);
            for (Lens lens : List.of(Lens.CLIENT, Lens.CHANNEL, Lens.NOVELTY)) {
                assertThat(DecisionLog.outcomes(directory(), options, lens, request))
                        .as("%s by %s", request, lens.name())
                        .isEqualTo(tables(report, lens));
            }
        }
    }

    private void assertSame() {
        for (AnalysisPlan plan : List.of(
                AnalysisPlan.DEFAULT,
                AnalysisPlan.DEFAULT.with(p -> p.mixed(MixedPolicy.FAILURE)),
                AnalysisPlan.DEFAULT.with(p -> p.horizonDays(60)),
                AnalysisPlan.DEFAULT.with(p -> p.basis(Basis.AS_LAUNCHED)),
                AnalysisPlan.DEFAULT.with(p -> p.nearMiss(new BigDecimal("0.2"))))) {
            assertSame(ReportRequest.DEFAULT.plan(plan));
        }
        for (int days = 30; days < 700; days += 220) {
            assertSame(ReportRequest.DEFAULT.cut(BEGIN.plusDays(days)
                    .atStartOfDay(AnalysisPlan.DEFAULT.zone())
                    .toInstant()));
        }
        assertSame(ReportRequest.DEFAULT.client(new ClientId("e1")));
        assertSame(ReportRequest.DEFAULT.engagement(new EngagementId("e2")));
        assertSame(ReportRequest.DEFAULT.engagement(new EngagementId("nobody")));
    }

    private Optional<Recorded> record(DecisionLog log, EngagementId id, Event event) {
        try {
            return log.record(List.of(Draft.of(id, event))).stream().findFirst();
        } catch (RejectedException e) {
            // random events break a rule now and then; those that do not suffice
            return Optional.empty();
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private <T extends Told<T>> T told(T event, int day) {
        return oneIn(40) ? event : event.on(BEGIN.plusDays(day));
    }

    /** One piece of advice and what becomes of it: mostly in the order that one expects, and now and then in any. */
    private void course(DecisionLog log, EngagementId id, int number) {
        ProposalId proposal = new ProposalId(number % 3 == 2 && oneIn(30) ? "a \"" + number + "\"" : "p" + number);
        int begin = random.nextInt(500);
        int due = begin + 20 + random.nextInt(60);
        List<EntryId> made = new ArrayList<>();
        record(log, id, new Event.ProposalMade(proposal, told(advice(number, due), begin)))
                .ifPresent(r -> made.add(r.entry().id()));
        int answered = begin + 1 + random.nextInt(10);
        if (oneIn(15)) {
            // on the day of the answer, and told before it
            record(log, id, new Event.OutcomeMeasured(proposal, told(measurement(), answered)));
        }
        for (int more = oneIn(8) ? 3 : oneIn(12) ? 0 : 1; more > 0; more--) {
            record(log, id, new Event.DecisionMade(proposal, told(decision(), answered)))
                    .ifPresent(r -> made.add(r.entry().id()));
            answered += random.nextInt(5) - 1;
        }
        if (oneIn(3)) {
            record(log, id, told(launch(proposal), answered));
        }
        if (oneIn(3)) {
            Measurement early = Measurement.of("leads", 150).interim();
            record(log, id, new Event.OutcomeMeasured(proposal, told(early, answered + 5)));
        }
        for (int more = oneIn(10) ? 2 : oneIn(5) ? 0 : 1; more > 0; more--) {
            int measured = oneIn(8) ? begin + random.nextInt(40) : due + random.nextInt(9);
            record(log, id, new Event.OutcomeMeasured(proposal, told(measurement(), measured)))
                    .ifPresent(r -> made.add(r.entry().id()));
        }
        if (oneIn(4)) {
            record(log, id, new Event.DecisionMade(proposal, told(decision(), due + 20)));
        }
        if (oneIn(6)) {
            record(
                    log,
                    id,
                    new Event.ResponsibilityClaimed(
                            proposal, Responsible.CLIENT, Optional.empty(), Optional.empty(), Circumstances.NONE));
        }
        if (oneIn(10) && !made.isEmpty()) {
            EntryId amended = any(made);
            record(
                    log,
                    id,
                    oneIn(2)
                            ? new Event.EntryRetracted(amended, Optional.empty(), Circumstances.NONE)
                            : new Event.EntryCorrected(
                                    amended,
                                    new Event.DecisionMade(proposal, told(decision(), answered)),
                                    List.of("decision"),
                                    Text.of("A slip"),
                                    Circumstances.NONE));
        }
    }

    private Proposal advice(int number, int due) {
        Proposal advice =
                Proposal.of("Advice of \"one\" kind\\or another, " + number).channel("c" + number % 3);
        advice = oneIn(3) ? advice : advice.due(BEGIN.plusDays(due));
        if (!oneIn(3)) {
            Criterion criterion = oneIn(6)
                    ? Criterion.atMost("costs", BigDecimal.valueOf(random.nextInt(100)))
                    : Criterion.atLeast(
                            any(List.of("leads", "leads", "sales")), BigDecimal.valueOf(50 + random.nextInt(100)));
            criterion = oneIn(3) ? criterion.cumulative() : criterion;
            criterion = oneIn(3) ? criterion : criterion.by(BEGIN.plusDays(oneIn(10) ? due + 5 : due));
            Forecast forecast = Forecast.of(criterion);
            advice = advice.forecast(oneIn(2) ? forecast.probability(0.7) : forecast);
        }
        advice = oneIn(15) ? advice.initiative("i") : advice;
        advice = oneIn(20) && number > 0 ? advice.revises(new ProposalId("p" + random.nextInt(number))) : advice;
        return oneIn(5) ? advice.tag("season", "winter").decideBy(BEGIN.plusDays(due)) : advice;
    }

    private Decision decision() {
        Decision decision = Decision.of(any(List.of(Decision.Kind.values())));
        if (decision.kind() == Decision.Kind.ADAPTED) {
            decision = oneIn(3) ? decision : decision.view(any(List.of(View.values())));
            decision = oneIn(5) ? decision.adherence(new BigDecimal("0.3")) : decision;
        }
        return oneIn(20) ? decision.forecast(Forecast.atLeast("leads", 60).probability(0.6)) : decision;
    }

    private Event.WorkLaunched launch(WorkId work) {
        Launched what =
                oneIn(5) ? any(List.of(Launched.values())) : any(List.of(Launched.ADVICE, Launched.ALTERNATIVE));
        return new Event.WorkLaunched(work, what, Optional.empty(), Circumstances.NONE);
    }

    private Measurement measurement() {
        Measurement measured = oneIn(3)
                ? Measurement.judged(any(List.of(Verdict.values())))
                : Measurement.of(
                        any(List.of("leads", "leads", "leads", "sales", "costs")),
                        oneIn(6) ? new BigDecimal("70.5") : BigDecimal.valueOf(30 + random.nextInt(120)));
        measured = oneIn(15) ? measured.verdict(any(List.of(Verdict.values()))) : measured;
        return oneIn(12) ? measured.interim() : measured;
    }

    @Test
    void ofMostlySimpleCasesAreThoseOfTheReport() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            for (int i = 0; i < 900; i++) {
                course(log, new EngagementId("e" + i % 3), i);
            }
        }
        LogScan scan = LogScan.outlining(directory());
        LongAdder simple = new LongAdder();
        LongAdder all = new LongAdder();
        scan.outlines(scan.engagements(), (id, lines, entries) -> {
            SimpleCases cases = SimpleCases.of(lines, AnalysisPlan.DEFAULT.rules(clock.instant()));
            simple.add(lines.size() - cases.others().length);
            all.add(lines.size());
        });
        assertThat(all.sum()).isGreaterThan(2_500);
        assertThat(simple.sum()).isBetween(all.sum() / 6, all.sum() * 3 / 4);
        assertSame();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void ofAnyCasesAreThoseOfTheReport(long seed) {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            for (int k = 0; k < 8; k++) {
                EngagementId id = new EngagementId(k == 7 ? "quoted \"e\"" : "e" + k);
                RandomLog.of(seed * 10 + k, 60).forEach(entry -> record(log, id, entry.event()));
            }
        }
        assertSame();
    }

    @Test
    void areRefusedWhereThereIsNothingToRead() {
        assertThatThrownBy(() ->
                        DecisionLog.outcomes(directory().resolve("no"), options, Lens.CLIENT, ReportRequest.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no log");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecisionLog.outcomes(
                        directory(), options, Lens.CLIENT, ReportRequest.DEFAULT.position(Position.START)))
                .withMessageContaining("position");
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.end()).isEqualTo(Position.START);
        }
        assertThat(DecisionLog.outcomes(directory(), options, Lens.CLIENT, ReportRequest.DEFAULT))
                .isEqualTo(Map.of());
    }
}
