package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * One run, as the page that shows it.
 *
 * @param options how it was run
 * @param versions of what was compared
 * @param figures what was measured
 * @param inside what JMH measured
 */
record Results(Options options, List<String> versions, Figures figures, Collection<RunResult> inside) {

    private static final String COMMAND = "mvn -Pbenchmarks -DskipTests -pl examples/benchmarks -am package";

    /** The page, in Markdown. */
    String markdown() {
        StringBuilder page = new StringBuilder("# Results\n\n");
        page.append("""
                Written by `%s`, of which the [README](README.md) says what is measured and how.

                %s

                ## Goals

                The ratio of ours to the other, round by round: the median of the rounds, and the lowest to the highest. Where there
                is nothing to divide by, the figure itself.

                | work | entries | ours to | ratio | rounds | goal | stretch | |
                | --- | ---: | --- | ---: | ---: | ---: | ---: | --- |
                """.formatted(COMMAND + arguments(), machine()));
        goals().forEach(goal -> page.append(row(goal)));
        page.append("""

                ## Figures

                | work | entries | whose | median | rounds |
                | --- | ---: | --- | ---: | ---: |
                """);
        figures.keys().stream()
                .sorted(Comparator.comparing(Figures.Key::work)
                        .thenComparing(Figures.Key::size)
                        .thenComparing(Figures.Key::who))
                .forEach(key -> page.append(row(key)));
        page.append("""

                ## Inside one process

                | step | µs | ± |
                | --- | ---: | ---: |
                """);
        inside.forEach(result -> page.append(row(result.getPrimaryResult())));
        return page.toString();
    }

    private String arguments() {
        String sizes = options.sizes().stream().map(String::valueOf).collect(Collectors.joining(","));
        return " -Dbenchmarks.args=\"--sizes %s --rounds %d --appends %d\""
                .formatted(sizes, options.rounds(), options.appends());
    }

