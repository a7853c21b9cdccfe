package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file of what was made from the first entries of a log, to spare making it again: sections of bytes, each with a name and
 * a check. Disposable: one that is not whole, or of other entries, is not used. Specified in {@code docs/FORMAT.md}.
 */
final class Snapshot implements Closeable {

    /** Rises with every change of what a section holds, and of how entries are folded into it. */
    private static final long FORMAT = 1;

    private static final String MAGIC = "heedsnap";
    private static final int TRAILER = 2 * Integer.BYTES;
    private static final int CHUNK = 1 << 18;

    private record Section(long at, long length, int crc) {}

    private final LogFile file;
    private final Prefix prefix;
    private final Map<String, Section> sections;

    private Snapshot(LogFile file, Prefix prefix, Map<String, Section> sections) {
        this.file = file;
        this.prefix = prefix;
        this.sections = sections;
    }

    /**
     * Reads what a file says of itself.
     *
     * @param file is closed with the snapshot
     * @throws IOException if it is not whole, or of another format
     */
    static Snapshot of(LogFile file) throws IOException {
        long end = file.length() - TRAILER;
        ByteBuffer trailer = ByteBuffer.wrap(part(file, end, TRAILER));
        int length = trailer.getInt();
        byte[] contents = part(file, end - length, length);
        if (crc(contents) != trailer.getInt()) {
            throw new IOException("its contents are damaged");
        }
        Packed.Reader in = new Packed.Reader(contents);
        if (!in.text().equals(MAGIC) || in.number() != FORMAT) {
            throw new IOException("it is of another format");
        }
        Prefix prefix =
                new Prefix(new UUID(in.whole(), in.whole()), in.number(), in.number(), (int) in.number(), in.text());
        Map<String, Section> sections = new LinkedHashMap<>();
        long at = 0;
        while (in.hasMore()) {
            Section section = new Section(at, in.number(), (int) in.number());
            at += section.length();
            sections.put(in.text(), section);
        }
        if (at != end - length) {
            throw new IOException("its sections are not as long as they were");
        }
        return new Snapshot(file, prefix, sections);
    }

    private static byte[] part(LogFile file, long at, int length) throws IOException {
        if (at < 0 || length < 0) {
            throw new IOException("it is too short");
        }
        byte[] part = new byte[length];
        file.read(at, part);
        return part;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** The entries that it was made from. */
    Prefix prefix() {
        return prefix;
    }

    /** The names of the sections, in the order of writing. */
    Set<String> names() {
        return sections.keySet();
    }

    /**
     * A section.
     *
     * @throws IOException if it is damaged, or there is none
     */
    byte[] bytes(String name) throws IOException {
        byte[] bytes = new byte[length(name, 1)];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        read(name, into::put);
        return bytes;
    }

    /** A section of integers. */
    int[] ints(String name) throws IOException {
        int[] values = new int[length(name, Integer.BYTES)];
        int[] at = {0};
        read(name, chunk -> {
            int count = chunk.remaining() / Integer.BYTES;
            chunk.asIntBuffer().get(values, at[0], count);
            at[0] += count;
        });
        return values;
    }

    /** A section of long integers. */
    long[] longs(String name) throws IOException {
        long[] values = new long[length(name, Long.BYTES)];
        int[] at = {0};
        read(name, chunk -> {
            int count = chunk.remaining() / Long.BYTES;
            chunk.asLongBuffer().get(values, at[0], count);
            at[0] += count;
        });
        return values;
    }

    private Section section(String name) throws IOException {
        Section section = sections.get(name);
        if (section == null) {
            throw new IOException("it has no section " + name);
        }
        return section;
    }

    private int length(String name, int unit) throws IOException {
        long length = section(name).length();
        if (length % unit != 0 || length / unit > Integer.MAX_VALUE - 8) {
            throw new IOException("section " + name + " has " + length + " bytes");
        }
        return (int) (length / unit);
    }

    private void read(String name, Consumer<ByteBuffer> taker) throws IOException {
        Section section = section(name);
        CRC32C crc = new CRC32C();
        byte[] chunk = new byte[(int) Math.min(CHUNK, section.length())];
        for (long at = 0; at < section.length(); at += chunk.length) {
            int length = (int) Math.min(chunk.length, section.length() - at);
            byte[] bytes = length == chunk.length ? chunk : new byte[length];
            file.read(section.at() + at, bytes);
            crc.update(bytes);
            taker.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        }
        if ((int) crc.getValue() != section.crc()) {
            throw new IOException("section " + name + " is damaged");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Writes a snapshot, section by section, into an empty file. */
    static final class Writer {

        private final LogFile file;
        private final Packed contents = new Packed();
        private long at;

        Writer(LogFile file, Prefix prefix) {
            this.file = file;
            contents.text(MAGIC)
                    .number(FORMAT)
                    .whole(prefix.log().getMostSignificantBits())
                    .whole(prefix.log().getLeastSignificantBits())
                    .number(prefix.position())
                    .number(prefix.at())
                    .number(prefix.length())
                    .text(prefix.sha256());
        }

        void bytes(String name, byte[] bytes) throws IOException {
            section(name, bytes.length, 1, (chunk, from, count) -> chunk.put(bytes, from, count));
        }

        /** The first of some integers. */
        void ints(String name, int[] values, int size) throws IOException {
            section(
                    name,
                    size,
                    Integer.BYTES,
                    (chunk, from, count) -> chunk.asIntBuffer().put(values, from, count));
        }

        /** The first of some long integers. */
        void longs(String name, long[] values, int size) throws IOException {
            section(
                    name,
                    size,
                    Long.BYTES,
                    (chunk, from, count) -> chunk.asLongBuffer().put(values, from, count));
        }

        private interface Filler {
            void fill(ByteBuffer chunk, int from, int count);
        }

        private void section(String name, int size, int unit, Filler filler) throws IOException {
            CRC32C crc = new CRC32C();
            long begin = at;
            int some = CHUNK / unit;
            for (int from = 0; from < size; from += some) {
                int count = Math.min(some, size - from);
                ByteBuffer chunk = ByteBuffer.allocate(count * unit).order(ByteOrder.LITTLE_ENDIAN);
                filler.fill(chunk, from, count);
                crc.update(chunk.array());
                file.write(at, chunk.array());
                at += chunk.capacity();
            }
            contents.number(at - begin).number(crc.getValue()).text(name);
        }

        /** Writes the end, and returns when all of it has reached the disk. */
        void finish() throws IOException {
            byte[] bytes = contents.bytes();
            file.write(at, bytes);
            file.write(
                    at + bytes.length,
                    ByteBuffer.allocate(TRAILER)
                            .putInt(bytes.length)
                            .putInt(crc(bytes))
                            .array());
            file.force();
        }
    }
}
