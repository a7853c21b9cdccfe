package org.heeded.log;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections that die at a call: from then on each call fails, and the database sees them dropped. A commit that they die
 * at may have come through or not.
 */
final class FaultySource implements DataSource {

    private static final Set<Class<?>> WRAPPED = Set.of(Connection.class, Statement.class, PreparedStatement.class);
    private static final Set<String> HARMLESS = Set.of("unwrap", "isWrapperFor", "isClosed", "toString", "hashCode");

    private final DataSource source;
    private long left = Long.MAX_VALUE;
    private boolean commitComesThrough;
    private boolean rollsBack;
    private boolean dead;
    private boolean fired;

    FaultySource(DataSource source) {
        this.source = source;
    }

    /** Says once, at a call counted from 0, that the transaction was rolled back for another's sake; stays alive. */
    void rollBackAt(long call) {
        dieAt(call, false);
        rollsBack = true;
    }

    /** Dies at a call, counted from 0. */
    void dieAt(long call, boolean committing) {
        left = call;
        commitComesThrough = committing;
        rollsBack = false;
        dead = false;
        fired = false;
    }

    void heal() {
        left = Long.MAX_VALUE;
        dead = false;
    }

    /** Whether the call came at which to die. */
    boolean fired() {
        return fired;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = source.getConnection();
        return wrap(Connection.class, real, real);
    }

    private <T> T wrap(Class<T> type, Object real, Connection connection) {
        return type.cast(Proxy.newProxyInstance(
                FaultySource.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    boolean harmless = HARMLESS.contains(method.getName());
                    if (!harmless && left-- == 0) {
                        fired = true;
                        if (rollsBack) {
                            throw new SQLException("another transaction was first", "40001");
                        }
                        dead = true;
                        if (commitComesThrough && method.getName().equals("commit")) {
                            method.invoke(real, arguments);
                        }
                        drop(connection);
                    }
                    if (dead && !harmless) {
                        throw new SQLException("the connection is gone", "08006");
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        return WRAPPED.contains(method.getReturnType())
                                ? wrap(method.getReturnType(), result, connection)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static void drop(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            connection.close();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
