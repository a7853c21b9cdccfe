package org.heeded.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.Sealer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a log in a database: PostgreSQL, H2 or SQLite. Several processes may append to it at once. The database says in what
 * order: a group is checked, numbered and written in a transaction that holds the tenant's row of the table {@code …log}.
 *
 * <p>An append is a transaction of its own, and durable when it returns; unless the connection that the data source gives has
 * auto-commit off, as one of a data source that knows of transactions has within one. Then the append joins that transaction,
 * commits and rolls back with it, and others' appends wait until it ends. Later appends in the same transaction build on what
 * it added; reading shows what is committed only.
 *
 * <p>What the rules need to know is kept in memory and follows what is committed: under a hundred bytes an entry, and more
 * for each proposal, directive, goal and party. Closing leaves the data source open.
 */
public final class JdbcStore extends LedgerStore {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);

    private static final int PAGE = 256;
    private static final int ATTEMPTS = 10;

    private final JdbcLog log;
    /** In which our own transactions queue: a database's locks are not fair, and some give up while others are served. */
    private final ReentrantLock writers = new ReentrantLock(true);
    /**
     * Held to change the ledger or to check drafts by it. Nobody waits for a connection or for a lock of the database while
     * holding it: one who has that lock may be waiting here.
     */
    private final ReentrantLock folding = new ReentrantLock();

    private JdbcStore(
            DataSource source,
            Database database,
            JdbcTables tables,
            JdbcOptions options,
            Clock clock,
            AppendPolicy policy,
            Sealer sealer) {
        super(clock, policy, sealer);
        log = new JdbcLog(source, database, tables, options, codec);
    }

    /**
     * Opens a log. Reads all of it.
     *
     * @param source gives connections, and with auto-commit on where no transaction of the caller's is under way; not closed
     * @param options where in the database it is, and how it is kept
     * @param clock says when an entry was recorded
     * @param policy what to do about missing fields
     * @param sealer seals personal texts; its keys are not kept in this database
     * @return the store
     * @throws StoreException if the database cannot be used as it is; the message says what to do
     * @throws CorruptException if an entry is not what was written
     */
    public static JdbcStore open(
            DataSource source, JdbcOptions options, Clock clock, AppendPolicy policy, Sealer sealer) {
        JdbcStore store;
        try (Connection connection = source.getConnection()) {
            store = open(connection, source, options, clock, policy, sealer);
        } catch (SQLException e) {
            throw new StoreException(Fate.NOT_WRITTEN, "the log cannot be opened: " + e.getMessage(), e);
        }
        store.refresh();
        LOG.info(
                "opened the log of tenant {} in {}: {} entries",
                options.tenant(),
                store.log.database(),
                store.ledger.size());
        return store;
    }

    private static JdbcStore open(
            Connection connection,
            DataSource source,
            JdbcOptions options,
            Clock clock,
            AppendPolicy policy,
            Sealer sealer)
            throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new StoreException(
                    Fate.NOT_WRITTEN,
                    "a connection came with auto-commit off, by which a transaction of the caller's is known; open the log"
                            + " outside of transactions, and have the pool give connections with auto-commit on");
        }
        if (connection.getTransactionIsolation() == Connection.TRANSACTION_READ_UNCOMMITTED) {
            throw new StoreException(
                    Fate.NOT_WRITTEN, "a connection came with the isolation READ UNCOMMITTED; use READ COMMITTED");
        }
        Database database = Database.of(connection);
        if (options.durability() == JdbcOptions.Durability.REQUIRED) {
            database.demandDurable(connection);
        }
        JdbcTables tables = new JdbcTables(database, options);
        tables.open(connection, options.tables());
        tables.openTenant(connection, options.tenant());
        return new JdbcStore(source, database, tables, options, clock, policy, sealer);
    }

    static StoreException unreadable(SQLException e) {
        return new StoreException(Fate.NOT_WRITTEN, "the database cannot be read: " + e.getMessage(), e);
    }

    private static StoreException notWritten(SQLException e) {
        return new StoreException(Fate.NOT_WRITTEN, "the group could not be written: " + e.getMessage(), e);
    }

    @Override
    List<Recorded> take(Function<Ledger.Round, List<Recorded>> group) {
        if (isClosed()) {
            throw closed();
        }
        try (JdbcSession session = log.session()) {
            return session.isJoined() ? join(session, group) : alone(session, group);
        } catch (SQLException e) {
            throw notWritten(e);
        }
    }

    /**
     * Takes a group of drafts as {@link #append(List)} does, in a transaction of the caller's: it is in the log when that
     * commits, and never was when it rolls back. The database waits with other appends until then.
     *
     * <p>On H2 the disk is reached by {@code CHECKPOINT SYNC} after that commit, which is left to the caller.
     *
     * @param connection to the same database, with auto-commit off; neither committed nor closed
     * @param group what to take, in order
     * @return the entries, one for each draft, in the same order
     * @throws IllegalArgumentException if the connection has auto-commit on
     * @throws org.heeded.model.RejectedException if a draft breaks a rule; nothing was written, the transaction can go on
     * @throws StoreException if the database refused; if the group's fate is unknown the transaction must be rolled back, and
     *     on PostgreSQL and after a lost connection it must be anyway
     */
    public List<Recorded> append(Connection connection, List<Draft> group) {
        if (isClosed()) {
            throw closed();
        }
        long start = System.nanoTime();
        try (JdbcSession session = log.session(connection)) {
            if (!session.isJoined()) {
                throw new IllegalArgumentException("connection has auto-commit on, so there is no transaction to join");
            }
            List<Draft> drafts = List.copyOf(group);
            List<Recorded> answers = join(session, round -> round.admit(drafts));
            appended(answers, start);
            return answers;
        } catch (SQLException e) {
            throw notWritten(e);
        }
    }

    private List<Recorded> alone(JdbcSession session, Function<Ledger.Round, List<Recorded>> group)
            throws SQLException {
        writers.lock();
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return attempt(session, group);
                } catch (SQLException e) {
                    session.rollback(e);
                    if (!JdbcSession.isConflict(e)) {
                        throw e;
                    }
                    listener().conflict();
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                } catch (RuntimeException e) {
                    session.rollback(e);
                    throw e;
                }
            }
        } finally {
            writers.unlock();
        }
    }

    private List<Recorded> attempt(JdbcSession session, Function<Ledger.Round, List<Recorded>> group)
            throws SQLException {
        session.begin();
        long end = session.lock().entries();
        Ledger.Round round;
        List<Recorded> answers;
        folding.lock();
        try {
            if (end < ledger.size()) {
                throw older(end, ledger.size());
            }
            fold(session, end);
            round = ledger.round(session::stored);
            answers = group.apply(round);
        } finally {
            folding.unlock();
        }
        List<Recorded> fresh = round.fresh();
        if (fresh.isEmpty()) {
            session.rollback();
            return answers;
        }
        session.write(fresh, Optional.empty(), end);
        session.commit();
        folding.lock();
        try {
            // unless another thread has read them by now
            if (ledger.size() == end) {
                round.commit();
            }
        } finally {
            folding.unlock();
        }
        tell();
        return answers;
    }

    private List<Recorded> join(JdbcSession session, Function<Ledger.Round, List<Recorded>> group) throws SQLException {
        JdbcSession.Length length = session.lock();
        Optional<String> transaction = session.transaction();
        Ledger.Round round;
        List<Recorded> answers;
        long committed;
        folding.lock();
        try {
            // where the database does not tell transactions apart, what is new may be this one's own
            committed = transaction.isPresent() ? length.committed(transaction) : ledger.size();
            if (length.entries() < ledger.size()) {
                throw older(length.entries(), ledger.size());
            }
            fold(session, committed);
            round = ledger.round(session::stored);
            replay(session, round, ledger.size(), length.entries());
            answers = group.apply(round);
        } finally {
            folding.unlock();
        }
        List<Recorded> fresh = round.fresh();
        if (!fresh.isEmpty()) {
            session.writeInto(fresh, transaction, committed);
        }
        return answers;
    }

    private void replay(JdbcSession session, Ledger.Round round, long from, long end) throws SQLException {
        long number = from;
        while (number < end) {
            for (Recorded recorded : page(session, number, end)) {
                if (!round.replay(recorded)) {
                    throw unfit(number);
                }
                number++;
            }
        }
    }

    private CorruptException older(long counted, long known) {
        return new CorruptException(log.table("log") + ", tenant " + log.tenant() + " counts " + counted
                + " entries and counted " + known + " before: was an older state restored? Open the log again");
    }

    /** Takes committed entries into the ledger, up to an end. */
    private void fold(JdbcSession session, long end) throws SQLException {
        while (ledger.size() < end) {
            for (Recorded recorded : page(session, ledger.size(), end)) {
                if (!ledger.replay(recorded, session::stored)) {
                    throw unfit(ledger.size());
                }
            }
        }
    }

    /** The entries that follow, at least one. */
    private List<Recorded> page(JdbcSession session, long from, long end) throws SQLException {
        List<Recorded> page = session.page(from, end, PAGE);
        long next = from;
        for (Recorded recorded : page) {
            if (recorded.position().value() != next++) {
                throw unfit(next - 1);
            }
        }
        if (page.isEmpty()) {
            throw unfit(from);
        }
        return page;
    }

    private CorruptException unfit(long number) {
        return new CorruptException(log.place(number) + " is missing or does not follow from those before");
    }

    @Override
    void refresh() {
        try (JdbcSession session = log.session()) {
            refresh(session);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private void refresh(JdbcSession session) throws SQLException {
        long known = ledger.size();
        JdbcSession.Length length = session.length();
        long committed = length.entries();
        if (session.isJoined()) {
            if (log.database().transaction().isEmpty()) {
                return;
            }
            committed = length.committed(session.transaction());
        } else if (committed < known) {
            throw older(committed, known);
        }
        if (committed > known) {
            folding.lock();
            try {
                fold(session, committed);
            } finally {
                folding.unlock();
            }
        }
    }

    /** What a session shows of the log as it is now. */
    private interface View<T> {

        T of(JdbcSession session) throws SQLException;
    }

    private <T> T view(View<T> view) {
        checkNotClosed();
        try (JdbcSession session = log.session()) {
            refresh(session);
            return view.of(session);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public List<Refusal> check(List<Draft> group) {
        return view(session -> {
            folding.lock();
            try {
                return ledger.refusals(group, session::stored);
            } finally {
                folding.unlock();
            }
        });
    }

    @Override
    public List<Recorded> read(Position from, int limit) {
        checkLimit(limit);
        return view(session -> session.page(from.value(), ledger.size(), limit));
    }

    @Override
    public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
        checkLimit(limit);
        checkIndex(fromN);
        return view(session -> session.page(engagement, fromN, ledger.size(), limit));
    }

    @Override
    Recorded stored(long number) {
        try (JdbcSession session = log.session()) {
            return session.stored(number);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    void release() {
        // the data source is the caller's
    }
}
