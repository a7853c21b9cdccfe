package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heeded.model.About;
import org.heeded.model.Basis;
import org.heeded.model.Circumstances;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Idea;
import org.heeded.model.Judge;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.Rationale;
import org.heeded.model.Responsible;
import org.heeded.model.Scope;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.model.Verdict;
import org.heeded.model.View;
import org.heeded.model.When;
import org.heeded.model.Work;
import org.heeded.model.WorkId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random events, written as rows and read back, are the same events; however the file is laid out. */
class RoundTripTest {

    private static final String WORDS =
            "plan Überschrift 5 € \"quoted\" , ; | tab\tx two\nlines =1+1 'tis @home 日本 😀 a=b";

    /** A row as it stands in the file, and the events that it stands for. */
    private record Sample(String id, Map<Column, String> cells, List<Event> events) {}

    private final Random random;
    private Map<Column, String> cells = new EnumMap<>(Column.class);

    RoundTripTest() {
        random = new Random();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsWrittenIsReadInAnyLayoutAndTwice(long seed) {
        random.setSeed(seed);
        List<Sample> samples = new ArrayList<>();
        List<Draft> expected = new ArrayList<>();
        EngagementId acme = new EngagementId("acme");
        for (int i = 0; i < 120; i++) {
            Sample sample = sample("row " + i);
            samples.add(sample);
            sample.events().forEach(e -> expected.add(Draft.of(acme, ImportIds.entry(acme, sample.id(), e.type()), e)));
        }
        List<Column> columns = new ArrayList<>(List.of(Column.values()));
        CsvImport plain = Csv.read(write(samples, columns, ',', "\n"));
        assertThat(plain.drafts()).isEqualTo(expected);
        for (char delimiter : new char[] {',', ';', '\t', '|'}) {
            Collections.shuffle(columns, random);
            assertThat(Csv.read(write(samples, columns, delimiter, "\r\n")).drafts())
                    .isEqualTo(expected);
        }
        assertThat(Csv.read(write(samples, List.of(Column.values()), ',', "\n")))
                .isEqualTo(plain);
    }

    private static String write(List<Sample> samples, List<Column> columns, char delimiter, String end) {
        String header = columns.stream().map(Column::header).collect(Collectors.joining("" + delimiter));
        return Stream.concat(
                        Stream.of(header),
                        samples.stream()
                                .map(sample -> columns.stream()
                                        .map(c -> '"'
                                                + sample.cells()
                                                        .getOrDefault(c, "")
                                                        .replace("\"", "\"\"")
                                                + '"')
                                        .collect(Collectors.joining("" + delimiter))))
                .collect(Collectors.joining(end, "", end));
    }

    private Sample sample(String id) {
        cells = new EnumMap<>(Column.class);
        cells.put(Column.ID, id);
        cells.put(Column.CLIENT, "acme");
        Optional<Instant> recorded = maybe().map(x -> instant());
        recorded.ifPresent(r -> cells.put(Column.RECORDED_AT, r.toString()));
        boolean directive = random.nextInt(4) == 0;
        WorkId work = directive ? new DirectiveId(id) : new ProposalId(id);
        if (directive || random.nextBoolean()) {
            cells.put(Column.KIND, directive ? "directive" : "Proposal");
        }
        List<Event> events = new ArrayList<>();
        Optional<PartyId> marketer = word(Column.MARKETER).map(PartyId::new);
        Circumstances when = circumstances(Column.PROPOSED_AT, recorded);
        Optional<LocalDate> due = day(Column.DUE);
        Optional<Comparison> comparison = Optional.empty();
        Optional<String> metric = word(Column.FORECAST_METRIC);
        if (metric.isPresent()) {
            comparison = choice(Column.FORECAST_COMPARISON, Comparison.values());
        }
        Comparison way = comparison.orElse(Comparison.AT_LEAST);
        if (directive) {
            Directive order = describe(Directive.UNTITLED, metric, way, due);
            events.add(
                    new Event.DirectiveGiven((DirectiveId) work, new Directive(order.description(), marketer, when)));
        } else {
            Proposal advice = describe(Proposal.UNTITLED, metric, way, due);
            advice = choice(Column.ORIGIN, Origin.values()).map(advice::origin).orElse(advice);
            advice = day(Column.DECIDE_BY).map(advice::decideBy).orElse(advice).with(when);
            events.add(new Event.ProposalMade(
                    (ProposalId) work, marketer.map(advice::by).orElse(advice)));
            Proposal made = advice;
            choice(Column.DECISION, Decision.Kind.values())
                    .ifPresent(kind -> events.add(new Event.DecisionMade(
                            (ProposalId) work, decision(kind, made, metric, way, due, recorded))));
        }
        choice(Column.LAUNCHED, Launched.values())
                .ifPresent(what -> events.add(new Event.WorkLaunched(
                        work, what, Optional.empty(), circumstances(Column.LAUNCHED_AT, recorded))));
        Optional<Verdict> verdict = choice(Column.OUTCOME, Verdict.values());
        Optional<String> measured = word(Column.OUTCOME_METRIC).or(() -> metric);
        Optional<BigDecimal> actual = measured.flatMap(m -> number(Column.ACTUAL));
        if (verdict.isPresent() || actual.isPresent()) {
            Optional<Judge> judge = verdict.flatMap(v -> choice(Column.JUDGED_BY, Judge.values()));
            events.add(new Event.OutcomeMeasured(
                    work,
                    new Measurement(
                            actual.flatMap(a -> measured),
                            Optional.empty(),
                            actual,
                            Measurement.Stage.FINAL,
                            verdict,
                            judge,
                            Optional.empty(),
                            circumstances(Column.OUTCOME_AT, recorded))));
        }
        choice(Column.RESPONSIBILITY, Responsible.values())
                .ifPresent(who -> events.add(new Event.ResponsibilityClaimed(
                        work,
                        who,
                        choice(Column.RESPONSIBILITY_BY, new Side[] {Side.CLIENT, Side.MARKETER}),
                        Optional.empty(),
                        told(Optional.empty(), recorded))));
        return new Sample(id, cells, events);
    }

    private <W extends Work<W>> W describe(W plain, Optional<String> metric, Comparison way, Optional<LocalDate> due) {
        W work = text(Column.TITLE).map(plain::title).orElse(plain);
        work = word(Column.INITIATIVE).map(work::initiative).orElse(work);
        work = word(Column.CHANNEL).map(work::channel).orElse(work);
        work = list(Column.ALSO_AFFECTS).map(work::affects).orElse(work);
        work = choice(Column.SCOPE, Scope.values()).map(work::scope).orElse(work);
        work = choice(Column.NOVELTY, Novelty.values()).map(work::novelty).orElse(work);
        work = choice(Column.IDEA, Idea.values()).map(work::idea).orElse(work);
        work = due.map(work::due).orElse(work);
        if (random.nextBoolean()) {
            BigDecimal amount = number(Column.STAKE).map(BigDecimal::abs).orElse(BigDecimal.ZERO);
            cells.put(Column.STAKE, amount.toPlainString());
            cells.put(Column.CURRENCY, "eur");
            work = work.stake(Money.of(amount, "EUR"));
        }
        Rationale why = list(Column.METRICS).map(Rationale.NONE::metrics).orElse(Rationale.NONE);
        why = list(Column.CONSULTED).map(why::consulted).orElse(why);
        why = choice(Column.BASIS, Basis.values()).map(why::basis).orElse(why);
        work = work.rationale(why);
        Optional<BigDecimal> target = metric.flatMap(m -> number(Column.FORECAST_TARGET));
        Optional<BigDecimal> baseline = metric.flatMap(m -> number(Column.FORECAST_BASELINE));
        Optional<BigDecimal> chance = share(Column.FORECAST_PROBABILITY);
        if (metric.isPresent() || chance.isPresent()) {
            work = work.forecast(new Forecast(
                    About.ADVICE, metric.map(m -> criterion(m, way, target, baseline, due)), chance, true));
        }
        if (random.nextBoolean()) {
            cells.put(Column.TAGS, "team = growth;k=v=w");
            work = work.tag("team", "growth").tag("k", "v=w");
        }
        return work;
    }

    private static Criterion criterion(
            String metric,
            Comparison way,
            Optional<BigDecimal> target,
            Optional<BigDecimal> baseline,
            Optional<LocalDate> due) {
        Criterion of = Criterion.atLeast(metric, BigDecimal.ONE);
        return new Criterion(metric, Optional.empty(), of.accumulation(), way, target, baseline, due);
    }

    private Decision decision(
            Decision.Kind kind,
            Proposal made,
            Optional<String> metric,
            Comparison way,
            Optional<LocalDate> due,
            Optional<Instant> recorded) {
        Decision decision = Decision.of(kind).with(circumstances(Column.DECIDED_AT, recorded));
        boolean adapted = kind == Decision.Kind.ADAPTED;
        if (adapted) {
            decision = share(Column.ADHERENCE).map(decision::adherence).orElse(decision);
            decision = choice(Column.VIEW, View.values()).map(decision::view).orElse(decision);
        }
        Optional<Text> other = text(Column.ALTERNATIVE)
                .filter(way2 -> !made.description().title().equals(Optional.of(way2)));
        if (other.isEmpty()) {
            cells.remove(Column.ALTERNATIVE);
        }
        decision = other.map(adapted ? decision::change : decision::instead).orElse(decision);
        decision = text(Column.REASON).map(decision::because).orElse(decision);
        Optional<BigDecimal> target = metric.flatMap(m -> number(Column.CLIENT_FORECAST_TARGET));
        Optional<BigDecimal> chance = share(Column.CLIENT_FORECAST_PROBABILITY);
        return target.isEmpty() && chance.isEmpty()
                ? decision
                : decision.forecast(new Forecast(
                        kind == Decision.Kind.OVERRIDDEN ? About.ALTERNATIVE : About.RESULT,
                        target.map(t -> criterion(metric.orElseThrow(), way, target, Optional.empty(), due)),
                        chance,
                        true));
    }

    private Circumstances circumstances(Column column, Optional<Instant> recorded) {
        Optional<When> when = maybe().map(x -> {
            Instant at = instant();
            if (random.nextBoolean()) {
                cells.put(column, at.toString().substring(0, 10));
                return new When.On(LocalDate.parse(at.toString().substring(0, 10)));
            }
            cells.put(column, at.toString());
            return new When.At(at);
        });
        return told(when, recorded);
    }

    private static Circumstances told(Optional<When> when, Optional<Instant> recorded) {
        Provenance provenance = recorded.filter(
                        r -> when.isEmpty() || !when.get().start(ZoneOffset.UTC).isAfter(r))
                .map(Provenance::imported)
                .orElse(Provenance.IMPORTED);
        return new Circumstances(
                when, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), provenance);
    }

