package org.heeded.log;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

    private StrictJson() {}

    /**
     * The fields of an object.
     *
     * @throws CorruptException if the text is none, or not strict
     */
    static Fields object(String json) {
        return Canonical.object(json).orElseGet(() -> general(json));
    }

    /** The same of any text, in whatever form it is written. */
    static Fields general(String json) {
        if (!json.startsWith("{") || !json.endsWith("}")) {
            throw new CorruptException("the record is not one JSON object");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            Fields fields = new Fields();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = wellFormed(parser);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                Object value = value(parser);
                fields.add(name, value, start, (int) parser.currentLocation().getCharOffset());
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

    private static Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> wellFormed(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Fields.NULL;
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield new Fields.Items(items);
            }
            case START_OBJECT -> {
                Fields fields = new Fields();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = wellFormed(parser);
                    parser.nextToken();
                    fields.add(name, value(parser));
                }
                yield fields;
            }
            default -> throw new CorruptException("the record ends within a value");
        };
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
