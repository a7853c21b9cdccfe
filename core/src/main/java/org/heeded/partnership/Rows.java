package org.heeded.partnership;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One table of a tally: how often each tuple of words occurs, never 0 times.
 *
 * <p>A hash table of its own, since an engagement makes some 25 tuples for each case, nearly all of which are there
 * already: to find one takes neither a list nor a boxed number.
 */
final class Rows {

    private static final int FEW = 8;

    private String[] @Nullable [] tuples = new String[FEW][];
    private int[] hashes = new int[FEW];
    private long[] counts = new long[FEW];
    /** How many places are taken, also by tuples whose count has come down to 0. */
    private int taken;

    private int size;

    /** Counts a tuple once. */
    void count(String... words) {
        add(1, words);
    }

    /**
     * Adds a tuple.
     *
     * @param times how often, also below 0
     * @param words the tuple, which is not changed from then on
     * @throws ArithmeticException if the sum is out of range
     */
    void add(long times, String... words) {
        add(times, hash(words), words);
    }

    /** Adds another table. */
    void addAll(Rows other) {
        for (int i = 0; i < other.tuples.length; i++) {
            String[] words = other.tuples[i];
            if (words != null) {
                add(other.counts[i], other.hashes[i], words);
            }
        }
    }

    private void add(long times, int hash, String[] words) {
        if (times == 0) {
            return;
        }
        int at = find(hash, words);
        if (tuples[at] == null) {
            if (2 * (taken + 1) > tuples.length) {
                grow();
                at = find(hash, words);
            }
            tuples[at] = words;
            hashes[at] = hash;
            taken++;
        }
        long before = counts[at];
        counts[at] = Math.addExact(before, times);
        size += before == 0 ? 1 : counts[at] == 0 ? -1 : 0;
    }

    private static int hash(String[] words) {
        int hash = 0;
        for (String word : words) {
            hash = 31 * hash + word.hashCode();
        }
        // the lowest bits choose the place, and those of words that count up differ too little
        return hash * 0x9E3779B9;
    }

    /** Where a tuple is, or would be. */
    private int find(int hash, String[] words) {
        int last = tuples.length - 1;
        int at = hash >>> 7 & last;
        while (tuples[at] != null && !(hashes[at] == hash && Arrays.equals(tuples[at], words))) {
            at = at + 1 & last;
        }
        return at;
    }

    private void grow() {
        Rows larger = new Rows();
        larger.tuples = new String[2 * tuples.length][];
        larger.hashes = new int[2 * tuples.length];
        larger.counts = new long[2 * tuples.length];
        larger.addAll(this);
        tuples = larger.tuples;
        hashes = larger.hashes;
        counts = larger.counts;
        taken = larger.taken;
    }

    int size() {
        return size;
    }

    /** How often a tuple occurs. */
    long of(String... words) {
        int at = find(hash(words), words);
        return tuples[at] == null ? 0 : counts[at];
    }

    /** The same, which later additions do not change. */
    Rows copy() {
        Rows copy = new Rows();
        copy.tuples = tuples.clone();
        copy.hashes = hashes.clone();
        copy.counts = counts.clone();
        copy.taken = taken;
        copy.size = size;
        return copy;
    }

    /** Hands out each tuple with how often it occurs, in no order. */
    void forEach(ObjLongConsumer<List<String>> each) {
        for (int i = 0; i < tuples.length; i++) {
            if (counts[i] != 0) {
                each.accept(List.of(Objects.requireNonNull(tuples[i])), counts[i]);
            }
        }
    }

    /** Hands out each tuple with how often it occurs, in order word by word. */
    void inOrder(ObjLongConsumer<List<String>> each) {
        for (String[] words : sorted()) {
            each.accept(List.of(words), of(words));
        }
    }

    /** The tuples, in order word by word. */
    List<List<String>> tuples() {
        return Arrays.stream(sorted()).map(List::of).toList();
    }

    private String[][] sorted() {
        String[][] sorted = new String[size][];
        for (int i = 0, next = 0; i < tuples.length; i++) {
            if (counts[i] != 0) {
                sorted[next++] = Objects.requireNonNull(tuples[i]);
            }
        }
        Arrays.sort(sorted, Arrays::compare);
        return sorted;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Rows that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < tuples.length; i++) {
            if (counts[i] != 0 && that.of(Objects.requireNonNull(tuples[i])) != counts[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < tuples.length; i++) {
            sum += counts[i] == 0 ? 0 : hashes[i] ^ Long.hashCode(counts[i]);
        }
        return sum;
    }
}
