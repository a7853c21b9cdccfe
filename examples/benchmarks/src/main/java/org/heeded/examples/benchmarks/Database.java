package org.heeded.examples.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.heeded.dossier.Arm;
import org.heeded.partnership.Counts;

/** A database with the columns that the tables depend on in a table {@code entry}, and the query for the tables. */
final class Database implements AutoCloseable {

    /**
     * The tables from a relation {@code entry}, in the SQL of all four databases. It knows what this data does and no more:
     * one standing measurement a proposal, no criteria but the advice's own. The last decision counts: its number and its
     * arm are one figure, of which the largest is taken.
     */
    private static final String TABLES = """
            SELECT c.client, w.arm,
                sum(CASE WHEN w.verdict = 'failure' THEN 1 ELSE 0 END),
                sum(CASE WHEN w.verdict = 'success' THEN 1 ELSE 0 END),
                sum(CASE WHEN w.verdict = 'mixed' THEN 1 ELSE 0 END),
                sum(CASE WHEN w.verdict IS NULL THEN 1 ELSE 0 END)
            FROM (
                SELECT engagement,
                    max(CASE WHEN decision IS NULL THEN NULL ELSE n * 8 + CASE
                        WHEN decision IN ('followed', 'delegated') THEN 0
                        WHEN decision = 'overridden' THEN 1
                        WHEN decision = 'declined' THEN 2
                        WHEN decision <> 'adapted' THEN 7
                        WHEN view = 'objected' THEN 1
                        WHEN view IS NOT NULL THEN 0
                        ELSE 3 END END) % 8 AS arm,
                    coalesce(max(CASE WHEN stage = 'final' THEN verdict END),
                        CASE WHEN max(CASE WHEN stage = 'final' THEN actual END) >= max(target) THEN 'success'
                            WHEN max(CASE WHEN stage = 'final' THEN actual END) < max(target) THEN 'failure' END)
                        AS verdict
                FROM entry e
                WHERE proposal IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM entry r WHERE r.entry = e.id AND r.type = 'entry-retracted')
                GROUP BY engagement, proposal) w
            JOIN (SELECT engagement, client FROM entry WHERE type = 'engagement-opened') c
                ON c.engagement = w.engagement
            WHERE w.arm < 7
            GROUP BY c.client, w.arm
            """;

    private static final List<Arm> ARMS = List.of(Arm.FOLLOWED, Arm.OVERRIDDEN, Arm.DECLINED, Arm.ADAPTED_UNCLEAR);

    /** DuckDB reads the segments as they are; what is not in the list of columns is skipped. */
    private static final String READ_JSON = """
            SELECT r.id, r.type, r.engagement, r.client, r.proposal, r.decision, r.view, r.stage, r.verdict, r.entry,
                r.n, r.forecasts[1].criterion.target AS target, r.actual
            FROM read_json('%s', format = 'newline_delimited', columns = {r: 'STRUCT(id VARCHAR, type VARCHAR,
                engagement VARCHAR, client VARCHAR, proposal VARCHAR, decision VARCHAR, view VARCHAR, stage VARCHAR,
                verdict VARCHAR, entry VARCHAR, n BIGINT, forecasts STRUCT(criterion STRUCT(target DOUBLE))[],
                actual DOUBLE)'})
            WHERE r.type IN ('engagement-opened', 'proposal-made', 'decision-made', 'outcome-measured',
                'entry-retracted')
            """;

    private static final String DUCKDB = "jdbc:duckdb:";

    private static final int BATCH = 5_000;

