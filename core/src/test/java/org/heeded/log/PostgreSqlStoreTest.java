package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgreSqlStoreTest extends JdbcContract {

    private static HikariDataSource source;

    @BeforeAll
    static void connect() {
        source = Databases.pool(Databases.postgresql(), 10);
    }

    @AfterAll
    static void disconnect() {
        source.close();
    }

    @Override
    HikariDataSource source() {
        return source;
    }

    @Override
    HikariDataSource poolOf(int size) {
        return Databases.pool(Databases.postgresql(), size);
    }

    @Test
    void aServerThatMayLoseWhatItAcknowledgedIsRefused() throws Exception {
        try (HikariDataSource lossy = Databases.pool(
                Databases.postgresql(), 2, config -> config.setConnectionInitSql("SET synchronous_commit = off"))) {
            assertThatThrownBy(() -> open(lossy))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("synchronous_commit off");
            try (JdbcStore store = open(lossy, options().durability(JdbcOptions.Durability.AS_CONFIGURED))) {
                store.append(List.of(milestone("x")));
            }
        }
        // for the sake of speed this is what it starts by default
        try (EmbeddedPostgres lossy = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start()) {
            assertThatThrownBy(() -> open(lossy.getPostgresDatabase()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("fsync off");
        }
    }

    @Test
    void tablesMayBeInASchema() throws SQLException {
        execute(source, "CREATE SCHEMA agency");
        try (JdbcStore store = open(source, options().schema("agency").prefix("log_"))) {
            store.append(List.of(milestone("x")));
            execute(source, "UPDATE agency.log_entry SET record = record WHERE tenant = '" + tenant + "'");
            assertThat(words(store)).containsExactly("x");
        }
        // the tables of that name in another schema are others
        assertThatThrownBy(() -> open(source, options().prefix("log_").tables(JdbcOptions.Tables.VALIDATE)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no table log_entry");
    }

    @Test
    void manyMayCreateTheTablesAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> work = Collections.nCopies(4, () -> {
                try (JdbcStore store = open(source, options().prefix("race_"))) {
                    return store.append(List.of(milestone("x")))
                            .get(0)
                            .position()
                            .value();
                }
            });
            Set<Long> positions = new HashSet<>();
            for (Future<Long> done : pool.invokeAll(work)) {
                positions.add(done.get());
            }
            assertThat(positions).containsExactlyInAnyOrder(0L, 1L, 2L, 3L);
        } finally {
            pool.shutdown();
        }
    }

    /** The state must follow what is committed although every append is in some transaction of the caller's. */
    @Test
    void theStateFollowsTransactionsOfCallersOnly() throws SQLException {
        try (JdbcStore store = open(source)) {
            for (int i = 0; i < 5; i++) {
                try (Connection connection = source.getConnection()) {
                    connection.setAutoCommit(false);
                    store.append(connection, List.of(milestone(i + "a")));
                    assertThat(store.ledger.size()).isEqualTo(2L * i);
                    store.append(connection, List.of(milestone(i + "b")));
                    assertThat(store.ledger.size()).isEqualTo(2L * i);
                    connection.commit();
                }
            }
            assertSound(store);
            assertThat(store.end()).isEqualTo(new Position(10));
        }
    }

    /** Where a pool's isolation is stricter, whoever waits for another's commit would lose to it each time. */
    @Test
    void thePoolsIsolationDoesNotMatterToOurOwnTransactions() throws Exception {
        AtomicInteger conflicts = new AtomicInteger();
        LogListener listener = new LogListener() {
            @Override
            public void conflict() {
                conflicts.incrementAndGet();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (HikariDataSource pool = Databases.pool(
                        Databases.postgresql(), 4, c -> c.setTransactionIsolation("TRANSACTION_SERIALIZABLE"));
                JdbcStore one = JdbcStore.open(pool, options(), clock, AppendPolicy.LENIENT, sealer);
                JdbcStore two = JdbcStore.open(pool, options(), clock, AppendPolicy.LENIENT, sealer)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (JdbcStore store : List.of(one, two)) {
                store.listen(listener);
                work.add(() -> {
                    for (int i = 0; i < 60; i++) {
                        store.append(List.of(milestone("x")));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            assertSound(one);
            assertThat(one.end()).isEqualTo(new Position(120));
            assertThat(conflicts.get()).isZero();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aTransactionThatBeganBeforeAnotherAppendedIsToldSo() throws SQLException {
        try (JdbcStore store = open(source);
                Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT 1 FROM heeded_log");
            }
            store.append(List.of(milestone("meanwhile")));
            assertThatThrownBy(() -> store.append(connection, List.of(milestone("late"))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN));
            connection.rollback();
            store.append(connection, List.of(milestone("again")));
            connection.commit();
            assertThat(words(store)).containsExactly("meanwhile", "again");
        }
    }

    @Test
    void aServerThatEndsConnectionsLosesNothingThatWasAcknowledged() throws Exception {
        RandomEvents random = new RandomEvents(14);
        ExecutorService killer = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        String name = "victims of " + tenant;
        try (HikariDataSource victims = Databases.pool(
                        Databases.postgresql(), 3, c -> c.addDataSourceProperty("ApplicationName", name));
                JdbcStore store = open(victims)) {
            Future<Void> killing = killer.submit(() -> {
                while (!enough.get()) {
                    execute(
                            source,
                            "SELECT pg_sleep(0.02), pg_terminate_backend(pid) FROM pg_stat_activity"
                                    + " WHERE application_name = '" + name + "'");
                }
                return null;
            });
            Set<String> acknowledged = new HashSet<>();
            Set<String> refused = new HashSet<>();
            long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            for (int i = 0; (acknowledged.size() < 50 || refused.size() < 5) && System.nanoTime() < deadline; i++) {
                String word = "w" + i;
                try {
                    store.append(List.of(milestone(random.entry(), word)));
                    acknowledged.add(word);
                } catch (StoreException e) {
                    if (e.fate() == Fate.NOT_WRITTEN) {
                        refused.add(word);
                    }
                }
            }
            enough.set(true);
            killing.get();
            try (JdbcStore fresh = open(source)) {
                assertSound(fresh);
                assertThat(words(fresh)).doesNotHaveDuplicates().containsAll(acknowledged);
                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(50);
                assertThat(refused).hasSizeGreaterThanOrEqualTo(5);
                assertThat(words(fresh)).doesNotContainAnyElementsOf(refused);
            }
        } finally {
            enough.set(true);
            killer.shutdown();
        }
    }

    @Test
    void processesWriteAtOnceAndOneThatIsKilledHarmsNobody(@TempDir Path directory) throws Exception {
        open(source).close(); // makes the tables
        List<Process> writers = new ArrayList<>();
        for (String name : List.of("one", "two", "killed")) {
            writers.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            Child.classPath(),
                            JdbcWriter.class.getName(),
                            Databases.postgresql(),
                            tenant,
                            name,
                            name.equals("killed") ? "100000" : "60")
                    .redirectError(directory.resolve(name).toFile())
                    .start());
        }
        Set<String> acknowledged = new HashSet<>();
        try (BufferedReader out = writers.get(2).inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged.size() < 40) {
                acknowledged.add(line(out, directory.resolve("killed").toFile()));
            }
            writers.get(2).destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged.add(line);
            }
        } catch (IOException e) {
            // the pipe ended with its writer
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor(60, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(writers.get(0).exitValue()).isZero();
        assertThat(writers.get(1).exitValue()).isZero();
        try (JdbcStore store = open(source)) {
            assertSound(store);
            List<String> words = words(store);
            assertThat(words).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(words.stream().filter(w -> w.startsWith("one:"))).hasSize(60);
            assertThat(words.stream().filter(w -> w.startsWith("two:"))).hasSize(60);
            for (String name : List.of("one:", "two:", "killed:")) {
                List<Integer> order = words.stream()
                        .filter(w -> w.startsWith(name))
                        .map(w -> Integer.valueOf(w.substring(name.length())))
                        .toList();
                assertThat(order).isSorted();
            }
        }
    }

    private static String line(BufferedReader out, File errors) throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new AssertionError(java.nio.file.Files.readString(errors.toPath()));
        }
        return line;
    }

    @Test
    void aLockThatTakesTooLongIsAFailureThatWroteNothing() throws SQLException {
        try (HikariDataSource impatient = Databases.pool(
                        Databases.postgresql(), 2, c -> c.setConnectionInitSql("SET lock_timeout = '200ms'"));
                JdbcStore store = open(impatient);
                Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            store.append(connection, List.of(milestone("first")));
            long start = System.nanoTime();
            assertThatThrownBy(() -> store.append(List.of(milestone("second"))))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            connection.commit();
            store.append(List.of(milestone("third")));
            assertThat(words(store)).containsExactly("first", "third");
        }
    }
}
