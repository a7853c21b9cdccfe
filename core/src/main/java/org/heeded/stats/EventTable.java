package org.heeded.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How long subjects waited and how each wait ended, grouped by time: the data of every time-to-event estimate.
 *
 * <p>A wait ends in one of two competing events, failure or success, or is censored: still open when last seen. An
 * estimator that knows no competing events ({@link KaplanMeier}, {@link NelsonAalen}, {@link LogRank}) counts either as
 * an event, so it looks at the time to <em>any</em> outcome; give it {@link #censoring} for one cause alone.
 *
 * <p>Tables of disjoint subjects merge exactly by {@link #plus}: counts are added, in any order and grouping.
 *
 * @param rows one row a distinct time, ascending. The constructor takes rows in any order: it adds up those of equal
 *     time and drops those without a subject, so that raw observations (a row each) and counts build the same table
 */
public record EventTable(List<Row> rows) {

    /** The largest number of subjects. */
    public static final long MAX_SIZE = TwoByTwo.MAX_COUNT;

    /** No subjects: the neutral element of {@link #plus}. */
    public static final EventTable EMPTY = new EventTable(List.of());

    /** The event that ended a wait. */
    public enum Cause {
        /** The event of interest. */
        FAILURE,
        /** The competing event: after it there is no failure to wait for. */
        SUCCESS;

        /**
         * The cause that competes with this one.
         *
         * @return success for failure, failure for success
         */
        public Cause other() {
            return this == FAILURE ? SUCCESS : FAILURE;
        }
    }

    /**
     * The subjects whose wait ended, or was last seen open, at one time. Those who are censored at a time are taken to
     * have outlived its events.
     *
     * @param time how long they waited, finite and at least 0, in any unit
     * @param failures how many failed, at least 0
     * @param successes how many succeeded, at least 0
     * @param censored how many were last seen still waiting, at least 0
     */
    public record Row(double time, long failures, long successes, long censored) {

        /**
         * Validates.
         *
         * @throws IllegalArgumentException if the time is negative, infinite or {@code NaN}, or a count is negative or
         *     above {@link #MAX_SIZE}
         */
        public Row {
            time = checkTime(time);
            check("failures", failures);
            check("successes", successes);
            check("censored", censored);
        }

        /**
         * One subject that ended in an event.
         *
         * @param time how long it waited
         * @param cause the event
         * @return a row of one
         */
        public static Row event(double time, Cause cause) {
            return cause == Cause.FAILURE ? new Row(time, 1, 0, 0) : new Row(time, 0, 1, 0);
        }

        /**
         * One subject that was last seen waiting.
         *
         * @param time how long it had waited by then
         * @return a row of one
         */
        public static Row open(double time) {
            return new Row(time, 0, 0, 1);
        }

        /**
         * The events of one cause.
         *
         * @param cause the cause
         * @return failures or successes
         */
        public long count(Cause cause) {
            return cause == Cause.FAILURE ? failures : successes;
        }

        /**
         * The events of either cause.
         *
         * @return {@code failures + successes}
         */
        public long events() {
            return failures + successes;
        }

        /**
         * All subjects of the row.
         *
         * @return {@code failures + successes + censored}
         */
        public long size() {
            return failures + successes + censored;
        }

        private Row plus(Row same) {
            return new Row(time, failures + same.failures, successes + same.successes, censored + same.censored);
        }

        private static void check(String name, long count) {
            if (count < 0 || count > MAX_SIZE) {
                throw new IllegalArgumentException(name + " " + count + " is not in [0, " + MAX_SIZE + "]");
            }
        }
    }

    /**
     * Sorts, groups and validates.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_SIZE} subjects
     */
    public EventTable {
        rows = grouped(rows);
        long size = 0;
        for (Row row : rows) {
            size += row.size();
            if (size > MAX_SIZE) {
                throw new IllegalArgumentException("more than " + MAX_SIZE + " subjects");
            }
        }
    }

    private static List<Row> grouped(List<Row> rows) {
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(Row::time));
        List<Row> grouped = new ArrayList<>();
        for (Row row : sorted) {
            int last = grouped.size() - 1;
            if (last >= 0 && grouped.get(last).time == row.time) {
                grouped.set(last, grouped.get(last).plus(row));
            } else if (row.size() > 0) {
                grouped.add(row);
            }
        }
        return List.copyOf(grouped);
    }

    /**
     * The subjects of both tables.
     *
     * @param other a table of other subjects
     * @return the merged table
     * @throws IllegalArgumentException if together they have more than {@link #MAX_SIZE} subjects
     */
    public EventTable plus(EventTable other) {
        List<Row> both = new ArrayList<>(rows.size() + other.rows.size());
        both.addAll(rows);
        both.addAll(other.rows);
        return new EventTable(both);
    }

    /**
     * The cause-specific view: events of one cause are taken for censorings, so that only the other is left. It
     * describes a world without that cause; for the risk in this one ask {@link AalenJohansen}.
     *
     * @param cause the cause to take out
     * @return a table without events of that cause
     */
    public EventTable censoring(Cause cause) {
        Objects.requireNonNull(cause, "cause");
        return new EventTable(rows.stream()
                .map(row -> cause == Cause.FAILURE
                        ? new Row(row.time, 0, row.successes, row.censored + row.failures)
                        : new Row(row.time, row.failures, 0, row.censored + row.successes))
                .toList());
    }

    /**
     * The number of subjects.
     *
     * @return the sum over all rows
     */
    public long size() {
        return atRisk(0);
    }

    /**
     * The number at risk: subjects whose wait had neither ended nor been lost sight of before a time.
     *
     * @param time the time, finite and at least 0
     * @return how many have a time of at least this
     * @throws IllegalArgumentException if the time is negative, infinite or {@code NaN}
     */
    public long atRisk(double time) {
        checkTime(time);
        return rows.stream()
                .filter(row -> row.time >= time)
                .mapToLong(Row::size)
                .sum();
    }

    /**
     * Refuses what is no time.
     *
     * @param time the time
     * @return the same, negative zero as zero
     */
    static double checkTime(double time) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("time " + time + " is not in [0, ∞)");
        }
        return time + 0.0;
    }
}
