package org.heeded.examples.runner;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.dossier.Waiting;
import org.heeded.model.Side;
import org.heeded.model.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** What waits now, and on whom: the daily use. */
@Command(
        name = "waiting",
        description = "What is waiting now, and on whom: answers, launches, outcomes that are due.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class,
        footer = {
            "",
            "Examples:",
            "  What to ask about today:",
            "    heeded waiting --log decisions",
            "  The same by mail, each morning:",
            "    heeded waiting --log decisions | mail -s Waiting team@agency.example"
        })
final class WaitingCommand implements Callable<Integer> {

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (DecisionLog log = Logs.existing(directory)) {
            List<Waiting> waiting = Progress.of("looking for what waits", progress -> log.waiting());
            lines(waiting).forEach(Terminal::out);
        }
        return ExitCode.OK;
    }

    /** Side by side of the table, engagement by engagement, what waits longest first; no line is wider than a terminal. */
    static List<String> lines(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return List.of("Nothing is waiting.");
        }
        List<String> lines = new ArrayList<>();
        for (Side side : Side.values()) {
            List<Waiting> here = waiting.stream()
                    .filter(w -> w.side() == side)
                    .sorted(Comparator.comparingLong(Waiting::days).reversed())
                    .toList();
            if (!here.isEmpty()) {
                lines.add(here.size() + " on the " + (side == Side.CLIENT ? "client" : "marketer") + "'s side");
                here.stream()
                        .collect(groupingBy(Waiting::engagement, LinkedHashMap::new, toList()))
                        .forEach((engagement, items) -> {
                            lines.add("  " + Columns.cut(Terminal.plain(engagement.value()), Columns.LINE - 2));
                            items.forEach(item -> lines.add(line(item)));
                        });
            }
        }
        return lines;
    }

    private static String line(Waiting waiting) {
        String what = switch (waiting.kind()) {
            case ADVICE -> "answer";
            case LAUNCH -> "launch";
            case OUTCOME -> "outcome";
        };
        String start = String.format("%8d %-4s  %-7s  ", waiting.days(), waiting.days() == 1 ? "day" : "days", what);
        return start + Columns.cut(title(waiting), Columns.LINE - start.length());
    }

    /** What waits by its title, a personal one too where its key is there; by its id where it cannot be read. */
    private static String title(Waiting waiting) {
        String id = waiting.id().value();
        Text title = waiting.title().orElse(Text.of(id));
        return Terminal.plain(
                title instanceof Text.Plain words
                        ? words.value()
                        : title instanceof Text.Personal personal ? personal.value() : title + " · " + id);
    }
}
