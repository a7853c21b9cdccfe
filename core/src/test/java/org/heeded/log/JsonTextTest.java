package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The JSON that is written, beside that of Jackson, which wrote the records of earlier releases. */
class JsonTextTest {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private final SplittableRandom random = new SplittableRandom(11);
    private final JsonText mine = new JsonText();

    @Test
    void anythingIsWrittenAsJacksonWritesIt() {
        for (int round = 0; round < 2_000; round++) {
            JsonText text = new JsonText();
            StringWriter written = new StringWriter();
            try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), written)) {
                object(text, json, 0);
            }
            assertThat(text).hasToString(written.toString());
        }
    }

    private void object(JsonText text, JsonGenerator json, int depth) {
        text.beginObject();
        json.writeStartObject();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = words();
            text.name(name);
            json.writeName(name);
            value(text, json, depth);
        }
        text.endObject();
        json.writeEndObject();
    }

    private void value(JsonText text, JsonGenerator json, int depth) {
        int kind = random.nextInt(depth < 4 ? 5 : 3);
        if (kind == 0) {
            long number = random.nextLong();
            text.number(number);
            json.writeNumber(number);
        } else if (kind == 1) {
            text.raw("[true]");
            json.writeRawValue("[true]");
        } else if (kind == 2) {
            String words = words();
            text.string(words);
            json.writeString(words);
        } else if (kind == 3) {
            object(text, json, depth + 1);
        } else {
            text.beginArray();
            json.writeStartArray();
            for (int i = random.nextInt(4); i > 0; i--) {
                value(text, json, depth + 1);
            }
            text.endArray();
            json.writeEndArray();
        }
    }

    /** Characters of all kinds, those among them that are escaped, that end JSON texts, and that need two. */
    private String words() {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> words.append((char) random.nextInt(' '));
                case 1 -> words.append("\"\\/{}[]:,'\u007f".charAt(random.nextInt(11)));
                case 2 -> words.appendCodePoint(0x10000 + random.nextInt(0x1000));
                case 3 -> words.append((char) random.nextInt(0xD800));
                default -> words.append("plain");
            }
        }
        return words.toString();
    }

    @Test
    void aCommaStandsBetweenValuesWhateverTheyEndIn() {
        mine.beginArray().string("{").string("[").string(":").string("").endArray();
        assertThat(mine).hasToString("[\"{\",\"[\",\":\",\"\"]");
    }

    @Test
    void anInstantIsWrittenAsItWritesItself() {
        long first = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
        long years = Instant.parse("+12000-01-01T00:00:00Z").getEpochSecond() - first;
        for (int round = 0; round < 20_000; round++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextInt(2) == 0 ? random.nextLong(4_000_000_000L) : first + random.nextLong(years),
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(1_000_000_000);
                        case 1 -> 0;
                        case 2 -> random.nextInt(1_000) * 1_000_000L;
                        default -> random.nextInt(1_000_000) * 1_000L;
                    });
            assertThat(Times.text(instant)).isEqualTo(instant.toString());
        }
        Instant end = Instant.parse("9999-12-31T23:59:59.999999Z");
        assertThat(Times.text(end)).isEqualTo(end.toString());
        assertThat(Times.text(end.plusNanos(1_000)))
                .isEqualTo(end.plusNanos(1_000).toString());
    }
}
