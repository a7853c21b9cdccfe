package org.heeded.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final SubjectId ANA = Sealer.newSubject();
    private static final Text.Personal WORDS = new Text.Personal(ANA, "Ana thinks it is too dear");

    private final KeyStore keys = new InMemoryKeyStore();
    private final Sealer sealer = new Sealer(keys);
    private final Text.Sealed sealed = sealer.seal(ACME, "reason", WORDS);

    @Test
    void opensWhatItSealed() {
        List<String> texts = List.of(
                "x",
                "Ana \uD83D\uDC69\u200D\uD83D\uDCBB said: «nein»\r\n\t\u0000",
                "\u20AC".repeat(100_000),
                "\uD83D\uDE00".repeat(50_000));
        for (String text : texts) {
            Text.Sealed it = sealer.seal(ACME, "reason", new Text.Personal(ANA, text));
            assertThat(sealer.open(ACME, "reason", it)).contains(text);
            assertThat(it.subject()).isEqualTo(ANA);
        }
    }

    @Test
    void theSameTextSealedAgainSharesNothing() {
        Set<String> parts = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Text.Sealed it = sealer.seal(ACME, "reason", WORDS);
            parts.addAll(List.of(it.salt(), it.nonce(), it.commitment(), it.ciphertext()));
        }
        assertThat(parts).hasSize(400);
    }

    @Test
    void theWordsAreNotInTheSealedText() {
        assertThat(new String(bytes(sealed.ciphertext()), StandardCharsets.ISO_8859_1))
                .doesNotContain("Ana", "dear");
        assertThat(bytes(sealed.ciphertext())).hasSize(WORDS.value().length() + 16);
        assertThat(sealed.toString()).doesNotContain("Ana");
    }

    /**
     * The expected bytes come from another implementation, Python 3 with the package cryptography 48 (that is, OpenSSL):
     *
     * <pre>
     * import hashlib, hmac, struct, base64
     * from cryptography.hazmat.primitives.ciphers.aead import AESGCM
     * f = lambda *p: b"".join(struct.pack("&gt;I", len(x)) + x for x in p)
     * b = lambda x: base64.b64encode(x).decode()
     * key, salt, nonce = bytes(range(32)), bytes(range(64, 80)), bytes(range(128, 140))
     * s, e, d = b"5f0c1d9e8b7a65544332211000ffeedd", "acme-zürich".encode(), b"reason"
     * k = hmac.new(key, f(salt, e, d), hashlib.sha256).digest()
     * print(k.hex(), b(salt), b(nonce), b(hashlib.sha256(b"commit" + k).digest()),
     *       b(AESGCM(k).encrypt(nonce, "Ana \U0001f600 said no".encode(), f(s, e, d))), sep="\n")
     * </pre>
     */
    @Test
    void theBytesAreThoseOfAnotherImplementation() {
        SubjectId subject = SubjectId.of("5f0c1d9e8b7a65544332211000ffeedd");
        EngagementId engagement = EngagementId.of("acme-z\u00FCrich");
        byte[] subjectKey = range(0, 32);
        byte[] fieldKey = HexFormat.of().parseHex("b5f11797d1a1dfd846cd079d836106b48c6247c163333dbec08676cd59435709");
        Text.Sealed expected = new Text.Sealed(
                subject,
                "QEFCQ0RFRkdISUpLTE1OTw==",
                "gIGCg4SFhoeIiYqL",
                "htrUFsbXJNMkv+2L7JAUKrbz+BFPe7tw5Li/fmITLi0=",
                "mGLKWPvMIREO/IeGRTmIOpeVfQGWex0p8ZTzluZCjJo=");
        String words = "Ana \uD83D\uDE00 said no";

        assertThat(Sealer.seal(
                        subjectKey,
                        range(64, 80),
                        range(128, 140),
                        engagement,
                        "reason",
                        new Text.Personal(subject, words)))
                .isEqualTo(expected);
        Sealer holder = new Sealer(holding(subjectKey));
        assertThat(holder.open(engagement, "reason", expected)).contains(words);
        assertThat(holder.fieldKey(engagement, "reason", expected))
                .hasValueSatisfying(key -> assertThat(key).isEqualTo(fieldKey));
        assertThat(Sealer.open(fieldKey, engagement, "reason", expected)).isEqualTo(words);
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] fieldKey = sealer.fieldKey(ACME, "reason", sealed).orElseThrow();
        List<Text.Sealed> damaged = new ArrayList<>();
        flips(sealed.salt())
                .forEach(it -> damaged.add(
                        new Text.Sealed(ANA, it, sealed.nonce(), sealed.commitment(), sealed.ciphertext())));
        flips(sealed.nonce())
                .forEach(it ->
                        damaged.add(new Text.Sealed(ANA, sealed.salt(), it, sealed.commitment(), sealed.ciphertext())));
        flips(sealed.commitment())
                .forEach(it ->
                        damaged.add(new Text.Sealed(ANA, sealed.salt(), sealed.nonce(), it, sealed.ciphertext())));
        int keyed = damaged.size();
        flips(sealed.ciphertext())
                .forEach(it ->
                        damaged.add(new Text.Sealed(ANA, sealed.salt(), sealed.nonce(), sealed.commitment(), it)));
        assertThat(damaged).hasSize(8 * (16 + 12 + 32 + WORDS.value().length() + 16));
        for (Text.Sealed it : damaged) {
            assertRefused(() -> sealer.open(ACME, "reason", it));
        }
        for (Text.Sealed it : damaged.subList(8 * 16, keyed)) { // with its key at hand, the salt is not needed
            assertRefused(() -> Sealer.open(fieldKey, ACME, "reason", it));
        }
        for (int bit = 0; bit < 256; bit++) {
            byte[] other = fieldKey.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(() -> Sealer.open(other, ACME, "reason", sealed));
        }
    }

    @Test
    void everyFlippedBitOfTheSubjectMakesItUnopenable() {
        byte[] fieldKey = sealer.fieldKey(ACME, "reason", sealed).orElseThrow();
        int tried = 0;
        for (int bit = 0; bit < 8 * ANA.value().length(); bit++) {
            char[] id = ANA.value().toCharArray();
            id[bit / 8] ^= (char) (1 << bit % 8);
            if (!Character.isISOControl(id[bit / 8]) && !Character.isWhitespace(id[bit / 8])) {
                SubjectId other = SubjectId.of(new String(id));
                assertThat(sealer.open(ACME, "reason", of(other))).isEmpty();
                assertRefused(() -> Sealer.open(fieldKey, ACME, "reason", of(other)));
                keys.findOrCreate(other);
                assertRefused(() -> sealer.open(ACME, "reason", of(other)));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(100);
    }

    @Test
    void aTextMovedToAnotherPlaceIsRefused() {
        byte[] fieldKey = sealer.fieldKey(ACME, "reason", sealed).orElseThrow();
        record Place(String engagement, String field) {}
        for (Place place : List.of(
                new Place("acme", "title"),
                new Place("acme", ""),
                new Place("acmer", "eason"),
                new Place("acm", "ereason"),
                new Place("Acme", "reason"),
                new Place("beta", "reason"))) {
            EngagementId engagement = EngagementId.of(place.engagement());
            assertRefused(() -> sealer.open(engagement, place.field(), sealed));
            assertRefused(() -> sealer.fieldKey(engagement, place.field(), sealed));
            assertRefused(() -> Sealer.open(fieldKey, engagement, place.field(), sealed));
        }
    }

    @Test
    void aTextResealedUnderAnotherKeyNeedsThatKeysCommitment() {
        byte[] subjectKey = keys.find(ANA).orElseThrow();
        byte[] salt = bytes(sealed.salt());
        byte[] nonce = bytes(sealed.nonce());
        byte[] stranger = range(0, 32);
        Text.Sealed forged = Sealer.seal(stranger, salt, nonce, ACME, "reason", new Text.Personal(ANA, "she agreed"));
        assertRefused(() -> sealer.open(ACME, "reason", forged));

        // the right key opens this one, but it was not committed to
        Text.Sealed genuine = Sealer.seal(subjectKey, salt, nonce, ACME, "reason", WORDS);
        Text.Sealed mixed =
                new Text.Sealed(ANA, genuine.salt(), genuine.nonce(), forged.commitment(), genuine.ciphertext());
        assertThat(sealer.open(ACME, "reason", genuine)).contains(WORDS.value());
        assertRefused(() -> sealer.open(ACME, "reason", mixed));
    }

    @Test
    void partsOfTheWrongLengthAreRefused() {
        byte[] fieldKey = sealer.fieldKey(ACME, "reason", sealed).orElseThrow();
        for (int length : new int[] {1, 11, 13, 15, 17, 31, 33, 64}) {
            String part = base64(new byte[length]);
            assertRefused(() -> sealer.open(
                    ACME,
                    "reason",
                    new Text.Sealed(ANA, part, sealed.nonce(), sealed.commitment(), sealed.ciphertext())));
            assertRefused(() -> Sealer.open(
                    fieldKey,
                    ACME,
                    "reason",
                    new Text.Sealed(ANA, part, sealed.nonce(), sealed.commitment(), sealed.ciphertext())));
            assertRefused(() -> sealer.open(
                    ACME,
                    "reason",
                    new Text.Sealed(ANA, sealed.salt(), part, sealed.commitment(), sealed.ciphertext())));
            assertRefused(() -> sealer.open(
                    ACME, "reason", new Text.Sealed(ANA, sealed.salt(), sealed.nonce(), part, sealed.ciphertext())));
            assertRefused(() -> sealer.open(
                    ACME, "reason", new Text.Sealed(ANA, sealed.salt(), sealed.nonce(), sealed.commitment(), part)));
        }
    }

    @Test
    void aShortKeyWithItsOwnCommitmentIsRefused() {
        byte[] weak = range(0, 16);
        byte[] nonce = bytes(sealed.nonce());
        byte[] associated = Crypto.frame(ascii(ANA.value()), ascii("acme"), ascii("reason"));
        Text.Sealed hostile = new Text.Sealed(
                ANA,
                sealed.salt(),
                sealed.nonce(),
                base64(Crypto.sha256(ascii("commit"), weak)),
                base64(Crypto.encrypt(weak, nonce, associated, ascii("hello"))));
        assertRefused(() -> Sealer.open(weak, ACME, "reason", hostile));
        assertRefused(() -> Sealer.open(new byte[0], ACME, "reason", hostile));
    }

    @Test
    void sealedBytesThatAreNoTextAreRefused() {
        byte[] key = range(0, 32);
        byte[] associated = Crypto.frame(ascii(ANA.value()), ascii("acme"), ascii("reason"));
        byte[] surrogate = {'A', 'n', 'a', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
        Text.Sealed hostile = new Text.Sealed(
                ANA,
                sealed.salt(),
                sealed.nonce(),
                base64(Crypto.sha256(ascii("commit"), key)),
                base64(Crypto.encrypt(key, bytes(sealed.nonce()), associated, surrogate)));
        assertRefused(() -> Sealer.open(key, ACME, "reason", hostile));
    }

    @Test
    void aDeletedKeyMakesItsTextsUnopenableForGood() {
        SubjectId bo = Sealer.newSubject();
        Text.Sealed other = sealer.seal(ACME, "name", new Text.Personal(bo, "Bo"));
        keys.delete(ANA);
        assertThat(sealer.open(ACME, "reason", sealed)).isEmpty();
        assertThat(sealer.fieldKey(ACME, "reason", sealed)).isEmpty();
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> sealer.seal(ACME, "reason", WORDS))
                .satisfies(e -> assertThat(e.rule()).isEqualTo(Rule.ERASED));
        assertThat(sealer.open(ACME, "name", other)).contains("Bo");
    }

    @Test
    void aStrangerToTheKeysOpensNothingAndMakesNoKey() {
        KeyStore elsewhere = new InMemoryKeyStore();
        assertThat(new Sealer(elsewhere).open(ACME, "reason", sealed)).isEmpty();
        assertThat(elsewhere.find(ANA)).isEmpty();
    }

    @Test
    void aDisclosedFieldKeyOpensThatTextAlone() {
        Text.Sealed sibling = sealer.seal(ACME, "reason", WORDS);
        byte[] key = sealer.fieldKey(ACME, "reason", sealed).orElseThrow();
        assertThat(Sealer.open(key, ACME, "reason", sealed)).isEqualTo(WORDS.value());
        assertRefused(() -> Sealer.open(key, ACME, "reason", sibling));
        assertThat(key).isNotEqualTo(keys.find(ANA).orElseThrow());
    }

    @Test
    void aKeyStoreThatGivesAnotherLengthIsRefused() {
        for (int length : new int[] {0, 16, 31, 33}) {
            Sealer broken = new Sealer(holding(new byte[length]));
            assertThatThrownBy(() -> broken.seal(ACME, "reason", WORDS)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> broken.open(ACME, "reason", sealed)).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void newSubjectsAre128RandomBits() {
        Set<SubjectId> subjects = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            SubjectId subject = Sealer.newSubject();
            assertThat(subject.value()).matches("[0-9a-f]{32}");
            subjects.add(subject);
        }
        assertThat(subjects).hasSize(1_000);
    }

    @Test
    void threadsShareASealer() throws Exception {
        KeyStoreContract.together(8, thread -> {
            SplittableRandom random = new SplittableRandom(thread);
            for (int i = 0; i < 200; i++) {
                SubjectId subject = SubjectId.of("subject " + random.nextInt(5));
                String words = "words " + random.nextLong();
                Text.Sealed it = sealer.seal(ACME, "reason", new Text.Personal(subject, words));
                assertThat(sealer.open(ACME, "reason", it)).contains(words);
            }
            return "";
        });
    }

    /** Refused, in words that give nothing away. */
    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable open) {
        assertThatExceptionOfType(CorruptException.class)
                .isThrownBy(open)
                .satisfies(e -> assertThat(e).hasNoCause().message().doesNotContain("Ana", "dear", "agreed"));
    }

    private Text.Sealed of(SubjectId subject) {
        return new Text.Sealed(subject, sealed.salt(), sealed.nonce(), sealed.commitment(), sealed.ciphertext());
    }

    private static List<String> flips(String part) {
        List<String> flipped = new ArrayList<>();
        byte[] bytes = bytes(part);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] copy = bytes.clone();
            copy[bit / 8] ^= (byte) (1 << bit % 8);
            flipped.add(base64(copy));
        }
        return flipped;
    }

    private static KeyStore holding(byte[] key) {
        return new KeyStore() {
            @Override
            public Optional<byte[]> find(SubjectId subject) {
                return Optional.of(key);
            }

            @Override
            public byte[] findOrCreate(SubjectId subject) {
                return key;
            }

            @Override
            public void delete(SubjectId subject) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static byte[] range(int from, int to) {
        byte[] bytes = new byte[to - from];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
