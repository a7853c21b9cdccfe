package org.heeded.examples.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executable jar itself, in a process of its own: what its users run. */
class JarIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path JAR = Path.of("target", "heeded.jar").toAbsolutePath();

    @TempDir
    private Path directory;

    private int run(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-jar", JAR.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start()
                .waitFor();
    }

    private String said(String stream) throws IOException {
        return Files.readString(directory.resolve(stream));
    }

    @Test
    void goesFromSpreadsheetToLogToReport() throws Exception {
        Files.writeString(directory.resolve("decisions.csv"), Damage.SOUND);
        assertThat(run("import", "decisions.csv", "--log", "log")).isZero();
        assertThat(said("out")).startsWith("3 rows read: 7 entries added");
        assertThat(run("waiting", "--log", "log")).isZero();
        assertThat(said("out")).isEqualTo("Nothing is waiting.\n");
        assertThat(run("report", "--log", "log", "--out", "report.txt")).isZero();
        assertThat(said("err")).isEmpty();
        assertThat(Files.readString(directory.resolve("report.txt")))
                .contains("1 of 1 piece of work missed its target");
        assertThat(run("report", "--log", "nowhere")).isEqualTo(2);
        assertThat(said("err")).contains("there is no log at nowhere").doesNotContain("\tat ");
    }

    @Test
    void showsTheDemo() throws Exception {
        assertThat(run("demo")).isZero();
        assertThat(said("out")).contains("When the client chose another way, 18 of 31 pieces of work");
        assertThat(said("err")).contains("heeded demo --out demo.html");
        assertThat(run("demo", "--out", "demo.html")).isZero();
        assertThat(said("out") + said("err")).isEmpty();
        assertThat(said("demo.html")).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aFullDiskBehindStandardOutputIsNotSuccess() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full), "there is no /dev/full here");
        List<String> command = List.of(JAVA.toString(), "-jar", JAR.toString(), "demo", "--format", "json");
        Process demo = new ProcessBuilder(command)
                .redirectOutput(full.toFile())
                .redirectError(directory.resolve("err").toFile())
                .start();
        assertThat(demo.waitFor()).isEqualTo(2);
        assertThat(said("err"))
                .isEqualTo("heeded: standard output did not take everything: it was closed, or its disk is full\n");
    }
}
