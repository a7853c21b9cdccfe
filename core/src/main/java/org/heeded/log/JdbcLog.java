package org.heeded.log;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Where one tenant's log is.
 *
 * @param source gives connections
 * @param database what they are to
 * @param tables the names of the tables
 * @param options which tenant, and whether it is to be durable
 * @param codec reads records
 */
record JdbcLog(DataSource source, Database database, JdbcTables tables, JdbcOptions options, Codec codec) {

    String table(String name) {
        return tables.name(name);
    }

    String tenant() {
        return options.tenant();
    }

    boolean isDurable() {
        return options.durability() == JdbcOptions.Durability.REQUIRED;
    }

    /** Names an entry in a message. */
    String place(long number) {
        return table("entry") + ", tenant " + tenant() + ", entry " + number;
    }

    /** A session on a connection from the source. */
    JdbcSession session() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return new JdbcSession(this, source.getConnection(), false, interrupted);
        } catch (SQLException | RuntimeException e) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    /** A session in a transaction of the caller's. */
    JdbcSession session(Connection connection) throws SQLException {
        return new JdbcSession(this, connection, true, Thread.interrupted());
    }
}
