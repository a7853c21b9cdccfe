package org.heeded.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log in a database through one connection, for one call: in transactions of its own, or in the caller's, which it neither
 * ends nor closes. For one thread, which is not interrupted meanwhile: that would close the files of an embedded database.
 */
final class JdbcSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);

    /** So many entries are written in one statement at most. */
    private static final int ROWS = 100;

    /** Class of the SQL states that say that a transaction was rolled back, and the one of them that does not know. */
    private static final String ROLLED_BACK = "40";

    private static final String NOT_KNOWN = "40003";

    /**
     * How long a log is.
     *
     * @param entries how many entries this connection sees
     * @param writer the transaction that added the last of them, if it was one of a caller's
     * @param since where that one began
     */
    record Length(long entries, Optional<String> writer, long since) {

        /** How many entries are committed, as a transaction sees it that may have added some itself. */
        long committed(Optional<String> transaction) {
            return writer.isPresent() && writer.equals(transaction) ? since : entries;
        }
    }

    private final JdbcLog log;
    private final Connection connection;
    private final boolean given;
    private final boolean joined;
    private final boolean interrupted;
    /** Whether a transaction of our own is under way. */
    private boolean begun;

    /**
     * A session.
     *
     * @param given whether the connection is the caller's to close
     * @param interrupted whether the thread was, and is to be again at the end
     */
    JdbcSession(JdbcLog log, Connection connection, boolean given, boolean interrupted) throws SQLException {
        this.log = log;
        this.connection = connection;
        this.given = given;
        this.interrupted = interrupted;
        joined = !connection.getAutoCommit();
    }

    /** Whether it works in a transaction of the caller's. */
    boolean isJoined() {
        return joined;
    }

    /** Whether a database rolled back for another transaction's sake: nothing was written, and it may work out again. */
    static boolean isConflict(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.startsWith(ROLLED_BACK) && !state.equals(NOT_KNOWN);
    }

    /** Begins a transaction of our own. */
    void begin() throws SQLException {
        if (log.isDurable()) {
            log.database().beforeOwn(connection);
        }
        connection.setAutoCommit(false);
        begun = true;
        log.database().begun(connection);
    }

    /**
     * Ends a transaction of our own.
     *
     * @throws SQLException if the database says that it rolled back
     * @throws StoreException if nobody knows what it did
     */
    void commit() throws SQLException {
        try {
            connection.commit();
        } catch (SQLException e) {
            if (isConflict(e)) {
                throw e;
            }
            throw new StoreException(
                    Fate.UNKNOWN,
                    "the database did not say whether it committed (" + e.getMessage()
                            + "); read the log to know, or append" + " again under the same ids, which is harmless",
                    e);
        }
        begun = false;
        if (log.isDurable()) {
            try {
                log.database().reachDisk(connection);
            } catch (SQLException e) {
                throw new StoreException(
                        Fate.UNKNOWN, "the database committed but may not have reached the disk: " + e.getMessage(), e);
            }
        }
    }

    /** Takes a transaction of our own back. */
    void rollback() throws SQLException {
        if (begun) {
            connection.rollback();
            connection.setAutoCommit(true);
            begun = false;
        }
    }

    /** Takes a transaction back after a failure, which is not to be hidden by another. */
    void rollback(Exception failure) {
        try {
            rollback();
        } catch (SQLException e) {
            // the database rolls back when the connection is closed
            failure.addSuppressed(e);
        }
    }

    /** Locks the tenant's row until the end of the transaction, so that nobody else appends. */
    Length lock() throws SQLException {
        if (joined && log.isDurable()) {
            log.database().beforeJoining(connection);
        }
        return length(log.database().lock(log.table("log")));
    }

    Length length() throws SQLException {
        return length("SELECT entries, writer, since FROM " + log.table("log") + " WHERE tenant = ?");
    }

    private Length length(String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, log.tenant());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new CorruptException(
                            log.table("log") + " has no row of tenant " + log.tenant() + " any more");
                }
                return new Length(row.getLong(1), Optional.ofNullable(row.getString(2)), row.getLong(3));
            }
        }
    }

    /** The id of the caller's transaction, if it has one by now and the database tells. */
    Optional<String> transaction() throws SQLException {
        Optional<String> sql = log.database().transaction();
        if (sql.isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.get())) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** Entries by global number: the first so many of a range without its end. */
    List<Recorded> page(long from, long end, int limit) throws SQLException {
        try (PreparedStatement query = select("g >= ? AND g < ? ORDER BY g LIMIT ?")) {
            query.setLong(2, from);
            query.setLong(3, end);
            query.setInt(4, limit);
            return rows(query);
        }
    }

    /** Entries of an engagement by their index, the first so many; none with a global number at or past the end. */
    List<Recorded> page(EngagementId engagement, long fromN, long end, int limit) throws SQLException {
        try (PreparedStatement query = select("engagement = ? AND n >= ? AND g < ? ORDER BY n LIMIT ?")) {
            query.setString(2, engagement.value());
            query.setLong(3, fromN);
            query.setLong(4, end);
            query.setInt(5, limit);
            return rows(query);
        }
    }

    private PreparedStatement select(String where) throws SQLException {
        PreparedStatement query = connection.prepareStatement(
                "SELECT g, id, engagement, n, record FROM " + log.table("entry") + " WHERE tenant = ? AND " + where);
        query.setString(1, log.tenant());
        return query;
    }

    private List<Recorded> rows(PreparedStatement query) throws SQLException {
        List<Recorded> rows = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(recorded(row));
            }
        }
        return List.copyOf(rows);
    }

    private Recorded recorded(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        byte[] bytes = row.getBytes(5);
        try {
            String json = Codec.utf8(bytes, 0, bytes.length);
            Entry entry = log.codec().decode(json);
            if (!entry.id().toString().equals(row.getString(2))
                    || !entry.engagement().value().equals(row.getString(3))
                    || entry.n() != row.getLong(4)) {
                throw new CorruptException("the columns of the row are not what the record says");
            }
            return new Recorded(new Position(number), entry, json);
        } catch (CorruptException e) {
            throw new CorruptException(log.place(number) + ": " + e.getMessage());
        }
    }

    /** The entry with a global number that is there. */
    Recorded stored(long number) {
        try {
            return page(number, number + 1, 1).stream().findFirst().orElseThrow(() -> missing(number));
        } catch (SQLException e) {
            throw JdbcStore.unreadable(e);
        }
    }

    private RuntimeException missing(long number) {
        return joined
                ? new StoreException(
                        Fate.NOT_WRITTEN,
                        log.place(number)
                                + " is not seen by this transaction, which began before it was committed; use the"
                                + " isolation READ COMMITTED, or begin again")
                : new CorruptException(log.place(number) + " is missing");
    }

    /**
     * Writes entries behind the stored ones.
     *
     * @param writer the caller's transaction, if this is one that the database can tell
     * @param since where this transaction began to append
     */
    void write(List<Recorded> entries, Optional<String> writer, long since) throws SQLException {
        for (int from = 0; from < entries.size(); from += ROWS) {
            insert(entries.subList(from, Math.min(from + ROWS, entries.size())));
        }
        // last, and behind the lock: H2 lets others wait for ever on a row whose change was rolled back to a savepoint
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + log.table("log") + " SET entries = ?, writer = ?, since = ? WHERE tenant = ?")) {
            update.setLong(1, entries.get(entries.size() - 1).position().value() + 1);
            update.setString(2, writer.orElse(null));
            update.setLong(3, since);
            update.setString(4, log.tenant());
            update.executeUpdate();
        }
    }

    /** In one statement, and not as a batch: when one of those fails, drivers say so with the rows in the message. */
    private void insert(List<Recorded> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + log.table("entry")
                + " (tenant, g, id, engagement, n, record) VALUES "
                + String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?, ?)")))) {
            int column = 0;
            for (Recorded recorded : entries) {
                Entry entry = recorded.entry();
                insert.setString(++column, log.tenant());
                insert.setLong(++column, recorded.position().value());
                insert.setString(++column, entry.id().toString());
                insert.setString(++column, entry.engagement().value());
                insert.setLong(++column, entry.n());
                insert.setBytes(++column, recorded.bytes());
            }
            insert.executeUpdate();
        }
    }

    /** Writes as {@link #write} does, all or nothing of it, in a transaction that goes on. */
    void writeInto(List<Recorded> entries, Optional<String> writer, long since) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            write(entries, writer, since);
        } catch (SQLException e) {
            try {
                connection.rollback(before);
            } catch (SQLException again) {
                e.addSuppressed(again);
                throw new StoreException(
                        Fate.UNKNOWN,
                        "part of the group may be in the transaction; roll it back: " + e.getMessage(),
                        e);
            }
            throw e;
        }
        connection.releaseSavepoint(before);
    }

    @Override
    public void close() {
        try {
            if (!given) {
                try (connection) {
                    if (!joined && !begun && !connection.getAutoCommit()) {
                        connection.setAutoCommit(true);
                    }
                }
            }
        } catch (SQLException e) {
            LOG.debug("a connection was not closed cleanly", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
