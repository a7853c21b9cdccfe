package org.heeded.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A hash of an RFC 9162 Merkle tree: 32 bytes of SHA-256. Immutable. */
public final class Hash {

    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** The root of the tree without leaves: the hash of nothing (RFC 9162, section 2.1.1). */
    public static final Hash EMPTY = new Hash(sha256());

    /** Keep leaves and nodes apart, so that no node can be shown as a leaf (RFC 9162, section 2.1.1). */
    private static final byte[] LEAF = {0x00};

    private static final byte[] NODE = {0x01};

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The hash of a leaf: SHA-256(0x00 ‖ record), RFC 9162, section 2.1.1.
     *
     * @param record the exact bytes
     * @return the hash
     */
    public static Hash leaf(byte[] record) {
        return new Hash(sha256(LEAF, record));
    }

    /**
     * The hash of a node: SHA-256(0x01 ‖ left ‖ right), RFC 9162, section 2.1.1.
     *
     * @param left the left subtree
     * @param right the right subtree
     * @return the hash
     */
    public static Hash node(Hash left, Hash right) {
        return new Hash(sha256(NODE, left.bytes, right.bytes));
    }

    /**
     * A hash that was computed elsewhere.
     *
     * @param bytes 32 bytes
     * @return the hash
     * @throws EvidenceException if there are not 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new EvidenceException("a hash has " + bytes.length + " bytes instead of " + LENGTH);
        }
        return new Hash(bytes.clone());
    }

    /**
     * Reads what {@link #toString()} writes.
     *
     * @param base64 the 32 bytes in Base64 with padding (RFC 4648, section 4)
     * @return the hash
     * @throws EvidenceException if it is anything else
     */
    public static Hash parse(String base64) {
        return of(Strict.base64("a hash", base64));
    }

    /**
     * The bytes.
     *
     * @return a copy of the 32
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Base64, as checkpoints and proofs write it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
