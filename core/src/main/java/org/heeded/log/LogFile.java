package org.heeded.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/** A file that is read and written at places. No method is cut short when its thread is interrupted. */
interface LogFile extends AutoCloseable {

    /** Opens files; a test puts one in that fails. */
    interface Opener {
        LogFile open(Path path) throws IOException;
    }

    /** Reads until the array is full. */
    void read(long at, byte[] into) throws IOException;

    void write(long at, byte[] bytes) throws IOException;

    /** Returns when all that was written has reached the disk. */
    void force() throws IOException;

    void truncate(long length) throws IOException;

    long length() throws IOException;

    @Override
    void close() throws IOException;

    /** A plain file, made if it is not there. An interrupt would close a channel; it does not touch this. */
    final class Plain implements LogFile {

        private final RandomAccessFile file;
        private final ReentrantLock moving = new ReentrantLock();

        Plain(Path path) throws FileNotFoundException {
            file = new RandomAccessFile(path.toFile(), "rw");
        }

        @Override
        public void read(long at, byte[] into) throws IOException {
            moving.lock();
            try {
                file.seek(at);
                file.readFully(into);
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
