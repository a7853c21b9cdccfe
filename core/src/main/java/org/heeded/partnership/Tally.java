package org.heeded.partnership;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.heeded.dossier.Dossier;

/**
 * What engagements come to: named tables, each saying how often a tuple of words occurs. Counts and exact words only, so
 * that tallies of different engagements add up to the same in any order and any split. Every figure of a report is a
 * function of the sum. Immutable.
 *
 * <p>A tally speaks for one plan, one list of lenses and one time: only tallies made with the same ones may be added.
 */
public final class Tally {

    /** Nothing counted. */
    public static final Tally EMPTY = new Tally(Map.of());

    static final String ENGAGEMENTS = "engagements";

    private static final Rows NONE = new Rows();

    /** What each analysis counts in an engagement; its figures are read from the sum. */
    private static final List<BiConsumer<Fold, Counter>> COUNTED = List.of(
            (fold, counter) -> counter.count(ENGAGEMENTS),
            CaseFlow::count,
            PartnershipReport.WaitingList::count,
            Delays::count,
            LensTable::count,
            OverrideToFailure::count,
            Say::count,
            MarketerSide::count,
            Responsibility::count,
            Investment::count,
            Spillover::count,
            Breadth::count,
            Demand::count,
            RoleAndRemit::count,
            Forecasts::count,
            TimeToFailure::count,
            Monitor::count,
            TrackRecord::count,
            PartnershipPays::count,
            Growth::count,
            RelativeValue::count);

    static final Comparator<List<String>> WORD_BY_WORD = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    private final Map<String, Rows> tables;

    private Tally(Map<String, Rows> tables) {
        this.tables = tables;
    }

    /**
     * Counts one engagement.
     *
     * @param dossier its cases, read by the rules of the plan at the cut
     * @param plan how a report will be computed
     * @param more lenses to slice by beside the ones that every report has
     * @param cut the time as of which the dossier was read
     * @return its tally
     */
    public static Tally of(Dossier dossier, AnalysisPlan plan, List<Lens> more, Instant cut) {
        Counter counter = new Counter();
        Fold fold = Fold.of(dossier, plan, more, cut);
        COUNTED.forEach(analysis -> analysis.accept(fold, counter));
        return counter.tally();
    }

    /**
     * The sum with a tally of other engagements.
     *
     * @param other tally of none of the same engagements
     * @return both together
     */
    public Tally plus(Tally other) {
        return new Sum().add(this).add(other).tally();
    }

    /** The tables that are not empty. */
    Set<String> names() {
        return tables.keySet();
    }

    /** The rows of a table, not to be added to. */
    Rows rows(String name) {
        return tables.getOrDefault(name, NONE);
    }

    /** How often one tuple occurs. */
    long count(String table, String... words) {
        return rows(table).of(words);
    }

    /**
     * The one form in bytes: tallies are equal exactly where their bytes are.
     *
     * @return the bytes, to be read by {@link #read}
     */
    public byte[] toBytes() {
        return TallyBytes.of(this);
    }

    /**
     * Reads the form in bytes.
     *
     * @param bytes what {@link #toBytes} gave
     * @return an equal tally
     * @throws IllegalArgumentException if they are anything else
     */
    public static Tally read(byte[] bytes) {
        Counter counter = new Counter();
        TallyBytes.add(bytes, counter);
        Tally tally = counter.tally();
        if (!Arrays.equals(tally.toBytes(), bytes)) {
            throw new IllegalArgumentException("the bytes are not the one form of a tally");
        }
        return tally;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tally that && tables.equals(that.tables);
    }

    @Override
    public int hashCode() {
        return tables.hashCode();
    }

    @Override
    public String toString() {
        return "tally of " + count(ENGAGEMENTS) + " engagements";
    }

    /** Counts tuples. */
    static final class Counter {

        private final Map<String, Rows> tables = new HashMap<>();

        Rows rows(String table) {
            return tables.computeIfAbsent(table, t -> new Rows());
        }

        void count(String table, String... words) {
            rows(table).count(words);
        }

        Tally tally() {
            Map<String, Rows> copy = new HashMap<>();
            tables.forEach((name, rows) -> {
                if (rows.size() > 0) {
                    copy.put(name, rows.copy());
                }
            });
            return new Tally(copy);
        }
    }

    /** Adds up many tallies, without copying the sum for each. Not safe for use by several threads at once. */
    public static final class Sum {

        private final Counter counter = new Counter();

        /** A sum of nothing. */
        public Sum() {
            // nothing to add up yet
        }

        /**
         * Adds a tally.
         *
         * @param tally of engagements that are not in the sum
         * @return this
         */
        public Sum add(Tally tally) {
            tally.tables.forEach((name, rows) -> counter.rows(name).addAll(rows));
            return this;
        }

        /**
         * Adds a tally from its bytes.
         *
         * @param bytes what {@link Tally#toBytes} gave, of engagements that are not in the sum
         * @return this
         * @throws IllegalArgumentException if they are not the bytes of a tally; the sum is of no use then
         */
        public Sum add(byte[] bytes) {
            TallyBytes.add(bytes, counter);
            return this;
        }

        /**
         * What it has come to.
         *
         * @return the sum, which later additions do not change
         */
        public Tally tally() {
            return counter.tally();
        }
    }
}
