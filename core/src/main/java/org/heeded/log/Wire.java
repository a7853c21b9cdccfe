package org.heeded.log;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The words of the format: an enum constant is its name in lower case with hyphens. */
final class Wire {

    private static final ConcurrentMap<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private Wire() {}

    static String word(Enum<?> constant) {
        return WORDS.computeIfAbsent(
                constant, c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        for (E each : type.getEnumConstants()) {
            if (word(each).equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
