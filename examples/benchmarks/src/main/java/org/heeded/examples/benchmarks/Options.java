package org.heeded.examples.benchmarks;

import java.nio.file.Path;
import java.util.List;

/**
 * How the benchmarks are run.
 *
 * @param data {@code --data}: a directory for logs and databases; logs that an earlier run built are used again
 * @param out {@code --out}: where the results go
 * @param sizes {@code --sizes}: of the logs, in entries
 * @param rounds {@code --rounds}: how many times everything is done in turn
 * @param appends {@code --appends}: how many entries one thread appends in a round
 * @param quick {@code --quick}: whether the inside is only tried, not measured
 */
record Options(Path data, Path out, List<Long> sizes, int rounds, int appends, boolean quick) {

    Options {
        sizes = List.copyOf(sizes);
    }

    static Options of(List<String> arguments) {
        Options options = new Options(
                Path.of(System.getProperty("java.io.tmpdir"), "heeded-benchmarks"),
                Path.of("RESULTS.md"),
                List.of(100_000L, 1_000_000L, 10_000_000L),
                5,
                20_000,
                false);
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            options = name.equals("--quick") ? options.with(name, "") : options.with(name, arguments.get(++i));
        }
        return options;
    }

    private Options with(String name, String value) {
        return switch (name) {
            case "--data" -> new Options(Path.of(value), out, sizes, rounds, appends, quick);
            case "--out" -> new Options(data, Path.of(value), sizes, rounds, appends, quick);
            case "--sizes" ->
                new Options(
                        data,
                        out,
                        List.of(value.split(",", -1)).stream()
                                .map(Long::valueOf)
                                .toList(),
                        rounds,
                        appends,
                        quick);
            case "--rounds" -> new Options(data, out, sizes, Integer.parseInt(value), appends, quick);
            case "--appends" -> new Options(data, out, sizes, rounds, Integer.parseInt(value), quick);
            case "--quick" -> new Options(data, out, sizes, rounds, appends, true);
            default -> throw new IllegalArgumentException("no such option: " + name);
        };
    }
}
