package org.heeded.log;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heeded.model.CorruptException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON object, strictly: no key twice, no lone surrogate, no more than {@value #MAX_DEPTH} levels, no absurd
 * number, nothing before or after. No message quotes what it read.
 */
final class StrictJson {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER = 100;
    private static final int MAX_EXPONENT_DIGITS = 3;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    /** A value: String, BigDecimal, Boolean, Items, Fields, or empty for null. */
    record Value(Optional<Object> content) {}

    /** The values of an array. */
    record Items(List<Value> values) {}

    /** The values of an object by name. */
    record Fields(Map<String, Value> values) {}

    /** A field of the outermost object, with its JSON text. */
    record Field(Value value, String raw) {}

    private StrictJson() {}

    static Map<String, Field> object(String json) {
        if (!json.startsWith("{") || !json.endsWith("}")) {
            throw new CorruptException("the record is not one JSON object");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            Map<String, Field> fields = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = wellFormed(parser);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                Value value = value(parser);
                int end = (int) parser.currentLocation().getCharOffset();
                fields.put(name, new Field(value, json.substring(start, end)));
            }
            if (parser.nextToken() != null) {
                throw new CorruptException("the record goes on after its JSON object");
            }
            return fields;
        } catch (JacksonException e) {
            // its message may quote the text
            throw new CorruptException("the record is not strict JSON at character "
                    + (e.getLocation() == null ? -1 : e.getLocation().getCharOffset()));
        }
    }

    private static Value value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> of(wellFormed(parser));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> of(number(parser));
            case VALUE_TRUE -> of(true);
            case VALUE_FALSE -> of(false);
            case VALUE_NULL -> new Value(Optional.empty());
            case START_ARRAY -> {
                List<Value> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield of(new Items(items));
            }
            case START_OBJECT -> {
                Map<String, Value> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = wellFormed(parser);
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield of(new Fields(fields));
            }
            default -> throw new CorruptException("the record ends within a value");
        };
    }

    private static Value of(Object content) {
        return new Value(Optional.of(content));
    }

    private static BigDecimal number(JsonParser parser) {
        String text = parser.getString();
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        String power = exponent < 0 ? "" : text.substring(exponent + 1).replaceFirst("^[+-]", "");
        if (text.length() > MAX_NUMBER || power.length() > MAX_EXPONENT_DIGITS) {
            throw new CorruptException("the record has an absurd number at character "
                    + parser.currentTokenLocation().getCharOffset());
        }
        return new BigDecimal(text);
    }

    /** The text of a string or a name. */
    private static String wellFormed(JsonParser parser) {
        String text = parser.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new CorruptException("the record has a lone surrogate in the string at character "
                            + parser.currentTokenLocation().getCharOffset());
                }
                i++;
            }
        }
        return text;
    }
}
