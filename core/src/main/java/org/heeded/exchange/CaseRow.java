package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heeded.dossier.Current;
import org.heeded.model.Criterion;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Rationale;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** One row on its way out: its cells, and the entries that they are taken from. */
final class CaseRow {

    private static final String BETWEEN_ITEMS = ";";

    private final WorkId about;
    private final long order;
    private final Map<Column, String> cells = new EnumMap<>(Column.class);
    private final List<Current<?>> sources = new ArrayList<>();

    /**
     * A row that says nothing yet.
     *
     * @param about the work that it is about
     * @param order its place among the rows of its engagement
     */
    CaseRow(WorkId about, long order) {
        this.about = about;
        this.order = order;
    }

    WorkId about() {
        return about;
    }

    long order() {
        return order;
    }

    List<Current<?>> sources() {
        return sources;
    }

    /** Notes an entry that the row is taken from. */
    <E extends Event> E from(Current<E> source) {
        sources.add(source);
        return source.event();
    }

    /** The cells as they stand in the file, one for each of our columns. */
    List<String> line() {
        return List.of(Column.values()).stream()
                .map(column -> Protection.on(cells.getOrDefault(column, "")))
                .toList();
    }

    boolean has(Column column) {
        return cells.containsKey(column);
    }

    /** Fills a cell; a text with a NUL, which no reader of spreadsheets takes, is left out. */
    void put(Column column, String value) {
        if (value.indexOf('\0') < 0) {
            cells.put(column, value);
        }
    }

    void put(Column column, Optional<?> value) {
        value.ifPresent(v -> put(column, v instanceof BigDecimal number ? number.toPlainString() : v.toString()));
    }

    /** Fills a cell with a text, unless that is about a person. */
    void putText(Column column, Optional<Text> text) {
        put(column, text.filter(Text.Plain.class::isInstance));
    }

    private void putList(Column column, Collection<String> items) {
        put(
                column,
                items.stream()
                        .filter(item -> !item.contains(BETWEEN_ITEMS))
                        .collect(Collectors.joining(BETWEEN_ITEMS)));
    }

    /** What describes the work, without its forecasts and what it is due. */
    void describe(Description of, Optional<Text> goal) {
        putText(Column.TITLE, of.title());
        put(Column.INITIATIVE, of.initiative());
        put(Column.CHANNEL, of.channel());
        putList(Column.ALSO_AFFECTS, of.affects());
        put(Column.SCOPE, of.scope());
        put(Column.NOVELTY, of.novelty());
        put(Column.IDEA, of.idea());
        of.stake().ifPresent(stake -> {
            put(Column.STAKE, Optional.of(stake.amount()));
            put(Column.CURRENCY, stake.currency().getCurrencyCode());
        });
        Rationale why = of.rationale();
        putText(Column.GOAL, goal);
        putList(Column.METRICS, why.metrics());
        putList(Column.CONSULTED, why.consulted());
        put(Column.BASIS, why.basis());
        putList(
                Column.TAGS,
                of.tags().entrySet().stream()
                        .filter(tag -> !tag.getKey().contains("="))
                        .map(tag -> tag.getKey() + '=' + tag.getValue())
                        .toList());
    }

    /** The forecast that came with the work. */
    void forecast(Forecast forecast, Optional<LocalDate> due) {
        forecast.criterion().ifPresent(c -> {
            put(Column.FORECAST_METRIC, c.metric());
            put(Column.FORECAST_COMPARISON, c.comparison().name());
            put(Column.FORECAST_TARGET, c.target());
            put(Column.FORECAST_BASELINE, c.baseline());
        });
        put(Column.FORECAST_PROBABILITY, forecast.probability());
        put(Column.DUE, due);
    }

    /** The decision, with what the row can say of the client's forecast beside the one that came with the work. */
    void decide(Decision decision, Optional<Criterion> advised) {
        put(Column.DECISION, decision.kind().name());
        put(Column.VIEW, decision.view());
        put(Column.ADHERENCE, decision.adherence());
        putText(Column.REASON, decision.reason());
        if (decision.kind() == Decision.Kind.ADAPTED) {
            putText(Column.ALTERNATIVE, decision.change());
        } else {
            // as the import compares them
            String title = Protection.strip(cells.getOrDefault(Column.TITLE, ""));
            putText(
                    Column.ALTERNATIVE,
                    decision.alternative()
                            .filter(way -> !Protection.strip(way.toString()).equalsIgnoreCase(title)));
        }
        decision.forecast().ifPresent(forecast -> {
            put(Column.CLIENT_FORECAST_PROBABILITY, forecast.probability());
            if (has(Column.FORECAST_METRIC)) {
                put(
                        Column.CLIENT_FORECAST_TARGET,
                        forecast.criterion()
                                .filter(c -> advised.filter(
                                                a -> a.metric().equals(c.metric()) && a.comparison() == c.comparison())
                                        .isPresent())
                                .flatMap(Criterion::target));
            }
        });
    }
}
