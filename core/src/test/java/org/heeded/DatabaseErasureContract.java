package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.heeded.log.JdbcOptions;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.junit.jupiter.api.Test;

/** Erasing a person from a log in a database: all that is in its tables and in the files of an embedded one is searched. */
abstract class DatabaseErasureContract extends ErasureContract {

    /** The database of this test, the same at every call. */
    abstract DataSource source();

    /** What the names of this test's tables begin with. */
    String prefix() {
        return "heeded_";
    }

    @Override
    DecisionLog open(LogOptions how) {
        JdbcOptions where = JdbcOptions.DEFAULT.prefix(prefix()).tables(JdbcOptions.Tables.CREATE);
        return DecisionLog.open(source(), where, how);
    }

    @Override
    List<byte[]> stored() {
        List<byte[]> stored = new ArrayList<>();
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet all =
                    connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (all.next()) {
                    String table = all.getString("TABLE_NAME");
                    if (table.toLowerCase(Locale.ROOT).startsWith(prefix())) {
                        tables.add(table);
                    }
                }
            }
            assertThat(tables).isNotEmpty();
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    while (rows.next()) {
                        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                            Object value = rows.getObject(i);
                            stored.add(
                                    value instanceof byte[] bytes
                                            ? bytes
                                            : String.valueOf(rows.getString(i)).getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        try (Stream<Path> files = Files.walk(temp)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.add(Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stored;
    }

    @Test
    void anErasureThatIsRolledBackLeavesTheKey() throws SQLException {
        record();
        long end = log.end().value();
        List<Draft> erasure = Stream.of("acme", "zebra")
                .map(e -> Draft.of(new EngagementId(e), new Event.SubjectErased(ANA, Circumstances.NONE)))
                .toList();
        try (Connection transaction = source().getConnection()) {
            transaction.setAutoCommit(false);
            assertThat(log.record(transaction, erasure)).hasSize(2);
            transaction.rollback();
        }
        assertThat(log.end().value()).isEqualTo(end);
        assertThat(keys.find(ANA)).isPresent();
        try (Connection transaction = source().getConnection()) {
            transaction.setAutoCommit(false);
            assertThat(log.record(transaction, erasure)).hasSize(2);
            transaction.commit();
        }
        assertThat(log.erase(ANA)).as("said by now; the key goes").isEmpty();
        assertThat(keys.find(ANA)).isEmpty();
    }
}
