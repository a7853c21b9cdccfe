package org.heeded.exchange;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.heeded.model.Party;

/**
 * How somebody's own spreadsheet says what our columns say. {@link #NONE} reads the spreadsheet form as it is and works
 * the rest out from the file.
 *
 * <p>Our columns are {@code id, engagement, client, marketer, marketer_role, initiative, kind, proposed_at, title, channel,
 * also_affects, scope, novelty, origin, idea, stake, currency, goal, metrics, consulted, basis, forecast_metric,
 * forecast_comparison, forecast_target, forecast_baseline, forecast_probability, due, decide_by, decision, decided_at,
 * adherence, view, alternative, reason, client_forecast_target, client_forecast_probability, launched, launched_at,
 * outcome, outcome_metric, actual, outcome_at, judged_by, responsibility, responsibility_by, recorded_at, tags, answers_id,
 * revises_id, outcome_first}.
 *
 * @param columns their header by our column
 * @param values our value by their value, by our column; an empty value of ours makes the cell blank
 * @param undecidedAreRoutine whether a row without kind and decision is a routine directive, as in an export of tasks
 * @param marketerNames present if the marketer column holds names, which are personal, in place of ids; answers the party
 *     of a name where the log knows one
 * @param charset the encoding, in place of what the bytes look like
 * @param delimiter what separates cells, in place of what the header looks like
 * @param dateOrder the order of day and month, in place of what the dates settle
 * @param decimalMark the decimal mark, in place of what the numbers settle
 * @param zone the zone of times that name none, and of the days that dates are
 * @param currency the currency of a stake that has none in its row
 * @param goodRowsOnly whether bad rows are left out, in place of refusing the file
 */
