package org.heeded.log;

import java.util.Arrays;

/** Numbers in a row, four bytes each. */
final class IntList {

    private int[] values;
    private int size;

    IntList() {
        this(new int[8], 0);
    }

    /** The first of some values, to go on with. */
    IntList(int[] values, int size) {
        this.values = values;
        this.size = size;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.addExact(size, (size >> 1) + 8));
        }
        values[size++] = value;
    }

    int get(long index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException("index " + index + " of " + size);
        }
        return values[(int) index];
    }

    int size() {
        return size;
    }

    /** The values and room behind them, to be kept elsewhere; not to be changed. */
    int[] values() {
        return values;
    }
}
