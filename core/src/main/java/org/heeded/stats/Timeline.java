package org.heeded.stats;

import java.util.Arrays;
import java.util.List;

/**
 * The stretches of time on which a step function of an {@link EventTable} is constant. State 0 is before the first row;
 * state i begins with row i, counted from 1, and lasts until the next.
 */
final class Timeline {

    private final List<EventTable.Row> rows;
    private final double[] starts;
    private final long[] atRisk;

    Timeline(EventTable table) {
        rows = table.rows();
        starts = new double[rows.size() + 1];
        atRisk = new long[rows.size() + 2];
        starts[0] = Double.NEGATIVE_INFINITY;
        for (int i = rows.size(); i > 0; i--) {
            EventTable.Row row = row(i);
            starts[i] = row.time();
            atRisk[i] = atRisk[i + 1] + row.size();
        }
    }

    int last() {
        return rows.size();
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    EventTable.Row row(int state) {
        return rows.get(state - 1);
    }

    /** Where a state begins: 0 for state 0. */
    double start(int state) {
        return state == 0 ? 0 : starts[state];
    }

    /** The number at risk just before the row of a state. */
    long atRisk(int state) {
        return atRisk[state];
    }

    /** The number at risk just after the row of a state. */
    long atRiskAfter(int state) {
        return atRisk[state + 1];
    }

    /** The state at a time, which the last one is for ever. */
    int at(double time) {
        int found = Arrays.binarySearch(starts, EventTable.checkTime(time));
        return found >= 0 ? found : -found - 2;
    }

    /** Whether follow-up was over before a time. */
    boolean isBeyond(double time) {
        return time > starts[last()];
    }

    String beyond(double time) {
        return isEmpty() ? "no observations" : "follow-up ends at " + starts[last()] + ", before " + time;
    }
}
