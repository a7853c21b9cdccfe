package org.heeded.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.i;
import static org.heeded.dossier.Entries.p;
import static org.heeded.dossier.Entries.start;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Optional;
import org.heeded.model.About;
import org.heeded.model.Circumstances;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.Provenance;
import org.heeded.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What settles a case, and what it is held to. */
class OutcomesTest {

    private static final Proposal LEADS =
            Proposal.of("Landing pages").forecast(Forecast.atLeast("leads", 100).by(day(90)));

    private final Entries log = new Entries();

    private Outcome outcome(String id) {
        return log.only(200, id).outcome().orElseThrow();
    }

    private void followed() {
        log.propose("a", 1, LEADS);
        log.decide("a", 2, Decision.Kind.FOLLOWED);
    }

    @ParameterizedTest
    @CsvSource({"100, SUCCESS", "99.9, FAILURE", "101, SUCCESS"})
    void areDerivedFromTheForecast(BigDecimal actual, Verdict verdict) {
        followed();
        log.measure(p("a"), 90, Measurement.of("leads", actual));
        assertThat(outcome("a").verdict()).isEqualTo(verdict);
        assertThat(outcome("a").yardstick()).isEqualTo(Yardstick.MEASURED);
    }

    @Test
    void atMostMeansAtMostAndANearMissIsMixed() {
        log.propose("a", 1, Proposal.of("Cheaper leads").forecast(Forecast.atMost("cpl", 100)));
        log.decide("a", 2, Decision.Kind.FOLLOWED);
        log.measure(p("a"), 90, Measurement.of("cpl", 105));
        CaseRules near =
                new CaseRules(start(200), ZoneOffset.UTC, Optional.empty(), Basis.AS_DECIDED, new BigDecimal("0.05"));
        assertThat(log.only(200, "a").result()).contains(Result.FAILURE);
        assertThat(Entries.only(log.read(near), "a").result()).contains(Result.MIXED);
    }

