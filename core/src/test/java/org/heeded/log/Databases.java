package org.heeded.log;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Real databases to test with. One PostgreSQL serves all the tests of a JVM, with the settings that lose nothing. */
final class Databases {

    private Databases() {}

    /** Begun when the first test asks, ended with the JVM by its own hook. */
    private static final class Postgres {

        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("full_page_writes", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String postgresql() {
        return Postgres.SERVER.getJdbcUrl("postgres", "postgres");
    }

    static String h2(Path directory) {
        return "jdbc:h2:" + directory.resolve("h2").toAbsolutePath();
    }

    static String sqlite(Path directory) {
        return "jdbc:sqlite:" + directory.resolve("sqlite.db").toAbsolutePath();
    }

    /** A pool, with something else about it. */
    static HikariDataSource pool(String url, int size, Consumer<HikariConfig> also) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        also.accept(config);
        return new HikariDataSource(config);
    }

    static HikariDataSource pool(String url, int size) {
        return pool(url, size, config -> {});
    }
}
