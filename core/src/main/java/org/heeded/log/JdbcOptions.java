package org.heeded.log;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where and how a log is kept in a database.
 *
 * @param schema the schema of the tables, which must be there; absent: the one that connections come with
 * @param prefix what the names of the tables begin with
 * @param tenant whose log this is: several may share the tables, and none sees another's entries
 * @param tables what to do about the tables when the log is opened
 * @param durability whether the database is held to keep what it has acknowledged
 */
public record JdbcOptions(Optional<String> schema, String prefix, String tenant, Tables tables, Durability durability) {

    /** What to do about the tables when the log is opened. */
    public enum Tables {
        /** Refuse to open if they are not those of this release; somebody else makes them, from the SQL in this library. */
        VALIDATE,
        /** Make them if they are not there, then as {@link #VALIDATE}. */
        CREATE
    }

    /** Whether the database is held to keep what it has acknowledged. */
    public enum Durability {
        /**
         * Refuse a database whose settings may lose an acknowledged entry when the power fails, make SQLite and H2 bring
         * each group to the disk.
         */
        REQUIRED,
        /** Take the database as it is set, even one that is in memory: for tests and for what may be lost. */
        AS_CONFIGURED
    }

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,40}");
    private static final int MAX_TENANT = 200;

    /** Tables {@code heeded_…} in the default schema, one tenant, validated, durable. */
    public static final JdbcOptions DEFAULT =
            new JdbcOptions(Optional.empty(), "heeded_", "default", Tables.VALIDATE, Durability.REQUIRED);

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if schema or prefix is not 1 to 41 of the characters a–z, 0–9 and {@code _}, the
     *     first no digit, or the tenant is not 1 to 200 characters without control characters
     */
    public JdbcOptions {
        schema.ifPresent(name -> check("schema", name));
        check("prefix", prefix);
        if (tenant.isBlank() || tenant.length() > MAX_TENANT || tenant.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "tenant \"" + tenant + "\" is not 1 to " + MAX_TENANT + " characters without control characters");
        }
    }

    private static void check(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " \"" + name + "\" is not of the form " + NAME);
        }
    }

    /**
     * With the tables in a schema.
     *
     * @param name the schema
     * @return a copy
     */
    public JdbcOptions schema(String name) {
        return new JdbcOptions(Optional.of(name), prefix, tenant, tables, durability);
    }

    /**
     * With other names of the tables.
     *
     * @param name what they begin with
     * @return a copy
     */
    public JdbcOptions prefix(String name) {
        return new JdbcOptions(schema, name, tenant, tables, durability);
    }

    /**
     * With another tenant.
     *
     * @param name whose log
     * @return a copy
     */
    public JdbcOptions tenant(String name) {
        return new JdbcOptions(schema, prefix, name, tables, durability);
    }

    /**
     * With something else done about the tables.
     *
     * @param what what
     * @return a copy
     */
    public JdbcOptions tables(Tables what) {
        return new JdbcOptions(schema, prefix, tenant, what, durability);
    }

    /**
     * With another durability.
     *
     * @param what which
     * @return a copy
     */
    public JdbcOptions durability(Durability what) {
        return new JdbcOptions(schema, prefix, tenant, tables, what);
    }
}
