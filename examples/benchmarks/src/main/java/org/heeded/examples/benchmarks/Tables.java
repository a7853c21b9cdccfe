package org.heeded.examples.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.Arm;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Counts;
import org.heeded.partnership.PartnershipReport;

/**
 * The answer that all sides must agree on: outcomes by arm for each client.
 *
 * @param rows counts by client and arm, those of nothing left out
 */
record Tables(SortedMap<String, Counts> rows) {

    Tables {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** What a report says. */
    static Tables of(PartnershipReport report) {
        SortedMap<String, ArmTable> byClient = new TreeMap<>();
        report.lenses().getOrDefault("client", List.of()).forEach(slice -> byClient.put(slice.key(), slice.table()));
        return of(byClient);
    }

    static Tables of(SortedMap<String, ArmTable> byClient) {
        Collector tables = new Collector();
        byClient.forEach((client, table) -> table.arms().forEach((arm, counts) -> tables.add(client, arm, counts)));
        return tables.tables();
    }

    /** The lines that {@link #lines} made. */
    static Tables read(List<String> lines) {
        SortedMap<String, Counts> rows = new TreeMap<>();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            rows.put(
                    words.get(0) + " " + words.get(1),
                    new Counts(
                            Long.parseLong(words.get(2)),
                            Long.parseLong(words.get(3)),
                            Long.parseLong(words.get(4)),
                            Long.parseLong(words.get(5))));
        }
        return new Tables(rows);
    }

    List<String> lines() {
        return rows.entrySet().stream().map(Tables::line).toList();
    }

    private static String line(Map.Entry<String, Counts> row) {
        Counts counts = row.getValue();
        return row.getKey() + " " + counts.failure() + " " + counts.success() + " " + counts.mixed() + " "
                + counts.open();
    }

    /** Adds rows up. */
    static final class Collector {

        private final SortedMap<String, Counts> rows = new TreeMap<>();

        void add(String client, Arm arm, Counts counts) {
            if (counts.all() > 0) {
                rows.merge(client + " " + arm, counts, Counts::plus);
            }
        }

        Tables tables() {
            return new Tables(rows);
        }
    }
}
