package org.heeded.partnership;

import java.util.EnumMap;
import java.util.Map;

/**
 * The effects planted in a log, each with its size.
 *
 * @param sizes the effects that are there
 */
record Planting(Map<Effect, Double> sizes) {

    /** Nothing to be found: every client, channel and marketer is alike. */
    static final Planting NOTHING = new Planting(Map.of());

    Planting {
        sizes = Map.copyOf(sizes);
    }

    static Planting of(Effect effect, double size) {
        return NOTHING.and(effect, size);
    }

    Planting and(Effect effect, double size) {
        EnumMap<Effect, Double> more = new EnumMap<>(Effect.class);
        more.putAll(sizes);
        more.put(effect, size);
        return new Planting(more);
    }

    double size(Effect effect) {
        return sizes.getOrDefault(effect, 0.0);
    }

    boolean has(Effect effect) {
        return size(effect) != 0;
    }
}
