package org.heeded.log;

import java.io.IOException;
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

        /** Where the next line begins. */
        long end() {
            return at + bytes.length + 1;
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

    /** What lines are read from, as {@link LogFile#read(long, byte[], int, int)} does, in order and no byte twice. */
    @FunctionalInterface
    interface Source {

        int read(long at, byte[] into, int from, int length) throws IOException;
    }

    private static final int FIRST_BUFFER = 1 << 16;

    private final Source source;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int from;
    private int to;
    private long at;
    private long number;

    /** Reads from the first line on. */
    LineReader(Source source) {
        this(source, 0, 0);
    }

    /**
     * Reads on.
     *
     * @param at where the next line begins
     * @param number how many lines are before it
     */
    LineReader(Source source, long at, long number) {
        this.source = source;
        this.at = at;
        this.number = number;
    }

    /** Forgets what was read ahead: it may have been written anew. */
    void forget() {
        to = from;
    }

    /** Whether there is another line, by now. */
    boolean hasNext() throws IOException {
        return from < to || fill();
    }

    private boolean fill() throws IOException {
        if (to - from == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(Line.MAX, buffer.length * 4));
        } else if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        int read = source.read(at + to - from, buffer, to, buffer.length - to);
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
            if (searched == Line.MAX) {
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
