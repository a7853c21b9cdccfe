package org.heeded.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.jspecify.annotations.Nullable;

/** The tables of a log, by their names in one database: made, and held to what this release needs. */
final class JdbcTables {

    /** The version of the tables that this release reads and writes. */
    private static final int VERSION = 1;

    private static final String SCRIPT = "V1__log.sql";
    private static final String PLACEHOLDER = "${heeded}";

    /** The columns of each table that are used. */
    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "version", Set.of("version"),
            "log", Set.of("tenant", "entries", "writer", "since"),
            "entry", Set.of("tenant", "g", "id", "engagement", "n", "record"));

    /** What must be unique, lest a program that writes past this one make a log that contradicts itself. */
    private static final Map<String, Set<Set<String>>> KEYS = Map.of(
            "log", Set.of(Set.of("tenant")),
            "entry", Set.of(Set.of("tenant", "g"), Set.of("tenant", "id"), Set.of("tenant", "engagement", "n")));

    private final Database database;
    private final Optional<String> schema;
    private final String prefix;

    JdbcTables(Database database, JdbcOptions options) {
        this.database = database;
        schema = options.schema();
        prefix = options.prefix();
    }

    /** A table's name as SQL has it. */
    String name(String table) {
        return schema.map(name -> name + ".").orElse("") + prefix + table;
    }

    /**
     * Opens them.
     *
     * @throws StoreException if they are not those of this release
     */
    void open(Connection connection, JdbcOptions.Tables what) throws SQLException {
        if (what == JdbcOptions.Tables.CREATE && isAbsent(connection)) {
            create(connection);
        }
        List<String> missing = missing(connection);
        if (!missing.isEmpty()) {
            throw refused("has no " + String.join(", no ", missing)
                    + "; run the SQL in org/heeded/log/schema/" + database.folder()
                    + " of this library with its placeholder"
                    + " heeded set to \"" + name("") + "\", or open the log with JdbcOptions.Tables.CREATE");
        }
        int version = version(connection);
        if (version != VERSION) {
            throw refused("has version " + version + " of the tables, and this release needs " + VERSION
                    + (version > VERSION ? "; use a newer release" : "; run the SQL that follows it"));
        }
    }

    private StoreException refused(String why) {
        return new StoreException(Fate.NOT_WRITTEN, "the database " + why);
    }

    private void create(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String command : script().split(";\\s*\n", -1)) {
                if (!command.isBlank()) {
                    statement.execute(command);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            // another process may have been first
            if (isAbsent(connection)) {
                throw e;
            }
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private String script() {
        String file = "schema/" + database.folder() + "/" + SCRIPT;
        try (InputStream in = Objects.requireNonNull(JdbcTables.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace(PLACEHOLDER, name(""));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " in this library cannot be read", e);
        }
    }

    private int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT MAX(version) FROM " + name("version"))) {
            result.next();
            return result.getInt(1);
        }
    }

    private boolean isAbsent(Connection connection) throws SQLException {
        for (String table : COLUMNS.keySet()) {
            if (!columns(connection.getMetaData(), table).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What is not there: tables, or columns and keys of a table that is. */
    private List<String> missing(Connection connection) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Set<String>> used : new TreeMap<>(COLUMNS).entrySet()) {
            String table = used.getKey();
            Set<String> columns = columns(meta, table);
            if (columns.isEmpty()) {
                missing.add("table " + name(table));
                continue;
            }
            used.getValue().stream()
                    .filter(column -> !columns.contains(column))
                    .sorted()
                    .forEach(column -> missing.add("column " + name(table) + "." + column));
            Collection<Set<String>> unique = unique(meta, table);
            KEYS.getOrDefault(table, Set.of()).stream()
                    .filter(key -> !unique.contains(key))
                    .forEach(key -> missing.add("unique key " + new TreeSet<>(key) + " of " + name(table)));
        }
        return missing;
    }

    private Set<String> columns(DatabaseMetaData meta, String table) throws SQLException {
        Set<String> columns = new HashSet<>();
        try (ResultSet result = meta.getColumns(null, schemaOf(meta), cased(meta, prefix + table), null)) {
            while (result.next()) {
                // the name of the table is a pattern, in which a _ is any character
                if (result.getString("TABLE_NAME").equalsIgnoreCase(prefix + table)) {
                    columns.add(result.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private Collection<Set<String>> unique(DatabaseMetaData meta, String table) throws SQLException {
        Map<String, Set<String>> indexes = new HashMap<>();
        try (ResultSet result = meta.getIndexInfo(null, schemaOf(meta), cased(meta, prefix + table), true, true)) {
            while (result.next()) {
                if (result.getString("COLUMN_NAME") != null) {
                    indexes.computeIfAbsent(result.getString("INDEX_NAME"), name -> new HashSet<>())
                            .add(result.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return indexes.values();
    }

    private @Nullable String schemaOf(DatabaseMetaData meta) throws SQLException {
        return schema.isPresent()
                ? cased(meta, schema.get())
                : meta.getConnection().getSchema();
    }

    private static String cased(DatabaseMetaData meta, String name) throws SQLException {
        return meta.storesUpperCaseIdentifiers() ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** Sees that the tenant has its row. */
    void openTenant(Connection connection, String tenant) throws SQLException {
        String log = name("log");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + log
                + " (tenant, entries, since) SELECT ?, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM " + log
                + " WHERE tenant = ?)")) {
            insert.setString(1, tenant);
            insert.setString(2, tenant);
            insert.executeUpdate();
        } catch (SQLException e) {
            // another process may have been first
            if (!hasTenant(connection, tenant)) {
                throw e;
            }
        }
    }

    private boolean hasTenant(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM " + name("log") + " WHERE tenant = ?")) {
            query.setString(1, tenant);
            try (ResultSet result = query.executeQuery()) {
                return result.next();
            }
        }
    }
}
