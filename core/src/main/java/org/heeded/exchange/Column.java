package org.heeded.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of the spreadsheet form; the header is the name in lower case. */
enum Column {
    ID,
    ENGAGEMENT,
    CLIENT,
    MARKETER(Type.PROSE),
    MARKETER_ROLE,
    INITIATIVE,
    KIND,
    PROPOSED_AT(Type.DATE),
    TITLE(Type.PROSE),
    CHANNEL,
    ALSO_AFFECTS,
    SCOPE,
    NOVELTY,
    ORIGIN,
    IDEA,
    STAKE(Type.NUMBER),
    CURRENCY,
    GOAL(Type.PROSE),
    METRICS,
    CONSULTED,
    BASIS,
    FORECAST_METRIC,
    FORECAST_COMPARISON,
    FORECAST_TARGET(Type.NUMBER),
    FORECAST_BASELINE(Type.NUMBER),
    FORECAST_PROBABILITY(Type.SHARE),
    DUE(Type.DATE),
    DECIDE_BY(Type.DATE),
    DECISION,
    DECIDED_AT(Type.DATE),
    ADHERENCE(Type.SHARE),
    VIEW,
    ALTERNATIVE(Type.PROSE),
    REASON(Type.PROSE),
    CLIENT_FORECAST_TARGET(Type.NUMBER),
    CLIENT_FORECAST_PROBABILITY(Type.SHARE),
    LAUNCHED,
    LAUNCHED_AT(Type.DATE),
    OUTCOME,
    OUTCOME_METRIC,
    ACTUAL(Type.NUMBER),
    OUTCOME_AT(Type.DATE),
    JUDGED_BY,
    RESPONSIBILITY,
    RESPONSIBILITY_BY,
    RECORDED_AT(Type.DATE),
    TAGS,
    ANSWERS_ID,
    REVISES_ID,
    OUTCOME_FIRST;

    /** What a cell holds. */
    enum Type {
        TEXT,
        /** Free text or a name, which no message repeats. */
        PROSE,
        DATE,
        NUMBER,
        /** A number from 0 to 1, which may also be written with a percent sign. */
        SHARE
    }

    private static final Map<String, Column> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(c -> key(c.name()), Function.identity()));

    private final Type type;

    Column() {
        this(Type.TEXT);
    }

    Column(Type type) {
        this.type = type;
    }

    Type type() {
        return type;
    }

    String header() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Column> named(String header) {
        return Optional.ofNullable(BY_KEY.get(key(header)));
    }

    /**
     * The column that a field of the model comes from.
     *
     * @param group {@code forecast}, {@code client_forecast} or {@code outcome} where several columns share a field name
     */
    static Column ofField(String group, String field, Column otherwise) {
        return named(group + field).or(() -> named(field)).orElseGet(() -> switch (field) {
            case "affects" -> ALSO_AFFECTS;
            case "change" -> ALTERNATIVE;
            case "answers" -> ANSWERS_ID;
            case "revises" -> REVISES_ID;
            default -> otherwise;
        });
    }

    /** What names and words are compared by: without case, spaces, {@code -} and {@code _}, unless there is nothing else. */
    static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        name.codePoints()
                .filter(c -> c != '-' && c != '_' && !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .forEach(key::appendCodePoint);
        return key.length() == 0 ? name.strip() : key.toString().toLowerCase(Locale.ROOT);
    }
}
