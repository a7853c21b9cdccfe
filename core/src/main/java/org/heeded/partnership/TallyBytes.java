package org.heeded.partnership;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tallies as bytes: every word once, in order, and rows as numbers of words. Numbers take seven bits a byte, the lowest
 * first.
 */
final class TallyBytes {

    private static final byte[] FORMAT = "heeded tally 2\n".getBytes(StandardCharsets.US_ASCII);

    private TallyBytes() {}

    static byte[] of(Tally tally) {
        Set<String> met = new HashSet<>(tally.names());
        tally.names().forEach(name -> tally.rows(name).forEach((row, count) -> met.addAll(row)));
        List<String> words = met.stream().sorted().toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(FORMAT);
        write(out, words.size());
        Map<String, Integer> numbers = new HashMap<>();
        for (String word : words) {
            numbers.put(word, numbers.size());
            byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
            write(out, utf8.length);
            out.writeBytes(utf8);
        }
        write(out, tally.names().size());
        for (String name : new TreeSet<>(tally.names())) {
            Rows table = tally.rows(name);
            write(out, numbers.getOrDefault(name, 0));
            write(out, table.size());
            table.inOrder((row, count) -> {
                write(out, row.size());
                row.forEach(word -> write(out, numbers.getOrDefault(word, 0)));
                write(out, count);
            });
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest >>> 7 != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Adds what bytes say.
     *
     * @throws IllegalArgumentException if they are not the bytes of a tally
     */
    static void add(byte[] bytes, Tally.Counter to) {
        Cursor in = new Cursor(bytes);
        in.format();
        String[] words = new String[in.length()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.word();
        }
        for (int tables = in.length(); tables > 0; tables--) {
            Rows table = to.rows(in.one(words));
            for (int rows = in.length(); rows > 0; rows--) {
                String[] row = new String[in.length()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = in.one(words);
                }
                table.add(in.number(), row);
            }
        }
        if (in.at != bytes.length) {
            throw new IllegalArgumentException("the bytes go on behind the tally");
        }
    }

    private static final class Cursor {

        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes) {
            this.bytes = bytes;
        }

        void format() {
            if (bytes.length < FORMAT.length || !Arrays.equals(bytes, 0, FORMAT.length, FORMAT, 0, FORMAT.length)) {
                throw new IllegalArgumentException("the bytes do not begin as a tally does");
            }
            at = FORMAT.length;
        }

        long number() {
            long number = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                if (at == bytes.length) {
                    break;
                }
                byte next = bytes[at++];
                number |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return number;
                }
            }
            throw new IllegalArgumentException("the bytes end before the tally does");
        }

        /** A number of things, each of which takes at least a byte. */
        int length() {
            long length = number();
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("the bytes that are left do not hold " + length + " more");
            }
            return (int) length;
        }

        String word() {
            int length = length();
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }

        String one(String[] words) {
            long number = number();
            if (number < 0 || number >= words.length) {
                throw new IllegalArgumentException("the bytes name word " + number + " of " + words.length);
            }
            return words[(int) number];
        }
    }
}
