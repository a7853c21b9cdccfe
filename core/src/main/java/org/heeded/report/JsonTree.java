package org.heeded.report;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.heeded.stats.TwoByTwo;
import tools.jackson.core.JsonGenerator;

/** Writes nested objects and arrays. */
record JsonTree(JsonGenerator json) {

    void object(String name, Runnable content) {
        json.writeName(name);
        json.writeStartObject();
        content.run();
        json.writeEndObject();
    }

    <T> void array(String name, List<T> items, Consumer<T> content) {
        json.writeName(name);
        json.writeStartArray();
        items.forEach(item -> {
            json.writeStartObject();
            content.accept(item);
            json.writeEndObject();
        });
        json.writeEndArray();
    }

    /** What is absent is {@code null}. */
    void text(String name, Optional<String> value) {
        if (value.isPresent()) {
            json.writeStringProperty(name, value.get());
        } else {
            json.writeNullProperty(name);
        }
    }

    /** What an analysis needs before it says anything; nothing is written where it needs nothing. */
    void lacks(Optional<String> lacks) {
        lacks.ifPresent(reason -> json.writeStringProperty("reason", reason));
    }

    /** Something that is kept from this reader: {@code null}, with the reason beside it. */
    void kept(String name) {
        json.writeNullProperty(name);
        json.writeStringProperty(name + "Reason", "in the internal report only");
    }

    void counts(TwoByTwo table) {
        object("counts", () -> {
            json.writeNumberProperty("failure1", table.events1());
            json.writeNumberProperty("notFailed1", table.nonEvents1());
            json.writeNumberProperty("failure2", table.events2());
            json.writeNumberProperty("notFailed2", table.nonEvents2());
        });
    }
}
