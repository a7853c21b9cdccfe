package org.heeded.log;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.heeded.model.DirectiveId;
import org.heeded.model.InitiativeId;
import org.heeded.model.ProposalId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** Writes the fields of one JSON object, in the order of the calls; what is absent or empty has no key. */
final class FieldWriter {

    /** In what form texts are written: sealed into the log, opened for comparison. */
    interface TextForm {
        Text of(String field, Text text);
    }

    private final JsonText json;
    private final TextForm form;
    private final String path;

    FieldWriter(JsonText json, TextForm form) {
        this(json, form, "");
    }

    private FieldWriter(JsonText json, TextForm form, String path) {
        this.json = json;
        this.form = form;
        this.path = path;
    }

    /** A value whose text is its {@code toString}: ids, days, instants. */
    FieldWriter string(String key, Object value) {
        json.name(key).string(value.toString());
        return this;
    }

    FieldWriter string(String key, Optional<?> value) {
        value.ifPresent(v -> string(key, v));
        return this;
    }

    FieldWriter strings(String key, Collection<String> values) {
        if (!values.isEmpty()) {
            json.name(key).beginArray();
            values.forEach(json::string);
            json.endArray();
        }
        return this;
    }

    FieldWriter strings(String key, Map<String, String> values) {
        return values.isEmpty() ? this : object(key, out -> values.forEach((name, value) -> out.string(name, value)));
    }

    FieldWriter word(String key, Enum<?> value) {
        return string(key, Wire.word(value));
    }

    FieldWriter word(String key, Optional<? extends Enum<?>> value) {
        value.ifPresent(v -> word(key, v));
        return this;
    }

    FieldWriter integer(String key, long value) {
        json.name(key).number(value);
        return this;
    }

    FieldWriter integer(String key, OptionalInt value) {
        value.ifPresent(v -> integer(key, v));
        return this;
    }

    FieldWriter number(String key, BigDecimal value) {
        json.name(key).raw(value.toPlainString());
        return this;
    }

    FieldWriter number(String key, Optional<BigDecimal> value) {
        value.ifPresent(v -> number(key, v));
        return this;
    }

    FieldWriter flag(String key, boolean value) {
        json.name(key).raw(Boolean.toString(value));
        return this;
    }

    FieldWriter work(WorkId work) {
        return string(key(work), work.value());
    }

    static String key(WorkId work) {
        if (work instanceof ProposalId) {
            return "proposal";
        }
        if (work instanceof DirectiveId) {
            return "directive";
        }
        if (work instanceof InitiativeId) {
            return "initiative";
        }
        throw new AssertionError(work.getClass());
    }

    FieldWriter text(String key, Optional<Text> text) {
        text.ifPresent(t -> text(key, t));
        return this;
    }

    FieldWriter text(String key, Text text) {
        Text written = form.of(path + key, text);
        if (written instanceof Text.Plain plain) {
            return string(key, plain.value());
        }
        if (written instanceof Text.Sealed sealed) {
            return object(
                    key,
                    o -> o.object(
                            "sealed",
                            out -> out.string("subject", sealed.subject())
                                    .string("salt", sealed.salt())
                                    .string("nonce", sealed.nonce())
                                    .string("commitment", sealed.commitment())
                                    .string("ciphertext", sealed.ciphertext())));
        }
        if (written instanceof Text.Personal personal) {
            // for comparison only: a record's form has sealed it
            return object(
                    key,
                    o -> o.object(
                            "personal",
                            out -> out.string("subject", personal.subject()).string("text", personal.value())));
        }
        if (written instanceof Text.Erased erased) {
            return object(key, o -> o.string("erased", erased.subject()));
        }
        throw new AssertionError(written.getClass());
    }

    FieldWriter object(String key, Consumer<FieldWriter> fields) {
        return object(key, path + key + ".", fields);
    }

    /** An event within an event: its texts have the names that they have in an entry of their own. */
    FieldWriter event(String key, Consumer<FieldWriter> fields) {
        return object(key, "", fields);
    }

    private FieldWriter object(String key, String within, Consumer<FieldWriter> fields) {
        json.name(key).beginObject();
        fields.accept(new FieldWriter(json, form, within));
        json.endObject();
        return this;
    }

    <T> FieldWriter object(String key, Optional<T> value, BiConsumer<FieldWriter, T> fields) {
        value.ifPresent(v -> object(key, out -> fields.accept(out, v)));
        return this;
    }

    <T> FieldWriter objects(String key, List<T> values, BiConsumer<FieldWriter, T> fields) {
        if (!values.isEmpty()) {
            json.name(key).beginArray();
            for (T value : values) {
                json.beginObject();
                fields.accept(new FieldWriter(json, form, path + key + "."), value);
                json.endObject();
            }
            json.endArray();
        }
        return this;
    }

    /** Values that are JSON text already. */
    FieldWriter raw(Map<String, String> fields) {
        fields.forEach((key, value) -> json.name(key).raw(value));
        return this;
    }
}
