package org.heeded.evidence;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note. It proves nothing until a known key verifies it.
 *
 * @param name the name of the key that it says made it
 * @param base64 four bytes of the key's id, then the signature
 */
public record NoteSignature(String name, String base64) {

    /** What a signature line begins with: an em dash and a space. */
    static final String DASH = "\u2014 ";

    /**
     * Validates.
     *
     * @throws EvidenceException if the name is none, or there is no signature behind the id
     */
    public NoteSignature {
        NoteKey.checkName(name);
        if (Strict.base64("a signature", base64).length <= Integer.BYTES) {
            throw new EvidenceException("a signature is empty");
        }
    }

    static NoteSignature of(NoteKey key, byte[] signature) {
        byte[] id = key.idBytes();
        byte[] bytes = ByteBuffer.allocate(id.length + signature.length)
                .put(id)
                .put(signature)
                .array();
        return new NoteSignature(key.name(), Base64.getEncoder().encodeToString(bytes));
    }

    static NoteSignature parse(String line) {
        int space = line.lastIndexOf(' ');
        if (!line.startsWith(DASH) || space < DASH.length()) {
            throw new EvidenceException("a signature line of a note has another form");
        }
        return new NoteSignature(line.substring(DASH.length(), space), line.substring(space + 1));
    }

    /**
     * The id of the key that it says made it.
     *
     * @return the first four bytes
     */
    public int keyId() {
        return ByteBuffer.wrap(decoded()).getInt();
    }

    byte[] bytes() {
        byte[] all = decoded();
        return Arrays.copyOfRange(all, Integer.BYTES, all.length);
    }

    private byte[] decoded() {
        return Base64.getDecoder().decode(base64);
    }

    /** The line, without a newline. */
    @Override
    public String toString() {
        return DASH + name + " " + base64;
    }
}
