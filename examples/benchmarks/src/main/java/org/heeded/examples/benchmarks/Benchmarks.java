package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.openjdk.jmh.results.RunResult;

/**
 * Does the same work with the library and with what a user would pick instead, in turn, round after round; sees that the
 * answers are equal; and writes how they compare to {@code RESULTS.md}.
 */
public final class Benchmarks {

    static final String APPEND = "durable append, 1 thread, entries/s";
    static final String MANY = "durable append, " + Benchmarks.THREADS + " threads, entries/s";
    static final String FORCES = "forces per entry, " + Benchmarks.THREADS + " threads";
    static final String BULK = "bulk append, " + Benchmarks.GROUP + " a group, entries/s";
    static final String COLD = "cold, files to tables, s";
    static final String COLD_MEMORY = "cold, files to tables, peak MiB";
    static final String REPORT = "cold, files to full report, s";
    static final String REPORT_MEMORY = "cold, files to full report, peak MiB";
    static final String REOPEN = "reopen, then the tables, s";
    static final String REPLAY = "reopen with no snapshot, then the tables, s";
    static final String WARM = "warm, one more entry, then the tables, s";
    static final String APPEND_BEHIND = "durable append behind so many entries, s each";

    static final String LIVE_HEAP = "heap of the live view, bytes per proposal";
    static final String STORE_HEAP = "heap of the open log, bytes per entry";

    static final String DUCKDB = "DuckDB";
    static final String SQLITE = "SQLite";
    static final String POSTGRES = "PostgreSQL";
    static final String H2 = "H2";
    static final String JACKSON = "Jackson";
    static final String FORCE = "plain force";

    private static final int THREADS = 16;
    private static final int GROUP = 1_000;

    /** Up to this size PostgreSQL is asked too, for information. */
    private static final long POSTGRES_ROWS = 1_000_000;

    /** Up to this size H2 and SQLite are: with ten times as many an answer takes up to half a minute, and there are a dozen. */
    private static final long ROWS = 100_000;

    /** A DuckDB process needs no Java heap to speak of. */
    private static final String SMALL = "128m";

    private final Options options;
    private final Data data;
    private final List<String> jvm;
    private final Postgres postgres;
    private final Figures figures = new Figures();

    private Benchmarks(Options options, Postgres postgres) {
        this.options = options;
        this.postgres = postgres;
        data = new Data(options.data());
        jvm = DuckDbDriver.unpackedIn(options.data().resolve("duckdb"));
    }

    /**
     * Runs it.
     *
     * @param arguments see {@link Options}
     */
    public static void main(String[] arguments) {
        Options options = Options.of(List.of(arguments));
        Results results = run(options);
        try {
            Files.writeString(options.out(), results.markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("written: " + options.out());
    }

    static Results run(Options options) {
        try (Postgres postgres = new Postgres()) {
            Benchmarks benchmarks = new Benchmarks(options, postgres);
            benchmarks.append();
            options.sizes().forEach(benchmarks::size);
            List<String> versions = benchmarks.versions();
            Data.delete(options.data().resolve("work"));
            Collection<RunResult> inside = Inside.run(options.quick());
            return new Results(options, versions, benchmarks.figures, inside);
        }
    }

    private static void say(String progress) {
        System.err.println(progress);
    }

    private void append() {
        List<List<Appending.Item>> one = Appending.Item.of(History.dealt(options.appends(), 1));
        List<List<Appending.Item>> many = Appending.Item.of(History.dealt(4 * options.appends(), THREADS));
        List<List<Appending.Item>> bulk = Appending.Item.of(History.dealt(5 * options.appends(), 1));
        // the first round warms up
        for (int round = 0; round <= options.rounds(); round++) {
            boolean counts = round > 0;
            say("append, round " + round);
            append(APPEND, one, 1, counts);
            append(MANY, many, 1, counts);
            append(BULK, bulk, GROUP, counts);
        }
    }

    private void append(String work, List<List<Appending.Item>> threads, int group, boolean counts) {
        Path log = data.fresh("log");
        Map<String, Supplier<Appending>> sides = new LinkedHashMap<>();
        sides.put(Ours.NAME, () -> Appending.ours(log));
        sides.put(FORCE, () -> Appending.plainForce(data.fresh("plain")));
        // of SQLite's connections one writes at a time: taking turns is quicker than waiting for its lock
        sides.put(SQLITE, () -> Appending.table(sqlite(data.fresh("sqlite")), "INTEGER PRIMARY KEY", 1));
        sides.put(
                POSTGRES,
                () -> Appending.table(
                        postgres.url(), "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", threads.size()));
        sides.put(
                H2,
                () -> Appending.table(
                        h2(data.fresh("h2")), "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", threads.size()));
        if (threads.size() > 1) {
            sides.remove(FORCE);
        }
        long entries = threads.stream().mapToLong(List::size).sum();
        sides.forEach((who, opening) -> {
            double seconds = seconds(opening, threads, group);
            if (counts) {
                figures.add(work, 0, who, entries / seconds);
            }
        });
        if (counts && threads.size() > 1) {
            figures.add(FORCES, 0, Ours.NAME, (double) Ours.forces(log) / entries);
        }
    }

    private static double seconds(Supplier<Appending> opening, List<List<Appending.Item>> threads, int group) {
        ExecutorService pool = Executors.newFixedThreadPool(threads.size());
        try (Appending to = opening.get()) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int t = 0; t < threads.size(); t++) {
                int thread = t;
                List<Appending.Item> own = threads.get(t);
                all.add(() -> {
                    for (int from = 0; from < own.size(); from += group) {
                        to.append(thread, own.subList(from, Math.min(from + group, own.size())));
                    }
                    return null;
                });
            }
            long start = System.nanoTime();
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdown();
        }
    }

