package org.heeded.evidence;

import java.util.List;

/**
 * Proves that a leaf is in a tree, at its place.
 *
 * @param index the place, from 0
 * @param path the hashes beside the way from the leaf to the root, the leaf's sibling first
 */
public record InclusionProof(long index, List<Hash> path) {

    /**
     * Validates and copies.
     *
     * @throws EvidenceException if the index is negative
     */
    public InclusionProof {
        if (index < 0) {
            throw new EvidenceException("the index of an inclusion proof is negative");
        }
        path = List.copyOf(path);
    }

    /**
     * Whether it proves it (RFC 9162, section 2.1.3.2).
     *
     * @param leaf the hash of the leaf
     * @param size how many leaves the tree has
     * @param root the root of the tree
     * @return whether the leaf is there
     */
    public boolean proves(Hash leaf, long size, Hash root) {
        if (index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.node(beside, hash);
                // a right edge without a sibling moves up until it is a right child
                int up = Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                hash = Hash.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }
}
