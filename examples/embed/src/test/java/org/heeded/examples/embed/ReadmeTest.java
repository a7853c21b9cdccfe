package org.heeded.examples.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's Java, compiled and run in a process of its own as its readers would. */
class ReadmeTest {

    private static final Path README = Path.of("..", "..", "README.md");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    private Path directory;

    private static String block(String language) throws IOException {
        String readme = Files.readString(README);
        List<MatchResult> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .toList();
        assertThat(blocks).as("blocks of %s in the README", language).hasSize(1);
        return blocks.get(0).group(1);
    }

    @Test
    void theSampleCompilesWithoutWarningsAndPrintsWhatTheReadmeSays() throws Exception {
        String sample = block("java");
        Stream<String> imports = sample.lines().filter(line -> line.startsWith("import "));
        String body = String.join(
                "\n", sample.lines().filter(line -> !line.startsWith("import ")).toList());
        Path source = Files.writeString(
                directory.resolve("Sample.java"),
                String.join("\n", imports.toList()) + "\nclass Sample { public static void main(String[] args) {\n"
                        + body + "\n}}\n");
        int compiled = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this Java has no compiler")
                .run(null, null, null, "-Xlint:all", "-Werror", "-cp", CLASS_PATH, source.toString());
        assertThat(compiled).isZero();

        Path out = directory.resolve("out.txt");
        Process process = new ProcessBuilder(
                        JAVA.toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        directory + File.pathSeparator + CLASS_PATH,
                        "Sample")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(out)).isZero();
        assertThat(read(out))
                .contains("acme: Answer reviews within a day waits for an answer (client")
                .contains("When the client chose another way, 1 of 1 piece of work missed its target");
        assertThat(directory.resolve("decisions").resolve("segments")).isNotEmptyDirectory();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
