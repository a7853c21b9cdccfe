package org.heeded.evidence;

import java.util.List;

/**
 * Proves that a tree is the beginning of a larger one: that nothing was changed or taken away.
 *
 * @param path the hashes that the verifier lacks
 */
public record ConsistencyProof(List<Hash> path) {

    /** Copies. */
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Whether it proves it (RFC 9162, section 2.1.4.2).
     *
     * @param size how many leaves the smaller tree has; the tree without leaves is the beginning of any and needs no
     *     proof, so that 0 is proved by none
     * @param root the root of the smaller tree
     * @param largerSize how many leaves the larger tree has; if as many, the proof is empty
     * @param largerRoot the root of the larger tree
     * @return whether the larger tree begins with the smaller one
     */
    public boolean proves(long size, Hash root, long largerSize, Hash largerRoot) {
        if (size < 1 || size > largerSize) {
            return false;
        }
        if (size == largerSize) {
            return path.isEmpty() && root.equals(largerRoot);
        }
        if (path.isEmpty()) {
            return false;
        }
        long node = size - 1;
        long last = largerSize - 1;
        int complete = Long.numberOfTrailingZeros(size);
        node >>= complete;
        last >>= complete;
        // of a complete tree the verifier has the first hash: it is the root
        boolean whole = Long.bitCount(size) == 1;
        Hash smaller = whole ? root : path.get(0);
        Hash larger = smaller;
        for (Hash beside : whole ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                smaller = Hash.node(beside, smaller);
                larger = Hash.node(beside, larger);
                int up = Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                larger = Hash.node(larger, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && smaller.equals(root) && larger.equals(largerRoot);
    }
}
