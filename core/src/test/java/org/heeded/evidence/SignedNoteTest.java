package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Notes and keys, with the vectors of C2SP and of Go, and what others would forge. */
class SignedNoteTest {

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00.9Z");
    private static final String BODY =
            Checkpoint.of("agency.example/acme", 0, Hash.EMPTY).text();

    private static final SigningKey LOG = SigningKey.generate("agency.example");
    private static final SigningKey CLIENT = SigningKey.generate("acme.example", NoteKey.Kind.COSIGNATURE);

    @Test
    void everyNoteOfOthersIsTakenOrRefusedAsTheySay() throws IOException {
        List<Vectors> cases = Vectors.shared("signed-note.json").at("cases").items();
        assertThat(cases).hasSize(14);
        for (Vectors c : cases) {
            byte[] note = Base64.getDecoder().decode(c.at("note").text());
            List<NoteKey> keys =
                    c.at("vkeys").texts().stream().map(NoteKey::parse).toList();
            String name = c.at("name").text();
            switch (c.at("result").text()) {
                case "ok" -> {
                    SignedNote parsed = SignedNote.parse(note);
                    assertThat(parsed.verify(keys))
                            .as(name)
                            .extracting(NoteKey::name)
                            .containsExactlyElementsOf(c.at("verified").texts());
                    assertThat(parsed.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .isEqualTo(note);
                }
                case "unverified" ->
                    assertThat(SignedNote.parse(note).verify(keys)).as(name).isEmpty();
                case "malformed" ->
                    assertThatThrownBy(() -> SignedNote.parse(note)).as(name).isInstanceOf(EvidenceException.class);
                case "error: ambiguous key" ->
                    assertThatThrownBy(() -> SignedNote.parse(note).verify(keys))
                            .as(name)
                            .hasMessageContaining("two of the known keys");
                case "invalid signature" ->
                    assertThatThrownBy(() -> SignedNote.parse(note).verify(keys))
                            .as(name)
                            .hasMessageContaining("does not verify");
                default -> throw new AssertionError(c.at("result").text());
            }
        }
    }

    @Test
    void theKeyOfOthersSignsWhatTheirsSigned() throws IOException {
        Vectors sign = Vectors.shared("signed-note.json").at("sign");
        SigningKey key = SigningKey.parse(sign.at("skey").text());
        assertThat(key.key()).isEqualTo(NoteKey.parse(sign.at("vkey").text()));
        assertThat(key.secret()).isEqualTo(sign.at("skey").text());
        assertThat(SignedNote.sign(sign.at("text").text(), key))
                .hasToString(sign.at("want").text());
        assertThatThrownBy(() -> SignedNote.sign("abc", key)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void aKeyWithOneCharacterChangedOrMissingIsRefused() throws IOException {
        Vectors vectors = Vectors.shared("signed-note.json");
        String vkey = vectors.at("sign").at("vkey").text();
        List<String> bad = new ArrayList<>(vectors.at("badVkeys").texts());
        for (int from = 0; from < vkey.length(); from++) {
            bad.add(vkey.substring(from + 1));
            bad.add(vkey.substring(0, from));
            bad.add(vkey.substring(from / 2, vkey.length() - (from + 1) / 2 - 1));
            bad.add(vkey.substring(0, from) + (char) (vkey.charAt(from) + 1) + vkey.substring(from + 1));
        }
        assertThat(bad).hasSizeGreaterThan(200);
        bad.forEach(key -> assertThatThrownBy(() -> NoteKey.parse(key)).as(key).isInstanceOf(EvidenceException.class));
    }

    @Test
    void aLogAndItsClientSignOneNote() {
        SignedNote note = SignedNote.sign(BODY, LOG).cosign(CLIENT, NOW);
        assertThat(note.verify(List.of(LOG.key(), CLIENT.key()))).containsExactly(LOG.key(), CLIENT.key());
        assertThat(note.verify(List.of(CLIENT.key()))).containsExactly(CLIENT.key());
        assertThat(CLIENT.key().time(note.signatures().get(1))).isEqualTo("2026-04-01T08:00:00Z");
        assertThat(SignedNote.parse(note.toString())).isEqualTo(note);
        assertThat(note.cosign(CLIENT, NOW.plusSeconds(60)).signatures()).hasSize(2);
        SigningKey plain = SigningKey.generate("auditor.example");
        assertThat(note.cosign(plain, NOW).verify(Set.of(plain.key()))).containsExactly(plain.key());
    }

    @Test
    void aCosignatureIsOverTheTextAndTheTimeAsSpecified() {
        SignedNote note = SignedNote.sign(BODY, LOG).cosign(CLIENT, NOW);
        byte[] line = Base64.getDecoder().decode(note.signatures().get(1).base64());
        assertThat(line).hasSize(4 + 8 + 64);
        String message = "cosignature/v1\ntime 1775030400\n" + BODY;
        byte[] key = Base64.getDecoder().decode(CLIENT.key().publicKey());
        assertThat(Ed25519.verify(key, Strict.utf8(message), java.util.Arrays.copyOfRange(line, 12, line.length)))
                .isTrue();
        byte[] id = Hash.sha256(Strict.utf8("acme.example\n"), new byte[] {4}, key);
        assertThat(java.util.Arrays.copyOf(line, 4)).isEqualTo(java.util.Arrays.copyOf(id, 4));
    }

    @Test
    void everyBitOfASignedCosignedNoteCounts() {
        byte[] note = Strict.utf8(SignedNote.sign(BODY, LOG).cosign(CLIENT, NOW).toString());
        Set<NoteKey> both = Set.of(LOG.key(), CLIENT.key());
        for (int bit = 0; bit < 8 * note.length; bit++) {
            byte[] other = note.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            boolean holds;
            try {
                holds = SignedNote.parse(other).verify(both).equals(both);
            } catch (EvidenceException e) {
                holds = false;
            }
            assertThat(holds).as("bit " + bit).isFalse();
        }
    }

    @Test
    void aSignatureUnderTheNameOfAnotherKeyIsPassedOver() {
        SigningKey impostor = SigningKey.generate(LOG.key().name());
        SignedNote note = SignedNote.sign(BODY, impostor);
        assertThat(note.verify(Set.of(LOG.key()))).isEmpty();
        NoteSignature claimed = NoteSignature.of(LOG.key(), impostor.sign(Strict.utf8(BODY)));
        SignedNote forged = new SignedNote(BODY, List.of(claimed));
        assertThatThrownBy(() -> forged.verify(Set.of(LOG.key()))).hasMessageContaining("does not verify");
        NoteSignature shorter =
                new NoteSignature(LOG.key().name(), claimed.base64().substring(0, 8));
        SignedNote cut = new SignedNote(BODY, List.of(shorter));
        assertThatThrownBy(() -> cut.verify(Set.of(LOG.key()))).hasMessageContaining("does not verify");
    }

    @Test
    void aKeySignsOnlyWhatItsKindSigns() {
        assertThatThrownBy(() -> SignedNote.sign(BODY, CLIENT)).isInstanceOf(IllegalArgumentException.class);
        SignedNote text = SignedNote.sign("no checkpoint\n", LOG);
        assertThatThrownBy(() -> text.cosign(CLIENT, NOW)).isInstanceOf(EvidenceException.class);
        // the one key in both roles: neither signature is good for the other
        SigningKey both = SigningKey.parse(CLIENT.secret());
        NoteKey asLog =
                new NoteKey(both.key().name(), NoteKey.Kind.NOTE, both.key().publicKey());
        assertThat(asLog.id()).isNotEqualTo(both.key().id());
        assertThat(SignedNote.sign(BODY, LOG).cosign(both, NOW).verify(Set.of(asLog)))
                .isEmpty();
        assertThatThrownBy(() ->
                        LOG.key().time(SignedNote.sign(BODY, LOG).signatures().get(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThatWouldConfuseAreRefused() {
        for (String name : List.of("", "a b", "a+b", "a\u00a0b", "a\u2003b", "a\u0085b", "a\nb", "a\ud800")) {
            assertThatThrownBy(() -> SigningKey.generate(name)).isInstanceOf(EvidenceException.class);
        }
    }

    @Test
    void asManySignaturesAsAnyoneNeeds() {
        SignedNote note = SignedNote.sign(BODY, LOG);
        for (int i = 1; i < SignedNote.MAX_SIGNATURES; i++) {
            note = note.cosign(SigningKey.generate("witness" + i), NOW);
        }
        SignedNote full = note;
        assertThat(SignedNote.parse(full.toString()).signatures()).hasSize(SignedNote.MAX_SIGNATURES);
        assertThatThrownBy(() -> full.cosign(CLIENT, NOW)).isInstanceOf(EvidenceException.class);
    }

    @Test
    void everyCheckpointOfTheTestLogOfOthersIsRebuiltByteForByte() throws IOException {
        Vectors log = Vectors.shared("tessera-testlog.json");
        NoteKey key = NoteKey.parse(log.at("vkey").text());
        SigningKey signer = SigningKey.parse(log.at("testSkey").text());
        List<String> entries = log.at("entriesBase64").texts();
        List<String> hashes = log.at("leafHashesHex").texts();
        List<String> checkpoints = log.at("checkpointsBySize").texts();
        assertThat(checkpoints).hasSize(16);
        Frontier tree = Frontier.EMPTY;
        List<Hash> leaves = new ArrayList<>();
        for (int size = 0; size <= entries.size(); size++) {
            SignedNote theirs = SignedNote.parse(checkpoints.get(size));
            assertThat(theirs.verify(Set.of(key))).containsExactly(key);
            Checkpoint ours = Checkpoint.of("example.com/log/testdata", size, tree.root());
            assertThat(Checkpoint.parse(theirs.text())).isEqualTo(ours);
            assertThat(SignedNote.sign(ours.text(), signer)).isEqualTo(theirs);
            if (size < entries.size()) {
                Hash leaf = Hash.leaf(Base64.getDecoder().decode(entries.get(size)));
                assertThat(java.util.HexFormat.of().formatHex(leaf.bytes())).isEqualTo(hashes.get(size));
                tree = tree.append(leaf);
                leaves.add(leaf);
            }
        }
        byte[] tile = Base64.getDecoder().decode(log.at("level0TileBase64").text());
        for (int i = 0; i < leaves.size(); i++) {
            assertThat(java.util.Arrays.copyOfRange(tile, 32 * i, 32 * i + 32))
                    .isEqualTo(leaves.get(i).bytes());
        }
    }
}
