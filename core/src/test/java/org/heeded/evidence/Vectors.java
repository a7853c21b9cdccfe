package org.heeded.evidence;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A value of a file of test vectors. */
record Vectors(@Nullable Object value) {

    private static final Path SHARED = Path.of("..", "..", "shared", "reference", "vectors");

    /** Vectors that may not be copied into the project: read from beside it. */
    static Vectors shared(String file) throws IOException {
        Path path = SHARED.resolve(file);
        assumeTrue(Files.exists(path), path + " is not here: these vectors of others are not checked");
        return parse(Files.readString(path));
    }

    /** Vectors of our own. */
    static Vectors ours(String file) throws IOException {
        try (var in = Objects.requireNonNull(Vectors.class.getResourceAsStream(file), file)) {
            return parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static Vectors parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), json)) {
            parser.nextToken();
            return new Vectors(value(parser));
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, value(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> parser.getString();
        };
    }

    Vectors at(String name) {
        Map<?, ?> fields = (Map<?, ?>) Objects.requireNonNull(value);
        if (!fields.containsKey(name)) {
            throw new AssertionError("no field " + name + " in " + fields.keySet());
        }
        return new Vectors(fields.get(name));
    }

    boolean has(String name) {
        return ((Map<?, ?>) Objects.requireNonNull(value)).containsKey(name);
    }

    /** The items of an array; none of null. */
    List<Vectors> items() {
        List<?> items = value == null ? List.of() : (List<?>) value;
        return IntStream.range(0, items.size())
                .mapToObj(i -> new Vectors(items.get(i)))
                .toList();
    }

    List<String> texts() {
        return items().stream().map(Vectors::text).toList();
    }

    String text() {
        return (String) Objects.requireNonNull(value);
    }

    boolean flag() {
        return (boolean) Objects.requireNonNull(value);
    }

    /** A number as Go writes it: unsigned, so that the largest is negative here. */
    long number() {
        return Long.parseUnsignedLong(text());
    }
}
