package org.heeded.log;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** The lines of some groups that are written and forced as one. */
final class Batch {

    private final long first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final IntList ends = new IntList();

    /** An empty batch; its first line will have this number. */
    Batch(long first) {
        this.first = first;
    }

    /** Adds a group. */
    void add(List<Recorded> group) {
        for (int i = 0; i < group.size(); i++) {
            Recorded entry = group.get(i);
            bytes.writeBytes(Line.frame(entry.position().value(), first, group.size() - 1L - i, entry.bytes()));
            ends.add(bytes.size());
        }
    }

    /** The number of the first entry. */
    long first() {
        return first;
    }

    /** How many lines there are. */
    int size() {
        return ends.size();
    }

    /** How many bytes there are. */
    int length() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Where a line begins. */
    long begin(int line) {
        return line == 0 ? 0 : ends.get(line - 1L);
    }

    /** Where a line ends, with its newline. */
    long end(int line) {
        return ends.get(line);
    }
}
