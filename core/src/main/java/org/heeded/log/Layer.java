package org.heeded.log;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map over a map: changes stay in the upper one until they are settled into the lower. Values are never removed. */
final class Layer<K, V> {

    private final @Nullable Layer<K, V> below;
    private final Map<K, V> own = new HashMap<>();
    private Frozen<K, V> frozen;

    /** The lowest map. */
    Layer(Frozen<K, V> frozen) {
        this.frozen = frozen;
        below = null;
    }

    private Layer(Layer<K, V> below) {
        this.below = below;
        frozen = below.frozen;
    }

    Layer<K, V> above() {
        return new Layer<>(this);
    }

    Optional<V> get(K key) {
        V mine = own.get(key);
        if (mine != null) {
            return Optional.of(mine);
        }
        return below == null ? frozen.get(key) : below.get(key);
    }

    void put(K key, V value) {
        own.put(key, value);
    }

    /** Puts the changes of a layer above into this one. */
    void settle(Layer<K, V> above) {
        own.putAll(above.own);
    }

    /** All of the lowest map in bytes; it takes no other room from then on. */
    byte[] freeze() {
        frozen = frozen.with(own);
        own.clear();
        return frozen.bytes();
    }
}
