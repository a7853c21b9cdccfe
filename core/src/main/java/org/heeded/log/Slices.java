package org.heeded.log;

import java.util.Arrays;

/** Numbers distinct slices of bytes from 0 in the order in which they are met; a slice that was met before costs no object. */
final class Slices {

    private byte[][] met = new byte[16][];
    private int[] hashes = new int[16];
    /** The number plus one of what hashes there, or the next free place behind; twice as long as what was met, at least. */
    private int[] table = new int[64];

    private int size;

    int size() {
        return size;
    }

    byte[] get(int number) {
        return met[number];
    }

    int number(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        int at = slot(hash);
        while (table[at] != 0) {
            int number = table[at] - 1;
            byte[] known = met[number];
            if (hashes[number] == hash && Arrays.equals(known, 0, known.length, bytes, from, to)) {
                return number;
            }
            at = (at + 1) & (table.length - 1);
        }
        return add(Arrays.copyOfRange(bytes, from, to), hash, at);
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & (table.length - 1);
    }

    private int add(byte[] slice, int hash, int at) {
        if (size == met.length) {
            met = Arrays.copyOf(met, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        met[size] = slice;
        hashes[size] = hash;
        table[at] = ++size;
        if (2 * size > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[2 * table.length];
        for (int i = 0; i < size; i++) {
            int at = slot(hashes[i]);
            while (table[at] != 0) {
                at = (at + 1) & (table.length - 1);
            }
            table[at] = i + 1;
        }
    }
}
