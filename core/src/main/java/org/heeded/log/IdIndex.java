package org.heeded.log;

import java.util.Arrays;
import org.heeded.model.EntryId;

/**
 * From entry ids to global numbers: open addressing, eight bytes a slot, since there is one for every entry. A slot holds a
 * half of the id's hash and the number; whether an entry that is found so has the id, its record says.
 */
final class IdIndex {

    private static final int FIRST_SLOTS = 16;
    private static final int HALF = 32;
    private static final long LOW = (1L << HALF) - 1;
    private static final long[] NONE = {};

    /** The upper half of the hash, then the number plus one; 0 is a free slot. */
    private long[] slots;

    private int size;

    IdIndex() {
        slots = new long[FIRST_SLOTS];
    }

    /**
     * An index as {@link #slots()} gave it.
     *
     * @param size how many slots are taken
     */
    IdIndex(long[] slots, int size) {
        this.slots = slots;
        this.size = size;
    }

    /** The slots, to be kept elsewhere; not to be changed. */
    long[] slots() {
        return slots;
    }

    /** The numbers of the entries that may have an id: nearly always none, or the one that has. */
    long[] find(EntryId id) {
        long hash = hash(id);
        long[] found = NONE;
        for (int at = home(hash); slots[at] != 0; at = next(at)) {
            if ((slots[at] ^ hash) >>> HALF == 0) {
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = (slots[at] & LOW) - 1;
            }
        }
        return found;
    }

    /** Adds an id that is not there. */
    void put(EntryId id, long number) {
        if ((size + 1L) * 4 > slots.length * 3L) {
            grow();
        }
        add((hash(id) & ~LOW) | (number + 1));
        size++;
    }

    private void add(long slot) {
        int at = home(slot);
        while (slots[at] != 0) {
            at = next(at);
        }
        slots[at] = slot;
    }

    private void grow() {
        long[] smaller = slots;
        slots = new long[Math.toIntExact(smaller.length * 3L / 2)];
        for (long slot : smaller) {
            if (slot != 0) {
                add(slot);
            }
        }
    }

    private int next(int at) {
        return at + 1 == slots.length ? 0 : at + 1;
    }

    /** Where the search for a hash begins: as far into the slots as its upper half is into its range. */
    private int home(long hash) {
        return (int) (((hash >>> HALF) * slots.length) >>> HALF);
    }

    private static long hash(EntryId id) {
        long mixed = id.value().getMostSignificantBits() * 0x9E3779B97F4A7C15L
                ^ id.value().getLeastSignificantBits();
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