    private static String sqlite(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    private static String h2(Path file) {
        return "jdbc:h2:" + file.toAbsolutePath();
    }

    private void size(long entries) {
        if (!data.isBuilt(entries)) {
            say(entries + " entries: building");
            Fresh.process(jvm, Ours.heap(entries), Child.BUILD, options.data().toString(), Long.toString(entries));
        }
        Path log = data.log(entries);
        Loaded loaded = load(entries, log);
        data.readThrough(entries);
        for (int round = 1; round <= options.rounds(); round++) {
            say(entries + " entries, round " + round);
            cold(entries, log.toString());
            reopen(entries, loaded.url(DUCKDB));
            warm(entries, loaded);
        }
    }

    /** From the files, which are in the cache, in a process of its own: from its start to its end. */
    private void cold(long entries, String log) {
        Fresh ours = Fresh.process(jvm, Ours.heap(entries), Child.TABLES, log);
        Fresh duckDb = Fresh.process(jvm, SMALL, Child.DUCKDB_JSON, log);
        Fresh report = Fresh.process(jvm, Ours.heap(entries), Child.REPORT, log);
        Fresh jackson = Fresh.process(jvm, Ours.heap(entries), Child.JACKSON, log);
        equal(ours, Map.of(DUCKDB, duckDb, REPORT, report, JACKSON, jackson));
        figures.add(COLD, entries, Ours.NAME, ours.seconds());
        figures.add(COLD, entries, DUCKDB, duckDb.seconds());
        figures.add(COLD, entries, JACKSON, jackson.seconds());
        figures.add(COLD_MEMORY, entries, Ours.NAME, ours.figure(Fresh.PEAK_MIB));
        figures.add(COLD_MEMORY, entries, DUCKDB, duckDb.figure(Fresh.PEAK_MIB));
        figures.add(REPORT, entries, Ours.NAME, report.seconds());
        figures.add(REPORT_MEMORY, entries, Ours.NAME, report.figure(Fresh.PEAK_MIB));
    }

    private void reopen(long entries, String duckDbUrl) {
        String closed = data.copy(entries, "closed").toString();
        // closing it leaves what the next opening goes by
        Fresh replay = Fresh.process(jvm, Ours.heap(entries), Child.REOPEN, closed);
        Fresh ours = Fresh.process(jvm, Ours.heap(entries), Child.REOPEN, closed);
        Fresh duckDb = Fresh.process(jvm, SMALL, Child.DATABASE, duckDbUrl);
        equal(ours, Map.of(DUCKDB, duckDb, REPLAY, replay));
        figures.add(REOPEN, entries, Ours.NAME, ours.seconds());
        figures.add(REOPEN, entries, DUCKDB, duckDb.seconds());
        figures.add(REPLAY, entries, Ours.NAME, replay.seconds());
    }

    private void warm(long entries, Loaded loaded) {
        Path copy = data.copy(entries, "live");
        Fresh ours = Fresh.process(jvm, Ours.heap(entries), Child.LIVE, copy.toString());
        figures.add(WARM, entries, Ours.NAME, ours.figure(Child.WARM));
        figures.add(APPEND_BEHIND, entries, Ours.NAME, ours.figure(Child.APPENDED));
        figures.add(LIVE_HEAP, entries, Ours.NAME, ours.figure(Child.LIVE_BYTES) / loaded.proposals());
        figures.add(STORE_HEAP, entries, Ours.NAME, ours.figure(Child.STORE_BYTES) / entries);
        loaded.urls().forEach((who, url) -> {
            Fresh theirs = Fresh.process(jvm, SMALL, Child.DATABASE_WARM, url);
            equal(ours, Map.of(who, theirs));
            figures.add(WARM, entries, who, theirs.figure(Child.WARM));
        });
    }

    /**
     * The databases with a log's rows.
     *
     * @param urls where each is, by name
     * @param proposals how many proposals the log has
     */
    private record Loaded(Map<String, String> urls, double proposals) {

        String url(String who) {
            return Optional.ofNullable(urls.get(who)).orElseThrow();
        }
    }

    private Loaded load(long entries, Path log) {
        say(entries + " entries: loading the databases");
        String duckDb = Database.duckDb(data.fresh("duckdb-" + entries));
        Fresh loading = Fresh.process(jvm, SMALL, Child.DUCKDB_LOAD, duckDb, log.toString());
        Map<String, String> urls = new LinkedHashMap<>();
        if (entries <= ROWS) {
            urls.put(SQLITE, sqlite(data.fresh("sqlite-" + entries)));
            urls.put(H2, h2(data.fresh("h2-" + entries)));
        }
        if (entries <= POSTGRES_ROWS) {
            urls.put(POSTGRES, postgres.url());
        }
        urls.forEach((who, url) -> {
            try (Database database = Database.open(url)) {
                database.load(log);
            }
        });
        urls.put(DUCKDB, duckDb);
        return new Loaded(urls, loading.figure(Child.PROPOSALS));
    }

    private static void equal(Fresh ours, Map<String, Fresh> others) {
        List<String> right = ours.answer().map(Tables::lines).orElse(List.of());
        others.forEach((who, other) -> {
            List<String> differing =
                    new ArrayList<>(other.answer().map(Tables::lines).orElse(List.of()));
            if (right.isEmpty() || !differing.equals(right)) {
                differing.removeAll(right);
                throw new IllegalStateException(who + " gives another answer: " + differing);
            }
        });
    }

    private List<String> versions() {
        List<String> versions = new ArrayList<>();
        for (String url : List.of("jdbc:duckdb:", "jdbc:sqlite::memory:", postgres.url(), "jdbc:h2:mem:")) {
            try (Database database = Database.open(url)) {
                versions.add(database.version());
            }
        }
        return versions;
    }
}
