package org.heeded.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The definitions of RFC 9162, sections 2.1.1, 2.1.3.1 and 2.1.4.1, word by word, and verifiers that rebuild the root. */
final class Rfc9162 {

    private Rfc9162() {}

    static Hash mth(List<Hash> d) {
        int n = d.size();
        if (n == 0) {
            return Hash.EMPTY;
        }
        return n == 1 ? d.get(0) : Hash.node(mth(d.subList(0, k(n))), mth(d.subList(k(n), n)));
    }

    static List<Hash> path(int m, List<Hash> d) {
        int n = d.size();
        if (n == 1) {
            return List.of();
        }
        return m < k(n)
                ? append(path(m, d.subList(0, k(n))), mth(d.subList(k(n), n)))
                : append(path(m - k(n), d.subList(k(n), n)), mth(d.subList(0, k(n))));
    }

    static List<Hash> proof(int m, List<Hash> d) {
        return subproof(m, d, true);
    }

    private static List<Hash> subproof(int m, List<Hash> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? List.of() : List.of(mth(d));
        }
        return m <= k(n)
                ? append(subproof(m, d.subList(0, k(n)), b), mth(d.subList(k(n), n)))
                : append(subproof(m - k(n), d.subList(k(n), n), false), mth(d.subList(0, k(n))));
    }

    /** The root that an inclusion proof leads to, from the top down; empty if it has too few or too many hashes. */
    static Optional<Hash> root(Hash leaf, long m, long n, List<Hash> path) {
        if (m < 0 || m >= n) {
            return Optional.empty();
        }
        if (n == 1) {
            return path.isEmpty() ? Optional.of(leaf) : Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long k = Long.highestOneBit(n - 1);
        Hash beside = path.get(path.size() - 1);
        List<Hash> below = path.subList(0, path.size() - 1);
        return m < k
                ? root(leaf, m, k, below).map(left -> Hash.node(left, beside))
                : root(leaf, m - k, n - k, below).map(right -> Hash.node(beside, right));
    }

    /** Both roots that a consistency proof leads to, from the top down. */
    static Optional<List<Hash>> roots(Hash known, long m, long n, List<Hash> path, boolean b) {
        if (m < 1 || m > n) {
            return Optional.empty();
        }
        if (m == n) {
            if (b) {
                return path.isEmpty() ? Optional.of(List.of(known, known)) : Optional.empty();
            }
            return path.size() == 1 ? Optional.of(List.of(path.get(0), path.get(0))) : Optional.empty();
        }
        if (path.isEmpty()) {
            return Optional.empty();
        }
        long k = Long.highestOneBit(n - 1);
        Hash beside = path.get(path.size() - 1);
        List<Hash> below = path.subList(0, path.size() - 1);
        return m <= k
                ? roots(known, m, k, below, b).map(r -> List.of(r.get(0), Hash.node(r.get(1), beside)))
                : roots(known, m - k, n - k, below, false)
                        .map(r -> List.of(Hash.node(beside, r.get(0)), Hash.node(beside, r.get(1))));
    }

    static boolean consistent(long m, Hash root, long n, Hash larger, List<Hash> path) {
        return roots(root, m, n, path, true)
                .filter(r -> r.get(0).equals(root) && r.get(1).equals(larger))
                .isPresent();
    }

    private static int k(int n) {
        return Integer.highestOneBit(n - 1);
    }

    private static List<Hash> append(List<Hash> list, Hash hash) {
        List<Hash> longer = new ArrayList<>(list);
        longer.add(hash);
        return longer;
    }
}
