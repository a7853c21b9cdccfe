package org.heeded.evidence;

import java.util.ArrayList;
import java.util.List;

/**
 * A Merkle tree as RFC 9162 (and RFC 6962 before it) defines it, to make proofs from. Immutable; needs memory for twice
 * its leaves. Where only a root is wanted, {@link Frontier} does with less.
 */
public final class MerkleTree {

    /** At each height the hashes of the complete subtrees: {@code levels.get(h).get(i)} is over leaves i·2^h on. */
    private final List<List<Hash>> levels = new ArrayList<>();

    private MerkleTree(List<Hash> leaves) {
        List<Hash> level = List.copyOf(leaves);
        levels.add(level);
        while (level.size() > 1) {
            List<Hash> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(Hash.node(level.get(i), level.get(i + 1)));
            }
            levels.add(above);
            level = above;
        }
    }

    /**
     * The tree over some leaves.
     *
     * @param leaves their hashes, in order
     * @return the tree
     */
    public static MerkleTree of(List<Hash> leaves) {
        return new MerkleTree(leaves);
    }

    /**
     * How many leaves there are.
     *
     * @return 0 or more
     */
    public int size() {
        return leaves().size();
    }

    /**
     * The hashes of the leaves.
     *
     * @return in order
     */
    public List<Hash> leaves() {
        return levels.get(0);
    }

    /**
     * The root.
     *
     * @return the root over all leaves
     */
    public Hash root() {
        return root(size());
    }

    /**
     * The root that the tree had when it was smaller (RFC 9162, section 2.1.1).
     *
     * @param size how many leaves, from 0 to {@link #size()}
     * @return the root over the first of them
     * @throws IndexOutOfBoundsException if there are fewer leaves
     */
    public Hash root(int size) {
        within(size, 0, size());
        return size == 0 ? Hash.EMPTY : hash(0, size);
    }

    /**
     * A proof that a leaf is in the tree at its place (RFC 9162, section 2.1.3.1).
     *
     * @param index which leaf, from 0
     * @param size of the tree to prove it for, above the index, up to {@link #size()}
     * @return the proof
     * @throws IndexOutOfBoundsException if there is no such leaf or tree
     */
    public InclusionProof inclusion(int index, int size) {
        within(size, 0, size());
        within(index, 0, size - 1);
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, path);
        return new InclusionProof(index, path);
    }

    /**
     * A proof that a smaller tree is the beginning of a larger one (RFC 9162, section 2.1.4.1).
     *
     * @param from the size of the smaller tree, at least 1
     * @param to the size of the larger tree, at least {@code from}, up to {@link #size()}
     * @return the proof
     * @throws IndexOutOfBoundsException if there are no such trees
     */
    public ConsistencyProof consistency(int from, int to) {
        within(to, 1, size());
        within(from, 1, to);
        List<Hash> path = new ArrayList<>();
        subproof(from, 0, to, true, path);
        return new ConsistencyProof(path);
    }

    private static void within(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IndexOutOfBoundsException(value + " is not from " + least + " to " + most);
        }
    }

    /** PATH(m, D[lo:hi]); the leaf m is counted from 0 of the whole tree. */
    private void path(int m, int lo, int hi, List<Hash> path) {
        if (hi - lo > 1) {
            int middle = lo + split(hi - lo);
            if (m < middle) {
                path(m, lo, middle, path);
                path.add(hash(middle, hi));
            } else {
                path(m, middle, hi, path);
                path.add(hash(lo, middle));
            }
        }
    }

    /** SUBPROOF(m, D[lo:hi], b), with b true while the smaller tree's root is known to the verifier as it is. */
    private void subproof(int m, int lo, int hi, boolean known, List<Hash> path) {
        if (m == hi) {
            if (!known) {
                path.add(hash(lo, hi));
            }
            return;
        }
        int middle = lo + split(hi - lo);
        if (m <= middle) {
            subproof(m, lo, middle, known, path);
            path.add(hash(middle, hi));
        } else {
            subproof(m, middle, hi, false, path);
            path.add(hash(lo, middle));
        }
    }

    /** MTH(D[lo:hi]); lo is a multiple of the smallest power of two that hi − lo fits into. */
    private Hash hash(int lo, int hi) {
        int length = hi - lo;
        if (Integer.bitCount(length) == 1) {
            int height = Integer.numberOfTrailingZeros(length);
            return levels.get(height).get(lo >> height);
        }
        int middle = lo + split(length);
        return Hash.node(hash(lo, middle), hash(middle, hi));
    }

    /** The largest power of two smaller than n, for n above 1. */
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
