package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.heeded.model.StoreException;

/**
 * The one opener of a directory, in this and every other process. Who asks is refused by the registry of this process
 * first: closing any descriptor on the file LOCK would drop the lock that the process has on it.
 */
final class DirectoryLock implements Closeable {

    /** The registry is in the system properties: the one map that all class loaders of a process share. */
    private static final String OPEN = "org.heeded.open ";

    private final String entry;
    private final RandomAccessFile lock;

    private DirectoryLock(String entry, RandomAccessFile lock) {
        this.entry = entry;
        this.lock = lock;
    }

    /**
     * Takes a directory.
     *
     * @throws StoreException if somebody has it
     */
    static DirectoryLock take(Path directory) throws IOException {
        // a symbolic link, or another spelling of the path, is the same directory
        Object key = Files.readAttributes(directory, BasicFileAttributes.class).fileKey();
        String entry = OPEN + (key == null ? directory.toRealPath() : key);
        if (System.getProperties().putIfAbsent(entry, directory.toString()) != null) {
            throw taken(directory, "this process");
        }
        try {
            return new DirectoryLock(entry, lock(directory));
        } catch (IOException | RuntimeException e) {
            System.getProperties().remove(entry);
            throw e;
        }
    }

    private static RandomAccessFile lock(Path directory) throws IOException {
        RandomAccessFile file = new RandomAccessFile(directory.resolve("LOCK").toFile(), "rw");
        boolean locked = false;
        try {
            locked = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // somebody emptied the system properties: refused below
        } finally {
            if (!locked) {
                file.close();
            }
        }
        if (!locked) {
            throw taken(directory, "another process");
        }
        return file;
    }

    private static StoreException taken(Path directory, String by) {
        return new StoreException(
                StoreException.Fate.NOT_WRITTEN,
                "the log at " + directory + " is open already, in " + by
                        + "; close it there, or open it for reading only");
    }

    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            System.getProperties().remove(entry);
        }
    }
}
