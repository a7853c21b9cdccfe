package org.heeded.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a segment into lines, none of them held that is longer than a line may be. */
final class LineReader {

    /** A line as it was found. */
    static final class Found {

        private final byte[] bytes;
        private final long at;
        private final long number;
        private final boolean whole;

        private Found(byte[] bytes, long at, long number, boolean whole) {
            this.bytes = bytes;
            this.at = at;
            this.number = number;
            this.whole = whole;
        }

        /** Its bytes without the newline; of a line that is too long, none. */
        byte[] bytes() {
            return bytes;
        }

        /** Where it begins in the file. */
        long at() {
            return at;
        }

        /** Its number in the file, from 1. */
        long number() {
            return number;
        }

        /** Whether it ends in a newline and is not too long. */
        boolean isWhole() {
            return whole;
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[Line.MAX];
    private int from;
    private int to;
    private long at;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Whether there is another line. */
    boolean hasNext() throws IOException {
        return from < to || fill();
    }

    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read > 0;
    }

    Found next() throws IOException {
        int searched = 0;
        while (true) {
            for (int i = from + searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    return found(i, i + 1, true);
                }
            }
            searched = to - from;
            if (searched == buffer.length) {
                return skip();
            }
            if (!fill()) {
                return found(to, to, false);
            }
        }
    }

    private Found found(int end, int next, boolean whole) {
        Found found = new Found(Arrays.copyOfRange(buffer, from, end), at, ++number, whole);
        at += next - from;
        from = next;
        return found;
    }

    /** A line that is too long. */
    private Found skip() throws IOException {
        Found found = new Found(new byte[0], at, ++number, false);
        do {
            while (from < to) {
                at++;
                if (buffer[from++] == '\n') {
                    return found;
                }
            }
        } while (fill());
        return found;
    }
}
