package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.model.About;
import org.heeded.model.Accumulation;
import org.heeded.model.Basis;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Description;
import org.heeded.model.Forecast;
import org.heeded.model.GoalId;
import org.heeded.model.Idea;
import org.heeded.model.InitiativeId;
import org.heeded.model.Money;
import org.heeded.model.Novelty;
import org.heeded.model.Rationale;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.Scope;
import org.heeded.model.Text;

/** What one row says of the work itself: description, stake and forecasts. */
final class WorkReader {

    private static final Pattern MONEY = Pattern.compile(
            "(?<before>[\\p{L}\\p{Sc}]*)\\h*(?<number>[+−-]?[\\d.,](?:.*[\\d.,])?)\\h*(?<after>[\\p{L}\\p{Sc}]*)");

    private final Cells cells;
    private final Optional<Currency> own;
    private final Optional<Currency> currency;
    private final Optional<LocalDate> due;
    private final Optional<Comparison> comparison;

    WorkReader(Cells cells, Optional<Currency> currencyOfFile) {
        this.cells = cells;
        own = cells.read(Column.CURRENCY, WorkReader::currency);
        currency = own.or(() -> currencyOfFile);
        due = cells.day(Column.DUE);
        comparison = cells.choice(Column.FORECAST_COMPARISON, Comparison.values());
    }

    /**
     * What describes the work.
     *
     * @param goal the goal it serves
     * @param scope its scope where the row says none
     */
    Optional<Description> description(Optional<GoalId> goal, Optional<Scope> scope) {
        Optional<Text> title = cells.read(Column.TITLE, Text::of);
        Optional<InitiativeId> initiative = cells.read(Column.INITIATIVE, InitiativeId::new);
        Optional<Scope> reach = cells.choice(Column.SCOPE, Scope.values()).or(() -> scope);
        Optional<Novelty> novelty = cells.choice(Column.NOVELTY, Novelty.values());
        Optional<Idea> idea = cells.choice(Column.IDEA, Idea.values());
        Optional<Money> stake = stake();
        Optional<Rationale> rationale = rationale(goal);
        List<Forecast> forecasts = forecast().map(List::of).orElse(List.of());
        SortedMap<String, String> tags = tags();
        return cells.build(
                "",
                Column.TITLE,
                () -> new Description(
                        title,
                        initiative,
                        cells.text(Column.CHANNEL),
                        cells.list(Column.ALSO_AFFECTS),
                        reach,
                        novelty,
                        idea,
                        Optional.empty(),
                        stake,
                        due,
                        rationale.orElse(Rationale.NONE),
                        forecasts,
                        tags));
    }

    private Optional<Rationale> rationale(Optional<GoalId> goal) {
        Optional<Basis> basis = cells.choice(Column.BASIS, Basis.values());
        return cells.build(
                "",
                Column.METRICS,
                () -> new Rationale(
                        goal, cells.list(Column.METRICS), cells.list(Column.CONSULTED), basis, Optional.empty()));
    }

    private SortedMap<String, String> tags() {
        SortedMap<String, String> tags = new TreeMap<>();
        for (String tag : cells.list(Column.TAGS)) {
            int equals = tag.indexOf('=');
            if (equals < 1 || equals == tag.length() - 1) {
                cells.refuse(Column.TAGS, "has a tag that is not like key=value");
            } else if (tags.put(
                            tag.substring(0, equals).strip(),
                            tag.substring(equals + 1).strip())
                    != null) {
                cells.refuse(Column.TAGS, "has a key twice");
            }
        }
        return tags;
    }

    private Optional<Money> stake() {
        Optional<Matcher> amount = cells.text(Column.STAKE).map(MONEY::matcher).filter(Matcher::matches);
        if (amount.isEmpty()) {
            // blank, or refused for being no number
            cells.number(Column.STAKE);
            return Optional.empty();
        }
        String sign = amount.get().group("before") + amount.get().group("after");
        Optional<Currency> of = sign.isEmpty() ? currency : signed(sign);
        if (of.isEmpty()) {
            cells.refuse(
                    Column.STAKE,
                    sign.isEmpty()
                            ? "is an amount without a currency; fill the currency column, or name the file's currency"
                            : "has the sign " + Excerpt.of(sign) + ", which is not the row's currency"
                                    + currency.map(c -> " " + c).orElse("; fill the currency column"));
            return Optional.empty();
        }
        return cells.number(Column.STAKE, amount.get().group("number"))
                .flatMap(number -> cells.build("", Column.STAKE, () -> new Money(number, of.get())));
    }

    private static Currency currency(String cell) {
        try {
            return Currency.getInstance(cell.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Rule.CURRENCY, "currency", "is no ISO 4217 code such as EUR");
        }
    }

    /** The currency that a sign beside the amount means: its code, or the symbol of the row's currency. */
    private Optional<Currency> signed(String sign) {
        Optional<Currency> coded = Currency.getAvailableCurrencies().stream()
                .filter(c -> c.getCurrencyCode().equalsIgnoreCase(sign))
                .findFirst();
        return coded.isPresent()
                ? coded.filter(c -> own.isEmpty() || own.get().equals(c))
                : currency.filter(c -> c.getSymbol(Locale.US).equals(sign));
    }

    /** The marketer's forecast, about the advice; of a directive, about carrying it out. */
    private Optional<Forecast> forecast() {
        Optional<BigDecimal> target = cells.number(Column.FORECAST_TARGET);
        Optional<BigDecimal> baseline = cells.number(Column.FORECAST_BASELINE);
        Optional<BigDecimal> chance = cells.number(Column.FORECAST_PROBABILITY);
        if (!cells.has(Column.FORECAST_METRIC)) {
            cells.refuseWithout(
                    Column.FORECAST_METRIC,
                    Column.FORECAST_COMPARISON,
                    Column.FORECAST_TARGET,
                    Column.FORECAST_BASELINE);
        }
        return !cells.has(Column.FORECAST_METRIC) && chance.isEmpty()
                ? Optional.empty()
                : cells.build(
                        "forecast",
                        Column.FORECAST_PROBABILITY,
                        () -> new Forecast(About.ADVICE, criterion(target, baseline), chance, true));
    }

    /**
     * The client's forecast: with the metric, comparison and due date of the row where it has a target of its own, else a
     * mere probability of success.
     */
    Optional<Forecast> clients(About about) {
        Optional<BigDecimal> target = cells.number(Column.CLIENT_FORECAST_TARGET);
        Optional<BigDecimal> chance = cells.number(Column.CLIENT_FORECAST_PROBABILITY);
        if (!cells.has(Column.FORECAST_METRIC)) {
            cells.refuseWithout(Column.FORECAST_METRIC, Column.CLIENT_FORECAST_TARGET);
        }
        return target.isEmpty() && chance.isEmpty()
                ? Optional.empty()
                : cells.build(
                        "client_forecast",
                        Column.CLIENT_FORECAST_PROBABILITY,
                        () -> new Forecast(
                                about, target.flatMap(t -> criterion(target, Optional.empty())), chance, true));
    }

    private Optional<Criterion> criterion(Optional<BigDecimal> target, Optional<BigDecimal> baseline) {
        return cells.text(Column.FORECAST_METRIC)
                .map(metric -> new Criterion(
                        metric,
                        Optional.empty(),
                        Accumulation.LEVEL,
                        comparison.orElse(Comparison.AT_LEAST),
                        target,
                        baseline,
                        due));
    }
}