    private Optional<Boolean> maybe() {
        return random.nextInt(3) > 0 ? Optional.of(true) : Optional.empty();
    }

    private Instant instant() {
        return Instant.parse("2025-01-01T00:00:00Z")
                .plusMillis(random.nextInt(500) * 86_400_000L + random.nextInt(86_400_000));
    }

    private Optional<LocalDate> day(Column column) {
        return maybe().map(x -> put(column, LocalDate.parse("2026-01-01").plusDays(random.nextInt(300))));
    }

    private <T> T put(Column column, T value) {
        cells.put(column, value.toString());
        return value;
    }

    private Optional<String> word(Column column) {
        return maybe().map(x -> put(column, "w" + random.nextInt(20) + (random.nextBoolean() ? "" : " é,;|"))
                .strip());
    }

    private Optional<String[]> list(Column column) {
        return maybe().map(x -> {
            cells.put(column, "b ; a;b;");
            return new String[] {"b", "a"};
        });
    }

    private Optional<Text> text(Column column) {
        return maybe().map(x -> {
            List<String> words = new ArrayList<>(List.of(WORDS.split(" ")));
            Collections.shuffle(words, random);
            String text = String.join(" ", words.subList(0, 1 + random.nextInt(words.size())))
                    .strip();
            boolean runs = "=+-@'\t\r".indexOf(text.charAt(0)) >= 0;
            cells.put(column, runs ? "'" + text : " " + text + " ");
            return Text.of(text);
        });
    }

    private <E extends Enum<E>> Optional<E> choice(Column column, E[] values) {
        return maybe().map(x -> {
            E chosen = values[random.nextInt(values.length)];
            String name = chosen.name();
            cells.put(
                    column,
                    switch (random.nextInt(3)) {
                        case 0 -> name;
                        case 1 -> name.toLowerCase(Locale.ROOT).replace('_', '-');
                        default ->
                            name.charAt(0)
                                    + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
                    });
            return chosen;
        });
    }

    private Optional<BigDecimal> number(Column column) {
        return maybe().map(x ->
                put(column, new BigDecimal(random.nextInt(2_000_001) - 1_000_000).movePointLeft(random.nextInt(3))));
    }

    private Optional<BigDecimal> share(Column column) {
        return maybe().map(x -> {
            int hundredths = 1 + random.nextInt(99);
            cells.put(column, random.nextBoolean() ? hundredths + " %" : "0." + (hundredths + 100 + "").substring(1));
            return new BigDecimal(hundredths).movePointLeft(2);
        });
    }
}
