package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bundles of a small tree: what is in them is so, or they are refused with the reason. */
class BundleTest {

    private static final SigningKey LOG = SigningKey.generate("agency.example");
    private static final List<String> RECORDS = Stream.of("über", "b", "c", "d", "e")
            .map(what -> "{\"what\":\"" + what + "\"}")
            .toList();
    private static final MerkleTree TREE =
            MerkleTree.of(RECORDS.stream().map(r -> Hash.leaf(Strict.utf8(r))).toList());
    private static final SignedNote NOTE =
            SignedNote.sign(Checkpoint.of("agency.example/acme", 5, TREE.root()).text(), LOG);

    private static final Bundle.FieldKey KEY = new Bundle.FieldKey("rationale.text", Hash.EMPTY.toString());

    private static final Bundle WHOLE = new Bundle(
            IntStream.range(0, 5)
                    .mapToObj(i -> new Bundle.Item(i, RECORDS.get(i), List.of(), List.of()))
                    .toList(),
            NOTE);

    private static final Bundle PART = new Bundle(List.of(item(1), item(4)), NOTE);

    private static Bundle.Item item(int index) {
        return new Bundle.Item(
                index, RECORDS.get(index), TREE.inclusion(index, 5).path(), List.of(KEY));
    }

    private static Bundle parse(String text) {
        return Bundle.parse(Strict.utf8(text));
    }

    private static String put(String text, String in, String by) {
        int at = text.indexOf(in);
        return text.substring(0, at) + by + text.substring(at + in.length());
    }

    /** With the last line made to fit again: what somebody does who means it. */
    private static byte[] mended(byte[] bundle) {
        byte[] body = java.util.Arrays.copyOf(bundle, bundle.length - 72);
        byte[] sum = Strict.utf8("sha256 " + HexFormat.of().formatHex(Hash.sha256(body)) + "\n");
        byte[] whole = java.util.Arrays.copyOf(body, bundle.length);
        System.arraycopy(sum, 0, whole, body.length, sum.length);
        return whole;
    }

    @Test
    void areReadAsTheyWereWrittenAndVerify() {
        for (Bundle bundle : List.of(WHOLE, PART)) {
            assertThat(parse(bundle.toString())).isEqualTo(bundle);
            assertThat(bundle.verify(LOG.key(), List.of()))
                    .isEqualTo(Checkpoint.of("agency.example/acme", 5, TREE.root()));
        }
        assertThat(WHOLE.whole()).isTrue();
        assertThat(WHOLE.leaves()).isEqualTo(TREE.leaves());
        assertThat(PART.whole()).isFalse();
        assertThat(PART.leaves()).isEmpty();
    }

    @Test
    void anyChangedBitIsRefused() {
        for (Bundle bundle : List.of(WHOLE, PART)) {
            byte[] bytes = Strict.utf8(bundle.toString());
            for (int bit = 0; bit < 8 * bytes.length; bit++) {
                byte[] other = flipped(bytes, bit);
                assertThatThrownBy(() -> Bundle.parse(other))
                        .as("bit " + bit)
                        .isInstanceOf(EvidenceException.class)
                        .message()
                        .isNotBlank();
            }
        }
    }

    @Test
    void anyChangedBitIsRefusedAlsoWithAChecksumThatFits() {
        Map<String, Integer> reasons = new TreeMap<>();
        for (Bundle bundle : List.of(WHOLE, PART)) {
            byte[] bytes = Strict.utf8(bundle.toString());
            int keys = bundle.toString().indexOf("key ");
            for (int bit = 0; bit < 8 * (bytes.length - 72); bit++) {
                byte[] other = mended(flipped(bytes, bit));
                try {
                    Bundle read = Bundle.parse(other);
                    read.verify(LOG.key(), List.of());
                    // only the keys of fields are left, which the records vouch for and not the tree
                    assertThat(keys).isPositive();
                    assertThat(withoutKeys(read)).isEqualTo(withoutKeys(bundle));
                } catch (EvidenceException e) {
                    reasons.merge(e.reason().replaceAll("\\d+", "#"), 1, Integer::sum);
                }
            }
        }
        assertThat(reasons.keySet())
                .contains(
                        "the entries are not those that the checkpoint was signed over",
                        "entry # is not the one that the checkpoint was signed over",
                        "the text is not UTF-#",
                        "the signature of agency.example does not verify")
                .anyMatch(reason -> reason.startsWith("the checkpoint is not signed by"));
    }

