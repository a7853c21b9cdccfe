package org.heeded.log;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the segments of a log and folds their entries into a ledger. What is not whole at the very end, and was never
 * acknowledged, is a torn tail: it is moved away. Anything else that is not as it was written is damage, and refused.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    /** A whole line that waits for the rest of its group. */
    private record Waiting(Recorded recorded, LineReader.Found found) {}

    private final LogDirectory directory;
    private final LogFile.Opener opener;
    private final Codec codec;
    private final Ledger ledger;
    private final Offsets offsets;
    private long acknowledged;
    private Optional<UUID> log = Optional.empty();
    private long next;
    private long batch;
    private long following;
    private final List<Waiting> group = new ArrayList<>();

    Recovery(LogDirectory directory, LogFile.Opener opener, Codec codec, Ledger ledger, Offsets offsets) {
        this.directory = directory;
        this.opener = opener;
        this.codec = codec;
        this.ledger = ledger;
        this.offsets = offsets;
    }

    /**
     * Reads everything.
     *
     * @param head the bytes of HEAD; empty if there is no such file yet
     * @return the id of the log; empty if there is no segment
     * @throws CorruptException if something that was acknowledged, or stands before something that is whole, is damaged
     */
    Optional<UUID> run(Optional<byte[]> head) throws IOException {
        List<Path> segments = directory.segments();
        OptionalLong count = head.map(Head::count).orElse(OptionalLong.empty());
        if (count.isEmpty() && !segments.isEmpty()) {
            throw new CorruptException(directory.head()
                    + " is missing or damaged: what was acknowledged is unknown; restore it from a copy of the log");
        }
        acknowledged = count.orElse(0);
        for (int i = 0; i < segments.size(); i++) {
            open(segments.get(i), i == segments.size() - 1);
        }
        if (next < acknowledged) {
            throw new CorruptException(directory.path() + " ends with entry " + next + " to come, but HEAD says that "
                    + acknowledged + " were acknowledged");
        }
        return log;
    }

    private void open(Path path, boolean last) throws IOException {
        Segment segment = new Segment(path, opener.open(path));
        boolean taken = false;
        try (InputStream in = new FileInputStream(path.toFile())) {
            LineReader lines = new LineReader(in);
            if (readHeader(segment, lines, last)) {
                offsets.begin(segment);
                taken = true;
                readEntries(segment, lines, last);
            }
        } finally {
            if (!taken) {
                segment.close();
            }
        }
        if (!taken) {
            Files.move(path, directory.torn(path, 0));
            LogDirectory.force(path.resolveSibling(""));
            LOG.info("{}: moved a segment without a header to torn/", path);
        }
    }

    /** Reads the first line; false if the segment was never begun: the last one, without a header or an entry. */
    private boolean readHeader(Segment segment, LineReader lines, boolean last) throws IOException {
        Path path = segment.path();
        if (LogDirectory.first(path) != next) {
            throw new CorruptException(path + " begins after a gap: the segment with entry " + next + " is missing");
        }
        Optional<LineReader.Found> found = lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
        Optional<SegmentHeader> header =
                found.filter(LineReader.Found::isWhole).flatMap(line -> SegmentHeader.parse(line.bytes()));
        if (header.isEmpty()) {
            if (!last || acknowledged > next || anyWholeLine(lines, -1)) {
                throw new CorruptException(path + " line 1 byte 0: the header is damaged, before entry " + next);
            }
            return false;
        }
        Optional<SegmentHeader.Before> before =
                next == 0 ? Optional.empty() : Optional.of(offsets.last().finished());
        if (!header.get().equals(new SegmentHeader(log.orElse(header.get().log()), next, before))) {
            throw new CorruptException(
                    path + " line 1 byte 0: the header does not fit the segment before entry " + next);
        }
        log = Optional.of(header.get().log());
        segment.good(header.get().line(), 1);
        return true;
    }

    private void readEntries(Segment segment, LineReader lines, boolean last) throws IOException {
        while (lines.hasNext()) {
            LineReader.Found found = lines.next();
            Optional<Line> line = found.isWhole() ? Line.parse(found.bytes()) : Optional.empty();
            long number = next + group.size();
            if (line.isEmpty()) {
                if (!last || acknowledged > number || anyWholeLine(lines, number)) {
                    throw damage(segment, found, number, "is not as it was written");
                }
                break;
            }
            if (!continues(line.get(), number)) {
                throw damage(segment, found, number, "is not the line that belongs here");
            }
            read(segment, line.get(), found);
        }
        if (!group.isEmpty() && (!last || acknowledged > next)) {
            throw damage(segment, group.get(0).found(), next, "begins a group whose end is missing");
        }
        if (last) {
            group.clear();
            cut(segment);
        }
    }

    private boolean continues(Line line, long number) {
        boolean sameBatch = number > 0 && line.batch() == batch;
        return line.number() == number
                && (sameBatch || line.batch() == number)
                && (group.isEmpty() || (sameBatch && line.following() == following - 1));
    }

    private void read(Segment segment, Line line, LineReader.Found found) {
        try {
            String json = line.json(found.bytes());
            group.add(new Waiting(new Recorded(new Position(line.number()), codec.decode(json), json), found));
        } catch (CorruptException e) {
            throw damage(segment, found, line.number(), "is whole, but " + e.getMessage());
        }
        batch = line.batch();
        following = line.following();
        if (following > 0) {
            return;
        }
        for (Waiting each : group) {
            byte[] bytes = each.found().bytes();
            long end = each.found().at() + bytes.length + 1;
            if (!ledger.replay(each.recorded())) {
                throw damage(segment, each.found(), next, "does not fit the entries before it");
            }
            segment.good(bytes, 0);
            segment.good(new byte[] {'\n'}, 1);
            offsets.add(each.found().at(), end);
            next++;
        }
        group.clear();
    }

    /** Whether a whole line follows that was begun after a number: then what stands before it was on the disk. */
    private static boolean anyWholeLine(LineReader lines, long after) throws IOException {
        while (lines.hasNext()) {
            LineReader.Found found = lines.next();
            if (found.isWhole()
                    && Line.parse(found.bytes()).filter(l -> l.batch() > after).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static CorruptException damage(Segment segment, LineReader.Found found, long number, String problem) {
        return new CorruptException(segment.path() + " line " + found.number() + " byte " + found.at() + ", entry "
                + number + ": " + problem);
    }

    /** Moves what is behind the good lines to {@code torn/}, and makes good lines durable that may not be. */
    private void cut(Segment segment) throws IOException {
        long good = segment.length();
        long surplus = segment.file().length() - good;
        if (surplus > 0) {
            byte[] tail = new byte[Math.toIntExact(surplus)];
            segment.file().read(good, tail);
            Path torn = directory.torn(segment.path(), good);
            try (LogFile file = opener.open(torn)) {
                file.write(0, tail);
                file.force();
            }
            LogDirectory.force(torn.resolveSibling(""));
            segment.file().truncate(good);
            segment.file().force();
            LOG.info(
                    "{}: moved {} bytes behind entry {} to {}; they were not acknowledged",
                    segment.path(),
                    surplus,
                    next - 1,
                    torn);
        }
        long counted = Math.max(acknowledged, LogDirectory.first(segment.path()));
        if (next > counted) {
            // after a failed force the page cache may show bytes that the disk lacks: write them once more
            long at = offsets.find(counted).at();
            byte[] again = new byte[Math.toIntExact(good - at)];
            segment.file().read(at, again);
            segment.file().write(at, again);
            segment.file().force();
            LOG.info(
                    "{}: kept {} entries that were whole but not yet counted in HEAD",
                    directory.path(),
                    next - counted);
        }
    }
}
