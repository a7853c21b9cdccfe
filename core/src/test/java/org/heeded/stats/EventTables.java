package org.heeded.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.stats.EventTable.Cause;
import org.heeded.stats.EventTable.Row;

/** Seeded event tables for the tests of time-to-event methods. */
final class EventTables {

    private EventTables() {}

    /** One row a subject: few or many, tied or not, open or not, and the odd table without some of it. */
    static List<Row> observations(Random random) {
        int n = 1 + random.nextInt(40);
        int times = 1 + random.nextInt(random.nextBoolean() ? 5 : 1000);
        double open = random.nextInt(5) == 0 ? 0 : random.nextDouble();
        double failing = random.nextInt(5) == 0 ? 1 : random.nextDouble();
        return IntStream.range(0, n)
                .mapToObj(i -> observation(random, 0.5 * random.nextInt(times), open, failing))
                .toList();
    }

    static Row observation(Random random, double time, double open, double failing) {
        if (random.nextDouble() < open) {
            return Row.open(time);
        }
        return Row.event(time, random.nextDouble() < failing ? Cause.FAILURE : Cause.SUCCESS);
    }

    static EventTable random(Random random) {
        return new EventTable(observations(random));
    }

    /** The generators of so many seeded cases. */
    static Stream<Random> seeds(int count) {
        return IntStream.range(0, count).mapToObj(Random::new);
    }

    static EventTable shuffled(EventTable table, Random random) {
        List<Row> rows = new ArrayList<>(subjects(table));
        Collections.shuffle(rows, random);
        return new EventTable(rows);
    }

    /** A table taken apart into one row a subject. */
    static List<Row> subjects(EventTable table) {
        List<Row> subjects = new ArrayList<>();
        for (Row row : table.rows()) {
            for (Cause cause : Cause.values()) {
                subjects.addAll(Collections.nCopies((int) row.count(cause), Row.event(row.time(), cause)));
            }
            subjects.addAll(Collections.nCopies((int) row.censored(), Row.open(row.time())));
        }
        return subjects;
    }

    static EventTable events(Cause cause, double... times) {
        return new EventTable(
                Arrays.stream(times).mapToObj(time -> Row.event(time, cause)).toList());
    }

    static EventTable open(double... times) {
        return new EventTable(Arrays.stream(times).mapToObj(Row::open).toList());
    }

    /** A million subjects, nearly all with a time of their own. */
    static EventTable million(int seed) {
        Random random = new Random(seed);
        return new EventTable(IntStream.range(0, 1_000_000)
                .mapToObj(i -> observation(random, 1000 * random.nextDouble(), 0.3, 0.6))
                .toList());
    }
}