    private static List<String> withoutKeys(Bundle bundle) {
        List<String> rest = new ArrayList<>(List.of(bundle.checkpoint().toString()));
        bundle.entries().forEach(item -> rest.add(item.index() + item.record() + item.path()));
        return rest;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] other = bytes.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }

    @Test
    void whatWouldNotBeWrittenIsRefused() {
        String part = PART.toString();
        String key = "key " + KEY.field() + " " + KEY.key() + "\n";
        for (String other : List.of(
                part.replaceFirst("\nentry", "\n\nentry"),
                part.replaceFirst("entry 1", "entry 01"),
                part.replaceFirst("entry 4", "entry 1"),
                part.replaceFirst("entry 4", "entry 5"),
                part.replaceFirst("path", "hash"),
                put(part, key, key + key),
                put(part, key, key + key.replace("rationale", "cause")),
                put(part, key, key.replace("rationale.text", "rationale text")),
                put(part, key, key.replace(KEY.key(), "AAAA")),
                part.replaceFirst("(path .*\n)", "$1entry 2\n"),
                part.replaceFirst("heeded/bundle@v1", "heeded/bundle@v2"),
                part.replace("\u2014", "-"),
                WHOLE.toString().replaceFirst("\\}\n", "}\npath " + Hash.EMPTY + "\n"),
                WHOLE.toString().replaceFirst("\\{", " {"))) {
            assertThat(other).isNotIn(part, WHOLE.toString());
            assertThatThrownBy(() -> Bundle.parse(mended(Strict.utf8(other))))
                    .as(other)
                    .isInstanceOf(EvidenceException.class);
        }
        for (int length = 0; length < part.length(); length++) {
            String cut = part.substring(0, length);
            assertThatThrownBy(() -> parse(cut)).isInstanceOf(EvidenceException.class);
        }
        assertThatThrownBy(() -> parse(part + "\n")).isInstanceOf(EvidenceException.class);
    }

    @Test
    void anEntryLeftOutPutInOrMovedIsRefused() {
        List<Bundle.Item> moved = new ArrayList<>(WHOLE.entries());
        moved.set(2, new Bundle.Item(2, RECORDS.get(3), List.of(), List.of()));
        moved.set(3, new Bundle.Item(3, RECORDS.get(2), List.of(), List.of()));
        assertThatThrownBy(() -> new Bundle(moved, NOTE).verify(LOG.key(), List.of()))
                .hasMessageContaining("not those");
        Bundle without = new Bundle(WHOLE.entries().subList(0, 4), NOTE);
        assertThatThrownBy(() -> without.verify(LOG.key(), List.of())).hasMessageContaining("entry 0 is not");
        Bundle elsewhere = new Bundle(
                List.of(new Bundle.Item(2, RECORDS.get(1), TREE.inclusion(1, 5).path(), List.of())), NOTE);
        assertThatThrownBy(() -> elsewhere.verify(LOG.key(), List.of())).hasMessageContaining("entry 2 is not");
        assertThatThrownBy(() -> new Bundle(List.of(), NOTE)).hasMessageContaining("no entries");
    }

    @Test
    void theLogsOwnKeyMustHaveSigned() {
        SigningKey witness = SigningKey.generate("acme.example", NoteKey.Kind.COSIGNATURE);
        SignedNote both = NOTE.cosign(witness, java.time.Instant.EPOCH);
        SignedNote witnessed = new SignedNote(both.text(), both.signatures().subList(1, 2));
        Bundle bundle = new Bundle(PART.entries(), witnessed);
        assertThatThrownBy(() -> bundle.verify(LOG.key(), List.of(witness.key())))
                .hasMessageContaining("not signed by agency.example+");
        assertThat(new Bundle(PART.entries(), both)
                        .verify(LOG.key(), List.of(witness.key()))
                        .size())
                .isEqualTo(5);
    }
}
