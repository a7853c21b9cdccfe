package org.heeded.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.report.Audience;
import org.heeded.testkit.FixtureLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar handed to spark-submit, in a process that has nothing else but Spark. */
class SubmitIT {

    private static final Path JAR = Path.of("target", "heeded-spark.jar").toAbsolutePath();
    private static final Pattern CUT = Pattern.compile("\"cut\":\"([^\"]+)\"");

    /** What the jar has to bring along, or is for testing only. */
    private static final Pattern OURS = Pattern.compile(
            "heeded-core|tools/jackson|gg/jte|fastcsv|commons-statistics|commons-numbers|jspecify|junit|assertj");

    @TempDir
    private Path directory;

    private static String spark() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry ->
                        !OURS.matcher(entry.replace(File.separatorChar, '/')).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private int submit(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-Xmx1g",
                "-cp",
                spark(),
                "org.apache.spark.deploy.SparkSubmit",
                "--master",
                "local[2]",
                "--conf",
                "spark.driver.host=127.0.0.1",
                "--conf",
                "spark.driver.bindAddress=127.0.0.1",
                "--conf",
                "spark.ui.enabled=false",
                JAR.toString()));
        command.addAll(List.of(args));
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("SPARK_") || name.startsWith("HADOOP_"));
        return process.start().waitFor();
    }

    private Path writtenLog() {
        Path log = directory.resolve("log");
        try (DecisionLog opened = DecisionLog.open(log)) {
            assertThat(opened.record(FixtureLog.drafts())).isNotEmpty();
        }
        return log;
    }

    @Test
    void theSubmittedJobWritesWhatOneProcessSays() throws Exception {
        Path log = writtenLog();
        assertThat(submit("log", "out")).as("what spark-submit has for its end").isZero();
        String json = Files.readString(directory.resolve("out/report.json"));
        Matcher cut = CUT.matcher(json);
        assertThat(cut.find()).isTrue();
        LogOptions then = LogOptions.DEFAULT.clock(Clock.fixed(Instant.parse(cut.group(1)), ZoneOffset.UTC));
        assertThat(json)
                .isEqualTo(DecisionLog.report(log, then, ReportRequest.DEFAULT).toJson(Audience.SHARED));
        assertThat(directory.resolve("out/clients/acme-ltd.html")).isNotEmptyFile();
    }

    @Test
    void damageEndsTheSubmissionWithItsPlace() throws Exception {
        Path segment = writtenLog().resolve("segments/00000000000000000000.jsonl");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);
        assertThat(submit("log", "out")).isNotZero();
        assertThat(said()).contains("org.heeded.model.CorruptException: file:" + segment + " line ");
        assertThat(directory.resolve("out")).doesNotExist();
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }
}
