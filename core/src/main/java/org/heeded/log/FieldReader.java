package org.heeded.log;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.heeded.model.CorruptException;
import org.heeded.model.DirectiveId;
import org.heeded.model.InitiativeId;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** Takes the fields of one JSON object by name and type; what nobody took is left over. */
final class FieldReader {

    private final String path;
    private final Map<String, StrictJson.Value> fields;

    FieldReader(Map<String, StrictJson.Value> fields) {
        this("", fields);
    }

    private FieldReader(String path, Map<String, StrictJson.Value> fields) {
        this.path = path;
        this.fields = new LinkedHashMap<>(fields);
    }

    /** The names of the fields that nobody took. */
    Set<String> rest() {
        return fields.keySet();
    }

    private <T> Optional<T> take(String key, Class<T> type, String what) {
        StrictJson.Value value = fields.remove(key);
        return value == null ? Optional.empty() : Optional.of(cast(key, value, type, what));
    }

    private <T> T cast(String key, StrictJson.Value value, Class<T> type, String what) {
        return value.content().filter(type::isInstance).map(type::cast).orElseThrow(() -> wrong(key, "is not " + what));
    }

    private CorruptException wrong(String key, String problem) {
        return new CorruptException("field " + path + key + " " + problem);
    }

    private <T> T required(String key, Optional<T> value) {
        return value.orElseThrow(() -> wrong(key, "is missing"));
    }

    /** What a text stands for; the maker's complaint names this field. */
    private <T> T make(String key, String text, Function<String, T> maker) {
        try {
            return maker.apply(text);
        } catch (RejectedException e) {
            throw wrong(key, e.problem());
        } catch (DateTimeException e) {
            throw wrong(key, "is not in its form");
        }
    }

    Optional<String> optionalString(String key) {
        return take(key, String.class, "a string");
    }

    String string(String key) {
        return required(key, optionalString(key));
    }

    <T> Optional<T> optional(String key, Function<String, T> maker) {
        return optionalString(key).map(text -> make(key, text, maker));
    }

    <T> T value(String key, Function<String, T> maker) {
        return required(key, optional(key, maker));
    }

    <E extends Enum<E>> Optional<E> optionalWord(String key, Class<E> type) {
        return optionalString(key)
                .map(word -> Wire.constant(type, word).orElseThrow(() -> wrong(key, "is none of its words")));
    }

    <E extends Enum<E>> E word(String key, Class<E> type) {
        return required(key, optionalWord(key, type));
    }

    Optional<LocalDate> day(String key) {
        return optional(key, FieldReader::parseDay);
    }

    static LocalDate parseDay(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!day.toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return day;
    }

    /** An instant in its one form: UTC, no, three or six digits of the second. */
    static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (!instant.truncatedTo(ChronoUnit.MICROS).toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return instant;
    }

    Optional<BigDecimal> optionalNumber(String key) {
        return take(key, BigDecimal.class, "a number");
    }

    BigDecimal number(String key) {
        return required(key, optionalNumber(key));
    }

    long integer(String key) {
        try {
            return number(key).longValueExact();
        } catch (ArithmeticException e) {
            throw wrong(key, "is not a whole number in range");
        }
    }

    OptionalInt optionalInteger(String key) {
        try {
            return optionalNumber(key)
                    .map(n -> OptionalInt.of(n.intValueExact()))
                    .orElse(OptionalInt.empty());
        } catch (ArithmeticException e) {
            throw wrong(key, "is not a whole number in range");
        }
    }

    boolean flag(String key) {
        return required(key, take(key, Boolean.class, "true or false"));
    }

    List<String> strings(String key) {
        List<String> strings = new ArrayList<>();
        for (StrictJson.Value item : items(key)) {
            strings.add(cast(key, item, String.class, "an array of strings"));
        }
        return strings;
    }

    private List<StrictJson.Value> items(String key) {
        return take(key, StrictJson.Items.class, "an array")
                .map(StrictJson.Items::values)
                .orElse(List.of());
    }

    Map<String, String> stringMap(String key) {
        Map<String, String> strings = new LinkedHashMap<>();
        optionalObject(key).ifPresent(in -> {
            for (String name : List.copyOf(in.rest())) {
                strings.put(name, in.string(name));
            }
        });
        return strings;
    }

    Optional<FieldReader> optionalObject(String key) {
        return take(key, StrictJson.Fields.class, "an object").map(o -> within(key, o));
    }

    FieldReader object(String key) {
        return required(key, optionalObject(key));
    }

    private FieldReader within(String key, StrictJson.Fields object) {
        return new FieldReader(path + key + ".", object.values());
    }

    List<FieldReader> objects(String key) {
        return items(key).stream()
                .map(item -> within(key, cast(key, item, StrictJson.Fields.class, "an array of objects")))
                .toList();
    }

    Optional<Text> optionalText(String key) {
        StrictJson.Value value = fields.get(key);
        if (value != null && value.content().orElse("") instanceof StrictJson.Fields) {
            FieldReader sealed = object(key).object("sealed");
            return Optional.of(new Text.Sealed(
                    sealed.value("subject", SubjectId::of),
                    sealed.string("salt"),
                    sealed.string("nonce"),
                    sealed.string("commitment"),
                    sealed.string("ciphertext")));
        }
        return take(key, String.class, "a string or a sealed text").map(words -> make(key, words, Text::of));
    }

    Text text(String key) {
        return required(key, optionalText(key));
    }

    /** A proposal, a directive or an initiative, whichever key is there. */
    WorkId work() {
        Optional<WorkId> proposal = optional("proposal", ProposalId::of);
        Optional<WorkId> directive = optional("directive", DirectiveId::of);
        Optional<WorkId> initiative = optional("initiative", InitiativeId::of);
        List<WorkId> named = List.of(proposal, directive, initiative).stream()
                .flatMap(Optional::stream)
                .toList();
        if (named.size() != 1) {
            throw wrong("proposal", "or directive or initiative: one of them must be there, and no more");
        }
        return named.get(0);
    }
}
