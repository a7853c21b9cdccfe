package org.heeded.model;

/**
 * A place in the log between two entries: as many entries are before it as its value says. Reading as of a position is
 * reading that prefix.
 *
 * @param value the number of entries before, at least 0
 */
public record Position(long value) implements Comparable<Position> {

    /** Before the first entry. */
    public static final Position START = new Position(0);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the value is negative
     */
    public Position {
        if (value < 0) {
            throw new IllegalArgumentException("position " + value + " is negative");
        }
    }

    /**
     * The position a number of entries further on.
     *
     * @param entries how many
     * @return the later position
     */
    public Position plus(long entries) {
        return new Position(Math.addExact(value, entries));
    }

    @Override
    public int compareTo(Position other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
