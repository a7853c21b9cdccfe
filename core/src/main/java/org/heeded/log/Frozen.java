package org.heeded.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A map in bytes, looked up where it lies: for maps that are large and nearly all asleep. Immutable.
 *
 * <p>The bytes are the number of keys, where each of them begins, and the keys in the order of their bytes, each with its
 * length before it and its value behind it.
 */
final class Frozen<K, V> {

    /** How keys and values are packed. */
    interface Form<K, V> {

        void key(Packed out, K key);

        void value(Packed out, V value);

        V value(Packed.Reader in);
    }

    private static final int LENGTH = Short.BYTES;

    private final Form<K, V> form;
    private final byte[] bytes;
    private final ByteBuffer in;
    private final int size;

    Frozen(Form<K, V> form, byte[] bytes) {
        this.form = form;
        this.bytes = bytes;
        in = ByteBuffer.wrap(bytes);
        size = in.getInt(0);
    }

    static <K, V> Frozen<K, V> empty(Form<K, V> form) {
        return new Frozen<>(form, new byte[Integer.BYTES]);
    }

    /** The whole map; not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    Optional<V> get(K key) {
        if (size == 0) {
            return Optional.empty();
        }
        byte[] wanted = packed(key);
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, wanted);
            if (order == 0) {
                int from = from(middle) + LENGTH + wanted.length;
                return Optional.of(form.value(new Packed.Reader(ByteBuffer.wrap(bytes, from, to(middle) - from))));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private byte[] packed(K key) {
        Packed out = new Packed();
        form.key(out, key);
        return out.bytes();
    }

    private int compare(int index, byte[] key) {
        int from = from(index) + LENGTH;
        int length = Short.toUnsignedInt(in.getShort(from - LENGTH));
        return Arrays.compareUnsigned(bytes, from, from + length, key, 0, key.length);
    }

    private int from(int index) {
        return in.getInt((index + 1) * Integer.BYTES);
    }

    private int to(int index) {
        return index + 1 == size ? bytes.length : from(index + 1);
    }

    /** The same map with other values for some keys, or with keys that it lacks. */
    Frozen<K, V> with(Map<K, V> changes) {
        if (changes.isEmpty()) {
            return this;
        }
        Map<byte[], byte[]> sorted = new TreeMap<>(Arrays::compareUnsigned);
        changes.forEach((key, value) -> {
            Packed out = new Packed();
            form.value(out, value);
            sorted.put(packed(key), out.bytes());
        });
        Body body = new Body();
        int mine = 0;
        for (Map.Entry<byte[], byte[]> change : sorted.entrySet()) {
            int order = -1;
            while (mine < size && order < 0) {
                order = compare(mine, change.getKey());
                if (order < 0) {
                    body.copy(mine);
                }
                mine += order <= 0 ? 1 : 0;
            }
            body.add(change.getKey(), change.getValue());
        }
        for (; mine < size; mine++) {
            body.copy(mine);
        }
        return new Frozen<>(form, body.whole());
    }

    /** The keys and values of a map that is being frozen. */
    private final class Body {

        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final IntList begins = new IntList();

        void copy(int index) {
            begins.add(body.size());
            body.write(bytes, from(index), to(index) - from(index));
        }

        void add(byte[] key, byte[] value) {
            begins.add(body.size());
            body.write(key.length >>> 8);
            body.write(key.length);
            body.writeBytes(key);
            body.writeBytes(value);
        }

        byte[] whole() {
            int head = (begins.size() + 1) * Integer.BYTES;
            ByteBuffer whole = ByteBuffer.allocate(head + body.size()).putInt(begins.size());
            for (int i = 0; i < begins.size(); i++) {
                whole.putInt(head + begins.get(i));
            }
            return whole.put(body.toByteArray()).array();
        }
    }
}
