package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.heeded.dossier.Entries.day;
import static org.heeded.dossier.Entries.start;
import static org.heeded.partnership.Written.in;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.model.Decision;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The record of a marketer elsewhere, and what is told by it: the primary contrast and growth. */
class GoodMarketerTest {

    private static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT;

    private static GoodMarketer good(List<Written> engagements) {
        Tally tally = Written.sum(PLAN, engagements);
        return GoodMarketer.of(new TrackRecord(tally, PLAN), tally, PLAN);
    }

    private static Growth growth(Written... engagements) {
        Tally tally = Written.sum(PLAN, List.of(engagements));
        return Growth.of(new TrackRecord(tally, PLAN), tally, PLAN);
    }

    /** Five pieces of followed advice with another client, so many of which came out well, known by day 30. */
    private static Written record(String marketer, int successes) {
        Written log = new Written("record-" + marketer, "elsewhere");
        for (int i = 0; i < 5; i++) {
            log.outcome(i, Decision.Kind.FOLLOWED, marketer, 20, i < successes ? Verdict.SUCCESS : Verdict.FAILURE);
        }
        return log;
    }

    @Test
    void decisionsFallIntoThirdsByTheMarketersRecordWithOtherClients() {
        Written here = new Written("here", "here");
        for (String marketer : List.of("ana", "ben", "cleo")) {
            here.outcome(100, Decision.Kind.OVERRIDDEN, marketer, 20, Verdict.FAILURE);
            here.outcome(100, Decision.Kind.FOLLOWED, marketer, 20, Verdict.SUCCESS);
        }
        here.decided(100, Decision.Kind.FOLLOWED, "cleo");
        GoodMarketer good = good(List.of(here, record("ana", 1), record("ben", 3), record("cleo", 5)));
        assertThat(good.lacks()).isEmpty();
        assertThat(good.rated()).isEqualTo(7);
        // nothing was known of anybody elsewhere when the records were made
        assertThat(good.unrated()).isEqualTo(15);
        assertThat(good.thirds().keySet()).containsExactly(GoodMarketer.Third.values());
        GoodMarketer.Standing best = in(good.thirds(), GoodMarketer.Third.HIGHEST);
        assertThat(best.least()).isEqualTo(1);
        assertThat(best.table().of(Arm.FOLLOWED)).isEqualTo(new Counts(0, 1, 0, 1));
        assertThat(best.table().of(Arm.OVERRIDDEN)).isEqualTo(new Counts(1, 0, 0, 0));
        assertThat(best.overridden()).isInstanceOf(Estimate.Interval.class);
        assertThat(in(good.thirds(), GoodMarketer.Third.LOWEST).most()).isEqualTo(0.2);
        assertThat(in(good.thirds(), GoodMarketer.Third.MIDDLE).most()).isEqualTo(0.6);
    }

    @Test
    void onlyWhatWasKnownOnAnEarlierDayWithAnotherClientCounts() {
        Written ownClient = new Written("own", "here");
        for (int i = 0; i < 5; i++) {
            ownClient.outcome(1, Decision.Kind.FOLLOWED, "ana", 5, Verdict.SUCCESS);
        }
        Written elsewhere = new Written("elsewhere", "elsewhere");
        for (int i = 0; i < 4; i++) {
            elsewhere.outcome(1, Decision.Kind.FOLLOWED, "ana", 5, Verdict.SUCCESS);
        }
        ProposalId late = elsewhere.decided(1, Decision.Kind.FOLLOWED, "ana");
        elsewhere.add(
                new Event.OutcomeMeasured(
                        late, Measurement.judged(Verdict.SUCCESS).on(day(5))),
                start(50));
        Written onTheDay = new Written("d", "here").outcome(50, Decision.Kind.OVERRIDDEN, "ana", 5, Verdict.FAILURE);
        Written nextDay = new Written("n", "here").outcome(51, Decision.Kind.OVERRIDDEN, "ana", 5, Verdict.FAILURE);

        GoodMarketer tooEarly = good(List.of(ownClient, elsewhere, onTheDay));
        assertThat(tooEarly.rated()).isZero();
        assertThat(tooEarly.thirds()).isEmpty();
        assertThat(tooEarly.lacks())
                .contains("needs 1 more known outcome of a marketer's earlier followed advice with other clients");
        assertThat(good(List.of(ownClient, elsewhere, nextDay)).rated()).isEqualTo(1);
    }

