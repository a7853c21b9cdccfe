package org.heeded.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.heeded.model.CorruptException;

/**
 * Opens the segments of a log for writing. What is not whole at the very end, and was never acknowledged, is a torn tail:
 * it is moved away. Anything else that is not as it was written is damage, and refused.
 */
final class Recovery {

    /**
     * What was found and made good.
     *
     * @param log the id of the log; empty if it has no segment
     * @param end the end of the last segment; empty if there is none
     * @param torn what was moved away
     * @param rewritten how many entries were written again
     */
    record Result(Optional<UUID> log, Optional<End> end, Optional<RecoveryReport.Torn> torn, long rewritten) {}

    /**
     * The end of a segment.
     *
     * @param path where it is
     * @param length its length
     * @param hasEntries whether there is more than a header
     */
    record End(Path path, long length, boolean hasEntries) {}

    private static final int CHUNK = 1 << 20;

    private final LogDirectory directory;
    private final Disk disk;
    private final Offsets offsets;
    private final Replay replay;
    private final long acknowledged;
    private Optional<RecoveryReport.Torn> torn = Optional.empty();
    /** How many whole lines at the end are of a group whose last line is not there. */
    private int incomplete;

    private Recovery(LogDirectory directory, Offsets offsets, Replay replay, long acknowledged) {
        this.directory = directory;
        this.disk = directory.disk();
        this.offsets = offsets;
        this.replay = replay;
        this.acknowledged = acknowledged;
    }

    /**
     * Reads everything, or what a snapshot does not hold.
     *
     * @param head what HEAD counts; empty if it is not whole or was not there
     * @param snapshot spares reading the entries that it holds
     * @throws CorruptException if something that was acknowledged, or stands before something that is whole, is damaged
     */
    static Result run(
            LogDirectory directory,
            Offsets offsets,
            Replay replay,
            OptionalLong head,
            Optional<LedgerSnapshot> snapshot)
            throws IOException {
        List<Path> segments = directory.segments();
        if (head.isEmpty() && !segments.isEmpty()) {
            throw headless(directory);
        }
        long acknowledged = head.orElse(0);
        Optional<Replay.Part> resumed = snapshot.flatMap(s -> s.load(replay, acknowledged));
        return new Recovery(directory, offsets, replay, acknowledged).run(segments, resumed);
    }

    static CorruptException headless(LogDirectory directory) {
        return new CorruptException(directory.head()
                + " is missing or damaged: what was acknowledged is unknown; restore it from a copy of the log");
    }

    private Result run(List<Path> segments, Optional<Replay.Part> resumed) throws IOException {
        Optional<Path> last = Optional.empty();
        long good = 0;
        int begun = resumed.isPresent() ? offsets.size() - 1 : 0;
        for (int i = begun; i < segments.size(); i++) {
            Path path = segments.get(i);
            boolean isLast = i == segments.size() - 1;
            OptionalLong length = resumed.isPresent() && i == begun ? rest(resumed.get(), isLast) : read(path, isLast);
            if (length.isPresent()) {
                last = Optional.of(path);
                good = length.getAsLong();
            }
        }
        if (replay.next() < acknowledged) {
            throw new CorruptException(directory.path() + " ends with entry " + replay.next()
                    + " to come, but HEAD says that " + acknowledged + " were acknowledged");
        }
        if (last.isEmpty()) {
            return new Result(replay.log(), Optional.empty(), torn, 0);
        }
        try (LogFile file = disk.open(last.get())) {
            return mend(last.get(), file, good);
        }
    }

    /** Reads a segment; its good length, or empty if it was never begun and was moved away. */
    private OptionalLong read(Path path, boolean last) throws IOException {
        Segment segment = new Segment(path, disk.openToRead(path));
        boolean taken = false;
        try {
            Replay.Part part = replay.part(segment);
            taken = part.begin();
            if (taken) {
                return rest(part, last);
            }
            if (!last || acknowledged > replay.next() || part.anyWholeLine(-1)) {
                throw new CorruptException(
                        path + " line 1 byte 0: the header is damaged, before entry " + replay.next());
            }
            torn = Optional.of(new RecoveryReport.Torn(
                    LogDirectory.name(path), 0, segment.file().length(), 0, moveAway(path)));
            return OptionalLong.empty();
        } finally {
            if (!taken) {
                segment.close();
            }
        }
    }

    private OptionalLong rest(Replay.Part part, boolean last) throws IOException {
        entries(part, last);
        part.end();
        return OptionalLong.of(part.good());
    }

    /** Moves a segment without a header and without an entry. */
    private String moveAway(Path path) throws IOException {
        Path to = directory.torn(path, 0);
        disk.move(path, to);
        disk.force(to.resolveSibling(""));
        directory.forceSegments();
        return directory.path().relativize(to).toString();
    }

    private void entries(Replay.Part part, boolean last) throws IOException {
        Optional<LineReader.Found> bad = part.read(Long.MAX_VALUE);
        long number = replay.next() + part.waiting();
        if (bad.isPresent() && (!last || acknowledged > number || part.anyWholeLine(number))) {
            throw part.damage(bad.get(), "is not as it was written");
        }
        if (part.waiting() > 0 && (!last || acknowledged > replay.next())) {
            throw part.groupDamage();
        }
        incomplete = part.waiting();
    }

    /** Moves what is behind the good lines to {@code torn/}, and makes good lines durable that may not be. */
    private Result mend(Path path, LogFile file, long good) throws IOException {
        long surplus = file.length() - good;
        if (surplus > 0) {
            Path to = directory.torn(path, good);
            try (LogFile kept = disk.open(to)) {
                for (long at = 0; at < surplus; at += CHUNK) {
                    kept.write(at, chunk(file, good + at, good + surplus));
                }
                kept.force();
            }
            disk.force(to.resolveSibling(""));
            file.truncate(good);
            file.force();
            torn = Optional.of(new RecoveryReport.Torn(
                    LogDirectory.name(path),
                    good,
                    surplus,
                    incomplete,
                    directory.path().relativize(to).toString()));
        }
        long first = LogDirectory.first(path);
        long counted = Math.max(acknowledged, first);
        // after a failed force the page cache may show bytes that the disk lacks: write once more what HEAD does not
        // count
        long from = acknowledged > first ? offsets.end(acknowledged - 1) : 0;
        if (from < good) {
            for (long at = from; at < good; at += CHUNK) {
                file.write(at, chunk(file, at, good));
            }
            file.force();
            directory.forceSegments();
        }
        long rewritten = replay.next() - counted;
        return new Result(replay.log(), Optional.of(new End(path, good, replay.next() > first)), torn, rewritten);
    }

    private static byte[] chunk(LogFile file, long at, long end) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, end - at)];
        file.read(at, chunk);
        return chunk;
    }
}
