package org.heeded.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;

/** The databases that a log can be kept in, and in what they differ. */
enum Database {
    POSTGRESQL("PostgreSQL") {
        @Override
        Optional<String> transaction() {
            return Optional.of("SELECT CAST(txid_current_if_assigned() AS VARCHAR)");
        }

        @Override
        void demandDurable(Connection connection) throws SQLException {
            refuseOff(connection, "fsync");
            refuseOff(connection, "synchronous_commit");
        }

        @Override
        void begun(Connection connection) throws SQLException {
            // in a stricter one, whoever waited for the lock has lost already
            run(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
        }

        private void refuseOff(Connection connection, String setting) throws SQLException {
            if (ask(connection, "SHOW " + setting).equals("off")) {
                throw notDurable("PostgreSQL has " + setting + " off: it acknowledges what it may lose; turn it on");
            }
        }
    },

    H2("H2") {
        @Override
        Optional<String> transaction() {
            return Optional.of("SELECT TRANSACTION_ID()");
        }

        @Override
        void demandDurable(Connection connection) throws SQLException {
            if (ask(connection, "SELECT COALESCE(DATABASE_PATH(), '')").isEmpty()) {
                throw notDurable("this H2 database is in memory; use one in a file");
            }
            reachDisk(connection); // only an administrator may; better to know it now
        }

        @Override
        void reachDisk(Connection connection) throws SQLException {
            run(connection, "CHECKPOINT SYNC");
        }
    },

    SQLITE("SQLite") {
        @Override
        String lock(String log) {
            // there are no locks on rows: writing takes the one on the database, and waits as long as busy_timeout says
            return "UPDATE " + log + " SET entries = entries WHERE tenant = ? RETURNING entries, writer, since";
        }

        @Override
        Optional<String> transaction() {
            return Optional.empty();
        }

        @Override
        void demandDurable(Connection connection) throws SQLException {
            if (!ask(connection, "PRAGMA journal_mode = WAL").equals("wal")) {
                throw notDurable("this SQLite database cannot use a write-ahead log: it is in memory, or where it"
                        + " cannot share memory between processes; use one in a local file");
            }
        }

        @Override
        void beforeOwn(Connection connection) throws SQLException {
            run(connection, "PRAGMA synchronous = FULL");
        }

        @Override
        void beforeJoining(Connection connection) throws SQLException {
            if (Integer.parseInt(ask(connection, "PRAGMA synchronous")) < SQLITE_FULL) {
                throw notDurable("the connection of this transaction has PRAGMA synchronous below FULL;"
                        + " set it when the connection is made");
            }
        }
    };

    private static final int SQLITE_FULL = 2;

    private final String product;

    Database(String product) {
        this.product = product;
    }

    /** Which one a connection is to. */
    static Database of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return Arrays.stream(values())
                .filter(database -> database.product.equals(product))
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        Fate.NOT_WRITTEN,
                        "a log cannot be kept in " + product + ", only in "
                                + Arrays.stream(values()).map(d -> d.product).collect(Collectors.joining(", "))));
    }

    /** The folder of its SQL. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A query for a tenant's row that locks it until the end of the transaction. */
    String lock(String log) {
        return "SELECT entries, writer, since FROM " + log + " WHERE tenant = ? FOR UPDATE";
    }

    /** A query for the id of the transaction, no two of which are alike; null before it has written or locked anything. */
    abstract Optional<String> transaction();

    /** Refuses a database that is set to lose what it has acknowledged. */
    abstract void demandDurable(Connection connection) throws SQLException;

    /** Sees that our own transaction, which begins, will be durable. */
    void beforeOwn(Connection connection) throws SQLException {
        // as it was found when the log was opened
    }

    /** Prepares our own transaction, which has begun. */
    void begun(Connection connection) throws SQLException {
        // as it is
    }

    /** Refuses a transaction of the caller's that would not be durable. */
    void beforeJoining(Connection connection) throws SQLException {
        // as it was found when the log was opened
    }

    /** Brings to the disk what was committed. */
    void reachDisk(Connection connection) throws SQLException {
        // the commit did
    }

    private static StoreException notDurable(String why) {
        return new StoreException(
                Fate.NOT_WRITTEN, why + ", or open the log with JdbcOptions.Durability.AS_CONFIGURED");
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
