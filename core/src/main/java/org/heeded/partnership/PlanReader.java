package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.heeded.dossier.Basis;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Strength;
import org.heeded.stats.OddsRatio;
import org.heeded.stats.ProportionInterval;
import org.heeded.stats.RiskDifference;
import org.heeded.stats.RiskRatio;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads an {@link AnalysisPlan} from JSON, strictly: a name that a plan does not have is an error, not a guess. */
final class PlanReader {

    private PlanReader() {}

    static AnalysisPlan read(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("an analysis plan is a JSON object, such as {\"level\":0.9}");
            }
            AnalysisPlan plan = AnalysisPlan.DEFAULT;
            Set<String> seen = new HashSet<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                if (!seen.add(name)) {
                    throw new IllegalArgumentException("the analysis plan names \"" + name + "\" twice");
                }
                // a report writes what is absent as null, and is to be read back
                if (parser.nextToken() != JsonToken.VALUE_NULL || !name.equals("horizonDays")) {
                    Object value = value(name, parser, 0);
                    plan = plan.with(changed -> set(changed, name, value));
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the analysis plan");
            }
            return plan;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the analysis plan is not JSON: " + e.getOriginalMessage() + " at line "
                            + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    e);
        }
    }

    /** A word, a list or an object of such. */
    private static Object value(String name, JsonParser parser, int depth) {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return parser.getString();
        }
        if (depth == 3 || token == JsonToken.VALUE_NULL) {
            throw new IllegalArgumentException(name + " needs a number or a word");
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(name, parser, depth + 1));
            }
            return list;
        }
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            boolean absent = parser.nextToken() == JsonToken.VALUE_NULL;
            if (!absent && object.put(key, value(name + "." + key, parser, depth + 1)) != null) {
                throw new IllegalArgumentException(name + " names \"" + shown(key) + "\" twice");
            }
        }
        return object;
    }

    private static void set(PlanEditor plan, String name, Object value) {
        switch (name) {
            case "level" -> plan.level(number(name, value).doubleValue());
            case "horizonDays" -> plan.horizonDays(whole(name, value));
            case "basis" -> plan.basis(word(Basis.class, name, value));
            case "zone" -> plan.zone(zone(text(name, value)));
            case "nearMiss" -> plan.nearMiss(number(name, value));
            case "mixed" -> plan.mixed(word(MixedPolicy.class, name, value));
            case "rateInterval" -> plan.rateInterval(word(ProportionInterval.class, name, value));
            case "riskDifferenceInterval" -> plan.riskDifferenceInterval(word(RiskDifference.class, name, value));
            case "riskRatioInterval" -> plan.riskRatioInterval(word(RiskRatio.class, name, value));
            case "oddsRatioInterval" -> plan.oddsRatioInterval(word(OddsRatio.class, name, value));
            case "forecastBands" -> plan.forecastBands(list(name, value, PlanReader::number));
            case "strata" -> plan.strata(list(name, value, PlanReader::text));
            case "stakeBands" -> plan.stakeBands(map(name, value, k -> k, (n, v) -> list(n, v, PlanReader::number)));
            case "remit" -> plan.remit(list(name, value, PlanReader::remit));
            case "channelStrengths" ->
                plan.channelStrengths(map(
                        name, value, k -> k, (n, v) -> list(n, v, (m, w) -> word(Strength.class, m, w))));
            case "goalWeights" -> plan.goalWeights(map(name, value, k -> whole(name, k), PlanReader::number));
            case "peers" -> plan.peers(word(AnalysisPlan.Peers.class, name, value));
            case "signalWeights" ->
                plan.signalWeights(map(name, value, k -> word(Signal.class, name, k), PlanReader::number));
            case "floors" -> plan.floors(floors(name, value));
            case "relativeValue" -> plan.relativeValue(truth(name, value));
            default -> throw unknown("an analysis plan", name, AnalysisPlan.class);
        }
    }

    private static IllegalArgumentException unknown(String what, String name, Class<? extends Record> type) {
        return new IllegalArgumentException(what + " has no \"" + shown(name) + "\"; it has "
                + String.join(
                        ", ",
                        Arrays.stream(type.getRecordComponents())
                                .map(c -> c.getName())
                                .toList()));
    }

    private static Remit remit(String name, Object value) {
        Map<String, Object> given = object(name, value);
        given.keySet().stream()
                .filter(key -> Arrays.stream(Remit.class.getRecordComponents())
                        .noneMatch(c -> c.getName().equals(key)))
                .findFirst()
                .ifPresent(key -> {
                    throw unknown("a remit", key, Remit.class);
                });
        return new Remit(
                role(text(name + ".role", given.getOrDefault("role", ""))),
                Optional.ofNullable(given.get("scope")).map(scope -> word(Scope.class, name + ".scope", scope)),
                truth(name + ".budget", given.getOrDefault("budget", "false")),
                truth(name + ".homeChannel", given.getOrDefault("homeChannel", "false")));
    }

    private static Role role(String name) {
        try {
            return new Role(name);
        } catch (RejectedException e) {
            throw new IllegalArgumentException("remit: " + e.getMessage(), e);
        }
    }

    private static Floors floors(String name, Object value) {
        Floors floors = Floors.DEFAULT;
        for (Map.Entry<String, Object> floor : object(name, value).entrySet()) {
            int least = whole(name + "." + floor.getKey(), floor.getValue());
            floors = switch (floor.getKey()) {
                case "cases" -> floors.cases(least);
                case "signals" -> floors.signals(least);
                case "decided" -> floors.decided(least);
                case "engagements" -> floors.engagements(least);
                case "earlier" -> floors.earlier(least);
                case "shifts" -> floors.shifts(least);
                case "peers" -> floors.peers(least);
                case "valued" -> floors.valued(least);
                default -> throw unknown("floors", floor.getKey(), Floors.class);
            };
        }
        return floors;
    }

    private static String text(String name, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " needs a number or a word");
    }

    private static boolean truth(String name, Object value) {
        return switch (text(name, value)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " is not true or false");
        };
    }

    private static Map<String, Object> object(String name, Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> object = new LinkedHashMap<>();
            map.forEach((k, v) -> object.put(k.toString(), v));
            return object;
        }
        throw new IllegalArgumentException(name + " needs an object, {…}");
    }

    private static <T> List<T> list(String name, Object value, BiFunction<String, Object, T> item) {
        if (value instanceof List<?> list) {
            List<T> items = new ArrayList<>();
            list.forEach(each -> items.add(item.apply(name, each)));
            return items;
        }
        throw new IllegalArgumentException(name + " needs a list, […]");
    }

    private static <K, V> Map<K, V> map(
            String name, Object value, Function<String, K> key, BiFunction<String, Object, V> item) {
        Map<K, V> map = new LinkedHashMap<>();
        object(name, value).forEach((k, v) -> map.put(key.apply(k), item.apply(name + "." + k, v)));
        return map;
    }

    private static BigDecimal number(String name, Object given) {
        String value = text(name, given);
        try {
            BigDecimal number = new BigDecimal(value);
            // beyond this it is no level, share or count, and printing it would not end
            if (Math.abs((long) number.scale()) <= 100 && number.precision() <= 100) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below, with the name
        }
        throw new IllegalArgumentException(name + " \"" + shown(value) + "\" is not a number");
    }

    private static int whole(String name, Object value) {
        try {
            return number(name, value).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(name + " \"" + shown(text(name, value)) + "\" is not a whole number", e);
        }
    }

    private static ZoneId zone(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone \"" + shown(value) + "\" is not a time zone such as Europe/Berlin", e);
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String name, Object given) {
        String value = text(name, given);
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + " \"" + shown(value) + "\" is not one of " + EnumSet.allOf(type), e);
        }
    }

    private static String shown(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
