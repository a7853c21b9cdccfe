package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

    @TempDir
    private Path directory;

    /** Standard error that tells when something was printed to it. */
    private static final class Err extends ByteArrayOutputStream {

        private final CountDownLatch printed = new CountDownLatch(1);

        @Override
        public synchronized void write(byte[] bytes, int off, int len) {
            super.write(bytes, off, len);
            printed.countDown();
        }

        Progress await(Progress progress) {
            try {
                assertThat(printed.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return progress;
        }
    }

    private static String shown(
            String what, Duration moment, OptionalInt columns, Function<Err, Function<Progress, ?>> work) {
        PrintStream before = System.err;
        Err err = new Err();
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            Progress.of(what, moment, () -> columns, work.apply(err));
        } finally {
            System.setErr(before);
        }
        return err.toString(UTF_8);
    }

    @Test
    void aLineComesAndGoes() {
        String shown = shown("importing décisions.csv", Duration.ZERO, OptionalInt.of(80), err -> err::await);
        assertThat(shown).matches("(\rheeded: importing décisions.csv … 0 s)+\r {37}\r");
    }

    @Test
    void itFitsTheTerminalAndNothingInANameMovesTheCursor() {
        String shown = shown(
                "importing \u001b[2J\u202e" + "漢".repeat(40), Duration.ZERO, OptionalInt.of(31), err -> err::await);
        assertThat(shown).doesNotContain("\u001b", "\u202e");
        for (String line : shown.split("\r", -1)) {
            assertThat(Columns.of(line)).isLessThan(31);
        }
        assertThat(shown).contains("\rheeded: importing ·[2J·漢漢");
    }

    @Test
    void nothingIsShownWhereThereIsNoTerminalNorWithinTheFirstMoment() {
        assertThat(shown("x", Duration.ZERO, OptionalInt.empty(), err -> progress -> sleep()))
                .isEmpty();
        assertThat(shown("x", Duration.ofHours(1), OptionalInt.of(80), err -> progress -> sleep()))
                .isEmpty();
    }

    private static int sleep() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return 0;
    }

    @Test
    void whatIsThrownComesThroughAndTheLineGoes() {
        Err err = new Err();
        PrintStream before = System.err;
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            assertThatThrownBy(() -> Progress.of("x", Duration.ZERO, () -> OptionalInt.of(80), progress -> {
                        err.await(progress);
                        throw new IllegalStateException("broken");
                    }))
                    .hasMessage("broken");
        } finally {
            System.setErr(before);
        }
        assertThat(err.toString(UTF_8)).endsWith(" \r");
    }

    /** Works for a while; runs in a process of its own. */
    static final class Slow {

        private Slow() {}

        public static void main(String[] args) {
            Integer done = Progress.of("working", progress -> {
                sleep();
                progress.now("nearly there");
                for (int i = 0; i < 10; i++) {
                    sleep();
                }
                return 7;
            });
            System.out.println("done " + done);
        }
    }

    @Test
    void aRealTerminalShowsItAndAPipeDoesNot() throws Exception {
        Path script = Path.of("/usr/bin/script");
        assumeTrue(Files.isExecutable(script), "there is no script(1) here: no terminal to try the progress on");
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path args = Files.writeString(
                directory.resolve("args"),
                "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\" " + Slow.class.getName());
        String command = "stty cols 60; '" + java + "' -Dfile.encoding=UTF-8 '@" + args + "'";
        Path terminal = directory.resolve("terminal");
        Process seen = new ProcessBuilder(script.toString(), "-qec", command, "/dev/null")
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(terminal.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(seen.waitFor()).isZero();
        assertThat(Files.readString(terminal))
                .contains("\rheeded: nearly there … ")
                .endsWith(" \rdone 7\r\n");

        Path piped = directory.resolve("piped");
        Process unseen = new ProcessBuilder(java.toString(), "@" + args)
                .redirectOutput(piped.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(unseen.waitFor()).isZero();
        assertThat(Files.readString(piped)).isEqualTo("done 7\n");
    }
}
