package org.heeded.examples.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The columns of an entry that the tables depend on, as a user would load them into a database: the library's own names of
 * fields, absent ones null in the database.
 *
 * @param n the index in the engagement
 * @param words the fields that are strings, by name
 * @param target of its first forecast
 * @param actual the measured value
 */
record Row(long n, Map<String, String> words, Optional<Double> target, Optional<Double> actual) {

    /** The columns that are strings. */
    static final List<String> WORDS =
            List.of("id", "type", "engagement", "client", "proposal", "decision", "view", "stage", "verdict", "entry");

    private static final JsonFactory JSON = new JsonFactory();

    Row {
        words = Map.copyOf(words);
    }

    Optional<String> word(String name) {
        return Optional.ofNullable(words.get(name));
    }

    /** Behind all entries that are there. */
    Row behind(long last) {
        return new Row(last + n, words, target, actual);
    }

    /** Reads a record. */
    static Row of(String record) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), record)) {
            json.nextToken();
            return read(json);
        }
    }

    /** Hands on the rows of a log's segments in order, read with Jackson's streaming parser; checks nothing. */
    static void all(Path log, Consumer<Row> consumer) {
        for (Path segment : segments(log)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), 1 << 16);
                    JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                        boolean record = json.currentName().equals("r");
                        json.nextToken();
                        if (record) {
                            consumer.accept(read(json));
                        } else {
                            json.skipChildren();
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static List<Path> segments(Path log) {
        try (Stream<Path> files = Files.list(log.resolve("segments"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row read(JsonParser json) {
        long n = 0;
        Map<String, String> words = new HashMap<>();
        Optional<Double> target = Optional.empty();
        Optional<Double> actual = Optional.empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("n")) {
                n = json.getLongValue();
            } else if (name.equals("actual")) {
                actual = Optional.of(json.getDoubleValue());
            } else if (name.equals("forecasts")) {
                target = target(json);
            } else if (WORDS.contains(name)) {
                words.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return new Row(n, words, target, actual);
    }

    /** The target within a list of forecasts, which the parser is behind then. */
    private static Optional<Double> target(JsonParser json) {
        Optional<Double> target = Optional.empty();
        for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.PROPERTY_NAME && json.currentName().equals("target") && target.isEmpty()) {
                json.nextToken();
                target = Optional.of(json.getDoubleValue());
            } else if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        }
        return target;
    }
}
