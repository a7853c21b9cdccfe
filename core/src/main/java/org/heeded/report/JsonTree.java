package org.heeded.report;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A tree of records as JSON: a record is an object of its components, in order. The names in the tree are the names of the
 * contract; a test holds them.
 */
final class JsonTree {

    private final JsonGenerator json;
    private final JsonEstimates estimates;

    JsonTree(JsonGenerator json, JsonEstimates estimates) {
        this.json = json;
        this.estimates = estimates;
    }

    void write(String name, @Nullable Object value) {
        if (value instanceof Estimate estimate) {
            estimates.write(name, estimate);
        } else if (value instanceof TestResult test) {
            estimates.write(name, test);
        } else {
            json.writeName(name);
            value(value);
        }
    }

    private void value(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof OptionalDouble number) {
            value(number.isPresent() ? (Object) number.getAsDouble() : null);
        } else if (value instanceof OptionalInt number) {
            value(number.isPresent() ? (Object) number.getAsInt() : null);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number.toPlainString());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(this::value);
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, item) -> write(key.toString(), item));
            json.writeEndObject();
        } else if (value instanceof Record record) {
            record(record);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value instanceof Enum<?> word ? word.name() : value.toString());
        }
    }

    private void record(Record record) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        if (components.length == 1) {
            // an id is its value
            value(component(components[0], record));
            return;
        }
        json.writeStartObject();
        for (RecordComponent component : components) {
            write(component.getName(), component(component, record));
        }
        json.writeEndObject();
    }

    private static Object component(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a component of a public record can be read: " + component, e);
        }
    }
}
