package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.heeded.DecisionLog;
import org.heeded.LiveTable;
import org.heeded.model.Draft;

/** One piece of work in a fresh process; says its figures and its answer on standard output. */
public final class Child {

    static final String BUILD = "build";
    static final String TABLES = "tables";
    static final String REPORT = "report";
    static final String REOPEN = "reopen";
    static final String LIVE = "live";
    static final String JACKSON = "jackson";
    static final String DUCKDB_JSON = "duckdb-json";
    static final String DUCKDB_LOAD = "duckdb-load";
    static final String DATABASE = "database";
    static final String DATABASE_WARM = "database-warm";

    static final String WARM = "warm seconds";
    static final String APPENDED = "append seconds";
    static final String PROPOSALS = "proposals";
    static final String STORE_BYTES = "heap bytes of the store";
    static final String LIVE_BYTES = "heap bytes of the live view";

    /** How many entries the growth of appending is told from. */
    private static final int APPENDS = 1_500;

    /** How many pieces of advice more every side takes, with the tables after each of their entries. */
    private static final int MORE = 4;

    /** How many more of them the warm question is timed with on our side. */
    private static final int ASKED = 20;

    private Child() {}

    /**
     * Does what it is told.
     *
     * @param arguments the work, the log's directory or the database's URL, and what that work needs beside
     */
    public static void main(String[] arguments) {
        List<String> words = List.of(arguments);
        String where = words.get(1);
        switch (words.get(0)) {
            case BUILD -> new Data(Path.of(where)).build(Long.parseLong(words.get(2)));
            case TABLES -> Fresh.say(Ours.tables(Path.of(where)));
            case REPORT -> Fresh.say(Ours.report(Path.of(where)));
            case REOPEN -> reopen(Path.of(where));
            case LIVE -> live(Path.of(where));
            case JACKSON -> Fresh.say(Jackson.tables(Path.of(where)));
            case DUCKDB_JSON -> with(Database.duckDb(), d -> Fresh.say(d.tablesOfJson(Path.of(where))));
            case DUCKDB_LOAD -> with(Database.open(where), d -> load(d, Path.of(words.get(2))));
            case DATABASE -> with(Database.open(where), d -> Fresh.say(d.tables()));
            case DATABASE_WARM -> with(Database.open(where), Child::warm);
            default -> throw new IllegalArgumentException("no such work: " + words.get(0));
        }
        Fresh.say(Fresh.PEAK_MIB, peakMiB());
    }

    private static void with(Database database, Consumer<Database> work) {
        try (database) {
            work.accept(database);
        }
    }

    private static void load(Database duckDb, Path log) {
        duckDb.loadJson(log);
        Fresh.say(PROPOSALS, duckDb.proposals());
    }

    private static void reopen(Path directory) {
        try (DecisionLog log = Ours.open(directory)) {
            Fresh.say(Ours.tables(Ours.live(log)));
        }
    }

    /** Opens, makes the live tables, then asks for them again and again, each time with one entry more. */
    private static void live(Path directory) {
        try (DecisionLog log = Ours.open(directory)) {
            long before = usedHeap();
            Fresh.say(STORE_BYTES, before);
            LiveTable live = Ours.live(log);
            Tables answer = Ours.tables(live);
            Fresh.say(LIVE_BYTES, usedHeap() - before);
            for (Draft draft : drafts(0, MORE)) {
                Ours.append(log, draft);
                answer = Ours.tables(live);
            }
            Fresh.say(answer);
            List<Draft> asking = drafts(MORE, MORE + ASKED);
            long asked = System.nanoTime();
            for (Draft draft : asking) {
                Ours.append(log, draft);
                Tables unused = Ours.tables(live);
            }
            Fresh.say(WARM, secondsSince(asked) / asking.size());
            List<Draft> more = drafts(MORE + ASKED, MORE + ASKED + 2 * APPENDS / 3);
            more.subList(0, APPENDS).forEach(draft -> Ours.append(log, draft));
            long appended = System.nanoTime();
            more.subList(APPENDS, 2 * APPENDS).forEach(draft -> Ours.append(log, draft));
            Fresh.say(APPENDED, secondsSince(appended) / APPENDS);
        }
    }

    /** The same entries, one row each, with the query after each; the first ones are not timed. */
    private static void warm(Database database) {
        List<Row> rows = rows(MORE);
        Tables answer = database.tables();
        long start = 0;
        for (int i = 0; i < rows.size(); i++) {
            start = i == rows.size() / 3 ? System.nanoTime() : start;
            database.insert(rows.get(i));
            answer = database.tables();
        }
        Fresh.say(WARM, secondsSince(start) / (rows.size() - rows.size() / 3));
        Fresh.say(answer);
        database.forgetMore();
    }

    private static List<Draft> drafts(int from, int to) {
        List<Draft> all = new ArrayList<>();
        for (int i = from; i < to; i++) {
            all.addAll(History.more(i));
        }
        return all;
    }

    private static List<Row> rows(int count) {
        try (DecisionLog twin = DecisionLog.inMemory()) {
            return twin.record(drafts(0, count)).stream()
                    .map(r -> Row.of(r.json()).behind(Integer.MAX_VALUE))
                    .toList();
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Of this process, as Linux counts it; 0 elsewhere. */
    private static double peakMiB() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                            .sum()
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
