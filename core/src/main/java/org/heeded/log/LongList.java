package org.heeded.log;

import java.util.Arrays;

/** Numbers in a row, eight bytes each. */
final class LongList {

    private long[] values;
    private int size;

    LongList() {
        this(new long[8], 0);
    }

    /** The first of some values, to go on with. */
    LongList(long[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, (size >> 1) + 8));
        }
        values[size++] = value;
    }

    long get(long index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return values[(int) index];
    }

    int size() {
        return size;
    }

    /** The values and room behind them, to be kept elsewhere; not to be changed. */
    long[] values() {
        return values;
    }

    /** Of numbers that never fall: how many are at most a value. */
    int atMost(long value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
