package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a fresh process measured.
 *
 * @param seconds from its start to its end, as whoever waits for it sees it
 * @param figures what else it said, by name
 * @param answer the tables, if it was asked for them
 */
record Fresh(double seconds, Map<String, Double> figures, Optional<Tables> answer) {

    /** The largest resident memory of the process. */
    static final String PEAK_MIB = "peak MiB";

    private static final String FIGURE = "figure ";
    private static final String ROW = "row ";

    Fresh {
        figures = Map.copyOf(figures);
    }

    double figure(String name) {
        return Optional.ofNullable(figures.get(name)).orElseThrow();
    }

    /** Runs {@link Child} in a JVM of its own, with a bound on its heap. */
    static Fresh process(List<String> jvm, String heap, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Xmx" + heap);
        command.add(Child.class.getName());
        Collections.addAll(command, arguments);
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            List<String> lines =
                    process.inputReader(StandardCharsets.UTF_8).lines().toList();
            int status = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (status != 0) {
                throw new IllegalStateException(Arrays.toString(arguments) + " ended with status " + status);
            }
            return read(seconds, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Fresh read(double seconds, List<String> lines) {
        Map<String, Double> figures = new HashMap<>();
        List<String> rows = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(FIGURE)) {
                int value = line.lastIndexOf(' ');
                figures.put(line.substring(FIGURE.length(), value), Double.valueOf(line.substring(value + 1)));
            } else if (line.startsWith(ROW)) {
                rows.add(line.substring(ROW.length()));
            }
        }
        return new Fresh(seconds, figures, rows.isEmpty() ? Optional.empty() : Optional.of(Tables.read(rows)));
    }

    /** Says a figure to the process that waits. */
    static void say(String name, Number value) {
        System.out.println(FIGURE + name + " " + value);
    }

    /** Says the answer to the process that waits. */
    static void say(Tables answer) {
        StringBuilder lines = new StringBuilder();
        answer.lines().forEach(line -> lines.append(ROW).append(line).append('\n'));
        System.out.print(lines);
    }
}
