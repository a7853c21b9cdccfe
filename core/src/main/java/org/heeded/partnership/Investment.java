package org.heeded.partnership;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Text;
import org.heeded.stats.CircularShift;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;

/**
 * Whether the marketer keeps bringing ideas. The first {@value #ONBOARDING_DAYS} days of each engagement are left out:
 * every beginning is full of ideas.
 *
 * @param months proposals by calendar month, of all engagements
 * @param periods proposals by engagement, between its milestones
 * @param milestones what changed the engagements, in order of time
 * @param decisions followed and overridden decisions with both windows complete
 * @param overridden those overridden
 * @param change the mean over overridden less the mean over followed decisions of D = proposals in the
 *     {@value #WINDOW_DAYS} days after − before the decision; undefined where either is missing
 * @param test the test over all circular shifts of the decisions' labels within each engagement; of low power. Undefined
 *     below the plan's floor
 */
public record Investment(
        List<Month> months,
        List<Period> periods,
        List<Milestone> milestones,
        long decisions,
        long overridden,
        Estimate change,
        TestResult test) {

    static final int ONBOARDING_DAYS = 90;
    static final int WINDOW_DAYS = 90;

    private static final String MONTHS = "ideas by month";
    private static final String PERIODS = "ideas by period";
    private static final String MILESTONES = "milestones";
    private static final String STEPS = "ideas around decisions";
    private static final String ACTIVE = "active";
    private static final String ALL = "all";
    private static final String UNPROMPTED = "unprompted";
    private static final String NEW = "out of the box";
    private static final long SEED = 20_260_102;

    /**
     * The proposals of a month.
     *
     * @param month the calendar month
     * @param engagements engagements that were past their onboarding and not closed
     * @param proposals all
     * @param unprompted those that nobody asked for
     * @param outOfTheBox those out of the box
     */
    public record Month(YearMonth month, long engagements, long proposals, long unprompted, long outOfTheBox) {}

    /**
     * The proposals of an engagement between two milestones.
     *
     * @param engagement the engagement's id
     * @param from the first day: the end of onboarding, or a milestone
     * @param until the day before which it ends; absent: it goes on
     * @param proposals all
     * @param unprompted those that nobody asked for
     * @param outOfTheBox those out of the box
     */
    public record Period(
            String engagement,
            LocalDate from,
            Optional<LocalDate> until,
            long proposals,
            long unprompted,
            long outOfTheBox) {}

    /**
     * Something that changed an engagement.
     *
     * @param day when
     * @param engagement the engagement's id
     * @param what in words; absent where they are personal
     */
    public record Milestone(LocalDate day, String engagement, Optional<String> what) {}

    /** Copies. */
    public Investment {
        months = List.copyOf(months);
        periods = List.copyOf(periods);
        milestones = List.copyOf(milestones);
    }

    static void count(Fold fold, Tally.Counter counter) {
        fold.dossier().milestones().stream()
                .filter(milestone -> !milestone.at().start(fold.zone()).isAfter(fold.cut()))
                .forEach(milestone -> counter.count(
                        MILESTONES,
                        milestone.at().day(fold.zone()).toString(),
                        fold.engagement(),
                        // a personal text stays where it is: a tally outlives an erasure
                        milestone.what() instanceof Text.Plain plain ? plain.value() : Fold.NOT_GIVEN));
        if (fold.dossier().opened().isEmpty()) {
            return;
        }
        Instant settled = fold.dossier().opened().get().start(fold.zone()).plus(Duration.ofDays(ONBOARDING_DAYS));
        List<Instant> milestones = fold.dossier().milestones().stream()
                .map(milestone -> milestone.at().start(fold.zone()))
                .filter(settled::isBefore)
                .sorted()
                .toList();
        active(fold, settled, milestones, counter);
        List<AdviceCase> proposals =
                fold.cases().filter(c -> c.isProposal() && c.at().isPresent()).toList();
        for (AdviceCase c : proposals) {
            Instant at = start(c, fold);
            if (!at.isBefore(settled)) {
                ideas(
                        MONTHS,
                        List.of(YearMonth.from(c.at().orElseThrow().day(fold.zone()))
                                .toString()),
                        c,
                        counter);
                ideas(PERIODS, period(at, settled, milestones, fold), c, counter);
            }
        }
        steps(fold, settled, milestones, proposals, counter);
    }

    /** The months and periods that there are, ideas or none. */
    private static void active(Fold fold, Instant settled, List<Instant> milestones, Tally.Counter counter) {
        Instant end = fold.dossier()
                .closed()
                .map(at -> at.start(fold.zone()))
                .filter(fold.cut()::isAfter)
                .orElse(fold.cut());
        if (end.isBefore(settled)) {
            return;
        }
        YearMonth last = YearMonth.from(end.atZone(fold.zone()));
        for (YearMonth month = YearMonth.from(settled.atZone(fold.zone()));
                !month.isAfter(last);
                month = month.plusMonths(1)) {
            counter.count(MONTHS, month.toString(), ACTIVE);
        }
        for (Instant begin = settled; ; ) {
            List<String> period = period(begin, settled, milestones, fold);
            idea(PERIODS, period, ACTIVE, counter);
            Instant after = begin;
            Optional<Instant> next = milestones.stream().filter(after::isBefore).findFirst();
            if (next.filter(n -> !n.isAfter(end)).isEmpty()) {
                break;
            }
            begin = next.get();
        }
    }

    private static Instant start(AdviceCase c, Fold fold) {
        return c.at().orElseThrow().start(fold.zone());
    }

    private static List<String> period(Instant at, Instant settled, List<Instant> milestones, Fold fold) {
        Instant from = settled;
        Optional<Instant> until = Optional.empty();
        for (Instant milestone : milestones) {
            if (milestone.isAfter(at)) {
                until = Optional.of(milestone);
                break;
            }
            from = milestone;
        }
        return List.of(
                fold.engagement(),
                day(from, fold),
                until.map(end -> day(end, fold)).orElse(Fold.NOT_GIVEN));
    }

    private static String day(Instant at, Fold fold) {
        return at.atZone(fold.zone()).toLocalDate().toString();
    }

    private static void ideas(String table, List<String> when, AdviceCase c, Tally.Counter counter) {
        idea(table, when, ALL, counter);
        c.origin().filter(o -> o == Origin.UNPROMPTED).ifPresent(o -> idea(table, when, UNPROMPTED, counter));
        c.description()
                .novelty()
                .filter(n -> n == Novelty.OUT_OF_THE_BOX)
                .ifPresent(n -> idea(table, when, NEW, counter));
    }

    private static void idea(String table, List<String> when, String kind, Tally.Counter counter) {
        List<String> words = new ArrayList<>(when);
        words.add(kind);
        counter.count(table, words.toArray(new String[0]));
    }

    /** The decisions in order of time, each with its D; windows touch neither onboarding nor a milestone nor the future. */
    private static void steps(
            Fold fold, Instant settled, List<Instant> milestones, List<AdviceCase> proposals, Tally.Counter counter) {
        TreeMap<Instant, Long> upTo = new TreeMap<>();
        proposals.forEach(c -> upTo.merge(start(c, fold), 1L, Long::sum));
        long sum = 0;
        for (Map.Entry<Instant, Long> entry : upTo.entrySet()) {
            sum += entry.getValue();
            entry.setValue(sum);
        }
        Duration window = Duration.ofDays(WINDOW_DAYS);
        List<AdviceCase> decided = fold.decided()
                .filter(c -> c.decidedArm().orElseThrow() != Arm.DECLINED)
                .filter(c -> c.decidedAt().isPresent())
                .sorted(Comparator.comparing(
                                (AdviceCase c) -> c.decidedAt().orElseThrow().start(fold.zone()))
                        .thenComparing(AdviceCase::n))
                .toList();
        int step = 0;
        for (AdviceCase c : decided) {
            Instant at = c.decidedAt().orElseThrow().start(fold.zone());
            Instant from = at.minus(window);
            Instant until = at.plus(window);
            boolean complete = !from.isBefore(settled)
                    && !until.isAfter(fold.cut())
                    && milestones.stream().noneMatch(m -> m.isAfter(from) && m.isBefore(until));
            if (complete) {
                long after = before(until.plusNanos(1_000), upTo) - before(at.plusNanos(1_000), upTo);
                long earlier = before(at, upTo) - before(from, upTo);
                counter.count(
                        STEPS,
                        fold.engagement(),
                        nineDigits(step++),
                        Long.toString(after - earlier),
                        Boolean.toString(!Fold.followed(c)));
            }
        }
    }

    /** So that words are in the order of the numbers; a formatter takes longer than all the rest. */
    private static String nineDigits(int number) {
        return Integer.toString(1_000_000_000 + number).substring(1);
    }

    private static long before(Instant at, TreeMap<Instant, Long> upTo) {
        Map.Entry<Instant, Long> last = upTo.lowerEntry(at);
        return last == null ? 0 : last.getValue();
    }

    static Investment of(Tally tally, AnalysisPlan plan) {
        List<Month> months = new ArrayList<>();
        List<Period> periods = new ArrayList<>();
        tally.rows(MONTHS).inOrder((words, n) -> {
            if (words.get(1).equals(ACTIVE)) {
                months.add(new Month(
                        YearMonth.parse(words.get(0)),
                        n,
                        tally.count(MONTHS, words.get(0), ALL),
                        tally.count(MONTHS, words.get(0), UNPROMPTED),
                        tally.count(MONTHS, words.get(0), NEW)));
            }
        });
        tally.rows(PERIODS).inOrder((words, n) -> {
            if (words.get(3).equals(ACTIVE)) {
                periods.add(new Period(
                        words.get(0),
                        LocalDate.parse(words.get(1)),
                        Optional.of(words.get(2)).filter(d -> !d.isEmpty()).map(LocalDate::parse),
                        tally.count(PERIODS, words.get(0), words.get(1), words.get(2), ALL),
                        tally.count(PERIODS, words.get(0), words.get(1), words.get(2), UNPROMPTED),
                        tally.count(PERIODS, words.get(0), words.get(1), words.get(2), NEW)));
            }
        });
        SortedMap<String, List<CircularShift.Step>> sequences = new TreeMap<>();
        tally.rows(STEPS)
                .tuples()
                .forEach(words -> sequences
                        .computeIfAbsent(words.get(0), e -> new ArrayList<>())
                        .add(new CircularShift.Step(
                                Double.parseDouble(words.get(2)), Boolean.parseBoolean(words.get(3)))));
        List<CircularShift.Step> all =
                sequences.values().stream().flatMap(List::stream).toList();
        long overridden = all.stream().filter(CircularShift.Step::labelled).count();
        List<Milestone> milestones = tally.rows(MILESTONES).tuples().stream()
                .map(words -> new Milestone(
                        LocalDate.parse(words.get(0)),
                        words.get(1),
                        Optional.of(words.get(2)).filter(what -> !what.isEmpty())))
                .toList();
        return new Investment(
                months, periods, milestones, all.size(), overridden, change(all), test(sequences, all.size(), plan));
    }

    private static Estimate change(List<CircularShift.Step> steps) {
        double[] sums = new double[2];
        int[] counts = new int[2];
        for (CircularShift.Step step : steps) {
            int arm = step.labelled() ? 0 : 1;
            sums[arm] += step.value();
            counts[arm]++;
        }
        return counts[0] == 0 || counts[1] == 0
                ? new Estimate.Undefined(
                        CircularShift.CIRCULAR_SHIFT,
                        "needs overridden and followed decisions with 90 days on both sides")
                : new Estimate.Point(
                        sums[0] / counts[0] - sums[1] / counts[1],
                        CircularShift.CIRCULAR_SHIFT,
                        "decisions follow one another, so only a test by shifts holds");
    }

    private static TestResult test(
            SortedMap<String, List<CircularShift.Step>> sequences, int decisions, AnalysisPlan plan) {
        int lacking = plan.floors().shifts() - decisions;
        return lacking > 0
                ? new TestResult.Undefined(
                        CircularShift.CIRCULAR_SHIFT, "needs " + lacking + " more decisions with 90 days on both sides")
                : CircularShift.test(List.copyOf(sequences.values()), SEED);
    }
}
