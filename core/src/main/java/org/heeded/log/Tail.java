package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The end of the last segment, where lines are added: how far it is good, and the hash of what is. For one thread. */
final class Tail implements Closeable {

    private static final int CHUNK = 1 << 16;

    private final Path path;
    private final LogFile file;
    private final MessageDigest digest = sha256();
    private long hashed;
    private long length;
    private boolean hasEntries;

    /** The end of a segment without a byte. */
    Tail(Path path, LogFile file) {
        this.path = path;
        this.file = file;
    }

    /** The end of a segment that is there; it is not read before it is {@linkplain #hash() hashed}. */
    static Tail of(Disk disk, Recovery.End end) throws IOException {
        Tail tail = new Tail(end.path(), disk.open(end.path()));
        tail.length = end.length();
        tail.hasEntries = end.hasEntries();
        return tail;
    }

    /** Takes what stands there into the hash, before anything is added. */
    void hash() throws IOException {
        while (hashed < length) {
            byte[] chunk = new byte[(int) Math.min(CHUNK, length - hashed)];
            file.read(hashed, chunk);
            digest.update(chunk);
            hashed += chunk.length;
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
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
        return hasEntries;
    }

    private void good(byte[] bytes) {
        digest.update(bytes);
        length += bytes.length;
        hashed = length;
    }

    /** Counts a header as good. */
    void begun(byte[] header) {
        good(header);
    }

    /** Counts lines that are on the disk as good. */
    void added(byte[] lines) {
        good(lines);
        hasEntries = true;
    }

    /** What the header of the next segment says of this one, which takes no more lines if that is begun. */
    SegmentHeader.Before finished() {
        try {
            MessageDigest whole = (MessageDigest) digest.clone();
            return new SegmentHeader.Before(length, HexFormat.of().formatHex(whole.digest()));
        } catch (CloneNotSupportedException e) {
            throw new AssertionError("the platform's SHA-256 is copied", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
