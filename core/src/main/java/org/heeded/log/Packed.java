package org.heeded.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.heeded.model.EntryId;

/** Numbers and texts in few bytes, behind each other. */
final class Packed {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number that is not negative: seven bits a byte, the lowest first. */
    Packed number(long number) {
        long rest = number;
        while (rest > 0x7F) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** Any number, in eight bytes. */
    Packed whole(long number) {
        return bytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    Packed id(EntryId id) {
        return whole(id.value().getMostSignificantBits()).whole(id.value().getLeastSignificantBits());
    }

    /** A text with its length before it. */
    Packed text(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes with their length before them. */
    Packed part(byte[] bytes) {
        return number(bytes.length).bytes(bytes);
    }

    private Packed bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** Reads what was packed, in the same order. */
    static final class Reader {

        private final ByteBuffer in;

        Reader(byte[] bytes) {
            this(ByteBuffer.wrap(bytes));
        }

        Reader(ByteBuffer in) {
            this.in = in;
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = in.get();
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    return number;
                }
            }
        }

        long whole() {
            return in.getLong();
        }

        EntryId id() {
            return new EntryId(new UUID(whole(), whole()));
        }

        String text() {
            return new String(part(), StandardCharsets.UTF_8);
        }

        byte[] part() {
            byte[] bytes = new byte[(int) number()];
            in.get(bytes);
            return bytes;
        }

        boolean hasMore() {
            return in.hasRemaining();
        }
    }
}
