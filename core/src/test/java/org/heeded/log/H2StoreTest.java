package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends JdbcContract {

    @TempDir
    private static Path directory;

    private static HikariDataSource source;

    @BeforeAll
    static void connect() {
        source = Databases.pool(Databases.h2(directory), 10);
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
        return Databases.pool(Databases.h2(directory), size);
    }

    @Test
    void aDatabaseInMemoryIsRefusedUnlessAsked() {
        try (HikariDataSource memory = Databases.pool("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1", 2)) {
            assertThatThrownBy(() -> open(memory))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("in memory");
            try (JdbcStore store = open(memory, options().durability(JdbcOptions.Durability.AS_CONFIGURED))) {
                store.append(List.of(milestone("x")));
                assertThat(words(store)).containsExactly("x");
            }
        }
    }

    /** H2 by itself writes what it acknowledged half a second later. */
    @Test
    void whatWasAcknowledgedIsThereAfterTheProcessDied(@TempDir Path own) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Child.classPath(),
                        JdbcWriter.class.getName(),
                        Databases.h2(own),
                        tenant,
                        "dead",
                        "20",
                        "halt")
                .redirectErrorStream(true)
                .start();
        String said = new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("dead:19");
        try (HikariDataSource after = Databases.pool(Databases.h2(own), 2);
                JdbcStore store = open(after)) {
            assertThat(words(store)).hasSize(20).endsWith("dead:19");
            assertSound(store);
        }
    }
}
