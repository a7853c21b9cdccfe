package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heeded.DecisionLog;
import org.heeded.LiveTable;
import org.heeded.LogOptions;
import org.heeded.ReportRequest;
import org.heeded.model.Draft;
import org.heeded.partnership.Lens;

/** The library's side: the calls that a user would make. */
final class Ours {

    static final String NAME = "Heeded";

    /** At the end of the history, so that every day on which something was due is over. */
    private static final LogOptions THEN = LogOptions.DEFAULT.clock(Clock.fixed(History.CUT, ZoneOffset.UTC));

    private Ours() {}

    /** The per-client tables, from the files. */
    static Tables tables(Path log) {
        return Tables.of(DecisionLog.outcomes(log, THEN, Lens.CLIENT, ReportRequest.DEFAULT));
    }

    /** Every figure of the report, from the files. */
    static Tables report(Path log) {
        return Tables.of(DecisionLog.report(log, THEN, ReportRequest.DEFAULT).figures());
    }

    /** A log to write, as after a restart. */
    static DecisionLog open(Path log) {
        return DecisionLog.open(log, THEN);
    }

    /** The per-client tables, kept up with the log. */
    static LiveTable live(DecisionLog log) {
        return log.live(Lens.CLIENT, ReportRequest.DEFAULT);
    }

    static Tables tables(LiveTable live) {
        return Tables.of(live.outcomes());
    }

    static void append(DecisionLog log, Draft draft) {
        if (log.record(List.of(draft)).size() != 1) {
            throw new IllegalStateException("one draft makes one entry");
        }
    }

    /** The bound on the heap of a process that works on a log of a size. */
    static String heap(long entries) {
        return entries > 1_000_000 ? "8g" : "2g";
    }

    /** How many times the segments of a closed log were forced: each line names the first one of its batch. */
    static long forces(Path log) {
        Pattern first = Pattern.compile("\\{\"g\":(\\d+),\"b\":\\1,");
        long batches = 0;
        for (Path segment : Row.segments(log)) {
            try (Stream<String> lines = Files.lines(segment)) {
                batches += lines.filter(line -> first.matcher(line).lookingAt()).count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return batches;
    }

    /** Takes away what reopening could go by, so that it has to read the whole log. */
    static void forgetSnapshots(Path log) {
        Data.delete(log.resolve("snapshots"));
    }
}
