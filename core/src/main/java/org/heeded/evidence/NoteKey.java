package org.heeded.evidence;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Who signs notes: a name and a public key. Its text is a verifier key as <a href="https://c2sp.org/signed-note">C2SP
 * signed-note</a> has it: {@code name+id+key}, to be handed over by another way than what it signs.
 *
 * @param name not empty, without white space and plus signs; best a URL without a scheme
 * @param kind what it signs
 * @param publicKey the 32 bytes of the Ed25519 key (RFC 8032) in Base64
 */
public record NoteKey(String name, Kind kind, String publicKey) {

    /** What a key signs. */
    public enum Kind {

        /** The text of a note: C2SP signature type {@code 0x01}, of logs. */
        NOTE(0x01),

        /** That at a time this was the largest tree seen: C2SP tlog-cosignature, type {@code 0x04}, of witnesses. */
        COSIGNATURE(0x04);

        private final int type;

        Kind(int type) {
            this.type = type;
        }

        static Kind of(int type) {
            return Arrays.stream(values())
                    .filter(kind -> kind.type == type)
                    .findFirst()
                    .orElseThrow(() -> new EvidenceException("signature type " + type + " is not known"));
        }
    }

    private static final int ID_LENGTH = 4;

    /**
     * Validates.
     *
     * @throws EvidenceException if the name is none, or the key is no point of large order in its canonical form
     */
    public NoteKey {
        checkName(name);
        Ed25519.checkPublic(Strict.base64("a public key", publicKey));
    }

    static void checkName(String name) {
        if (name.isEmpty()
                || name.contains("+")
                || name.codePoints()
                        .anyMatch(c -> c < ' '
                                || c == 0x85
                                || Character.isWhitespace(c)
                                || Character.isSpaceChar(c)
                                || Character.getType(c) == Character.SURROGATE)) {
            throw new EvidenceException("a key's name is empty, or has white space or a plus sign");
        }
    }

    static NoteKey of(String name, Kind kind, byte[] publicKey) {
        return new NoteKey(name, kind, Base64.getEncoder().encodeToString(publicKey));
    }

    /**
     * Reads a verifier key.
     *
     * @param text {@code name+id+key}
     * @return the key
     * @throws EvidenceException if {@link #toString()} would write anything else
     */
    public static NoteKey parse(String text) {
        Parts parts = Parts.of("a verifier key", text);
        NoteKey key = new NoteKey(parts.name(), parts.kind(), parts.key());
        if (!key.toString().equals(text)) {
            throw new EvidenceException("the id of a verifier key is not that of its name and key");
        }
        return key;
    }

    /** The three parts of a verifier's or a signer's key; the id is checked by writing it again. */
    record Parts(String name, Kind kind, String key) {

        private static final int PARTS = 3;

        static Parts of(String what, String text) {
            String[] parts = text.split("\\+", PARTS); // Base64 may have a plus sign in it
            if (parts.length < PARTS) {
                throw new EvidenceException(what + " has not the form name+id+key");
            }
            byte[] key = Strict.base64(what, parts[2]);
            if (key.length != 1 + Ed25519.KEY_LENGTH) {
                throw new EvidenceException(what + " has " + key.length + " bytes instead of 33");
            }
            String bare = Base64.getEncoder().encodeToString(Arrays.copyOfRange(key, 1, key.length));
            return new Parts(parts[0], Kind.of(key[0]), bare);
        }

        static String text(NoteKey id, byte[] key) {
            return id.name + "+" + HexFormat.of().formatHex(id.idBytes()) + "+"
                    + Base64.getEncoder().encodeToString(typed(id.kind, key));
        }
    }

    private static byte[] typed(Kind kind, byte[] key) {
        return ByteBuffer.allocate(1 + key.length)
                .put((byte) kind.type)
                .put(key)
                .array();
    }

    private byte[] bytes() {
        return Base64.getDecoder().decode(publicKey);
    }

    byte[] idBytes() {
        byte[] hash = Hash.sha256(Strict.utf8(name + "\n"), typed(kind, bytes()));
        return Arrays.copyOf(hash, ID_LENGTH);
    }

    /**
     * The number that a signature names its key with.
     *
     * @return the first four bytes of SHA-256(name ‖ newline ‖ type ‖ key)
     */
    public int id() {
        return ByteBuffer.wrap(idBytes()).getInt();
    }

    /**
     * Whether a signature says that it is by this key.
     *
     * @param signature of a note
     * @return whether name and id are this key's
     */
    public boolean claimedBy(NoteSignature signature) {
        return signature.name().equals(name) && signature.keyId() == id();
    }

    /**
     * Whether a signature is by this key and over a text.
     *
     * @param text of the note
     * @param signature of the note
     * @return whether it verifies
     */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        if (!claimedBy(signature) || bytes.length != signatureLength(kind)) {
            return false;
        }
        if (kind == Kind.NOTE) {
            return Ed25519.verify(bytes(), Strict.utf8(text), bytes);
        }
        long time = ByteBuffer.wrap(bytes).getLong();
        return time >= 0
                && Ed25519.verify(bytes(), cosigned(time, text), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    private static int signatureLength(Kind kind) {
        return Ed25519.SIGNATURE_LENGTH + (kind == Kind.NOTE ? 0 : Long.BYTES);
    }

    /** What a cosignature signs: C2SP tlog-cosignature, "Ed25519 signed message". */
    static byte[] cosigned(long time, String text) {
        return Strict.utf8("cosignature/v1\ntime " + time + "\n" + text);
    }

    /**
     * When a cosignature says that it was made.
     *
     * @param signature one that {@link #verifies(String, NoteSignature) verifies} with this key
     * @return to the second
     * @throws IllegalArgumentException if this key makes none with a time
     */
    public Instant time(NoteSignature signature) {
        if (kind != Kind.COSIGNATURE) {
            throw new IllegalArgumentException("kind " + kind + " signs no time");
        }
        return Instant.ofEpochSecond(ByteBuffer.wrap(signature.bytes()).getLong());
    }

    /** The verifier key. */
    @Override
    public String toString() {
        return Parts.text(this, bytes());
    }
}
