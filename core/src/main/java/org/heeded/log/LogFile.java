package org.heeded.log;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** A file that is read and written at places. No method is cut short when its thread is interrupted. */
interface LogFile extends Closeable {

    /**
     * Reads some bytes.
     *
     * @return how many, at least 1; or -1 at the end of the file
     */
    int read(long at, byte[] into, int from, int length) throws IOException;

    /** Reads until the array is full. */
    default void read(long at, byte[] into) throws IOException {
        read(at, into, into.length);
    }

    /** Reads so many bytes into the first places of an array. */
    default void read(long at, byte[] into, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int some = read(at + done, into, done, length - done);
            if (some < 0) {
                throw new EOFException("the file ends before byte " + (at + length));
            }
            done += some;
        }
    }

    void write(long at, byte[] bytes) throws IOException;

    /** Returns when all that was written has reached the disk. */
    void force() throws IOException;

    void truncate(long length) throws IOException;

    long length() throws IOException;
}
