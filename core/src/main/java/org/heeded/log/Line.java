package org.heeded.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a segment: a record in a frame that can be checked without a JSON parser.
 *
 * @param number the global number of the entry
 * @param batch the first number of what was forced together with it
 * @param following how many lines of the same group still follow
 * @param from where in the bytes that it was read from the record begins
 * @param length the record's length in bytes
 */
record Line(long number, long batch, long following, int from, int length) {

    /** Longest line, in bytes, with its newline. */
    static final int MAX = 1 << 20;

    private static final String CHECK_KEY = ",\"c\":\"";
    private static final String HEX = "0123456789abcdef";
    private static final int CHECK = CHECK_KEY.length() + "01234567\"}".length();
    private static final int MAX_DIGITS = 19;

    /** The bytes of a line with its newline. */
    static byte[] frame(long number, long batch, long following, byte[] record) {
        byte[] head = ascii("{\"g\":" + number + ",\"b\":" + batch + ",\"m\":" + following + ",\"r\":");
        byte[] line = Arrays.copyOf(head, head.length + record.length + CHECK + 1);
        System.arraycopy(record, 0, line, head.length, record.length);
        return end(line);
    }

    /** The bytes and behind them their check, the end of the object and a newline. */
    static byte[] checked(byte[] body) {
        return end(Arrays.copyOf(body, body.length + CHECK + 1));
    }

    /** Fills in what stands behind the body of a line. */
    private static byte[] end(byte[] line) {
        int covered = line.length - CHECK - 1;
        byte[] check = ascii(check(line, covered));
        System.arraycopy(check, 0, line, covered, CHECK);
        line[line.length - 1] = '\n';
        return line;
    }

    private static String check(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return CHECK_KEY + HexFormat.of().toHexDigits((int) crc.getValue()) + "\"}";
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Where the bytes end that the check of a line covers; -1 if the check is not there or not right. */
    private static int covered(byte[] bytes, int from, int to) {
        int covered = to - CHECK;
        if (covered <= from || bytes[to - 2] != '"' || bytes[to - 1] != '}') {
            return -1;
        }
        for (int i = 0; i < CHECK_KEY.length(); i++) {
            if (bytes[covered + i] != CHECK_KEY.charAt(i)) {
                return -1;
            }
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, covered - from);
        int expected = (int) crc.getValue();
        for (int i = to - 3; i >= covered + CHECK_KEY.length(); i--, expected >>>= 4) {
            if (bytes[i] != HEX.charAt(expected & 0xf)) {
                return -1;
            }
        }
        return covered;
    }

    /**
     * Reads a line.
     *
     * @param line its bytes without the newline
     * @return the line; empty if it is not whole, or not in its one form
     */
    static Optional<Line> parse(byte[] line) {
        return parse(line, 0, line.length);
    }

    /** Reads a line that is a part of an array: from its first byte to its newline, that one not with it. */
    static Optional<Line> parse(byte[] bytes, int from, int to) {
        int covered = covered(bytes, from, to);
        if (covered < 0) {
            return Optional.empty();
        }
        Cursor cursor = new Cursor(bytes, from);
        long number = cursor.number("{\"g\":");
        long batch = cursor.number(",\"b\":");
        long following = cursor.number(",\"m\":");
        int record = cursor.expect(",\"r\":") ? cursor.at : -1;
        if (number < 0 || batch < 0 || following < 0 || record < 0 || record > covered) {
            return Optional.empty();
        }
        return Optional.of(new Line(number, batch, following, record, covered - record));
    }

    /** Reads a line with its newline; empty if it is not whole, or not in its one form. */
    static Optional<Line> ended(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\n' ? parse(line, 0, line.length - 1) : Optional.empty();
    }

    /**
     * The record.
     *
     * @param line the bytes that this was read from
     * @throws org.heeded.model.CorruptException if it is not UTF-8
     */
    String json(byte[] line) {
        return Codec.utf8(line, from, length);
    }

    /** Reads bytes that have to be in one form, from the first on. */
    static final class Cursor {

        private final byte[] line;
        private int at;

        Cursor(byte[] line, int at) {
            this.line = line;
            this.at = at;
        }

        boolean expect(String key) {
            if (at < 0 || line.length - at < key.length()) {
                return false;
            }
            for (int i = 0; i < key.length(); i++) {
                if (line[at + i] != key.charAt(i)) {
                    return false;
                }
            }
            at += key.length();
            return true;
        }

        /** The string behind a key; empty if there is none, or not without escapes. */
        Optional<String> string(String key) {
            if (!expect(key) || !expect("\"")) {
                return Optional.empty();
            }
            int from = at;
            while (at < line.length && line[at] != '"' && line[at] != '\\') {
                at++;
            }
            int length = at - from;
            return expect("\"") ? Optional.of(Codec.utf8(line, from, length)) : Optional.empty();
        }

        /** The number behind a key, with no zeros before it; negative if there is none. */
        long number(String key) {
            if (!expect(key)) {
                at = -1;
                return -1;
            }
            int from = at;
            long number = 0;
            while (at < line.length && line[at] >= '0' && line[at] <= '9' && at - from < MAX_DIGITS) {
                // nineteen digits may overflow, to a negative number, which is none
                number = number * 10 + line[at] - '0';
                at++;
            }
            boolean canonical = at > from && (line[from] != '0' || at == from + 1);
            return canonical ? number : -1;
        }
    }
}