public record CsvMapping(
        Map<String, String> columns,
        Map<String, Map<String, String>> values,
        boolean undecidedAreRoutine,
        Optional<Function<String, Optional<Party>>> marketerNames,
        Optional<Charset> charset,
        Optional<Character> delimiter,
        Optional<DateOrder> dateOrder,
        Optional<DecimalMark> decimalMark,
        ZoneId zone,
        Optional<Currency> currency,
        boolean goodRowsOnly) {

    /** The order of day and month in dates such as 3/4/2026. */
    public enum DateOrder {
        /** Day, month, year. */
        DMY,
        /** Month, day, year. */
        MDY
    }

    /** The mark before the decimals of a number. */
    public enum DecimalMark {
        /** As in 1,234.56. */
        POINT,
        /** As in 1.234,56. */
        COMMA
    }

    /** The spreadsheet form as it is. */
    public static final CsvMapping NONE = new CsvMapping(
            Map.of(),
            Map.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ZoneOffset.UTC,
            Optional.empty(),
            false);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a column is none of ours, or a delimiter is a quote or a line break
     */
    public CsvMapping {
        Map<String, String> headers = new TreeMap<>();
        columns.forEach((ours, theirs) -> {
            if (theirs.isBlank() || headers.put(column(ours), theirs.strip()) != null) {
                throw new IllegalArgumentException("column map: " + ours + " needs one header of the file");
            }
        });
        columns = Collections.unmodifiableMap(headers);
        Map<String, Map<String, String>> translated = new TreeMap<>();
        values.forEach((ours, words) -> {
            Map<String, String> byKey = translated.computeIfAbsent(column(ours), c -> new TreeMap<>());
            words.forEach((theirs, value) -> {
                if (theirs.isBlank() || byKey.put(Column.key(theirs), value.strip()) != null) {
                    throw new IllegalArgumentException(
                            "value map: " + ours + ":" + theirs + " is blank or translated twice");
                }
            });
        });
        values = Collections.unmodifiableMap(translated);
        if (delimiter.filter(c -> c == '"' || c == '\n' || c == '\r').isPresent()) {
            throw new IllegalArgumentException("delimiter is a quote or a line break");
        }
    }

    private static String column(String ours) {
        return Column.named(ours)
                .map(Column::header)
                .orElseThrow(() -> new IllegalArgumentException("\"" + Excerpt.of(ours) + "\" is none of our columns: "
                        + Arrays.stream(Column.values()).map(Column::header).collect(Collectors.joining(", "))));
    }

    /**
     * With columns renamed; adds to those that are.
     *
     * @param map for instance {@code id=case_id,client=client_id}: our column, their header; header names are matched
     *     without regard to case, spaces, {@code -} and {@code _}
     * @return a copy
     * @throws IllegalArgumentException if the text is no such map
     */
    public CsvMapping columns(String map) {
        Map<String, String> all = new TreeMap<>(columns);
        for (String part : parts(map)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "column map: \"" + Excerpt.of(part) + "\" is not like id=case_id (our column, their header)");
            }
            if (all.put(column(part.substring(0, equals)), part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("column map: " + part.substring(0, equals) + " is mapped twice");
            }
        }
        return with(m -> m.columns = all);
    }

    /**
     * With values translated; adds to those that are.
     *
     * @param map for instance {@code decision:Rejected=DECLINED,decision:Open=}: our column, their value, our value; their
     *     values are matched without regard to case, spaces, {@code -} and {@code _}
     * @return a copy
     * @throws IllegalArgumentException if the text is no such map
     */
    public CsvMapping values(String map) {
        Map<String, Map<String, String>> all = new TreeMap<>();
        values.forEach((column, words) -> all.put(column, new TreeMap<>(words)));
        for (String part : parts(map)) {
            int colon = part.indexOf(':');
            int equals = part.lastIndexOf('=');
            if (colon < 1 || equals < colon + 2) {
                throw new IllegalArgumentException("value map: \"" + Excerpt.of(part)
                        + "\" is not like decision:Rejected=DECLINED (our column, their value, our value)");
            }
            String theirs = Column.key(part.substring(colon + 1, equals));
            Map<String, String> words =
                    all.computeIfAbsent(column(part.substring(0, colon)), column -> new TreeMap<>());
            if (words.put(theirs, part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "value map: " + Excerpt.of(part.substring(0, equals)) + " is translated twice");
            }
        }
        return with(m -> m.values = all);
    }

    private static String[] parts(String map) {
        return Arrays.stream(map.split(","))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toArray(String[]::new);
    }

    /**
     * Rows without kind and decision are routine directives.
     *
     * @return a copy
     */
    public CsvMapping withUndecidedAsRoutine() {
        return with(m -> m.undecidedAreRoutine = true);
    }

    /**
     * The marketer column holds names. A name that is not known gets a party and a subject id that are named after the row
     * where it first stands, never after the name: they are the same each time the file is read, also with rows added at
     * its end, and give nothing away. So that a name is found again in a file that was re-ordered, or in another one, let
     * {@code known} look it up in the log.
     *
     * @param known answers the party that the log has under a name
     * @return a copy
     */
    public CsvMapping withMarketerNames(Function<String, Optional<Party>> known) {
        return with(m -> m.marketerNames = Optional.of(known));
    }

    /**
     * In an encoding.
     *
     * @param name for instance {@code UTF-8}
     * @return a copy
     * @throws IllegalArgumentException if this Java does not have it
     */
    public CsvMapping withCharset(String name) {
        try {
            return with(m -> m.charset = Optional.of(Charset.forName(name)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "charset \"" + Excerpt.of(name) + "\" is not known; use UTF-8, UTF-16 or windows-1252", e);
        }
    }

    /**
     * Cells separated by a character.
     *
     * @param character for instance {@code ;}
     * @return a copy
     */
    public CsvMapping withDelimiter(char character) {
        return with(m -> m.delimiter = Optional.of(character));
    }

    /**
     * Dates in an order.
     *
     * @param order the order of day and month
     * @return a copy
     */
    public CsvMapping withDateOrder(DateOrder order) {
        return with(m -> m.dateOrder = Optional.of(order));
    }

    /**
     * Numbers with a decimal mark.
     *
     * @param mark the mark
     * @return a copy
     */
    public CsvMapping withDecimalMark(DecimalMark mark) {
        return with(m -> m.decimalMark = Optional.of(mark));
    }

    /**
     * Times of a zone.
     *
     * @param of the zone
     * @return a copy
     */
    public CsvMapping withZone(ZoneId of) {
        return with(m -> m.zone = of);
    }

    /**
     * Stakes in a currency, where a row has none.
     *
     * @param code an ISO 4217 code such as {@code EUR}
     * @return a copy
     * @throws IllegalArgumentException if it is none
     */
    public CsvMapping withCurrency(String code) {
        try {
            return with(m -> m.currency = Optional.of(Currency.getInstance(code.toUpperCase(Locale.ROOT))));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("currency \"" + Excerpt.of(code) + "\" is no ISO 4217 code", e);
        }
    }

    /**
     * Bad rows are left out and listed, in place of refusing the file.
     *
     * @return a copy
     */
    public CsvMapping withGoodRowsOnly() {
        return with(m -> m.goodRowsOnly = true);
    }

    private CsvMapping with(Consumer<Editor> changes) {
        Editor editor = new Editor(this);
        changes.accept(editor);
        return editor.mapping();
    }

    /** The components while they are changed: a record of so many is not copied by hand. */
    private static final class Editor {

        Map<String, String> columns;
        Map<String, Map<String, String>> values;
        boolean undecidedAreRoutine;
        Optional<Function<String, Optional<Party>>> marketerNames;
        Optional<Charset> charset;
        Optional<Character> delimiter;
        Optional<DateOrder> dateOrder;
        Optional<DecimalMark> decimalMark;
        ZoneId zone;
        Optional<Currency> currency;
        boolean goodRowsOnly;

        Editor(CsvMapping from) {
            columns = from.columns;
            values = from.values;
            undecidedAreRoutine = from.undecidedAreRoutine;
            marketerNames = from.marketerNames;
            charset = from.charset;
            delimiter = from.delimiter;
            dateOrder = from.dateOrder;
            decimalMark = from.decimalMark;
            zone = from.zone;
            currency = from.currency;
            goodRowsOnly = from.goodRowsOnly;
        }

        CsvMapping mapping() {
            return new CsvMapping(
                    columns,
                    values,
                    undecidedAreRoutine,
                    marketerNames,
                    charset,
                    delimiter,
                    dateOrder,
                    decimalMark,
                    zone,
                    currency,
                    goodRowsOnly);
        }
    }
}
