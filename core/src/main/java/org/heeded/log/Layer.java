package org.heeded.log;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map over a map: changes stay in the upper one until they are settled into the lower. Values are never removed. */
final class Layer<K, V> {

    private final @Nullable Layer<K, V> below;
    private final Map<K, V> own = new HashMap<>();

    Layer() {
        this(null);
    }

    private Layer(@Nullable Layer<K, V> below) {
        this.below = below;
    }

    Layer<K, V> above() {
        return new Layer<>(this);
    }

    Optional<V> get(K key) {
        V mine = own.get(key);
        if (mine != null) {
            return Optional.of(mine);
        }
        return below == null ? Optional.empty() : below.get(key);
    }

    /** The keys of this layer and those below. */
    Set<K> keys() {
        Set<K> keys = below == null ? new LinkedHashSet<>() : below.keys();
        keys.addAll(own.keySet());
        return keys;
    }

    void put(K key, V value) {
        own.put(key, value);
    }

    /** Puts the changes of a layer above into this one. */
    void settle(Layer<K, V> above) {
        own.putAll(above.own);
    }
}