    @Test
    void anEmptyLogSaysWhatIsLacking() {
        assertThat(good(List.of()).lacks())
                .contains("needs 5 more known outcomes of a marketer's earlier followed advice with other clients");
        assertThat(growth().lacks()).contains("needs a measured business metric with a baseline");
    }

    /** What is rated, as a naive reader of the cases sees it. */
    private record Rated(String marketer, String client, LocalDate day, Arm arm, Result result) {}

    /** An outcome of followed advice. */
    private record Known(String marketer, String client, LocalDate day, boolean good) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theThirdsAreThoseOfANaiveReader(long seed) {
        List<Written> engagements = Written.random(seed, 10, 40);
        List<Rated> decisions = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        for (Written engagement : engagements) {
            Fold fold = Fold.of(engagement.read(PLAN, Written.CUT), PLAN, List.of(), Written.CUT);
            for (Fold.Row row : fold.rows()) {
                if ((row.arm() == Arm.FOLLOWED || row.arm() == Arm.OVERRIDDEN)
                        && row.cases().stream()
                                        .map(c -> c.marketer())
                                        .distinct()
                                        .count()
                                == 1) {
                    String marketer =
                            row.cases().get(0).marketer().orElseThrow().value();
                    LocalDate decided = row.cases().stream()
                            .map(c -> c.timeZero().orElseThrow().day(ZoneOffset.UTC))
                            .max(LocalDate::compareTo)
                            .orElseThrow();
                    decisions.add(new Rated(marketer, fold.client(), decided, row.arm(), row.result()));
                    if (row.arm() == Arm.FOLLOWED && row.result() != Result.OPEN) {
                        known.add(new Known(
                                marketer,
                                fold.client(),
                                LocalDate.ofInstant(
                                        row.cases()
                                                .get(0)
                                                .outcome()
                                                .orElseThrow()
                                                .known()
                                                .orElseThrow(),
                                        ZoneOffset.UTC),
                                row.result() != Result.FAILURE));
                    }
                }
            }
        }
        List<Double> shares = new ArrayList<>();
        List<Rated> rated = new ArrayList<>();
        for (Rated decision : decisions) {
            List<Known> earlier = known.stream()
                    .filter(k -> k.marketer().equals(decision.marketer())
                            && !k.client().equals(decision.client())
                            && k.day().isBefore(decision.day()))
                    .toList();
            if (earlier.size() >= 5) {
                rated.add(decision);
                shares.add((double) earlier.stream().filter(Known::good).count() / earlier.size());
            }
        }
        Map<GoodMarketer.Third, ArmTable> tables = new EnumMap<>(GoodMarketer.Third.class);
        for (int i = 0; i < rated.size(); i++) {
            double share = shares.get(i);
            double below = shares.stream().filter(s -> s < share - 1e-12).count();
            double upTo = shares.stream().filter(s -> s < share + 1e-12).count();
            double middle = (below + upTo) / 2 / shares.size();
            GoodMarketer.Third third = middle * 3 < 1 - 1e-12
                    ? GoodMarketer.Third.LOWEST
                    : middle * 3 < 2 - 1e-12 ? GoodMarketer.Third.MIDDLE : GoodMarketer.Third.HIGHEST;
            tables.merge(
                    third,
                    ArmTable.one(rated.get(i).arm(), Counts.one(rated.get(i).result())),
                    ArmTable::plus);
        }
        GoodMarketer good = good(engagements);
        assertThat(rated).isNotEmpty();
        assertThat(good.rated()).isEqualTo(rated.size());
        assertThat(good.unrated()).isEqualTo(decisions.size() - rated.size());
        assertThat(good.thirds().keySet()).isEqualTo(tables.keySet());
        tables.forEach(
                (third, table) -> assertThat(in(good.thirds(), third).table()).isEqualTo(table));
    }

