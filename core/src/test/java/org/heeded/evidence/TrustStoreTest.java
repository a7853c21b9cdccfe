package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.evidence.Sighting.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that kept one old checkpoint, and what a log could try on it. */
class TrustStoreTest {

    private static final String ORIGIN = "agency.example/acme";
    private static final SigningKey LOG = SigningKey.generate("agency.example");

    @TempDir
    private Path directory;

    private TrustStore trust;

    @BeforeEach
    void open() {
        trust = TrustStore.in(directory.resolve("trust"));
    }

    private static List<String> records(int size) {
        return IntStream.range(0, size).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }

    private static List<String> with(List<String> records, int index, String other) {
        List<String> changed = new ArrayList<>(records);
        changed.set(index, other);
        return changed;
    }

    private static MerkleTree tree(List<String> records) {
        return MerkleTree.of(
                records.stream().map(r -> Hash.leaf(Strict.utf8(r))).toList());
    }

    private static SignedNote note(List<String> records, SigningKey by) {
        MerkleTree tree = tree(records);
        return SignedNote.sign(Checkpoint.of(ORIGIN, tree.size(), tree.root()).text(), by);
    }

    private static Bundle bundle(List<String> records) {
        return new Bundle(
                IntStream.range(0, records.size())
                        .mapToObj(i -> new Bundle.Item(i, records.get(i), List.of(), List.of()))
                        .toList(),
                note(records, LOG));
    }

    private Sighting see(List<String> records) throws IOException {
        return trust.see(LOG.key(), bundle(records));
    }

    @Test
    void anHonestLogGrows() throws IOException {
        assertThat(see(records(3)).verdict()).isEqualTo(Verdict.FIRST);
        assertThat(see(records(3)).verdict()).isEqualTo(Verdict.SAME);
        for (int size : new int[] {4, 5, 9, 64, 65}) {
            Sighting grown = see(records(size));
            assertThat(grown.verdict()).isEqualTo(Verdict.GROWN);
            assertThat(grown.contradicts()).isFalse();
            assertThat(TrustStore.in(directory.resolve("trust"))
                            .seen(ORIGIN)
                            .orElseThrow()
                            .note())
                    .isEqualTo(note(records(size), LOG));
        }
    }

    @Test
    void aRewriteSignedAgainIsCaughtAndTheEntryNamed() throws IOException {
        see(records(5));
        Sighting sighting = see(with(records(8), 3, "{\"n\":3,\"nicer\":true}"));
        assertThat(sighting.verdict()).isEqualTo(Verdict.REWRITTEN);
        assertThat(sighting.contradicts()).isTrue();
        assertThat(sighting.entry()).hasValue(3);
        assertThat(sighting)
                .hasToString(
                        "rewritten: does not begin with the 5 entries seen before; the first that differs is entry 3");
        assertThat(see(records(8)).verdict()).as("the lie was not remembered").isEqualTo(Verdict.GROWN);
    }

    @Test
    void anEntrySlippedInBeforeWhatWasSeenIsCaught() throws IOException {
        see(records(5));
        List<String> longer = new ArrayList<>(records(5));
        longer.add(2, "{\"slipped\":\"in\"}");
        assertThat(see(longer).entry()).hasValue(2);
    }

    @Test
    void aSplitViewIsCaught() throws IOException {
        see(records(5));
        Sighting sighting = see(with(records(5), 4, "{\"n\":\"four\"}"));
        assertThat(sighting.verdict()).isEqualTo(Verdict.SPLIT_VIEW);
        assertThat(sighting.entry()).hasValue(4);
    }