    @Test
    void areTheFirstValidFinalOnesOnOrAfterTheDueDay() {
        followed();
        log.measure(p("a"), 89, Measurement.of("leads", 500));
        log.measure(p("a"), 90, Measurement.of("leads", 400).interim());
        log.measure(p("a"), 91, Measurement.of("leads", 450).verdict(Verdict.INVALID));
        log.measure(p("a"), 92, Measurement.of("leads", 40));
        log.measure(p("a"), 93, Measurement.of("leads", 300));
        assertThat(outcome("a").actual()).contains(new BigDecimal("40"));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.FAILURE);
    }

    @Test
    void areTheLastOnesWithoutADueDay() {
        log.propose("a", 1, Proposal.of("Pages").forecast(Forecast.atLeast("leads", 100)));
        log.decide("a", 2, Decision.Kind.FOLLOWED);
        log.measure(p("a"), 30, Measurement.of("leads", 40));
        log.measure(p("a"), 60, Measurement.of("leads", 120));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.SUCCESS);
    }

    @Test
    void onTheWaySettleOnlyACumulativeTargetAlreadyMet() {
        Criterion cumulative =
                Criterion.atLeast("leads", BigDecimal.valueOf(100)).cumulative().by(day(90));
        log.propose("a", 1, Proposal.of("Pages").forecast(Forecast.of(cumulative)));
        log.decide("a", 2, Decision.Kind.FOLLOWED);
        log.measure(p("a"), 30, Measurement.of("leads", 60).interim());
        log.measure(p("a"), 50, Measurement.of("leads", 130).interim());
        assertThat(outcome("a").at().orElseThrow().day(ZoneOffset.UTC)).isEqualTo(day(50));
        assertThat(log.only(80, "a").result()).contains(Result.IMMATURE);
        assertThat(log.only(200, "a").result()).contains(Result.SUCCESS);
    }

    @Test
    void anUndatedOneCountsAsOnOrAfterTheDueDay() {
        followed();
        log.add(new Event.OutcomeMeasured(p("a"), Measurement.of("leads", 5).from(Provenance.IMPORTED)));
        AdviceCase c = log.only(200, "a");
        assertThat(c.result()).contains(Result.FAILURE);
        assertThat(c.undated()).isTrue();
    }

    @Test
    void derivedBeatsJudgedAndTheDifferenceIsKept() {
        followed();
        log.measure(p("a"), 95, Measurement.of("leads", 120));
        log.measure(p("a"), 96, Measurement.judged(Verdict.FAILURE).judgedBy(Judge.CLIENT));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.SUCCESS);
        assertThat(outcome("a").differing()).contains(Verdict.FAILURE);
    }

    @ParameterizedTest
    @CsvSource({"INCONCLUSIVE", "INVALID"})
    void derivedDoesNotBeatWhatCannotBeUsed(Verdict verdict) {
        followed();
        log.measure(p("a"), 95, Measurement.of("leads", 120));
        log.measure(p("a"), 96, Measurement.judged(verdict));
        assertThat(outcome("a").verdict()).isEqualTo(verdict);
        assertThat(log.only(200, "a").result()).contains(Result.valueOf(verdict.name()));
    }

    @Test
    void aJudgementIsBoundByTheDueDayToo() {
        followed();
        log.measure(p("a"), 60, Measurement.judged(Verdict.FAILURE));
        assertThat(log.only(200, "a").result()).contains(Result.OPEN);
    }

    @Test
    void ofAnotherMetricTellNothing() {
        followed();
        log.measure(p("a"), 95, Measurement.of("sales", 120));
        assertThat(log.only(200, "a").result()).contains(Result.OPEN);
    }

    @Test
    void aMissedSupportingForecastIsShown() {
        log.propose("a", 1, LEADS.forecast(Forecast.atLeast("sales", 10).supporting()));
        log.decide("a", 2, Decision.Kind.FOLLOWED);
        log.measure(p("a"), 95, Measurement.of("leads", 120));
        log.measure(p("a"), 95, Measurement.of("sales", 3));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.SUCCESS);
        assertThat(outcome("a").supportingMissed()).isTrue();
    }

    @Test
    void anAlternativeIsHeldToTheClientsForecastFirst() {
        log.propose("a", 1, LEADS.initiative("spring"));
        log.add(new Event.TargetAgreed(
                i("spring"), Criterion.atLeast("leads", BigDecimal.valueOf(90)), Circumstances.NONE));
        log.decide("a", 2, Decision.overridden("One page").forecast(Forecast.atLeast("leads", 50)));
        log.measure(p("a"), 95, Measurement.of("leads", 60));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.SUCCESS);
    }

    @Test
    void anAlternativeIsHeldToTheAgreedTargetNext() {
        log.propose(
                "a",
                1,
                LEADS.initiative("spring")
                        .forecast(Forecast.atLeast("leads", 30).about(About.ALTERNATIVE)));
        log.add(new Event.TargetAgreed(
                i("spring"), Criterion.atLeast("leads", BigDecimal.valueOf(90)), Circumstances.NONE));
        log.decide("a", 2, Decision.overridden("One page"));
        log.measure(p("a"), 95, Measurement.of("leads", 60));
        assertThat(outcome("a").verdict()).isEqualTo(Verdict.FAILURE);
        assertThat(outcome("a").yardstick()).isEqualTo(Yardstick.AGREED);
    }

    @Test
    void anAlternativeBorrowsTheAdvicesForecastOnlyWhenNothingElseCanTell() {
        log.propose("a", 1, LEADS);
        log.decide("a", 2, Decision.overridden("One page"));
        log.measure(p("a"), 95, Measurement.of("leads", 60));
        assertThat(outcome("a").yardstick()).isEqualTo(Yardstick.BORROWED);
        log.measure(p("a"), 96, Measurement.judged(Verdict.SUCCESS).judgedBy(Judge.AGREED));
        assertThat(outcome("a").yardstick()).isEqualTo(Yardstick.JUDGED);
        assertThat(outcome("a").judge()).contains(Judge.AGREED);
    }

    @ParameterizedTest
    @CsvSource({"DECLINED", "ADAPTED"})
    void whatWasNotCarriedOutOrNobodyKnowsIsOnlyJudged(Decision.Kind kind) {
        log.propose("a", 1, LEADS);
        log.decide("a", 2, kind);
        log.measure(p("a"), 95, Measurement.of("leads", 60));
        assertThat(log.only(200, "a").result()).contains(Result.OPEN);
        log.measure(p("a"), 96, Measurement.judged(Verdict.FAILURE));
        assertThat(log.only(200, "a").result()).contains(Result.FAILURE);
    }

    @Test
    void nothingLaunchedHasNoCriterion() {
        followed();
        log.launch(p("a"), 5, Launched.NOTHING);
        log.measure(p("a"), 95, Measurement.of("leads", 0));
        assertThat(log.only(200, "a").result()).contains(Result.OPEN);
    }
}
