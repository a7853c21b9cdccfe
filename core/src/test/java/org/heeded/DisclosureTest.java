package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.EvidenceException;
import org.heeded.evidence.Hash;
import org.heeded.evidence.MerkleTree;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.SigningKey;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Party;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves the house as one file, and what it says to who has no log. */
class DisclosureTest extends FacadeFixture {

    private static final EngagementId ACME = new EngagementId("acme");
    private static final SubjectId ANA = new SubjectId("s1");
    private static final SigningKey KEY = SigningKey.generate("agency.example");

    private final InMemoryKeyStore keys = new InMemoryKeyStore();
    private DecisionLog log;
    private EntryId joined;
    private EntryId decided;

    @BeforeEach
    void open() {
        log = DecisionLog.inMemory(options.signer(KEY).keys(keys));
        Engagement acme = log.engagement("acme");
        acme.join(Party.marketer("ana")
                .name(new Text.Personal(ANA, "Ana Lima"))
                .email(new Text.Personal(ANA, "ana@example.org")));
        ProposalId page = acme.propose(
                new ProposalId("p1"), new org.heeded.model.PartyId("ana"), Proposal.of("One page per audience"));
        decided = acme.decide(page, acme.client("owner"), Decision.overridden("One page"));
        joined = all(log).get(0).entry().id();
        log.engagement("zebra").client("owner");
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Disclosure verified(DisclosureRequest request) {
        byte[] file = log.disclose(request).toString().getBytes(StandardCharsets.UTF_8);
        return Disclosure.verify(Bundle.parse(file), KEY.key(), List.of());
    }

    @Test
    void aWholeEngagementIsShownAsItIsInTheLogAndNothingOfAnother() {
        Disclosure shown = verified(DisclosureRequest.of(ACME));
        assertThat(shown.whole()).isTrue();
        assertThat(shown.checkpoint().size()).isEqualTo(4);
        assertThat(shown.signers()).containsExactly(KEY.key());
        assertThat(shown.entries())
                .extracting(Disclosure.Shown::entry)
                .isEqualTo(all(log).subList(0, 4).stream().map(r -> r.entry()).toList());
        assertThat(shown.entries()).allMatch(entry -> entry.opened().isEmpty());
        assertThat(log.disclose(DisclosureRequest.of(ACME)).toString()).doesNotContain("zebra", "Ana Lima");
    }

    @Test
    void oneDecisionIsShownWithItsDateAndNoOther() {
        Disclosure shown = verified(DisclosureRequest.of(ACME).entry(decided));
        assertThat(shown.whole()).isFalse();
        assertThat(shown.entries()).hasSize(1);
        assertThat(shown.entries().get(0).entry().id()).isEqualTo(decided);
        assertThat(shown.entries().get(0).entry().n()).isEqualTo(3);
        assertThat(log.disclose(DisclosureRequest.of(ACME).entry(decided)).toString())
                .doesNotContain("One page per audience");
    }

    @Test
    void oneFieldIsOpenedWithoutTheRest() {
        Disclosure shown = verified(DisclosureRequest.of(ACME).open(joined, "name"));
        assertThat(shown.entries().get(0).opened())
                .containsExactly(new Disclosure.Opened("name", new Text.Personal(ANA, "Ana Lima")));
        assertThat(shown.toString()).doesNotContain("Ana Lima");
        assertThat(verified(DisclosureRequest.of(ACME).entry(joined).openEverything())
                        .entries()
                        .get(0)
                        .opened())
                .extracting(Disclosure.Opened::field)
                .containsExactly("email", "name");
    }

    @Test
    void anErasedNameStaysSealedAndTheRestVerifies() {
        Bundle before = log.disclose(DisclosureRequest.of(ACME).openEverything());
        keys.delete(ANA);
        assertThat(verified(DisclosureRequest.of(ACME).openEverything()).entries())
                .allMatch(entry -> entry.opened().isEmpty());
        DisclosureRequest name = DisclosureRequest.of(ACME).open(joined, "name");
        assertThatThrownBy(() -> log.disclose(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field name");
        assertThat(log.disclose(DisclosureRequest.of(ACME)).checkpoint()).isEqualTo(before.checkpoint());
    }

    @Test
    void whatIsNotThereCannotBeDisclosed() {
        EntryId other = all(log).get(4).entry().id();
        for (DisclosureRequest request : List.of(
                DisclosureRequest.of(new EngagementId("nobody")),
                DisclosureRequest.of(ACME).entry(other),
                DisclosureRequest.of(ACME).entry(decided).open(joined, "name"),
                DisclosureRequest.of(ACME).open(decided, "reason"),
                DisclosureRequest.of(ACME).open(joined, "title"))) {
            assertThatThrownBy(() -> log.disclose(request)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anyChangedBitIsRefusedAlsoWithAChecksumThatFits() {
        byte[] file = log.disclose(DisclosureRequest.of(ACME).entry(joined).open(joined, "name"))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Disclosure right = Disclosure.verify(Bundle.parse(mended(file)), KEY.key(), List.of());
        assertThat(right.entries().get(0).opened()).hasSize(1);
        for (int bit = 0; bit < 8 * (file.length - 72); bit++) {
            byte[] other = file.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] mended = mended(other);
            assertThatThrownBy(() -> Disclosure.verify(Bundle.parse(mended), KEY.key(), List.of()))
                    .as("bit " + bit)
                    .isInstanceOf(EvidenceException.class)
                    .message()
                    .isNotBlank()
                    .doesNotContain("Ana Lima");
        }
    }

    /** With the last line made to fit again. */
    private static byte[] mended(byte[] bundle) {
        String body = new String(bundle, 0, bundle.length - 72, StandardCharsets.ISO_8859_1);
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        try {
            String sum = HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
            return (body + "sha256 " + sum + "\n").getBytes(StandardCharsets.ISO_8859_1);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherKeyIsNotTheLogs() {
        Bundle bundle = log.disclose(DisclosureRequest.of(ACME));
        NoteKey other = SigningKey.generate(KEY.key().name()).key();
        assertThatThrownBy(() -> Disclosure.verify(bundle, other, List.of())).hasMessageContaining("not signed by");
    }

    @Test
    void aRecordThatSaysItIsAnotherIsRefusedThoughTheLogSignedIt() {
        List<String> records = new ArrayList<>(
                all(log).subList(0, 4).stream().map(r -> r.json()).toList());
        assertThat(forged("agency.example/acme", records).entries()).hasSize(4);
        assertThatThrownBy(() -> forged("agency.example/zebra", records)).hasMessageContaining("another");
        assertThatThrownBy(() -> forged("acme", records)).hasMessageContaining("another");
        java.util.Collections.swap(records, 1, 2);
        assertThatThrownBy(() -> forged("agency.example/acme", records)).hasMessageContaining("entry 1");
        records.set(1, "{\"no\":\"record\"}");
        assertThatThrownBy(() -> forged("agency.example/acme", records))
                .isInstanceOf(EvidenceException.class)
                .hasMessageStartingWith("entry 1: ");
    }

    /** Records that a log signs whatever they say. */
    private static Disclosure forged(String origin, List<String> records) {
        MerkleTree tree = MerkleTree.of(records.stream()
                .map(r -> Hash.leaf(r.getBytes(StandardCharsets.UTF_8)))
                .toList());
        List<Bundle.Item> items = new ArrayList<>();
        records.forEach(r -> items.add(new Bundle.Item(items.size(), r, List.of(), List.of())));
        SignedNote note =
                SignedNote.sign(Checkpoint.of(origin, tree.size(), tree.root()).text(), KEY);
        return Disclosure.verify(new Bundle(items, note), KEY.key(), List.of());
    }
}
