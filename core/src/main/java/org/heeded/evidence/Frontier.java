package org.heeded.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * All that is needed of a tree to append to it and to know its root: the roots of its largest complete subtrees. Thus a
 * log need not hash until a root is asked for, and then only what was appended since.
 *
 * @param size how many leaves
 * @param peaks the subtrees, the largest and leftmost first: one for each bit that is set in the size
 */
public record Frontier(long size, List<Hash> peaks) {

    /** The tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    /**
     * Validates and copies.
     *
     * @throws IllegalArgumentException if the size is negative or has another number of subtrees
     */
    public Frontier {
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has not " + peaks.size() + " peaks");
        }
        peaks = List.copyOf(peaks);
    }

    /**
     * With one leaf more.
     *
     * @param leaf its hash
     * @return the larger tree's frontier
     */
    public Frontier append(Hash leaf) {
        List<Hash> next = new ArrayList<>(peaks);
        Hash peak = leaf;
        // as a binary counter carries: two subtrees of one size become one
        for (long carry = size; (carry & 1) == 1; carry >>= 1) {
            peak = Hash.node(next.remove(next.size() - 1), peak);
        }
        next.add(peak);
        return new Frontier(size + 1, next);
    }

    /**
     * The root of the tree (RFC 9162, section 2.1.1).
     *
     * @return {@link Hash#EMPTY} for no leaves
     */
    public Hash root() {
        if (size == 0) {
            return Hash.EMPTY;
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.node(peaks.get(i), root);
        }
        return root;
    }
}
