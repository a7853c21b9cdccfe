package org.heeded.examples.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.heeded.DecisionLog;
import org.heeded.dossier.Waiting;
import org.heeded.model.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** What waits now, and on whom: the daily use. */
@Command(
        name = "waiting",
        description = "What is waiting now, and on whom: answers, launches, outcomes that are due.",
        mixinStandardHelpOptions = true,
        versionProvider = Heeded.Version.class)
final class WaitingCommand implements Callable<Integer> {

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "A log that import made")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        try (DecisionLog log = Logs.existing(directory)) {
            System.out.print(text(log.waiting()));
        }
        return ExitCode.OK;
    }

    /** Side by side of the table, what waits longest first. */
    static String text(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return "Nothing is waiting.\n";
        }
        StringBuilder text = new StringBuilder();
        for (Side side : Side.values()) {
            List<Waiting> here = waiting.stream()
                    .filter(w -> w.side() == side)
                    .sorted((a, b) -> Long.compare(b.days(), a.days()))
                    .toList();
            if (!here.isEmpty()) {
                String name = side == Side.CLIENT ? "client" : "marketer";
                text.append(here.size()).append(" on the ").append(name).append("'s side\n");
                here.forEach(w -> text.append("  ").append(w).append('\n'));
            }
        }
        return text.toString();
    }
}
