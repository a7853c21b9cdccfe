package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends JdbcContract {

    @TempDir
    private static Path directory;

    private static HikariDataSource source;

    @BeforeAll
    static void connect() {
        source = poolTo(10);
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
        return poolTo(size);
    }

    private static HikariDataSource poolTo(int size) {
        // other writers are waited for as long as this says
        return Databases.pool(Databases.sqlite(directory) + "?busy_timeout=20000", size);
    }

    private static String pragma(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aConnectionWithLessThanFullSyncIsSetSoOrRefused() throws SQLException {
        try (HikariDataSource normal = Databases.pool(Databases.sqlite(directory) + "?synchronous=NORMAL", 1)) {
            try (Connection connection = normal.getConnection()) {
                assertThat(pragma(connection, "synchronous")).isEqualTo("1");
            }
            try (JdbcStore store = open(normal)) {
                try (Connection connection = normal.getConnection()) {
                    connection.setAutoCommit(false);
                    assertThatThrownBy(() -> store.append(connection, List.of(milestone("x"))))
                            .isInstanceOfSatisfying(StoreException.class, e -> {
                                assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN);
                                assertThat(e).hasMessageContaining("synchronous");
                            });
                    connection.rollback();
                }
                store.append(List.of(milestone("y")));
                try (Connection connection = normal.getConnection()) {
                    assertThat(pragma(connection, "synchronous")).isEqualTo("2");
                    assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
                }
                assertThat(words(store)).containsExactly("y");
            }
        }
    }

    @Test
    void aDatabaseInMemoryIsRefused() {
        try (HikariDataSource memory = Databases.pool("jdbc:sqlite::memory:", 1)) {
            assertThatThrownBy(() -> open(memory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in memory");
        }
    }
}