    private static Written measured(
            Written log, int at, Decision.Kind kind, String metric, long baseline, long actual) {
        ProposalId id = log.decided(
                at,
                kind,
                Proposal.of("Advice")
                        .by(new PartyId("ana"))
                        .forecast(Forecast.atLeast(metric, 0).baseline(baseline)));
        return log.measured(id, at + 20, Measurement.of(metric, actual));
    }

    private static double median(Growth.Typical typical) {
        return typical.median() instanceof Estimate.Interval i
                ? i.value()
                : ((Estimate.Point) typical.median()).value();
    }

    @Test
    void growthIsRelativeToTheSizeOfTheBaselineByMetricAndArm() {
        Written log = new Written("e", "c");
        measured(log, 1, Decision.Kind.FOLLOWED, "Revenue", 100, 110);
        measured(log, 2, Decision.Kind.FOLLOWED, "revenue", 100, 130);
        measured(log, 3, Decision.Kind.FOLLOWED, "revenue", -100, -50);
        measured(log, 4, Decision.Kind.FOLLOWED, "market share", 10, 5);
        measured(log, 5, Decision.Kind.FOLLOWED, "clicks", 10, 1000);
        measured(log, 6, Decision.Kind.FOLLOWED, "revenue", 0, 7);
        Growth growth = growth(log);
        assertThat(growth.lacks()).isEmpty();
        assertThat(growth.fromZero()).isEqualTo(1);
        assertThat(growth.metrics()).extracting(Growth.OfMetric::metric).containsExactly("market share", "revenue");
        Growth.Typical revenue = in(growth.metrics().get(1).arms(), Arm.FOLLOWED);
        assertThat(revenue.n()).isEqualTo(3);
        assertThat(median(revenue)).isCloseTo(0.3, within(1e-12));
        assertThat(median(in(growth.metrics().get(0).arms(), Arm.FOLLOWED))).isCloseTo(-0.5, within(1e-12));
        assertThat(growth.metrics().get(1).thirds()).isEmpty();
    }

    @Test
    void growthByThirdIsThatOfTheMarketersRecord() {
        Written log = measured(new Written("here", "here"), 100, Decision.Kind.FOLLOWED, "sales", 100, 120);
        Growth growth = growth(log, record("ana", 5));
        Growth.OfMetric sales = growth.metrics().get(0);
        assertThat(sales.thirds().keySet()).containsExactly(GoodMarketer.Third.MIDDLE);
        assertThat(median(in(in(sales.thirds(), GoodMarketer.Third.MIDDLE), Arm.FOLLOWED)))
                .isCloseTo(0.2, within(1e-12));
    }

    @Test
    void aCaseSpeaksOnceOfAMetricAndOfItsSupportingOnesToo() {
        Written log = new Written("e", "c");
        Proposal advice = Proposal.of("Advice")
                .forecast(Forecast.atLeast("leads", 10).baseline(5))
                .forecast(Forecast.atLeast("profit", 10).baseline(50).supporting());
        ProposalId id = log.decided(1, Decision.Kind.FOLLOWED, advice);
        log.measured(id, 20, Measurement.of("leads", 20)).measured(id, 20, Measurement.of("profit", 60));
        Growth growth = growth(log);
        assertThat(growth.metrics()).extracting(Growth.OfMetric::metric).containsExactly("profit");
        assertThat(in(growth.metrics().get(0).arms(), Arm.FOLLOWED).n()).isEqualTo(1);
        assertThat(Optional.of(median(in(growth.metrics().get(0).arms(), Arm.FOLLOWED))))
                .contains(0.2);
    }

    @Test
    void theLevelOfAMetricIsThatOfTheLastWordKnown() {
        assertThat(List.of("Revenue", "market-share", "customer_acquisition cost", "LTV", "gross margin"))
                .allMatch(name -> MetricLevel.of(name) == MetricLevel.BUSINESS);
        assertThat(List.of("conversion rate", "CPC", "sales leads", "Click-through rate", "revenue per visit"))
                .allMatch(name -> MetricLevel.of(name) == MetricLevel.CAMPAIGN);
        assertThat(List.of("smiles", "", "shareholders")).allMatch(name -> MetricLevel.of(name) == MetricLevel.OTHER);
    }
}