    @Test
    void aRollbackIsCaught() throws IOException {
        see(records(5));
        assertThat(see(records(4)).verdict()).isEqualTo(Verdict.ROLLED_BACK);
        assertThat(see(records(5)).verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void anotherKeyIsNotTakenSilently() throws IOException {
        see(records(5));
        SigningKey other = SigningKey.generate("agency.example");
        Sighting sighting = trust.see(other.key(), note(records(6), other), Optional.empty());
        assertThat(sighting.verdict()).isEqualTo(Verdict.OTHER_KEY);
        assertThat(sighting.contradicts()).isTrue();
    }

    @Test
    void aNewKeyIsTakenOverForATreeThatGrewAndForNoOther() throws IOException {
        see(records(5));
        SigningKey next = SigningKey.generate("agency.example");
        List<String> rewritten = with(records(6), 2, "{}");
        Bundle forged = new Bundle(bundle(rewritten).entries(), note(rewritten, next));
        assertThat(trust.seeWithNewKey(next.key(), forged).entry()).hasValue(2);
        Bundle grown = new Bundle(bundle(records(6)).entries(), note(records(6), next));
        assertThat(trust.see(next.key(), grown).verdict()).isEqualTo(Verdict.OTHER_KEY);
        assertThat(trust.seeWithNewKey(next.key(), grown).verdict()).isEqualTo(Verdict.GROWN);
        assertThat(trust.see(next.key(), grown).verdict()).isEqualTo(Verdict.SAME);
        assertThat(see(records(7)).verdict()).as("the old key").isEqualTo(Verdict.OTHER_KEY);
    }

    @Test
    void oneCheckpointFromAReportIsEnough() throws IOException {
        assertThat(trust.see(LOG.key(), note(records(5), LOG), Optional.empty()).verdict())
                .isEqualTo(Verdict.FIRST);
        Sighting rewritten = see(with(records(7), 0, "{\"n\":-1}"));
        assertThat(rewritten.verdict()).isEqualTo(Verdict.REWRITTEN);
        assertThat(rewritten.entry()).as("nothing is known of single entries").isEmpty();
        assertThat(see(records(7)).verdict()).isEqualTo(Verdict.GROWN);
    }

    @Test
    void aLargerCheckpointAloneShowsNothingAndIsNotRemembered() throws IOException {
        see(records(5));
        Sighting sighting = trust.see(LOG.key(), note(records(7), LOG), Optional.empty());
        assertThat(sighting.verdict()).isEqualTo(Verdict.NOT_SHOWN);
        assertThat(sighting.contradicts()).isFalse();
        assertThat(see(records(6)).verdict()).isEqualTo(Verdict.GROWN);
    }

    @Test
    void aConsistencyProofShowsThatItGrew() throws IOException {
        see(records(5));
        ConsistencyProof proof = tree(records(7)).consistency(5, 7);
        ConsistencyProof other = tree(with(records(7), 1, "{}")).consistency(5, 7);
        assertThat(trust.see(LOG.key(), note(records(7), LOG), Optional.of(other))
                        .verdict())
                .isEqualTo(Verdict.NOT_SHOWN);
        assertThat(trust.see(LOG.key(), note(records(7), LOG), Optional.of(proof))
                        .verdict())
                .isEqualTo(Verdict.GROWN);
        // the hashes of the first five are still known
        assertThat(see(with(records(9), 2, "{}")).entry()).hasValue(2);
    }

    @Test
    void treesOfOtherOriginsAreOtherTrees() throws IOException {
        see(records(5));
        SignedNote other = SignedNote.sign(
                Checkpoint.of("agency.example/zebra", 1, tree(records(1)).root())
                        .text(),
                LOG);
        assertThat(trust.see(LOG.key(), other, Optional.empty()).verdict()).isEqualTo(Verdict.FIRST);
        assertThat(see(records(5)).verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void aMemoryThatWasTamperedWithIsRefused() throws IOException {
        see(records(5));
        Path file = only();
        String text = Files.readString(file);
        // hashes may be fewer than entries, and then say less; but not others
        String fewer = text.replaceFirst("(?m)^[A-Za-z0-9+/]{43}=\n", "");
        Files.writeString(file, fewer);
        assertThat(trust.seen(ORIGIN).orElseThrow().leaves()).hasSize(4);
        for (String other : List.of(
                "",
                text.replaceFirst("\n5\n", "\n6\n"),
                text.replaceFirst("heeded/seen@v1", "heeded/seen@v2"),
                text.replaceFirst("key agency", "key ugency"),
                text.replaceFirst("(?m)^[A-Za-z0-9+/]{43}=\n", Hash.EMPTY + "\n"),
                text.substring(0, text.length() - 1))) {
            Files.writeString(file, other);
            assertThatThrownBy(() -> trust.seen(ORIGIN)).isInstanceOf(EvidenceException.class);
        }
        Files.writeString(file, text);
        assertThat(trust.seen(ORIGIN)).isPresent();
        Files.move(file, file.resolveSibling(file.getFileName().toString().replaceFirst("^.", "x")));
        assertThat(trust.seen(ORIGIN)).isEmpty();
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("trust"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
