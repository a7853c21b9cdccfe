package org.heeded.log;

import java.util.OptionalLong;
import java.util.UUID;
import org.heeded.model.EntryId;

/** From entry ids to global numbers: open addressing, twenty-four bytes a slot, since there is one for every entry. */
final class IdIndex {

    private static final int WORDS = 3;
    private static final int FIRST_SLOTS = 16;

    /** Slots of the id's two halves and the number plus one; a number of 0 is a free slot. */
    private long[] slots = new long[FIRST_SLOTS * WORDS];

    private int size;

    OptionalLong find(EntryId id) {
        long number = slots[slot(slots, id.value()) + 2];
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number - 1);
    }

    void put(EntryId id, long number) {
        if ((size + 1L) * WORDS * 3 > slots.length * 2L) {
            grow();
        }
        int slot = slot(slots, id.value());
        if (slots[slot + 2] == 0) {
            size++;
        }
        set(slots, slot, id.value(), number + 1);
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        for (int i = 0; i < slots.length; i += WORDS) {
            if (slots[i + 2] != 0) {
                UUID id = new UUID(slots[i], slots[i + 1]);
                set(larger, slot(larger, id), id, slots[i + 2]);
            }
        }
        slots = larger;
    }

    private static void set(long[] slots, int slot, UUID id, long stored) {
        slots[slot] = id.getMostSignificantBits();
        slots[slot + 1] = id.getLeastSignificantBits();
        slots[slot + 2] = stored;
    }

    /** Where an id is, or would go. */
    private static int slot(long[] slots, UUID id) {
        int count = slots.length / WORDS;
        long hash = (id.getMostSignificantBits() * 31 + id.getLeastSignificantBits()) * 0x9E3779B97F4A7C15L;
        int at = (int) ((hash >>> 32) & (count - 1));
        while (true) {
            int slot = at * WORDS;
            if (slots[slot + 2] == 0
                    || (slots[slot] == id.getMostSignificantBits()
                            && slots[slot + 1] == id.getLeastSignificantBits())) {
                return slot;
            }
            at = (at + 1) & (count - 1);
        }
    }
}
