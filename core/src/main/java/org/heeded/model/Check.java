package org.heeded.model;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The border: what every field is held to. Messages carry the name and length of a text, never the text. */
final class Check {

    /** Longest id, in characters. */
    static final int MAX_ID = 200;

    /** Longest short word: a channel, a metric, a unit, a tag. */
    static final int MAX_WORD = 500;

    /** Longest free text, in characters. */
    static final int MAX_TEXT = 100_000;

    /** Most items of a list in one entry. */
    static final int MAX_ITEMS = 1_000;

    /** Most significant digits of a number, as in IEEE 754 decimal128. */
    static final int MAX_DIGITS = 34;

    private Check() {}

    static String id(String field, String value) {
        return name(Rule.ID, field, value, MAX_ID);
    }

    static String word(String field, String value) {
        return name(Rule.MALFORMED, field, value, MAX_WORD);
    }

    private static String name(Rule rule, String field, String value, int limit) {
        if (value.isBlank()) {
            throw new RejectedException(Rule.MISSING, field, "is blank");
        }
        length(field, value, limit);
        wellFormed(field, value);
        boolean spaced = Character.isWhitespace(value.codePointAt(0))
                || Character.isWhitespace(value.codePointBefore(value.length()));
        if (spaced || hasControl(value)) {
            throw new RejectedException(rule, field, "has control characters, or white space at an end");
        }
        return value;
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static String text(String field, String value) {
        if (value.isBlank()) {
            throw new RejectedException(Rule.MISSING, field, "is blank; leave it out instead");
        }
        length(field, value, MAX_TEXT);
        wellFormed(field, value);
        return value;
    }

    private static void length(String field, String value, int limit) {
        if (value.length() > limit) {
            throw new RejectedException(
                    Rule.TOO_LONG, field, "has " + value.length() + " characters, more than " + limit);
        }
    }

    private static void wellFormed(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new RejectedException(Rule.MALFORMED, field, "has a lone surrogate at index " + i);
            }
        }
    }

    static Optional<String> word(String field, Optional<String> value) {
        value.ifPresent(v -> word(field, v));
        return value;
    }

    /** Words without repeats, in the order given. */
    static List<String> words(String field, Collection<String> values) {
        values.forEach(v -> word(field, v));
        return items(field, values.stream().distinct().toList());
    }

    static <T> List<T> items(String field, List<T> values) {
        if (values.size() > MAX_ITEMS) {
            throw new RejectedException(
                    Rule.TOO_LONG, field, "has " + values.size() + " items, more than " + MAX_ITEMS);
        }
        return List.copyOf(values);
    }

    static SortedMap<String, String> tags(Map<String, String> tags) {
        if (tags.size() > MAX_ITEMS) {
            throw new RejectedException(Rule.TOO_LONG, "tags", "has " + tags.size() + " items, more than " + MAX_ITEMS);
        }
        tags.forEach((key, value) -> {
            word("tags", key);
            word("tags", value);
        });
        return Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    /** A number in its one form: no trailing zeros, no exponent; so that 1.0 and 1 are equal. */
    static BigDecimal number(String field, BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // precision and scale first: stripping or printing 1e999999999 would not end
        if (Math.abs((long) value.scale()) > 2L * MAX_DIGITS || value.precision() > 3 * MAX_DIGITS) {
            throw new RejectedException(Rule.NUMBER, field, "has an absurd number of digits");
        }
        BigDecimal stripped = value.stripTrailingZeros();
        BigDecimal canonical = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        if (canonical.precision() > MAX_DIGITS || canonical.scale() > MAX_DIGITS) {
            throw new RejectedException(Rule.NUMBER, field, "has more than " + MAX_DIGITS + " digits");
        }
        return canonical;
    }

    static Optional<BigDecimal> number(String field, Optional<BigDecimal> value) {
        return value.map(v -> number(field, v));
    }
}
