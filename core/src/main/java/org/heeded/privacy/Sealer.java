package org.heeded.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.HeededException;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;

/**
 * Seals personal texts, and opens them for as long as the key of their subject exists.
 *
 * <p>The bytes, with ‖ for "followed by", texts in UTF-8, and {@code frame(a, b, …)} for each part in turn after its
 * length in bytes as a 32-bit big-endian number:
 *
 * <pre>
 * salt        16 random bytes, new for each sealing
 * nonce       12 random bytes, new for each sealing
 * k           HMAC-SHA-256(subject key of 32 bytes, frame(salt, engagement, field))
 * associated  frame(subject, engagement, field)
 * ciphertext  AES-256-GCM(k, nonce, associated, text): as long as the text, then the tag of 16 bytes
 * commitment  SHA-256("commit" ‖ k), 32 bytes
 * </pre>
 *
 * <p>A sealed text thus opens in its own field of its own engagement only. The commitment is there because GCM by itself
 * lets one ciphertext open under two keys, to two texts. It does not fix the text for someone who holds {@code k}: that
 * the sealed text is the one that was recorded is the log's to prove, whose hashes cover all of its bytes. The length of
 * the text stays visible.
 *
 * <p>Safe for use by several threads. No exception carries a word of a text.
 */
public final class Sealer {

    private static final int SALT_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int COMMITMENT_LENGTH = 32;
    private static final int SUBJECT_BYTES = 16;
    private static final byte[] COMMIT = utf8("commit");

    private final KeyStore keys;

