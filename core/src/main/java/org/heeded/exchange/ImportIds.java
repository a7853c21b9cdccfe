package org.heeded.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;

/** Ids that come out the same each time a file is read: UUIDs of version 8 (RFC 9562), from SHA-256. */
final class ImportIds {

    private static final String DOMAIN = "heeded import v1";

    private ImportIds() {}

    static EntryId entry(EngagementId engagement, String row, String kind) {
        return new EntryId(uuid("entry", engagement.value(), row, kind));
    }

    static UUID uuid(String... parts) {
        MessageDigest sha;
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
        add(sha, DOMAIN);
        for (String part : parts) {
            add(sha, part);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(high, low);
    }

    /** With its length before it, so that no two lists of parts run together to the same bytes. */
    private static void add(MessageDigest sha, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        sha.update(bytes);
    }
}
