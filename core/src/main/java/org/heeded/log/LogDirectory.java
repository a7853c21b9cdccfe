package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The directory of a log: what is where in it. */
final class LogDirectory {

    private static final String SEGMENT = "\\d{20}\\.jsonl";

    /** HEAD is written in one piece; a reader that meets a half of it none the less looks again so many times. */
    private static final int LOOKS = 100;

    private final Disk disk;
    private final Path path;

    LogDirectory(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    /**
     * Makes the directory if need be, and holds it.
     *
     * @throws org.heeded.model.StoreException if somebody has it
     */
    Closeable hold() throws IOException {
        disk.makeDirectory(path);
        disk.makeDirectory(segmentsPath());
        return disk.hold(path);
    }

    Disk disk() {
        return disk;
    }

    Path path() {
        return path;
    }

    Path head() {
        return path.resolve("HEAD");
    }

    /** What a file of HEAD says; empty if it is not whole. */
    static OptionalLong count(LogFile head) throws IOException {
        byte[] bytes = new byte[Head.LENGTH + 1];
        int length = Math.max(0, head.read(0, bytes, 0, bytes.length));
        return Head.count(Arrays.copyOf(bytes, length));
    }

    /** The number of entries that a file of HEAD says were acknowledged, while somebody may be writing it. */
    long acknowledged(LogFile file) throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            OptionalLong count = count(file);
            if (count.isPresent()) {
                return count.getAsLong();
            }
            Thread.onSpinWait();
        }
        throw Recovery.headless(this);
    }

    private Path segmentsPath() {
        return path.resolve("segments");
    }

    Path segment(long first) {
        return segmentsPath().resolve(String.format("%020d.jsonl", first));
    }

    /** The segments that are there, in order. */
    List<Path> segments() throws IOException {
        return disk.list(segmentsPath()).stream()
                .filter(file -> isSegment(name(file)))
                .sorted()
                .toList();
    }

    /** Makes the names of the segments durable. */
    void forceSegments() throws IOException {
        disk.force(segmentsPath());
    }

    /** The number of a segment's first entry, by its name. */
    static long first(Path segment) {
        return first(name(segment));
    }

    static long first(String segment) {
        return Long.parseLong(segment.substring(0, 20));
    }

    static boolean isSegment(String name) {
        return name.matches(SEGMENT);
    }

    static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    Path snapshots() {
        return path.resolve("snapshots");
    }

    Path snapshot(String name) {
        return snapshots().resolve(name);
    }

    /** A file in {@code torn/} that is not there yet, for what is cut off a segment. */
    Path torn(Path segment, long at) throws IOException {
        Path torn = path.resolve("torn");
        disk.makeDirectory(torn);
        int copy = 0;
        while (true) {
            Path file = torn.resolve(name(segment) + "-" + at + (copy == 0 ? "" : "-" + copy));
            if (!disk.exists(file)) {
                return file;
            }
            copy++;
        }
    }
}
