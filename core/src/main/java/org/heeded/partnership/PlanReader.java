package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.heeded.dossier.Basis;
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
                JsonToken token = parser.nextToken();
                if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
                    throw new IllegalArgumentException(name + " needs a number or a word");
                }
                plan = with(plan, name, parser.getString());
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

    private static AnalysisPlan with(AnalysisPlan p, String name, String value) {
        return p.with(plan -> set(plan, name, value));
    }

    private static void set(PlanEditor plan, String name, String value) {
        switch (name) {
            case "level" -> plan.level(number(name, value).doubleValue());
            case "horizonDays" -> plan.horizonDays(days(name, value));
            case "basis" -> plan.basis(word(Basis.class, name, value));
            case "zone" -> plan.zone(zone(value));
            case "nearMiss" -> plan.nearMiss(number(name, value));
            case "mixed" -> plan.mixed(word(MixedPolicy.class, name, value));
            case "rateInterval" -> plan.rateInterval(word(ProportionInterval.class, name, value));
            case "riskDifferenceInterval" -> plan.riskDifferenceInterval(word(RiskDifference.class, name, value));
            case "riskRatioInterval" -> plan.riskRatioInterval(word(RiskRatio.class, name, value));
            case "oddsRatioInterval" -> plan.oddsRatioInterval(word(OddsRatio.class, name, value));
            default ->
                throw new IllegalArgumentException("an analysis plan has no \"" + name + "\"; it has "
                        + String.join(
                                ", ",
                                Arrays.stream(AnalysisPlan.class.getRecordComponents())
                                        .map(c -> c.getName())
                                        .toList()));
        }
    }

    private static BigDecimal number(String name, String value) {
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

    private static int days(String name, String value) {
        try {
            return number(name, value).intValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(name + " \"" + value + "\" is not a whole number of days", e);
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

    private static <E extends Enum<E>> E word(Class<E> type, String name, String value) {
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
