package org.heeded.stats;

/**
 * A 2×2 table of counts: two arms, event or not. Everything in this package that compares two arms reads arm 1 against
 * arm 2.
 *
 * @param events1 trials of arm 1 with the event (cell a), at least 0
 * @param nonEvents1 trials of arm 1 without (cell b), at least 0
 * @param events2 trials of arm 2 with the event (cell c), at least 0
 * @param nonEvents2 trials of arm 2 without (cell d), at least 0
 */
public record TwoByTwo(long events1, long nonEvents1, long events2, long nonEvents2) {

    /** The largest count of a cell: sums and products of cells stay exact or well scaled below it. */
    public static final long MAX_COUNT = 1_000_000_000_000L;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a count is negative or above {@link #MAX_COUNT}
     */
    public TwoByTwo {
        check("events1", events1);
        check("nonEvents1", nonEvents1);
        check("events2", events2);
        check("nonEvents2", nonEvents2);
    }

    private static void check(String name, long count) {
        if (count < 0 || count > MAX_COUNT) {
            throw new IllegalArgumentException(name + " " + count + " is not in [0, " + MAX_COUNT + "]");
        }
    }

    /**
     * The size of arm 1.
     *
     * @return {@code events1 + nonEvents1}
     */
    public long n1() {
        return events1 + nonEvents1;
    }

    /**
     * The size of arm 2.
     *
     * @return {@code events2 + nonEvents2}
     */
    public long n2() {
        return events2 + nonEvents2;
    }

    /**
     * All trials.
     *
     * @return {@code n1 + n2}
     */
    public long n() {
        return n1() + n2();
    }

    /**
     * All events.
     *
     * @return {@code events1 + events2}
     */
    public long events() {
        return events1 + events2;
    }

    /**
     * Whether an arm has no trial, so that nothing can be compared.
     *
     * @return {@code n1 == 0 || n2 == 0}
     */
    public boolean hasEmptyArm() {
        return n1() == 0 || n2() == 0;
    }

    /**
     * The same table with the arms exchanged.
     *
     * @return arm 2 against arm 1
     */
    public TwoByTwo swapArms() {
        return new TwoByTwo(events2, nonEvents2, events1, nonEvents1);
    }

    /**
     * The same table with event and non-event exchanged.
     *
     * @return non-events counted as events
     */
    public TwoByTwo swapOutcomes() {
        return new TwoByTwo(nonEvents1, events1, nonEvents2, events2);
    }

    /**
     * The sum of two tables, cell by cell.
     *
     * @param other the other table
     * @return the pooled table
     */
    public TwoByTwo plus(TwoByTwo other) {
        return new TwoByTwo(
                events1 + other.events1,
                nonEvents1 + other.nonEvents1,
                events2 + other.events2,
                nonEvents2 + other.nonEvents2);
    }
}
