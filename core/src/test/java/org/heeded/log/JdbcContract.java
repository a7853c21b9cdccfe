package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.model.Text;
import org.heeded.testkit.RandomEvents;
import org.heeded.testkit.StoreContract;
import org.junit.jupiter.api.Test;

/** What a log in a database keeps besides, whichever database it is. Each test has a tenant of its own. */
abstract class JdbcContract extends StoreContract {

    static final EngagementId ACME = EngagementId.of("acme");
    private static final AtomicInteger TENANTS = new AtomicInteger();

    final String tenant = getClass().getSimpleName() + " " + TENANTS.incrementAndGet();

    /** The database of the test class, through a pool. */
    abstract HikariDataSource source();

    /** Another pool to the same database. */
    abstract HikariDataSource poolOf(int size);

    JdbcOptions options() {
        return JdbcOptions.DEFAULT.tenant(tenant).tables(JdbcOptions.Tables.CREATE);
    }

    @Override
    protected Store open(AppendPolicy policy) {
        return JdbcStore.open(source(), options(), clock, policy, sealer);
    }

    @Override
    protected boolean durable() {
        return true;
    }

    JdbcStore open(DataSource source) {
        return open(source, options());
    }

    JdbcStore open(DataSource source, JdbcOptions options) {
        return JdbcStore.open(source, options, clock, AppendPolicy.LENIENT, sealer);
    }

    static Draft milestone(String what) {
        return Draft.of(ACME, new Event.Milestone(Text.of(what), Circumstances.NONE));
    }

    static Draft milestone(EntryId id, String what) {
        return Draft.of(ACME, id, new Event.Milestone(Text.of(what), Circumstances.NONE));
    }

    static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    static List<String> words(Store store) {
        return all(store).stream()
                .map(r -> ((Event.Milestone) r.entry().event()).what().toString())
                .toList();
    }

