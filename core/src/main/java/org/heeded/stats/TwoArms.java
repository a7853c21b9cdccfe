package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
import org.heeded.stats.EventTable.Row;

/** Two event tables walked through together, one moment for each time at which something happened in either. */
record TwoArms(List<Moment> moments) {

    private static final Row NOTHING = new Row(0, 0, 0, 0);

    /**
     * One time in both arms.
     *
     * @param atRisk1 the number at risk in arm 1 just before
     * @param atRisk2 the number at risk in arm 2 just before
     * @param row1 what happened in arm 1, a row of any time if nothing
     * @param row2 what happened in arm 2, a row of any time if nothing
     */
    record Moment(long atRisk1, long atRisk2, Row row1, Row row2) {

        long atRisk() {
            return atRisk1 + atRisk2;
        }

        long events() {
            return row1.events() + row2.events();
        }

        long censored() {
            return row1.censored() + row2.censored();
        }
    }

    static TwoArms of(EventTable arm1, EventTable arm2) {
        List<Moment> moments = new ArrayList<>();
        long n1 = arm1.size();
        long n2 = arm2.size();
        int i = 0;
        int j = 0;
        while (i < arm1.rows().size() || j < arm2.rows().size()) {
            double time = Math.min(time(arm1, i), time(arm2, j));
            Row row1 = time(arm1, i) == time ? arm1.rows().get(i++) : NOTHING;
            Row row2 = time(arm2, j) == time ? arm2.rows().get(j++) : NOTHING;
            moments.add(new Moment(n1, n2, row1, row2));
            n1 -= row1.size();
            n2 -= row2.size();
        }
        return new TwoArms(moments);
    }

    boolean hasEmptyArm() {
        return moments.isEmpty() || moments.get(0).atRisk1 == 0 || moments.get(0).atRisk2 == 0;
    }

    private static double time(EventTable table, int row) {
        return row < table.rows().size() ? table.rows().get(row).time() : Double.POSITIVE_INFINITY;
    }
}
