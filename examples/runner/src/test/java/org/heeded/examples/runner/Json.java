package org.heeded.examples.runner;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON laid flat: each value that is neither object nor array by its path, such as {@code lenses.channel[0].key}.
 *
 * @param values the values as written
 */
record Json(Map<String, String> values) {

    static Json of(String text) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            lay(parser, "", values);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON");
            }
        }
        return new Json(values);
    }

    private static void lay(JsonParser parser, String path, Map<String, String> values) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    lay(parser, path.isEmpty() ? name : path + "." + name, values);
                }
            }
            case START_ARRAY -> {
                for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                    lay(parser, path + "[" + i + "]", values);
                }
            }
            default -> values.put(path, parser.getString());
        }
    }

    String at(String path) {
        String value = values.get(path);
        if (value == null) {
            throw new AssertionError("there is no " + path);
        }
        return value;
    }

    double number(String path) {
        return Double.parseDouble(at(path));
    }
}