    private String machine() {
        List<String> facts = new ArrayList<>();
        facts.add(LocalDate.now(ZoneOffset.UTC).toString());
        facts.add(Runtime.getRuntime().availableProcessors() + " × " + fact("/proc/cpuinfo", "model name"));
        facts.add(fact("/proc/meminfo", "MemTotal") + " of memory");
        facts.add(System.getProperty("os.name") + " " + System.getProperty("os.version"));
        try {
            facts.add(Files.getFileStore(options.data()).type());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        facts.add("Java " + System.getProperty("java.vm.version"));
        facts.addAll(versions);
        return String.join("; ", facts) + ".";
    }

    /** What Linux says of a machine. */
    private static String fact(String file, String name) {
        if (!Files.exists(Path.of(file))) {
            return name + " unknown";
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(name + " unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a goal is about and what it says.
     *
     * @param one ours
     * @param other what it is divided by
     * @param bound the goal, if there is one for this size
     */
    private record Goal(Figures.Key one, Optional<Figures.Key> other, Optional<Bound> bound) {}

    /** Where a ratio should be: not below, or not above. */
    private record Bound(boolean least, double goal, double stretch) {

        static Optional<Bound> atLeast(double goal, double stretch) {
            return Optional.of(new Bound(true, goal, stretch));
        }

        static Optional<Bound> atMost(double goal, double stretch) {
            return Optional.of(new Bound(false, goal, stretch));
        }

        String said(double value) {
            return (least ? "≥ " : "≤ ") + number(value);
        }

        String verdict(double ratio) {
            boolean met = least ? ratio >= goal : ratio <= goal;
            boolean beyond = least ? ratio >= stretch : ratio <= stretch;
            return beyond && stretch != goal ? "stretch met" : met ? "met" : "**missed**";
        }
    }

    private static Goal goal(String work, long size, String other, Optional<Bound> bound) {
        return new Goal(new Figures.Key(work, size, Ours.NAME), Optional.of(new Figures.Key(work, size, other)), bound);
    }

    private static Goal goal(String figure, long size, Optional<Bound> bound) {
        return new Goal(new Figures.Key(figure, size, Ours.NAME), Optional.empty(), bound);
    }

    private List<Goal> goals() {
        List<Goal> goals = new ArrayList<>(List.of(
                goal(Benchmarks.APPEND, 0, Benchmarks.FORCE, Bound.atLeast(0.95, 0.95)),
                goal(Benchmarks.APPEND, 0, Benchmarks.SQLITE, Bound.atLeast(0.9, 1.1)),
                goal(Benchmarks.APPEND, 0, Benchmarks.POSTGRES, Bound.atLeast(1.1, 1.1)),
                goal(Benchmarks.MANY, 0, Benchmarks.SQLITE, Bound.atLeast(5.5, 8)),
                goal(Benchmarks.MANY, 0, Benchmarks.POSTGRES, Bound.atLeast(3.5, 5)),
                goal(Benchmarks.FORCES, 0, Bound.atMost(0.09, 0.09)),
                goal(Benchmarks.BULK, 0, Benchmarks.SQLITE, Bound.atLeast(3.5, 4.5))));
        for (long size : options.sizes()) {
            goals.addAll(of(size));
        }
        for (int i = 1; i < options.sizes().size(); i++) {
            goals.addAll(growth(options.sizes().get(i - 1), options.sizes().get(i)));
        }
        return goals;
    }

    private static List<Goal> of(long size) {
        boolean large = size >= 10_000_000;
        Optional<Bound> none = Optional.empty();
        Optional<Bound> cold = large ? Bound.atMost(0.5, 0.35) : size == 1_000_000 ? Bound.atMost(0.6, 0.4) : none;
        return List.of(
                goal(Benchmarks.COLD, size, Benchmarks.DUCKDB, cold),
                goal(Benchmarks.COLD_MEMORY, size, Benchmarks.DUCKDB, large ? Bound.atMost(0.5, 0.3) : none),
                new Goal(
                        new Figures.Key(Benchmarks.REPORT, size, Ours.NAME),
                        Optional.of(new Figures.Key(Benchmarks.COLD, size, Benchmarks.DUCKDB)),
                        large ? Bound.atMost(1, 0.6) : none),
                goal(Benchmarks.WARM, size, Benchmarks.DUCKDB, Bound.atMost(0.001, 0.0001)),
                goal(Benchmarks.REOPEN, size, Benchmarks.DUCKDB, large ? Bound.atMost(0.4, 0.2) : none),
                new Goal(
                        new Figures.Key(Benchmarks.REOPEN, size, Ours.NAME),
                        Optional.of(new Figures.Key(Benchmarks.REPLAY, size, Ours.NAME)),
                        large ? Bound.atMost(0.15, 0.08) : none),
                goal(Benchmarks.LIVE_HEAP, size, Bound.atMost(100, 60)));
    }

    private static List<Goal> growth(long from, long to) {
        Optional<Bound> none = Optional.empty();
        boolean told = from == 1_000_000 && to == 10_000_000;
        return List.of(
                growth(Benchmarks.COLD, from, to, told ? Bound.atMost(10.5, 9.5) : none),
                growth(Benchmarks.APPEND_BEHIND, from, to, told ? Bound.atMost(1.2, 1.2) : none),
                growth(Benchmarks.WARM, from, to, told ? Bound.atMost(1.2, 1.2) : none));
    }

    private static Goal growth(String work, long from, long to, Optional<Bound> bound) {
        return new Goal(
                new Figures.Key(work, to, Ours.NAME), Optional.of(new Figures.Key(work, from, Ours.NAME)), bound);
    }

    private String row(Goal goal) {
        Figures.Key one = goal.one();
        Optional<Figures.Spread> ratio =
                goal.other().map(other -> figures.ratio(one, other)).orElseGet(() -> figures.of(one));
        return ratio.map(r -> "| %s | %s | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                one.work(),
                                size(one.size()),
                                goal.other().map(other -> against(one, other)).orElse("–"),
                                number(r.median()),
                                number(r.least()) + " – " + number(r.most()),
                                goal.bound().map(b -> b.said(b.goal())).orElse("–"),
                                goal.bound()
                                        .filter(b -> b.stretch() != b.goal())
                                        .map(b -> b.said(b.stretch()))
                                        .orElse("–"),
                                goal.bound().map(b -> b.verdict(r.median())).orElse("")))
                .orElse("");
    }

    private static String against(Figures.Key one, Figures.Key other) {
        if (one.size() != other.size()) {
            return "itself at " + size(other.size());
        }
        String who = other.who().equals(one.who()) ? "ours" : other.who();
        return who + (other.work().equals(one.work()) ? "" : ", " + other.work());
    }

    private String row(Figures.Key key) {
        Figures.Spread spread = figures.of(key).orElseThrow();
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        key.work(),
                        size(key.size()),
                        key.who(),
                        number(spread.median()),
                        number(spread.least()) + " – " + number(spread.most()));
    }

    private static String row(Result<?> result) {
        return "| %s | %s | %s |\n"
                .formatted(result.getLabel(), number(result.getScore()), number(result.getScoreError()));
    }

    private static String size(long size) {
        return size == 0 ? "" : String.format(Locale.ROOT, "%,d", size);
    }

    /** Three digits that count. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.01 ? "%.3f" : "%.2g";
        return String.format(Locale.ROOT, form, value);
    }
}
