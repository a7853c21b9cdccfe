package org.heeded.log;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of lines that begins with a header, and how much of it is known to be good. Its file is for any thread, the rest
 * for the one that appends. */
final class Segment implements AutoCloseable {

    private final Path path;
    private final LogFile file;
    private final MessageDigest digest;
    private long length;
    private int lines;

    Segment(Path path, LogFile file) {
        this.path = path;
        this.file = file;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    Path path() {
        return path;
    }

    LogFile file() {
        return file;
    }

    /** The length of what is good. */
    long length() {
        return length;
    }

    /** Whether there is more than a header. */
    boolean hasEntries() {
        return lines > 1;
    }

    /** Counts bytes that are on the disk as good. */
    void good(byte[] bytes, int more) {
        digest.update(bytes);
        length += bytes.length;
        lines += more;
    }

    /** What the header of the next segment says of this one, which takes no more lines. */
    SegmentHeader.Before finished() {
        return new SegmentHeader.Before(length, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