    private final Connection connection;

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database open(String url) {
        try {
            Database database = new Database(DriverManager.getConnection(url));
            if (url.startsWith(DUCKDB)) {
                database.run("SET threads = 2");
                database.run("SET preserve_insertion_order = false");
            } else if (url.startsWith("jdbc:sqlite:")) {
                database.run("PRAGMA journal_mode = WAL");
                database.run("PRAGMA synchronous = FULL");
            }
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Database duckDb() {
        return open(DUCKDB);
    }

    static String duckDb(Path file) {
        return DUCKDB + file;
    }

    /** DuckDB's answer straight from a log's segments. */
    Tables tablesOfJson(Path log) {
        return query("WITH entry AS MATERIALIZED (" + readJson(log) + ") " + TABLES);
    }

    /** DuckDB's own way to load a log's segments. */
    void loadJson(Path log) {
        run("CREATE TABLE entry AS " + readJson(log));
    }

    private static String readJson(Path log) {
        return READ_JSON.formatted(log.resolve("segments").resolve("*.jsonl"));
    }

    /** Loads a log row by row, as any database can, with indexes for what the query looks up. */
    void load(Path log) {
        String words = Row.WORDS.stream().map(w -> w + " VARCHAR(200)").collect(Collectors.joining(", "));
        run("DROP TABLE IF EXISTS entry");
        run("CREATE TABLE entry (" + words + ", n BIGINT, target DOUBLE PRECISION, actual DOUBLE PRECISION)");
        try (PreparedStatement insert = insert()) {
            connection.setAutoCommit(false);
            AtomicLong count = new AtomicLong();
            Row.all(log, row -> {
                try {
                    bind(insert, row);
                    insert.addBatch();
                    if (count.incrementAndGet() % BATCH == 0) {
                        executed(insert.executeBatch());
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            executed(insert.executeBatch());
            connection.commit();
            connection.setAutoCommit(true);
            run("CREATE INDEX amends ON entry (entry)");
            run("CREATE INDEX kinds ON entry (type, engagement)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void executed(int[] counts) {
        for (int count : counts) {
            if (count == Statement.EXECUTE_FAILED) {
                throw new IllegalStateException("a row was not inserted");
            }
        }
    }

    private PreparedStatement insert() throws SQLException {
        String names = Row.WORDS.stream().collect(Collectors.joining(", ")) + ", n, target, actual";
        String marks = String.join(", ", Collections.nCopies(Row.WORDS.size() + 3, "?"));
        return connection.prepareStatement("INSERT INTO entry (" + names + ") VALUES (" + marks + ")");
    }

    private static void bind(PreparedStatement insert, Row row) throws SQLException {
        int at = 1;
        for (String name : Row.WORDS) {
            Optional<String> word = row.word(name);
            if (word.isPresent()) {
                insert.setString(at++, word.get());
            } else {
                insert.setNull(at++, Types.VARCHAR);
            }
        }
        insert.setLong(at++, row.n());
        for (Optional<Double> number : List.of(row.target(), row.actual())) {
            if (number.isPresent()) {
                insert.setDouble(at++, number.get());
            } else {
                insert.setNull(at++, Types.DOUBLE);
            }
        }
    }

    /** Inserts a row in a transaction of its own. */
    void insert(Row row) {
        try (PreparedStatement insert = insert()) {
            bind(insert, row);
            executed(new int[] {insert.executeUpdate()});
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the rows of {@link History#more} out again. */
    void forgetMore() {
        run("DELETE FROM entry WHERE proposal LIKE 'more-%'");
    }

    Tables tables() {
        return query(TABLES);
    }

    /** How many proposals there are. */
    long proposals() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM entry WHERE type = 'proposal-made'")) {
            if (rows.next()) {
                return rows.getLong(1);
            }
            throw new IllegalStateException("a count is a row");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Tables query(String sql) {
        Tables.Collector tables = new Tables.Collector();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                tables.add(
                        rows.getString(1),
                        ARMS.get(rows.getInt(2)),
                        new Counts(rows.getLong(3), rows.getLong(4), rows.getLong(5), rows.getLong(6)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return tables.tables();
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The product and its version. */
    String version() {
        try {
            return connection.getMetaData().getDatabaseProductName() + " "
                    + List.of(connection
                                    .getMetaData()
                                    .getDatabaseProductVersion()
                                    .split(" ", 2))
                            .get(0);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
