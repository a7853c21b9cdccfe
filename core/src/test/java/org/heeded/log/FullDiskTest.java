package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.Test;

/** A real full disk, and a real error from the platform's force; where the machine lets a test have them. */
class FullDiskTest extends LogFixture {

    private static int run(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }

    @Test
    void aFullFileSystemIsSurvivedAndTheLogGoesOnWhenThereIsRoom() throws Exception {
        Path mounted = Files.createDirectory(temp.resolve("mounted"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", mounted.toString()) == 0,
                "no tmpfs can be mounted here; the disk in memory stands in, in AppenderTest");
        try {
            Path ballast = mounted.resolve("ballast");
            Files.write(ballast, new byte[100_000]);
            List<Recorded> written = new ArrayList<>();
            try (Store store = JsonLinesStore.open(mounted.resolve("log"), clock, AppendPolicy.LENIENT, sealer)) {
                int refused = 0;
                for (int i = 0; i < 40; i++) {
                    try {
                        written.addAll(store.append(List.of(milestone(i + "x".repeat(5000)), milestone(i + "y"))));
                    } catch (StoreException e) {
                        assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN);
                        refused++;
                    }
                }
                assertThat(refused).isPositive();
                assertThat(written).isNotEmpty();
                Files.delete(ballast);
                written.addAll(store.append(List.of(milestone("there is room again"))));
                assertThat(all(store)).isEqualTo(written);
            }
            try (JsonLinesStore store =
                    JsonLinesStore.open(mounted.resolve("log"), clock, AppendPolicy.LENIENT, sealer)) {
                assertThat(all(store)).isEqualTo(written);
                assertThat(store.recovery().repaired()).isFalse();
            }
        } finally {
            assertThat(run("umount", mounted.toString())).isZero();
        }
    }

    /** What the traced process runs: appends until it is refused, and says what it was told. */
    static final class Appends {

        private Appends() {}

        public static void main(String[] args) {
            try (Store store = JsonLinesStore.open(
                    Path.of(args[0]), Clock.systemUTC(), AppendPolicy.LENIENT, new Sealer(new InMemoryKeyStore()))) {
                for (int i = 0; i < 100; i++) {
                    try {
                        store.append(List.of(milestone("m" + i)));
                        System.out.println("acknowledged");
                    } catch (StoreException e) {
                        System.out.println(e.fate() + " " + e.getCause());
                    }
                }
            }
        }
    }

    @Test
    void anErrorOfThePlatformsForcePoisonsTheLogAndLosesNothing() throws Exception {
        assumeTrue(
                run("strace", "-o", "/dev/null", "true") == 0,
                "there is no strace here, or it may not trace; the disk in memory stands in, in AppenderTest");
        Process process = Child.of(
                        List.of(
                                "strace",
                                "-f",
                                "-o",
                                temp.resolve("trace").toString(),
                                "-e",
                                "trace=fsync,fdatasync",
                                "-e",
                                "inject=fsync,fdatasync:error=EIO:when=20"),
                        List.of(),
                        Appends.class,
                        log().toString())
                .start();
        List<String> told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        int acknowledged = told.lastIndexOf("acknowledged") + 1;
        assertThat(acknowledged).isBetween(5, 20);
        assertThat(told.get(acknowledged)).startsWith("UNKNOWN").contains("SyncFailedException");
        assertThat(told.subList(acknowledged + 1, 100)).allMatch(line -> line.startsWith("NOT_WRITTEN"));
        assertThat(Files.readString(temp.resolve("trace"))).contains("INJECTED");
        assertThat(recovered().stream().map(LogFixture::what))
                .startsWith(Stream.iterate(0, i -> i + 1)
                        .limit(acknowledged)
                        .map(i -> "m" + i)
                        .toArray(String[]::new))
                .hasSizeBetween(acknowledged, acknowledged + 1);
    }

    @Test
    void whereTheForceFailsAtOpeningTheLogIsNotOpened() throws Exception {
        assumeTrue(
                run("strace", "-o", "/dev/null", "true") == 0,
                "there is no strace here, or it may not trace; the disk in memory stands in, in CrashTest");
        small();
        Process process = Child.of(
                        List.of(
                                "strace",
                                "-f",
                                "-o",
                                "/dev/null",
                                "-e",
                                "trace=fsync,fdatasync",
                                "-e",
                                "inject=fsync,fdatasync:error=EIO"),
                        List.of(),
                        Appends.class,
                        log().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("StoreException", "cannot be opened");
        assertThat(recovered()).hasSize(6);
    }
}
