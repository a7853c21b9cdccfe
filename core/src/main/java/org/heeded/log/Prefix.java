package org.heeded.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.heeded.model.CorruptException;

/**
 * The first entries of a log, told from those of any other log without reading them all: by the headers and lengths of their
 * segments, each of which has the hash of the one before, and by the last of their lines.
 *
 * @param log the id of the log
 * @param position how many entries, at least one
 * @param at where the last of their lines begins in its segment
 * @param length the length of that line with its newline
 * @param sha256 a hash of all this, in lower-case hexadecimal
 */
record Prefix(UUID log, long position, long at, int length, String sha256) {

    /**
     * What the first entries of a log look like.
     *
     * @param segments the ones that they are in
     * @throws IOException if they are not there
     */
    static Prefix of(List<Segment> segments, long position, long at, int length) throws IOException {
        MessageDigest digest = Tail.sha256();
        UUID log = new UUID(0, 0);
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            byte[] line = new LineReader(segment.file()::read).next().bytes();
            log = SegmentHeader.parse(line)
                    .map(SegmentHeader::log)
                    .orElseThrow(() -> new IOException(segment.path() + " has no whole header"));
            digest.update(line);
            long end = i + 1 < segments.size() ? segment.file().length() : at + length;
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, end));
        }
        if (segments.isEmpty()) {
            throw new IOException("there is no segment with the first " + position + " entries");
        }
        byte[] last = line(segments, at, length);
        digest.update(last);
        if (Line.ended(last)
                .filter(line -> line.number() == position - 1 && line.following() == 0)
                .isEmpty()) {
            throw new IOException("entry " + (position - 1) + " is not where it was, or not the last of its group");
        }
        return new Prefix(log, position, at, length, HexFormat.of().formatHex(digest.digest()));
    }

    private static byte[] line(List<Segment> segments, long at, int length) throws IOException {
        byte[] line = new byte[length];
        segments.get(segments.size() - 1).file().read(at, line);
        return line;
    }

    /** The number with which the batch of the last line begins. */
    long batch(List<Segment> segments) throws IOException {
        return Line.ended(line(segments, at, length))
                .map(Line::batch)
                .orElseThrow(() -> new CorruptException("entry " + (position - 1) + " is no more what it was"));
    }
}
