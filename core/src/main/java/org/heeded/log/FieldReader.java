package org.heeded.log;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    private final Fields fields;
    private final boolean[] taken;

    FieldReader(Fields fields) {
        this("", fields);
    }

    private FieldReader(String path, Fields fields) {
        this.path = path;
        this.fields = fields;
        taken = new boolean[fields.size()];
    }

    /** The names of the fields that nobody took. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i]) {
                rest.add(fields.name(i));
            }
        }
        return rest;
    }

    /** The index of a field that nobody took, or -1. */
    private int find(String key) {
        int index = fields.index(key);
        return index < 0 || taken[index] ? -1 : index;
    }

    private <T> Optional<T> take(String key, Class<T> type, String what) {
        int index = find(key);
        if (index < 0) {
            return Optional.empty();
        }
        taken[index] = true;
        return Optional.of(cast(key, fields.value(index), type, what));
    }

    private <T> T cast(String key, Object value, Class<T> type, String what) {
        if (!type.isInstance(value)) {
            throw wrong(key, "is not " + what);
        }
        return type.cast(value);
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
        return optional(key, Times::day);
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
        for (Object item : items(key)) {
            strings.add(cast(key, item, String.class, "an array of strings"));
        }
        return strings;
    }

    private List<Object> items(String key) {
        return take(key, Fields.Items.class, "an array")
                .map(Fields.Items::values)
                .orElse(List.of());
    }

    Map<String, String> stringMap(String key) {
        Map<String, String> strings = new LinkedHashMap<>();
        optionalObject(key).ifPresent(in -> {
            for (String name : in.rest()) {
                strings.put(name, in.string(name));
            }
        });
        return strings;
    }

    Optional<FieldReader> optionalObject(String key) {
        return take(key, Fields.class, "an object").map(o -> within(key, o));
    }

    FieldReader object(String key) {
        return required(key, optionalObject(key));
    }

    private FieldReader within(String key, Fields object) {
        return new FieldReader(path + key + ".", object);
    }

    List<FieldReader> objects(String key) {
        return items(key).stream()
                .map(item -> within(key, cast(key, item, Fields.class, "an array of objects")))
                .toList();
    }

    Optional<Text> optionalText(String key) {
        int index = find(key);
        if (index >= 0 && fields.value(index) instanceof Fields) {
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