    /** Positions and indices without a gap, and each entry found under its id. */
    static void assertSound(Store store) {
        Map<EngagementId, Long> next = new HashMap<>();
        List<Recorded> all = all(store);
        for (int i = 0; i < all.size(); i++) {
            Recorded recorded = all.get(i);
            assertThat(recorded.position()).isEqualTo(new Position(i));
            assertThat(recorded.entry().n())
                    .isEqualTo(next.merge(recorded.entry().engagement(), 1L, Long::sum) - 1);
            assertThat(store.find(recorded.entry().id())).contains(recorded);
        }
        assertThat(store.end()).isEqualTo(new Position(all.size()));
    }

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long tool(String name) throws SQLException {
        try (Connection connection = source().getConnection();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM tool WHERE name = ?")) {
            query.setString(1, name);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private Connection transaction() throws SQLException {
        execute(source(), "CREATE TABLE IF NOT EXISTS tool (name VARCHAR(200))");
        Connection connection = source().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void insertTool(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO tool VALUES (?)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
    }

    @Test
    void theCallersRowAndTheEntryCommitTogether() throws SQLException {
        try (JdbcStore store = open(source());
                JdbcStore other = open(source())) {
            Recorded recorded;
            try (Connection connection = transaction()) {
                insertTool(connection, tenant);
                recorded = store.append(connection, List.of(milestone("a"))).get(0);
                assertThat(all(store)).isEmpty();
                assertThat(connection.isClosed()).isFalse();
                connection.commit();
            }
            assertThat(tool(tenant)).isEqualTo(1);
            assertThat(all(store)).containsExactly(recorded);
            assertThat(all(other)).containsExactly(recorded);
        }
    }

    @Test
    void theCallersRowAndTheEntryRollBackTogetherAndLeaveNoGap() throws SQLException {
        try (JdbcStore store = open(source())) {
            store.append(List.of(milestone("a")));
            ProposalId proposal = ProposalId.of("p");
            EntryId id = new RandomEvents(5).entry();
            try (Connection connection = transaction()) {
                insertTool(connection, tenant);
                store.append(connection, List.of(milestone(id, "gone")));
                store.append(
                        connection, List.of(Draft.of(ACME, new Event.ProposalMade(proposal, Proposal.of("gone too")))));
                connection.rollback();
            }
            assertThat(tool(tenant)).isZero();
            assertThat(store.knows(ACME, proposal)).isFalse();
            assertThatThrownBy(() -> store.append(
                            List.of(Draft.of(ACME, new Event.DecisionMade(proposal, Decision.followed())))))
                    .isInstanceOf(RejectedException.class);
            store.append(List.of(milestone(id, "b")));
            assertThat(words(store)).containsExactly("a", "b");
            assertSound(store);
        }
    }

    @Test
    void whatATransactionAppendsBuildsOnWhatItAppendedBefore() throws SQLException {
        try (JdbcStore store = open(source())) {
            store.append(List.of(milestone("before")));
            ProposalId proposal = ProposalId.of("p");
            Draft made =
                    Draft.of(ACME, new RandomEvents(1).entry(), new Event.ProposalMade(proposal, Proposal.of("x")));
            for (int round = 0; round < 3; round++) {
                try (Connection connection = transaction()) {
                    Recorded first = store.append(connection, List.of(made)).get(0);
                    assertThat(store.append(connection, List.of(made))).containsExactly(first);
                    Recorded second = store.append(
                                    connection,
                                    List.of(Draft.of(ACME, new Event.DecisionMade(proposal, Decision.followed()))))
                            .get(0);
                    assertThat(second.entry().n()).isEqualTo(first.entry().n() + (round == 0 ? 1 : 1 + round));
                    assertThatThrownBy(() -> store.append(
                                    connection,
                                    List.of(
                                            milestone("not taken"),
                                            Draft.of(
                                                    ACME,
                                                    new Event.DecisionMade(ProposalId.of("q"), Decision.followed())))))
                            .isInstanceOfSatisfying(
                                    RejectedException.class,
                                    e -> assertThat(e.rule()).isEqualTo(Rule.UNKNOWN_PROPOSAL));
                    connection.commit();
                }
            }
            assertThat(all(store)).hasSize(5);
            assertSound(store);
        }
    }

    @Test
    void aConnectionWithoutATransactionCannotBeJoined() throws SQLException {
        try (JdbcStore store = open(source());
                Connection connection = source().getConnection()) {
            assertThatThrownBy(() -> store.append(connection, List.of(milestone("x"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("auto-commit");
        }
    }

    @Test
    void othersWaitForATransactionThatHasAppendedAndItMayGoOn() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (JdbcStore store = open(source())) {
            Future<List<Recorded>> waiting;
            try (Connection connection = transaction()) {
                store.append(connection, List.of(milestone("a")));
                waiting = thread.submit(() -> store.append(List.of(milestone("c"))));
                TimeUnit.MILLISECONDS.sleep(300);
                assertThat(waiting.isDone()).isFalse();
                store.append(connection, List.of(milestone("b")));
                assertThat(store.check(List.of(milestone("x")))).isEmpty();
                connection.commit();
            }
            waiting.get(20, TimeUnit.SECONDS);
            assertThat(words(store)).containsExactly("a", "b", "c");
            assertSound(store);
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void tenantsNeverMix() throws SQLException {
        RandomEvents random = new RandomEvents(8);
        List<Draft> drafts = random.story(ACME, 5).stream()
                .map(d -> Draft.of(d.engagement(), random.entry(), d.event()))
                .toList();
        try (JdbcStore one = open(source());
                JdbcStore two = open(source(), options().tenant(tenant + " two"))) {
            List<Recorded> ofOne = one.append(drafts);
            assertThat(all(two)).isEmpty();
            assertThat(two.engagements()).isEmpty();
            assertThat(two.find(ofOne.get(0).entry().id())).isEmpty();
            assertThat(two.read(ACME, 0, 10)).isEmpty();
            List<Recorded> ofTwo = two.append(drafts.subList(0, 3));
            assertThat(all(two)).isEqualTo(ofTwo);
            assertThat(all(one)).isEqualTo(ofOne);
            assertSound(one);
            assertSound(two);
        }
    }

    @Test
    void theSameEntriesGiveTheSameBytesAsInOtherStores() throws SQLException {
        RandomEvents random = new RandomEvents(9);
        List<Draft> drafts = random.story(ACME, 40).stream()
                .map(d -> Draft.of(d.engagement(), random.entry(), d.event()))
                .toList();
        try (JdbcStore store = open(source());
                Store twin = InMemoryStore.open(clock, AppendPolicy.LENIENT, sealer)) {
            // sealing is random: what the one has sealed is what the other is given
            List<Recorded> expected = twin.append(drafts);
            store.append(expected.stream().map(r -> r.entry().draft()).toList());
            assertThat(all(store)).isEqualTo(expected);
            try (Connection connection = source().getConnection();
                    PreparedStatement query = connection.prepareStatement(
                            "SELECT record FROM heeded_entry WHERE tenant = ? ORDER BY g")) {
                query.setString(1, tenant);
                try (ResultSet row = query.executeQuery()) {
                    for (Recorded recorded : expected) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getBytes(1)).isEqualTo(recorded.bytes());
                    }
                }
            }
        }
    }

    @Test
    void severalStoresWriteAtOnceWithoutGapsOrDuplicates() throws Exception {
        int writers = 3;
        int threads = 2;
        int each = 25;
        List<JdbcStore> stores = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(writers * threads);
        List<EntryId> shared = java.util.stream.Stream.generate(new RandomEvents(11)::entry)
                .limit(each)
                .toList();
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                JdbcStore store = open(source());
                stores.add(store);
                for (int t = 0; t < threads; t++) {
                    String name = w + "." + t + ":";
                    work.add(() -> {
                        for (int i = 0; i < each; i++) {
                            // the second is the same draft in all threads: one of them writes it, all are answered
                            // alike
                            List<Recorded> mine =
                                    store.append(List.of(milestone(name + i), milestone(shared.get(i), "shared:" + i)));
                            assertThat(store.find(mine.get(0).entry().id())).contains(mine.get(0));
                            assertThat(store.find(shared.get(i))).contains(mine.get(1));
                        }
                        return null;
                    });
                }
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
            List<Recorded> whole = all(stores.get(0));
            assertThat(whole).hasSize(writers * threads * each + each);
            for (JdbcStore store : stores) {
                assertThat(all(store)).isEqualTo(whole);
                assertSound(store);
            }
            Map<String, Integer> order = new HashMap<>();
            for (String word : words(stores.get(0))) {
                String[] parts = word.split(":", -1);
                assertThat(Integer.parseInt(parts[1])).isEqualTo(order.merge(parts[0], 1, Integer::sum) - 1);
            }
        } finally {
            pool.shutdown();
            stores.forEach(JdbcStore::close);
        }
    }

    @Test
    void aPoolOfOneConnectionIsEnough() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (HikariDataSource one = poolOf(1);
                JdbcStore store = open(one)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int t = 0; t < 6; t++) {
                String name = t + ":";
                work.add(() -> {
                    for (int i = 0; i < 15; i++) {
                        assertThat(store.check(List.of(milestone(name + i)))).isEmpty();
                        Recorded mine =
                                store.append(List.of(milestone(name + i))).get(0);
                        assertThat(store.current(mine.entry().id())).isPresent();
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            assertSound(store);
            assertThat(all(store)).hasSize(90);
        } finally {
            threads.shutdown();
        }
    }

    /** Whatever call the connection dies at, the caller is told the truth, and trying again ends well. */
    @Test
    void aConnectionThatDropsAtAnyCallLosesNothingAndDoublesNothing() {
        RandomEvents random = new RandomEvents(12);
        FaultySource faulty = new FaultySource(source());
        for (boolean committing : new boolean[] {false, true}) {
            int unknown = 0;
            int call = 0;
            while (true) {
                try (JdbcStore store = open(faulty)) {
                    store.append(List.of(milestone("known before")));
                    EntryId first = random.entry();
                    EntryId second = random.entry();
                    List<Draft> group = List.of(milestone(first, "first"), milestone(second, "second"));
                    long size = store.end().value();
                    faulty.dieAt(call++, committing);
                    Optional<Fate> told;
                    try {
                        store.append(group);
                        told = Optional.of(Fate.WRITTEN);
                    } catch (StoreException e) {
                        told = Optional.of(e.fate());
                    }
                    boolean fired = faulty.fired();
                    faulty.heal();
                    boolean there = store.find(first).isPresent();
                    assertThat(store.find(second).isPresent()).isEqualTo(there);
                    switch (told.orElseThrow()) {
                        case WRITTEN -> assertThat(there).isTrue();
                        case NOT_WRITTEN -> assertThat(there).isFalse();
                        case UNKNOWN -> {
                            unknown++;
                            // SQLite's and PostgreSQL's one is the commit; on H2 the sync behind it is one too
                        }
                    }
                    List<Recorded> again = store.append(group);
                    assertThat(store.end()).isEqualTo(new Position(size + 2));
                    assertThat(again.get(0).entry().id()).isEqualTo(first);
                    assertSound(store);
                    if (!fired) {
                        break;
                    }
                } finally {
                    faulty.heal();
                }
            }
            assertThat(call).as("calls to die at").isGreaterThan(15);
            assertThat(unknown).isBetween(1, 4);
        }
    }

    @Test
    void aTransactionThatTheDatabaseRolledBackIsTriedAgain() {
        AtomicInteger conflicts = new AtomicInteger();
        AtomicInteger appended = new AtomicInteger();
        LogListener listener = new LogListener() {
            @Override
            public void conflict() {
                conflicts.incrementAndGet();
            }

            @Override
            public void appended(Position end, Duration took) {
                appended.incrementAndGet();
            }
        };
        FaultySource faulty = new FaultySource(source());
        try (JdbcStore store = JdbcStore.open(faulty, options(), clock, AppendPolicy.LENIENT, sealer)) {
            store.listen(listener);
            // the first calls ask for auto-commit and begin; the last ones are behind the commit
            for (int call = 4; call < 12; call++) {
                faulty.rollBackAt(call);
                store.append(List.of(milestone("x")));
            }
            faulty.heal();
            assertThat(conflicts.get()).isEqualTo(8);
            assertThat(appended.get()).isEqualTo(8);
            assertThat(all(store)).hasSize(8);
            assertSound(store);
        }
    }

    @Test
    void aDroppedConnectionTakesTheCallersTransactionWithIt() throws SQLException {
        FaultySource faulty = new FaultySource(source());
        try (JdbcStore store = open(source())) {
            store.append(List.of(milestone("before")));
            for (int call = 0; ; call++) {
                try (Connection connection = faulty.getConnection()) {
                    connection.setAutoCommit(false);
                    faulty.dieAt(call, false);
                    store.append(connection, List.of(milestone("x"), milestone("y")));
                    if (!faulty.fired()) {
                        connection.rollback();
                        break;
                    }
                } catch (StoreException | SQLException e) {
                    assertThat(faulty.fired()).isTrue();
                } finally {
                    faulty.heal();
                }
                assertThat(words(store)).containsExactly("before");
            }
            store.append(List.of(milestone("after")));
            assertThat(words(store)).containsExactly("before", "after");
            assertSound(store);
        }
    }

    @Test
    void tablesThatAreNotThereAreRefusedWithWhatToDo() throws SQLException {
        JdbcOptions validate = options().prefix("none_").tables(JdbcOptions.Tables.VALIDATE);
        assertThatThrownBy(() -> open(source(), validate))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no table none_entry")
                .hasMessageContaining("no table none_log")
                .hasMessageContaining("org/heeded/log/schema/")
                .hasMessageContaining("JdbcOptions.Tables.CREATE");
    }

    @Test
    void tablesMadeFromTheSqlAreValid() throws Exception {
        String prefix = "byhand_";
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            String folder = Database.of(connection).folder();
            String sql;
            try (var in = JdbcStore.class.getResourceAsStream("schema/" + folder + "/V1__log.sql")) {
                sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
            for (String command : sql.replace("${heeded}", prefix).split(";\n", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
        }
        JdbcOptions validate = options().prefix(prefix).tables(JdbcOptions.Tables.VALIDATE);
        try (JdbcStore store = open(source(), validate)) {
            store.append(List.of(milestone("x")));
            assertThat(words(store)).containsExactly("x");
        }
        execute(source(), "ALTER TABLE byhand_log DROP COLUMN writer");
        assertThatThrownBy(() -> open(source(), validate))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no column byhand_log.writer");
        execute(source(), "ALTER TABLE byhand_log ADD COLUMN writer VARCHAR(40)");
        execute(source(), "INSERT INTO byhand_version (version) VALUES (99)");
        assertThatThrownBy(() -> open(source(), validate))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("version 99")
                .hasMessageContaining("newer release");
    }

    @Test
    void tablesWithoutTheirKeysAreRefused() throws SQLException {
        String columns = " (tenant VARCHAR(200), g BIGINT, id VARCHAR(36), engagement VARCHAR(200), n BIGINT, record "
                + (this instanceof PostgreSqlStoreTest ? "BYTEA" : "BLOB") + ", UNIQUE (tenant, g))";
        execute(source(), "CREATE TABLE keyless_entry" + columns);
        execute(source(), "CREATE TABLE keyless_version (version INTEGER)");
        execute(
                source(),
                "CREATE TABLE keyless_log (tenant VARCHAR(200), entries BIGINT, writer VARCHAR(40), since BIGINT)");
        assertThatThrownBy(() -> open(source(), options().prefix("keyless_")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no unique key [id, tenant] of keyless_entry")
                .hasMessageContaining("no unique key [engagement, n, tenant] of keyless_entry")
                .hasMessageContaining("no unique key [tenant] of keyless_log")
                .hasMessageNotContaining("[g, tenant]");
    }

    @Test
    void openingWithinATransactionIsRefused() {
        try (HikariDataSource manual =
                Databases.pool(source().getJdbcUrl(), 2, config -> config.setAutoCommit(false))) {
            assertThatThrownBy(() -> open(manual))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("auto-commit off");
        }
    }

    @Test
    void changedRowsAreSeen() throws SQLException {
        try (JdbcStore store = open(source())) {
            store.append(List.of(milestone("a"), milestone("b"), milestone("c")));
            String where = " WHERE tenant = '" + tenant + "' AND g = 1";
            execute(source(), "UPDATE heeded_entry SET n = 17" + where);
            assertThatThrownBy(() -> store.read(Position.START, 10))
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("entry 1")
                    .hasMessageContaining("columns");
            execute(source(), "DELETE FROM heeded_entry" + where);
            assertThatThrownBy(() -> open(source()))
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("entry 1");
            execute(source(), "UPDATE heeded_log SET entries = 1 WHERE tenant = '" + tenant + "'");
            assertThatThrownBy(() -> store.append(List.of(milestone("d"))))
                    .isInstanceOf(CorruptException.class)
                    .hasMessageContaining("older state");
            assertThatThrownBy(store::end).isInstanceOf(CorruptException.class);
        }
    }

    @Test
    void aRefusedRowIsReportedWithoutItsText() throws SQLException {
        try (JdbcStore store = open(source())) {
            try (Connection connection = source().getConnection();
                    PreparedStatement insert = connection.prepareStatement(
                            "INSERT INTO heeded_entry (tenant, g, id, engagement, n, record) VALUES (?, 0, 'x', 'x', 0, ?)")) {
                insert.setString(1, tenant);
                insert.setBytes(2, new byte[0]);
                insert.executeUpdate();
            }
            assertThatThrownBy(() -> store.append(List.of(milestone("a secret of the client"), milestone("b"))))
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN);
                        StringWriter trace = new StringWriter();
                        e.printStackTrace(new PrintWriter(trace));
                        assertThat(trace.toString())
                                .doesNotContain("a secret of the client")
                                .doesNotContainIgnoringCase(
                                        java.util.HexFormat.of().formatHex("secret".getBytes(StandardCharsets.UTF_8)));
                    });
            assertThat(store.end()).isEqualTo(Position.START);
        }
    }
}
