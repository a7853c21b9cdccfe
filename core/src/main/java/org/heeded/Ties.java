package org.heeded;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.heeded.model.WorkId;

/**
 * Which entries of an engagement belong together: those about the same work, and about work that is tied to it by an
 * answer or an initiative. In columns, some forty bytes for a proposal with its entries.
 *
 * <p>Of an id only a hash is kept. Two ids with the same hash are tied, which makes a set of entries larger than it had to
 * be, and no more.
 */
final class Ties {

    private static final int NONE = -1;

    /** By entry: the one before it of its set, or {@link #NONE}. */
    private int[] previous = new int[8];

    private int entries;

    /** By work: its hash, the work that stands for its set, and of that one the first and the last entry. */
    private int[] hashes = new int[4];

    private int[] parent = new int[4];
    private int[] first = new int[4];
    private int[] last = new int[4];
    private int works;

    /** The work that hashes there or at the next places behind, plus one; at most half of it is used. */
    private int[] table = new int[8];

    /** Nothing tied yet. */
    Ties() {
        // the columns are made with their first places
    }

    /** What was written. */
    Ties(ByteBuffer in) {
        entries = in.getInt();
        works = in.getInt();
        previous = read(in, entries);
        hashes = read(in, works);
        parent = read(in, works);
        first = read(in, works);
        last = read(in, works);
        table = new int[Math.max(8, 2 * Integer.highestOneBit(Math.max(1, works)) * 2)];
        rehash();
    }

    private static int[] read(ByteBuffer in, int size) {
        int[] column = new int[Math.max(4, size)];
        in.asIntBuffer().get(column, 0, size);
        in.position(in.position() + size * Integer.BYTES);
        return column;
    }

    /** As bytes. */
    ByteBuffer bytes() {
        ByteBuffer out = ByteBuffer.allocate((2 + entries + 4 * works) * Integer.BYTES);
        out.putInt(entries).putInt(works);
        out.asIntBuffer()
                .put(previous, 0, entries)
                .put(hashes, 0, works)
                .put(parent, 0, works)
                .put(first, 0, works)
                .put(last, 0, works);
        return out.rewind();
    }

    /** How many entries were added. */
    int size() {
        return entries;
    }

    /** Adds the next entry: it and all that is said of these works belong together. */
    void add(List<WorkId> about) {
        if (entries == previous.length) {
            previous = grown(previous);
        }
        previous[entries] = NONE;
        if (!about.isEmpty()) {
            int set = root(work(about.get(0)));
            for (WorkId other : about.subList(1, about.size())) {
                set = tie(set, root(work(other)));
            }
            previous[entries] = last[set];
            last[set] = entries;
            if (first[set] == NONE) {
                first[set] = entries;
            }
        }
        entries++;
    }

    /** The entries that belong together with works, in order; none where nothing was said of any of them. */
    int[] entries(List<WorkId> about) {
        return about.stream()
                .mapToInt(this::find)
                .filter(work -> work != NONE)
                .map(this::root)
                .distinct()
                .flatMap(set -> IntStream.iterate(last[set], entry -> entry != NONE, entry -> previous[entry]))
                .sorted()
                .toArray();
    }

    private int root(int work) {
        int root = work;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]]; // shorter for the next time
            root = parent[root];
        }
        return root;
    }

    private int tie(int one, int other) {
        if (one == other) {
            return one;
        }
        parent[other] = one;
        if (last[one] == NONE) {
            last[one] = last[other];
            first[one] = first[other];
        } else if (last[other] != NONE) {
            previous[first[other]] = last[one];
            last[one] = last[other];
        }
        return one;
    }

    private static int hash(WorkId work) {
        int hash = 31 * work.value().hashCode() + work.getClass().getName().hashCode();
        return hash ^ hash >>> 16;
    }

    private int slot(int hash) {
        int slot = hash & table.length - 1;
        while (table[slot] != 0 && hashes[table[slot] - 1] != hash) {
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    private int find(WorkId work) {
        return table[slot(hash(work))] - 1;
    }

    private int work(WorkId id) {
        int hash = hash(id);
        int slot = slot(hash);
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        if (works == hashes.length) {
            hashes = grown(hashes);
            parent = grown(parent);
            first = grown(first);
            last = grown(last);
        }
        hashes[works] = hash;
        parent[works] = works;
        first[works] = NONE;
        last[works] = NONE;
        table[slot] = ++works;
        if (2 * works > table.length) {
            table = new int[2 * table.length];
            rehash();
        }
        return works - 1;
    }

    private void rehash() {
        for (int work = 0; work < works; work++) {
            table[slot(hashes[work])] = work + 1;
        }
    }

    private static int[] grown(int[] column) {
        return Arrays.copyOf(column, column.length + (column.length >> 1));
    }
}
