package org.heeded.evidence;

/**
 * Makes Ed25519 signatures: {@link SigningKey a key in memory}, or a service that never gives its key away. Must be safe
 * for use by several threads where the log is used by several.
 */
public interface NoteSigner {

    /**
     * Whose signatures these are.
     *
     * @return the name and the public key, always the same
     */
    NoteKey key();

    /**
     * Signs.
     *
     * @param message the bytes
     * @return the 64 bytes of the Ed25519 signature (RFC 8032)
     */
    byte[] sign(byte[] message);
}
