package org.heeded.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * An Ed25519 key in memory. Who has it can sign in the log's name; who loses it makes another, and hands the new
 * verifier key to everyone. Safe for use by several threads; {@code toString} never shows the secret.
 */
public final class SigningKey implements NoteSigner {

    private static final String PREFIX = "PRIVATE+KEY+";

    private final NoteKey key;
    private final byte[] seed;
    private final PrivateKey secret;

    private SigningKey(String name, NoteKey.Kind kind, byte[] seed) {
        var pair = Ed25519.pair(seed);
        this.key = NoteKey.of(name, kind, Ed25519.bare(pair.getPublic()));
        this.seed = seed;
        this.secret = pair.getPrivate();
    }

    /**
     * A new key that signs notes, as a log needs it.
     *
     * @param name of the key; best the log's origin
     * @return the key
     * @throws EvidenceException if the name is none
     */
    public static SigningKey generate(String name) {
        return generate(name, NoteKey.Kind.NOTE);
    }

    /**
     * A new key.
     *
     * @param name of the key
     * @param kind what it signs
     * @return the key
     * @throws EvidenceException if the name is none
     */
    public static SigningKey generate(String name, NoteKey.Kind kind) {
        byte[] seed = new byte[Ed25519.KEY_LENGTH];
        new SecureRandom().nextBytes(seed);
        return new SigningKey(name, kind, seed);
    }

    /**
     * Reads what {@link #secret()} gave.
     *
     * @param secret {@code PRIVATE+KEY+name+id+key}
     * @return the key
     * @throws EvidenceException if it is anything else; the message does not quote it
     */
    public static SigningKey parse(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new EvidenceException("a signing key does not begin with " + PREFIX);
        }
        NoteKey.Parts parts = NoteKey.Parts.of("a signing key", secret.substring(PREFIX.length()));
        SigningKey key =
                new SigningKey(parts.name(), parts.kind(), Base64.getDecoder().decode(parts.key()));
        if (!key.secret().equals(secret)) {
            throw new EvidenceException("the id of a signing key is not that of its name and key");
        }
        return key;
    }

    /**
     * Reads a file that {@link #write} made.
     *
     * @param file the file
     * @return the key
     * @throws EvidenceException if it holds no key, or others than its owner may read it, where the platform can tell
     * @throws IOException if it cannot be read
     */
    public static SigningKey read(Path file) throws IOException {
        if (WholeFile.posix(file)) {
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                if (!permission.name().startsWith("OWNER_")) {
                    throw new EvidenceException(file + ": others than the owner may use it; if no stranger has seen it,"
                            + " run: chmod 600 " + file);
                }
            }
        }
        String text = Files.readString(file);
        if (!text.endsWith("\n")) {
            throw new EvidenceException(file + ": holds no signing key on a line of its own");
        }
        return parse(text.substring(0, text.length() - 1));
    }

    /**
     * Writes the secret to a new file that only its owner may read, where the platform can keep that, and forces it.
     *
     * @param file not there yet
     * @throws IOException if it cannot be written, or is there
     */
    public void write(Path file) throws IOException {
        FileAttribute<?>[] mine = WholeFile.posix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine)) {
            ByteBuffer bytes = ByteBuffer.wrap(Strict.utf8(secret() + "\n"));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /**
     * The whole key, to be kept where only its owner can read it.
     *
     * @return {@code PRIVATE+KEY+name+id+key}
     */
    public String secret() {
        return PREFIX + NoteKey.Parts.text(key, seed);
    }

    @Override
    public NoteKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(secret, message);
    }

    /** The verifier key: what others may know. */
    @Override
    public String toString() {
        return key.toString();
    }
}
