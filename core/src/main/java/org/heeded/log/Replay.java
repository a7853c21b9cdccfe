package org.heeded.log;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;

/**
 * Folds the lines of a log's segments into a ledger, group by group. A whole line that does not belong where it is, is
 * damage; what a line that is not whole means is for the caller to say. For one thread at a time.
 */
final class Replay {

    private final Codec codec;
    private final Ledger ledger;
    private final Offsets offsets;
    private final boolean verify;

    private Optional<UUID> log = Optional.empty();
    private Optional<SegmentHeader.Before> before = Optional.empty();
    /** The number of entries folded. */
    private long next;

    /**
     * Begins before the first segment.
     *
     * @param verify whether each segment is held to the hash that the next one has of it, and not only to the length
     */
    Replay(Codec codec, Ledger ledger, Offsets offsets, boolean verify) {
        this.codec = codec;
        this.ledger = ledger;
        this.offsets = offsets;
        this.verify = verify;
    }

    /** The id of the log, if a header was read. */
    Optional<UUID> log() {
        return log;
    }

    /** The number of entries folded. */
    long next() {
        return next;
    }

    /** Goes on with a segment, read from its header on. */
    Part part(Segment segment) {
        if (LogDirectory.first(segment.path()) != next) {
            throw new CorruptException(
                    segment.path() + " begins after a gap: the segment with entry " + next + " is missing");
        }
        return new Part(segment);
    }

    /**
     * Goes on behind entries that were folded elsewhere.
     *
     * @param segment the one that the last of them is in
     * @param lastBatch the number with which its batch begins
     */
    Part resume(Prefix folded, Segment segment, long lastBatch) {
        log = Optional.of(folded.log());
        next = folded.position();
        return new Part(segment, folded.at() + folded.length(), lastBatch);
    }

    /** One segment. */
    final class Part {

        /** A whole line that waits for the rest of its group. */
        private record Waiting(Recorded recorded, LineReader.Found found) {}

        private final Segment segment;
        private final LineReader lines;
        private final MessageDigest digest = Tail.sha256();
        private final List<Waiting> group = new ArrayList<>();
        private long good;
        private Optional<SegmentScan.Frame> last;

        private Part(Segment segment) {
            this.segment = segment;
            lines = new LineReader(segment.file()::read);
            last = Optional.empty();
        }

        /** The rest of a segment. */
        private Part(Segment segment, long from, long batch) {
            this.segment = segment;
            lines = new LineReader(segment.file()::read, from, 1 + next - LogDirectory.first(segment.path()));
            good = from;
            last = Optional.of(new SegmentScan.Frame(next - 1, batch, 0));
        }

        /** Reads the first line and adds the segment to the log; false if it is no whole header. */
        boolean begin() throws IOException {
            Optional<LineReader.Found> found = lines.hasNext() ? Optional.of(lines.next()) : Optional.empty();
            Optional<SegmentHeader> header =
                    found.filter(LineReader.Found::isWhole).flatMap(line -> SegmentHeader.parse(line.bytes()));
            if (header.isEmpty()) {
                return false;
            }
            if (!fits(header.get())) {
                throw new CorruptException(segment.path() + " line 1 byte 0: the header does not fit the segment before"
                        + " entry " + next);
            }
            log = Optional.of(header.get().log());
            good(found.get());
            offsets.begin(segment);
            return true;
        }

        private boolean fits(SegmentHeader header) {
            boolean chained = verify
                    ? header.before().equals(before)
                    : header.before()
                            .map(SegmentHeader.Before::length)
                            .equals(before.map(SegmentHeader.Before::length));
            return chained && header.first() == next && header.log().equals(log.orElse(header.log()));
        }

        /**
         * Folds lines, until there are no more, or there are enough entries.
         *
         * @param enough the number of entries
         * @return the line that is not whole, if one is in the way
         */
        Optional<LineReader.Found> read(long enough) throws IOException {
            lines.forget();
            while (next + group.size() < enough && lines.hasNext()) {
                LineReader.Found found = lines.next();
                Optional<Line> line = found.isWhole() ? Line.parse(found.bytes()) : Optional.empty();
                if (line.isEmpty()) {
                    return Optional.of(found);
                }
                if (!continues(line.get())) {
                    throw damage(found, "is not the line that belongs here");
                }
                take(line.get(), found);
            }
            return Optional.empty();
        }

        private boolean continues(Line line) {
            SegmentScan.Frame frame = SegmentScan.Frame.of(line);
            return last.map(before -> before.precedes(frame)).orElse(frame.number() == next && frame.begins());
        }

        private void take(Line line, LineReader.Found found) {
            try {
                String json = line.json(found.bytes());
                group.add(new Waiting(new Recorded(new Position(line.number()), codec.decode(json), json), found));
            } catch (CorruptException e) {
                throw damage(found, "is whole, but " + e.getMessage());
            }
            last = Optional.of(SegmentScan.Frame.of(line));
            if (line.following() == 0) {
                fold();
            }
        }

        private void fold() {
            List<Waiting> whole = List.copyOf(group);
            group.clear();
            for (Waiting each : whole) {
                if (!ledger.replay(each.recorded())) {
                    throw damage(each.found(), "does not fit the entries before it");
                }
                good(each.found());
                offsets.add(each.found().at(), each.found().end());
                next++;
            }
        }

        private void good(LineReader.Found found) {
            good = found.end();
            if (verify) {
                digest.update(found.bytes());
                digest.update((byte) '\n');
            }
        }

        /** The length of the header and the whole groups. */
        long good() {
            return good;
        }

        /** How many whole lines wait for the rest of their group. */
        int waiting() {
            return group.size();
        }

        /** Damage at the first of the lines that wait for the rest of their group. */
        CorruptException groupDamage() {
            LineReader.Found first = group.get(0).found();
            return damage(first, next, "begins a group whose end is missing");
        }

        /** Damage at the line behind the ones taken. */
        CorruptException damage(LineReader.Found found, String problem) {
            return damage(found, next + group.size(), problem);
        }

        private CorruptException damage(LineReader.Found found, long number, String problem) {
            return new CorruptException(segment.path() + " line " + found.number() + " byte " + found.at() + ", entry "
                    + number + ": " + problem);
        }

        /** Whether a whole line follows that was begun after a number: then what stands before it was on the disk. */
        boolean anyWholeLine(long after) throws IOException {
            while (lines.hasNext()) {
                LineReader.Found found = lines.next();
                if (found.isWhole()
                        && Line.parse(found.bytes())
                                .filter(l -> l.batch() > after)
                                .isPresent()) {
                    return true;
                }
            }
            return false;
        }

        /** Says that the next segment follows. */
        void end() {
            before = Optional.of(
                    new SegmentHeader.Before(good, verify ? HexFormat.of().formatHex(digest.digest()) : ""));
        }
    }
}
