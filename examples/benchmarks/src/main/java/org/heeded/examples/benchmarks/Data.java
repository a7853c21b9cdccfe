package org.heeded.examples.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.model.Draft;

/**
 * The logs that are measured, one for each size, and copies of them to write to.
 *
 * @param directory where they are kept
 */
record Data(Path directory) {

    private static final int GROUP = 5_000;

    /** Says when the newest draft of a history was recorded; nobody asks while another one is made. */
    private static final class Telling extends Clock {

        private final History history;

        Telling(History history) {
            this.history = history;
        }

        @Override
        public Instant instant() {
            return history.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }
    }

    /** The log of a size, built by the library itself if an earlier run has not left it. */
    Path log(long entries) {
        return directory.resolve("log-" + entries);
    }

    boolean isBuilt(long entries) {
        return Files.exists(log(entries));
    }

    /** Builds a log; it takes its name when it is whole. */
    void build(long entries) {
        Path building = directory.resolve("building-" + entries);
        delete(building);
        History history = new History(entries);
        Clock clock = new Telling(history);
        try (DecisionLog log = DecisionLog.open(building, LogOptions.DEFAULT.clock(clock))) {
            for (long left = entries; left > 0; left -= GROUP) {
                List<Draft> group = history.next((int) Math.min(GROUP, left));
                if (log.record(group).size() != group.size()) {
                    throw new IllegalStateException("a group was not taken whole");
                }
            }
        }
        Ours.forgetSnapshots(building);
        try {
            Files.move(building, log(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A copy to write to. Closed segments are linked, since no writer changes them.
     *
     * @return its directory, new
     */
    Path copy(long entries, String name) {
        Path from = log(entries);
        Path to = fresh(name);
        try {
            Path segments = Files.createDirectories(to.resolve("segments"));
            List<Path> all = Row.segments(from);
            for (Path segment : all.subList(0, all.size() - 1)) {
                Files.createLink(segments.resolve(segment.getFileName()), segment);
            }
            Path last = all.get(all.size() - 1);
            Files.copy(last, segments.resolve(last.getFileName()));
            Files.copy(from.resolve("HEAD"), to.resolve("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to;
    }

    /** A directory or file that is not there. */
    Path fresh(String name) {
        Path path = directory.resolve("work").resolve(name);
        delete(path);
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }

    /** Reads the segments once, so that they are in the file cache. */
    void readThrough(long entries) {
        byte[] block = new byte[1 << 20];
        for (Path segment : Row.segments(log(entries))) {
            try (var in = Files.newInputStream(segment)) {
                while (in.read(block) >= 0) {
                    // only to have been read
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
