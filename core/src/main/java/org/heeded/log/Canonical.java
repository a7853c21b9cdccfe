package org.heeded.log;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object in the form in which records are written: no white space, no escapes, plain numbers. It answers
 * {@link StrictJson} to the letter where it answers at all; whatever else stands there, right or wrong, is left to that.
 */
final class Canonical {

    private static final int MAX_DEPTH = 8;
    /** Most digits of which a whole number is sure to fit into a long. */
    private static final int LONG_DIGITS = 18;

    private static final int MAX_NUMBER = 40;

    /** Names that were met lately, by hash: a log has few, and each is made once. */
    private static final AtomicReferenceArray<@Nullable String> NAMES = new AtomicReferenceArray<>(1 << 10);

    private final String json;
    private int at;

    private Canonical(String json) {
        this.json = json;
    }

    /** The object that a text is; empty if it is none, or not in the form. */
    static Optional<Fields> object(String json) {
        Canonical canonical = new Canonical(json);
        Fields fields = canonical.object(0);
        return fields != null && canonical.at == json.length() ? Optional.of(fields) : Optional.empty();
    }

    private boolean next(char expected) {
        if (at < json.length() && json.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private @Nullable Fields object(int depth) {
        if (depth == MAX_DEPTH || !next('{')) {
            return null;
        }
        Fields fields = new Fields();
        if (next('}')) {
            return fields;
        }
        do {
            String name = name();
            if (name == null || !next(':')) {
                return null;
            }
            int from = at;
            Object value = value(depth);
            if (value == null || !(depth == 0 ? fields.add(name, value, from, at) : fields.add(name, value))) {
                return null;
            }
        } while (next(','));
        return next('}') ? fields : null;
    }

    private @Nullable Object value(int depth) {
        if (at == json.length()) {
            return null;
        }
        char first = json.charAt(at);
        return switch (first) {
            case '"' -> string();
            case '{' -> object(depth + 1);
            case '[' -> items(depth + 1);
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private @Nullable Object word(String word, boolean value) {
        if (json.startsWith(word, at)) {
            at += word.length();
            return value;
        }
        return null;
    }

    private Fields.@Nullable Items items(int depth) {
        if (depth == MAX_DEPTH) {
            return null;
        }
        at++;
        List<Object> items = new ArrayList<>();
        if (next(']')) {
            return new Fields.Items(items);
        }
        do {
            Object item = value(depth);
            if (item == null) {
                return null;
            }
            items.add(item);
        } while (next(','));
        return next(']') ? new Fields.Items(items) : null;
    }

    /** Where the string that begins here ends; -1 if it has an escape, a control character or a surrogate, or no end. */
    private int endOfString() {
        if (!next('"')) {
            return -1;
        }
        for (int i = at; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c < ' ' || c == '\\' || Character.isSurrogate(c)) {
                return -1;
            }
        }
        return -1;
    }

    private @Nullable String string() {
        int end = endOfString();
        if (end < 0) {
            return null;
        }
        String text = json.substring(at, end);
        at = end + 1;
        return text;
    }

    private @Nullable String name() {
        int end = endOfString();
        if (end < 0) {
            return null;
        }
        int hash = 0;
        for (int i = at; i < end; i++) {
            hash = 31 * hash + json.charAt(i);
        }
        int slot = (hash ^ hash >>> 16) & (NAMES.length() - 1);
        String known = NAMES.getPlain(slot);
        int length = end - at;
        if (known == null || known.length() != length || !json.startsWith(known, at)) {
            known = json.substring(at, end);
            NAMES.setRelease(slot, known);
        }
        at = end + 1;
        return known;
    }

    private @Nullable BigDecimal number() {
        int from = at;
        boolean negative = next('-');
        int digits = at;
        long whole = 0;
        while (at < json.length() && isDigit(json.charAt(at))) {
            whole = whole * 10 + json.charAt(at++) - '0';
        }
        int length = at - digits;
        if (length == 0 || (length > 1 && json.charAt(digits) == '0')) {
            return null;
        }
        if (!next('.')) {
            if (at < json.length() && isExponent(json.charAt(at))) {
                return null;
            }
            return length <= LONG_DIGITS ? BigDecimal.valueOf(negative ? -whole : whole) : general(from);
        }
        int fraction = at;
        while (at < json.length() && isDigit(json.charAt(at))) {
            at++;
        }
        boolean plain = at > fraction && (at == json.length() || !isExponent(json.charAt(at)));
        return plain ? general(from) : null;
    }

    private @Nullable BigDecimal general(int from) {
        return at - from > MAX_NUMBER ? null : new BigDecimal(json.substring(from, at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isExponent(char c) {
        return c == 'e' || c == 'E';
    }
}
