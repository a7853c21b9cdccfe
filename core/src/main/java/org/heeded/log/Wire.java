package org.heeded.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/** The words of the format: an enum constant is its name in lower case with hyphens. */
final class Wire {

    private static final ConcurrentMap<Enum<?>, String> WORDS = new ConcurrentHashMap<>();

    private static final ClassValue<Map<String, Enum<?>>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Enum<?>) constant)
                    .collect(Collectors.toUnmodifiableMap(Wire::word, constant -> constant));
        }
    };

    private Wire() {}

    static String word(Enum<?> constant) {
        return WORDS.computeIfAbsent(
                constant, c -> c.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    static <E extends Enum<E>> Optional<E> constant(Class<E> type, String word) {
        return Optional.ofNullable(type.cast(CONSTANTS.get(type).get(word)));
    }
}
