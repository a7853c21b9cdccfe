package org.heeded.log;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, in their order, no name twice. A value is a String, a BigDecimal, a Boolean, {@link
 * Items}, Fields, or {@link #NULL}.
 *
 * <p>Arrays instead of a map, since an object has a dozen fields and a log has millions of objects.
 */
final class Fields {

    /** The value null. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final int FEW = 12;

    /** The values of an array. */
    record Items(List<Object> values) {}

    private String[] names = new String[FEW];
    private Object[] values = new Object[FEW];
    /** Where in the text each value begins and ends; of the outermost object only. */
    private int[] ranges = new int[2 * FEW];

    private int size;

    /** Adds a field; false if the name is there already. */
    boolean add(String name, Object value) {
        return add(name, value, 0, 0);
    }

    /**
     * Adds a field of the outermost object.
     *
     * @param from where in the text its value begins
     * @param to where it ends
     * @return false if the name is there already
     */
    boolean add(String name, Object value, int from, int to) {
        if (index(name) >= 0) {
            return false;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            ranges = Arrays.copyOf(ranges, 4 * size);
        }
        names[size] = name;
        values[size] = value;
        ranges[2 * size] = from;
        ranges[2 * size + 1] = to;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    /** The index of a name, or -1. */
    int index(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    String name(int index) {
        return names[index];
    }

    Object value(int index) {
        return values[index];
    }

    /** The value of a name, if it is there. */
    @Nullable
    Object value(String name) {
        int index = index(name);
        return index < 0 ? null : values[index];
    }

    /** The JSON text of a field's value. */
    String raw(int index, String json) {
        return json.substring(ranges[2 * index], ranges[2 * index + 1]);
    }

    /** All values. */
    List<Object> values() {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                return values[index];
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that
                && size == that.size
                && Arrays.equals(names, 0, size, that.names, 0, size)
                && Arrays.equals(values, 0, size, that.values, 0, size)
                && Arrays.equals(ranges, 0, 2 * size, that.ranges, 0, 2 * size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.copyOf(names, size));
    }
}