    /**
     * Seals and opens with the keys of a store.
     *
     * @param keys where the subjects' keys are
     */
    public Sealer(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * An id for someone not met before.
     *
     * @return 128 random bits in lower-case hexadecimal
     */
    public static SubjectId newSubject() {
        return SubjectId.of(HexFormat.of().formatHex(Crypto.random(SUBJECT_BYTES)));
    }

    /**
     * Seals a text; the same text again gives other bytes. The key of a new subject is made and kept first.
     *
     * @param engagement the engagement of the entry that holds the text
     * @param field the field of the entry, by its name in the log format
     * @param text whose text, and its words
     * @return what to store
     * @throws RejectedException if the subject was erased
     * @throws StoreException if the key cannot be read or kept
     * @throws CorruptException if the key is damaged
     */
    public Text.Sealed seal(EngagementId engagement, String field, Text.Personal text) {
        byte[] subjectKey = checked(ask(StoreException.Fate.NOT_WRITTEN, () -> keys.findOrCreate(text.subject())));
        return seal(subjectKey, Crypto.random(SALT_LENGTH), Crypto.random(NONCE_LENGTH), engagement, field, text);
    }

    static Text.Sealed seal(
            byte[] subjectKey, byte[] salt, byte[] nonce, EngagementId engagement, String field, Text.Personal text) {
        byte[] key = derive(subjectKey, salt, engagement, field);
        byte[] ciphertext =
                Crypto.encrypt(key, nonce, associated(text.subject(), engagement, field), utf8(text.value()));
        return new Text.Sealed(
                text.subject(), base64(salt), base64(nonce), base64(commitment(key)), base64(ciphertext));
    }

    /**
     * Opens a sealed text.
     *
     * @param engagement the engagement of the entry that holds the text
     * @param field the field of the entry, by its name in the log format
     * @param text what was stored
     * @return the words; empty if the subject's key was deleted or never known here
     * @throws CorruptException if this is not what was sealed, or not where it was sealed for
     * @throws StoreException if the key cannot be read
     */
    public Optional<String> open(EngagementId engagement, String field, Text.Sealed text) {
        return fieldKey(engagement, field, text).map(key -> open(key, engagement, field, text));
    }

    /**
     * The key of this one text, for handing it to someone else to {@link #open(byte[], EngagementId, String,
     * Text.Sealed) open}. It opens nothing else, and the subject's key cannot be found from it.
     *
     * @param engagement the engagement of the entry that holds the text
     * @param field the field of the entry, by its name in the log format
     * @param text what was stored
     * @return the 32 bytes; empty if the subject's key was deleted or never known here
     * @throws CorruptException if the text was sealed under another key, or for another place
     * @throws StoreException if the subject's key cannot be read
     */
    public Optional<byte[]> fieldKey(EngagementId engagement, String field, Text.Sealed text) {
        byte[] salt = decode("salt", text.salt(), SALT_LENGTH);
        return find(text.subject()).map(subjectKey -> {
            byte[] key = derive(checked(subjectKey), salt, engagement, field);
            checkCommitment(key, engagement, field, text);
            return key;
        });
    }

    /**
     * Opens a sealed text with the key of that text alone, as disclosed by {@link #fieldKey}.
     *
     * @param fieldKey the 32 bytes
     * @param engagement the engagement of the entry that holds the text
     * @param field the field of the entry, by its name in the log format
     * @param text what was stored
     * @return the words
     * @throws CorruptException if the key is not this text's, this is not what was sealed, or not where it was sealed for
     */
    public static String open(byte[] fieldKey, EngagementId engagement, String field, Text.Sealed text) {
        decode("salt", text.salt(), SALT_LENGTH);
        byte[] nonce = decode("nonce", text.nonce(), NONCE_LENGTH);
        byte[] ciphertext = Base64.getDecoder().decode(text.ciphertext());
        checkCommitment(fieldKey, engagement, field, text);
        byte[] words = Crypto.decrypt(fieldKey, nonce, associated(text.subject(), engagement, field), ciphertext)
                .orElseThrow(() -> corrupt(engagement, field, "is not what was sealed here"));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(words))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corrupt(engagement, field, "was sealed from bytes that are not UTF-8");
        }
    }

    /**
     * Whether the key of a subject is there, be it damaged.
     *
     * @param subject whose key
     * @return whether deleting it would delete something
     * @throws StoreException if that cannot be told
     */
    public boolean hasKey(SubjectId subject) {
        try {
            return find(subject).isPresent();
        } catch (CorruptException e) {
            return true;
        }
    }

    /**
     * Deletes the key of a subject for good: what was sealed for it can be read no more, and nothing more is sealed.
     *
     * @param subject whose key; one that is not there is never made
     * @throws StoreException if the deletion may not have been completed; doing it again is harmless
     */
    public void deleteKey(SubjectId subject) {
        boolean unused = ask(StoreException.Fate.UNKNOWN, () -> {
            keys.delete(subject);
            return true;
        });
    }

    /**
     * A sealer over the same keys that takes some subjects for deleted, whatever the store says: their keys are used no
     * more from the moment the log says that they were erased.
     *
     * @param erased which
     * @return the sealer
     */
    public Sealer without(Predicate<SubjectId> erased) {
        return new Sealer(new KeysWithout(keys, erased));
    }

    /**
     * A sealer for trying: it seals and opens as this one, but keeps the keys of new subjects to itself.
     *
     * @return the sealer; what it seals for a new subject nobody else can open
     */
    public Sealer trial() {
        return new Sealer(new TrialKeys(keys));
    }

    private Optional<byte[]> find(SubjectId subject) {
        return ask(StoreException.Fate.NOT_WRITTEN, () -> keys.find(subject));
    }

    /** Gives the failures of a key store the type that callers of the log know. */
    private static <T> T ask(StoreException.Fate fate, Supplier<T> question) {
        try {
            return question.get();
        } catch (HeededException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException(
                    fate, "the key store failed with " + e.getClass().getName(), e);
        }
    }

    static RejectedException erased() {
        return new RejectedException(Rule.ERASED, "subject", "was erased, and its key is never made again");
    }

    private static byte[] derive(byte[] subjectKey, byte[] salt, EngagementId engagement, String field) {
        return Crypto.hmacSha256(subjectKey, Crypto.frame(salt, utf8(engagement.value()), utf8(field)));
    }

    private static byte[] associated(SubjectId subject, EngagementId engagement, String field) {
        return Crypto.frame(utf8(subject.value()), utf8(engagement.value()), utf8(field));
    }

    private static byte[] commitment(byte[] key) {
        return Crypto.sha256(COMMIT, key);
    }

    private static void checkCommitment(byte[] key, EngagementId engagement, String field, Text.Sealed text) {
        byte[] committed = decode("commitment", text.commitment(), COMMITMENT_LENGTH);
        if (key.length != KeyStore.KEY_LENGTH || !MessageDigest.isEqual(committed, commitment(key))) {
            throw corrupt(engagement, field, "was sealed under another key, or for another place");
        }
    }

    private static byte[] checked(byte[] subjectKey) {
        if (subjectKey.length != KeyStore.KEY_LENGTH) {
            throw new StoreException(
                    StoreException.Fate.NOT_WRITTEN,
                    "the key store gave a key of " + subjectKey.length + " bytes instead of " + KeyStore.KEY_LENGTH);
        }
        return subjectKey;
    }

    private static CorruptException corrupt(EngagementId engagement, String field, String problem) {
        return new CorruptException("engagement " + engagement + ", field " + field + ": the sealed text " + problem);
    }

    private static byte[] decode(String part, String value, int length) {
        byte[] bytes = Base64.getDecoder().decode(value);
        if (bytes.length != length) {
            throw new CorruptException(
                    "a sealed text's " + part + " has " + bytes.length + " bytes instead of " + length);
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
