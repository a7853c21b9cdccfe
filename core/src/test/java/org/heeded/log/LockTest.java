package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;

/** One writer at a time, whoever the others are; and after each refusal the log is still held. */
class LockTest extends LogFixture {

    private void assertRefused(Path path) {
        assertThatThrownBy(() -> JsonLinesStore.open(path, clock, AppendPolicy.LENIENT, sealer))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(StoreException.Fate.NOT_WRITTEN))
                .hasMessageContaining("open already, in this process");
    }

    /** Lets another process try. */
    private String tryElsewhere() throws Exception {
        Process other = Child.start(Opener.class, log().toString());
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        other.waitFor();
        return said;
    }

    /** What the other process runs. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] args) throws IOException {
            try (Closeable held = new LogDirectory(new LocalDisk(), Path.of(args[0])).hold()) {
                System.out.println("opened " + held);
            } catch (StoreException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void aSecondInstanceIsRefusedByWhicheverPathItComes() throws Exception {
        try (Store store = reopen()) {
            assertRefused(log());
            assertRefused(log().resolve("..").resolve("log"));
            assertRefused(Files.createSymbolicLink(temp.resolve("link"), log()));
            Path parent = Files.createSymbolicLink(temp.resolve("parent"), temp);
            assertRefused(parent.resolve("log"));
            assertThat(tryElsewhere()).contains("another process");
            store.append(List.of(milestone("still works")));
        }
        assertThat(recovered()).hasSize(1);
        assertThat(tryElsewhere()).contains("opened");
    }

    @Test
    void anotherProcessIsRefusedWhileTheLogIsOpen() throws Exception {
        try (Store store = reopen()) {
            assertThat(tryElsewhere()).contains("open already, in another process");
            store.append(List.of(milestone("x")));
            assertThat(tryElsewhere()).contains("open already, in another process");
        }
        assertThat(tryElsewhere()).contains("opened");
    }

    @Test
    void anotherClassLoaderIsRefusedAndTheLockIsStillHeld() throws Exception {
        URL[] roots = {
            Child.root(DirectoryLock.class).toUri().toURL(),
            Child.root(StoreException.class).toUri().toURL()
        };
        try (Store store = reopen();
                URLClassLoader other = new URLClassLoader(roots, null)) {
            Class<?> lock = other.loadClass(DirectoryLock.class.getName());
            assertThat(lock).isNotSameAs(DirectoryLock.class);
            Method take = lock.getDeclaredMethod("take", Path.class);
            take.setAccessible(true);
            assertThatThrownBy(() -> take.invoke(null, log()))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("open already, in this process");
            store.append(List.of(milestone("x")));
            assertThat(tryElsewhere()).contains("another process");
        }
        assertThat(recovered()).hasSize(1);
    }

    @Test
    void readingOnlyLeavesTheLockAlone() throws Exception {
        try (Store store = reopen()) {
            store.append(List.of(milestone("x")));
            try (Store view = JsonLinesStore.openReadOnly(log(), sealer)) {
                assertThat(all(view)).hasSize(1);
            }
            assertThat(tryElsewhere()).contains("another process");
        }
    }

    @Test
    void aLogThatCouldNotBeOpenedIsNotHeld() {
        small();
        write(log().resolve("HEAD"), new byte[0]);
        assertThatThrownBy(this::reopen).hasMessageContaining("HEAD");
        acknowledged(6);
        assertThat(recovered()).hasSize(6);
    }
}
