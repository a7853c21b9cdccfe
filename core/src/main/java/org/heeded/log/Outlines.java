package org.heeded.log;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.heeded.model.Comparison;
import org.heeded.model.Decision;
import org.heeded.model.Launched;
import org.heeded.model.Verdict;
import org.heeded.model.View;

/**
 * What lines of an engagement say of the outcomes of plain proposals, in columns: as much of each as tells a simple case
 * without making an object of it. Whatever is not simple is no more than marked, and is to be read as an entry.
 *
 * <p>Of an id a hash is kept. Two proposals with the same hash look like one that was made twice, which is not simple.
 */
public final class Outlines {

    /** What a line is about. */
    public enum Kind {
        /** A proposal: its number is the target of its forecast, its day the one on which a result is due. */
        PROPOSAL,
        /** A decision on a proposal, on its day. */
        DECISION,
        /** A launch of a proposal. */
        LAUNCH,
        /** A final measurement of a proposal: its number is the amount, its day that of the measurement. */
        OUTCOME,
        /** An interim measurement of a proposal: it settles only what adds up. */
        INTERIM,
        /** Something said of a proposal that no outcome depends on. */
        ASIDE,
        /** A correction or retraction: its work is the {@link #id} of the entry that it amends. */
        AMENDMENT,
        /** Anything else. */
        OTHER
    }

    /** The day of a line that has none. */
    public static final int NO_DAY = Integer.MIN_VALUE;

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final List<Decision.Kind> DECISIONS = List.of(Decision.Kind.values());
    private static final List<Launched> LAUNCHED = List.of(Launched.values());
    private static final List<Optional<Comparison>> COMPARISONS = optionals(Comparison.values());
    private static final List<Optional<View>> VIEWS = optionals(View.values());
    private static final List<Optional<Verdict>> VERDICTS = optionals(Verdict.values());

    private static final int KIND_BITS = 3;
    private static final int WORD = KIND_BITS + 1;
    private static final int WORD_BITS = 6;
    private static final int METRIC = WORD + WORD_BITS;
    private static final int VIEW_BITS = 2;
    /** Of a proposal's word: that what is measured adds up. */
    static final int CUMULATIVE = 1 << 2;

    /** Metrics from this number on are not told apart. */
    static final int METRICS = 1 << 21;

    private long[] ids = new long[16];
    private long[] works = new long[16];
    private long[] numbers = new long[16];
    private int[] days = new int[16];
    private int[] what = new int[16];
    private int size;

    Outlines() {
        // the columns are made with their first places
    }

    /** Nothing, and then each. */
    private static <E> List<Optional<E>> optionals(E[] values) {
        return Stream.concat(Stream.of(Optional.<E>empty()), Stream.of(values).map(Optional::of))
                .toList();
    }

    /** The word of a decision, from the numbers of its kind and its view. */
    static int decision(int kind, int view) {
        return kind << VIEW_BITS | view;
    }

    static int what(Kind kind, boolean simple, int word, int metric) {
        return KINDS.indexOf(kind) | (simple ? 1 << KIND_BITS : 0) | word << WORD | metric << METRIC;
    }

    void add(long id, long work, long number, int day, int says) {
        if (size == ids.length) {
            int grown = size + (size >> 1);
            ids = Arrays.copyOf(ids, grown);
            works = Arrays.copyOf(works, grown);
            numbers = Arrays.copyOf(numbers, grown);
            days = Arrays.copyOf(days, grown);
            what = Arrays.copyOf(what, grown);
        }
        ids[size] = id;
        works[size] = work;
        numbers[size] = number;
        days[size] = day;
        what[size] = says;
        size++;
    }

    /** Adds a line of others, which number metrics in their own way. */
    void add(Outlines others, int line, int[] metrics) {
        int number = metrics[others.metric(line)];
        int own = (others.what[line] & (1 << METRIC) - 1) | (number << METRIC);
        if (number >= METRICS) {
            own = what(others.kind(line), false, 0, 0);
        }
        add(others.ids[line], others.works[line], others.numbers[line], others.days[line], own);
    }

    /**
     * How many lines there are.
     *
     * @return as many as the engagement has entries; line i is that of entry i
     */
    public int size() {
        return size;
    }

    /**
     * What a line is about.
     *
     * @param line from 0
     * @return its kind
     */
    public Kind kind(int line) {
        return KINDS.get(what[line] & (1 << KIND_BITS) - 1);
    }

    /**
     * Whether all is told that an outcome depends on.
     *
     * @param line from 0
     * @return false if the case that the line belongs to has to be read from its entries
     */
    public boolean isSimple(int line) {
        return (what[line] & 1 << KIND_BITS) != 0;
    }

    private int word(int line) {
        return what[line] >>> WORD & (1 << WORD_BITS) - 1;
    }

    /**
     * How the target of a proposal compares.
     *
     * @param line of a proposal
     * @return what meets it; empty: it has none
     */
    public Optional<Comparison> comparison(int line) {
        return COMPARISONS.get(word(line) & CUMULATIVE - 1);
    }

    /**
     * Whether the metric of a proposal's target adds up.
     *
     * @param line of a proposal
     * @return false for a level, and where there is no target
     */
    public boolean isCumulative(int line) {
        return (word(line) & CUMULATIVE) != 0;
    }

    /**
     * Which answer a decision is.
     *
     * @param line of a decision
     * @return its kind
     */
    public Decision.Kind decision(int line) {
        return DECISIONS.get(word(line) >> VIEW_BITS);
    }

    /**
     * The marketer's view of a decision.
     *
     * @param line of a decision
     * @return the view; empty: none is told
     */
    public Optional<View> view(int line) {
        return VIEWS.get(word(line) & (1 << VIEW_BITS) - 1);
    }

    /**
     * What was launched.
     *
     * @param line of a launch
     * @return the advice or something else
     */
    public Launched launched(int line) {
        return LAUNCHED.get(word(line));
    }

    /**
     * What a measurement was judged to be.
     *
     * @param line of a measurement
     * @return the verdict; empty: it has an amount instead
     */
    public Optional<Verdict> verdict(int line) {
        return VERDICTS.get(word(line));
    }

    /**
     * The metric of a target or an amount.
     *
     * @param line from 0
     * @return the same for the same metric; 0: none is named
     */
    public int metric(int line) {
        return what[line] >>> METRIC;
    }

    /**
     * The entry's id.
     *
     * @param line from 0
     * @return the lower half of the UUID
     */
    public long id(int line) {
        return ids[line];
    }

    /**
     * What a line is about.
     *
     * @param line from 0, neither an {@link Kind#OTHER} nor an amendment
     * @return a hash of the proposal's id
     */
    public long work(int line) {
        return works[line];
    }

    /**
     * The target or amount.
     *
     * @param line from 0
     * @return the number; 0 where there is none
     */
    public long number(int line) {
        return numbers[line];
    }

    /**
     * The day.
     *
     * @param line from 0
     * @return days since 1970-01-01, or {@link #NO_DAY}
     */
    public int day(int line) {
        return days[line];
    }
}
