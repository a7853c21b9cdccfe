package org.heeded.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.heeded.model.StoreException;

/** The directory of a log, held for one opener in this and every other process until it is closed. */
final class LogDirectory implements AutoCloseable {

    /** Directories open in this process: closing any descriptor on a file drops the process's locks on it. */
    private static final Set<Object> OPEN = ConcurrentHashMap.newKeySet();

    private static final String SEGMENT = "\\d{20}\\.jsonl";

    private final Path path;
    private final Object identity;
    private final RandomAccessFile lock;

    private LogDirectory(Path path, Object identity, RandomAccessFile lock) {
        this.path = path;
        this.identity = identity;
        this.lock = lock;
    }

    /**
     * Makes the directory if need be, and takes it.
     *
     * @throws StoreException if somebody has it
     */
    static LogDirectory take(Path path) throws IOException {
        Files.createDirectories(path.resolve("segments"));
        Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        Object identity = key == null ? path.toRealPath() : key;
        if (!OPEN.add(identity)) {
            throw taken(path, "this process");
        }
        try {
            LogDirectory directory = new LogDirectory(path, identity, lock(path));
            force(path);
            return directory;
        } catch (IOException | RuntimeException e) {
            OPEN.remove(identity);
            throw e;
        }
    }

    private static RandomAccessFile lock(Path path) throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.resolve("LOCK").toFile(), "rw");
        boolean locked = false;
        try {
            locked = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // another class loader's Heeded in this process: refused below
        } finally {
            if (!locked) {
                file.close();
            }
        }
        if (!locked) {
            throw taken(path, "another process");
        }
        return file;
    }

    private static StoreException taken(Path path, String by) {
        return new StoreException(
                StoreException.Fate.NOT_WRITTEN,
                "the log at " + path + " is open already, in " + by + "; close it there");
    }

    Path path() {
        return path;
    }

    Path head() {
        return path.resolve("HEAD");
    }

    Path segment(long first) {
        return path.resolve("segments").resolve(String.format("%020d.jsonl", first));
    }

    /** The segments that are there, in order. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve("segments"))) {
            return files.filter(file -> name(file).matches(SEGMENT)).sorted().toList();
        }
    }

    /** The number of a segment's first entry, by its name. */
    static long first(Path segment) {
        return Long.parseLong(name(segment).substring(0, 20));
    }

    static String name(Path file) {
        return Objects.requireNonNull(file.getFileName()).toString();
    }

    /** A file in {@code torn/} that is not there yet, for what is cut off a segment. */
    Path torn(Path segment, long at) throws IOException {
        Path torn = Files.createDirectories(path.resolve("torn"));
        force(path);
        int copy = 0;
        while (true) {
            Path file = torn.resolve(name(segment) + "-" + at + (copy == 0 ? "" : "-" + copy));
            if (!Files.exists(file)) {
                return file;
            }
            copy++;
        }
    }

    /** Makes the names in a directory durable, where the platform can. */
    static void force(Path directory) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                } catch (AccessDeniedException e) {
                    if (System.getProperty("os.name", "").startsWith("Windows")) {
                        return; // which opens no directory, and needs no force
                    }
                    throw e;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            OPEN.remove(identity);
        }
    }
}
