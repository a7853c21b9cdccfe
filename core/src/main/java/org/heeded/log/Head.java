package org.heeded.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** The 32 bytes of the file HEAD: how many entries were acknowledged. */
final class Head {

    static final int LENGTH = 32;

    private static final byte[] MAGIC = "heedhead".getBytes(StandardCharsets.US_ASCII);
    private static final int CRC_AT = LENGTH - Integer.BYTES;

    private Head() {}

    static byte[] bytes(long count) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH).put(MAGIC).putLong(count).position(CRC_AT);
        return bytes.putInt(crc(bytes.array())).array();
    }

    /** The count; empty if these are not the bytes of any. */
    static OptionalLong count(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return OptionalLong.empty();
        }
        long count = ByteBuffer.wrap(bytes).getLong(MAGIC.length);
        return count >= 0 && Arrays.equals(bytes, bytes(count)) ? OptionalLong.of(count) : OptionalLong.empty();
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        return (int) crc.getValue();
    }
}
