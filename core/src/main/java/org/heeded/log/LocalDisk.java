package org.heeded.log;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** The platform's files. */
final class LocalDisk implements Disk {

    @Override
    public LogFile open(Path file) throws IOException {
        return new LocalFile(file, "rw");
    }

    @Override
    public LogFile openToRead(Path file) throws IOException {
        return new LocalFile(file, "r");
    }

    @Override
    public boolean exists(Path file) {
        return Files.exists(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Override
    public void makeDirectory(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            makeDirectory(parent);
        }
        boolean made = !Files.isDirectory(directory);
        Files.createDirectories(directory);
        try {
            if (parent != null) {
                force(parent); // also of one that was there: who made it may have been killed before this
            }
        } catch (AccessDeniedException e) {
            if (made) {
                throw e;
            }
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void force(Path directory) throws IOException {
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
    public Closeable hold(Path directory) throws IOException {
        return DirectoryLock.take(directory);
    }

    /** A plain file. An interrupt would close a channel; it does not touch this. */
    private static final class LocalFile implements LogFile {

        private final RandomAccessFile file;
        private final ReentrantLock moving = new ReentrantLock();

        LocalFile(Path path, String mode) throws FileNotFoundException {
            file = new RandomAccessFile(path.toFile(), mode);
        }

        @Override
        public int read(long at, byte[] into, int from, int length) throws IOException {
            moving.lock();
            try {
                file.seek(at);
                return file.read(into, from, length);
            } finally {
                moving.unlock();
            }
        }

        @Override
        public void write(long at, byte[] bytes) throws IOException {
            moving.lock();
            try {
                file.seek(at);
                file.write(bytes);
            } finally {
                moving.unlock();
            }
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
