package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The tree against the definitions of the RFC, and the vectors of others. */
class MerkleTreeTest {

    private static final HexFormat HEX = HexFormat.of();

    /** Leaf i is the one byte i. */
    private static List<Hash> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Hash.leaf(new byte[] {(byte) i}))
                .toList();
    }

    private static Hash fromHex(String hex) {
        return Hash.of(HEX.parseHex(hex));
    }

    private static String digest(List<Hash> path) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        path.forEach(hash -> all.writeBytes(hash.bytes()));
        return HEX.formatHex(Hash.sha256(all.toByteArray()));
    }

    @Test
    void rootsAndProofsOfOneTo64LeavesAreThoseOfTheDefinition() throws IOException {
        List<Vectors> trees =
                Vectors.ours("rfc6962-exhaustive-digests.json").at("trees").items();
        assertThat(trees).hasSize(64);
        for (Vectors vector : trees) {
            int size = (int) vector.at("size").number();
            MerkleTree tree = MerkleTree.of(leaves(size));
            assertThat(tree.root()).isEqualTo(fromHex(vector.at("root").text()));
            List<Hash> inclusion = new ArrayList<>();
            List<Hash> consistency = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                inclusion.addAll(tree.inclusion(i, size).path());
                consistency.addAll(tree.consistency(i + 1, size).path());
            }
            assertThat(digest(inclusion))
                    .isEqualTo(vector.at("sha256OfAllInclusionProofs").text());
            assertThat(digest(consistency))
                    .isEqualTo(vector.at("sha256OfAllConsistencyProofs(1..n)").text());
        }
    }

    @Test
    void everySmallerTreeIsInALargerOneAsIfItHadBeenBuiltAlone() {
        List<Hash> leaves = leaves(70);
        MerkleTree tree = MerkleTree.of(leaves);
        Frontier frontier = Frontier.EMPTY;
        for (int size = 0; size <= leaves.size(); size++) {
            List<Hash> first = leaves.subList(0, size);
            assertThat(frontier.size()).isEqualTo(size);
            assertThat(List.of(tree.root(size), frontier.root())).containsOnly(Rfc9162.mth(first));
            for (int i = 0; i < size; i++) {
                assertThat(tree.inclusion(i, size).path()).isEqualTo(Rfc9162.path(i, first));
                assertThat(tree.consistency(i + 1, size).path()).isEqualTo(Rfc9162.proof(i + 1, first));
            }
            if (size < leaves.size()) {
                frontier = frontier.append(leaves.get(size));
            }
        }
    }

    @Test
    void verifiersSayOfAnyProofWhatTheNaiveOnesSay() {
        SplittableRandom random = new SplittableRandom(7);
        MerkleTree tree = MerkleTree.of(leaves(40));
        int right = 0;
        for (int round = 0; round < 20_000; round++) {
            int size = 1 + random.nextInt(40);
            int index = random.nextInt(size);
            List<Hash> path = damaged(random, tree.inclusion(index, size).path(), tree);
            long otherIndex = near(random, index);
            long otherSize = near(random, size);
            Hash root = random.nextInt(10) == 0 ? tree.root(random.nextInt(41)) : tree.root(size);
            Hash leaf = tree.leaves().get(index);
            boolean proves = otherIndex >= 0 && new InclusionProof(otherIndex, path).proves(leaf, otherSize, root);
            assertThat(proves)
                    .isEqualTo(Rfc9162.root(leaf, otherIndex, otherSize, path).equals(java.util.Optional.of(root)));
            right += proves ? 1 : 0;

            int from = 1 + random.nextInt(size);
            List<Hash> growth = damaged(random, tree.consistency(from, size).path(), tree);
            long otherFrom = near(random, from);
            boolean grows = new ConsistencyProof(growth).proves(otherFrom, tree.root(from), otherSize, root);
            assertThat(grows).isEqualTo(Rfc9162.consistent(otherFrom, tree.root(from), otherSize, root, growth));
            right += grows ? 1 : 0;
        }
        assertThat(right).isBetween(4_000, 36_000); // both answers were given often
    }

    private static long near(SplittableRandom random, long number) {
        return random.nextInt(6) == 0 ? number + random.nextInt(-2, 3) : number;
    }

    private static List<Hash> damaged(SplittableRandom random, List<Hash> path, MerkleTree tree) {
        List<Hash> other = new ArrayList<>(path);
        switch (random.nextInt(12)) {
            case 0 -> other.add(random.nextInt(other.size() + 1), tree.leaves().get(0));
            case 1 -> Collections.reverse(other);
            case 2 -> {
                if (!other.isEmpty()) {
                    other.remove(random.nextInt(other.size()));
                }
            }
            case 3 -> {
                if (!other.isEmpty()) {
                    int at = random.nextInt(other.size());
                    byte[] bytes = other.get(at).bytes();
                    bytes[random.nextInt(Hash.LENGTH)] ^= (byte) (1 << random.nextInt(8));
                    other.set(at, Hash.of(bytes));
                }
            }
            default -> {
                // as it is
            }
        }
        return other;
    }

    @Test
    void aNodeIsNoLeafAndALeafNoNode() {
        Hash a = Hash.leaf(new byte[] {1});
        Hash b = Hash.leaf(new byte[] {2});
        byte[] both = Arrays.copyOf(a.bytes(), 2 * Hash.LENGTH);
        System.arraycopy(b.bytes(), 0, both, Hash.LENGTH, Hash.LENGTH);
        assertThat(Hash.leaf(both)).isNotEqualTo(Hash.node(a, b));
        assertThat(Hash.node(a, b)).isNotEqualTo(Hash.node(b, a));
    }

    @Test
    void aHashIsItsBytesAndNothingElse() {
        byte[] bytes = new byte[Hash.LENGTH];
        Hash hash = Hash.of(bytes);
        bytes[0] = 1;
        hash.bytes()[1] = 1;
        assertThat(hash).isEqualTo(Hash.of(new byte[Hash.LENGTH])).isNotEqualTo(Hash.of(bytes));
        assertThat(Hash.parse(hash.toString())).isEqualTo(hash);
        assertThatThrownBy(() -> Hash.of(new byte[31])).isInstanceOf(EvidenceException.class);
        // the last digit has two bits that encode nothing
        String other = hash.toString().replace("A=", "B=");
        assertThat(Base64.getDecoder().decode(other)).hasSize(Hash.LENGTH);
        assertThatThrownBy(() -> Hash.parse(other)).hasMessageContaining("canonical");
        assertThatThrownBy(() -> Hash.parse(hash.toString().replace("=", ""))).hasMessageContaining("canonical");
    }

    @Test
    void askingForWhatIsNotThereIsRefused() {
        MerkleTree tree = MerkleTree.of(leaves(3));
        assertThatThrownBy(() -> tree.root(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusion(3, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusion(0, 4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusion(-1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistency(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistency(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new Frontier(3, List.of(Hash.EMPTY))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void inclusionProbesOfOthersAreTakenAndRefusedAsTheySay() throws IOException {
        List<Vectors> probes =
                Vectors.shared("merkle-inclusion-probes.json").at("probes").items();
        assertThat(probes).hasSize(98);
        for (Vectors probe : probes) {
            boolean proves = holds(() -> new InclusionProof(probe.at("leafIdx").number(), path(probe))
                    .proves(
                            Hash.parse(probe.at("leafHash").text()),
                            probe.at("treeSize").number(),
                            root(probe.at("root").text())));
            assertThat(proves)
                    .as(probe.at("file").text())
                    .isEqualTo(!probe.at("wantErr").flag());
        }
    }

    @Test
    void consistencyProbesOfOthersAreTakenAndRefusedAsTheySay() throws IOException {
        List<Vectors> probes =
                Vectors.shared("merkle-consistency-probes.json").at("probes").items();
        assertThat(probes).hasSize(98);
        for (Vectors probe : probes) {
            boolean proves = holds(() -> new ConsistencyProof(path(probe))
                    .proves(
                            probe.at("size1").number(),
                            root(probe.at("root1").text()),
                            probe.at("size2").number(),
                            root(probe.at("root2").text())));
            assertThat(proves)
                    .as(probe.at("file").text())
                    .isEqualTo(!probe.at("wantErr").flag());
        }
    }

    /** Some roots there are no hashes but words, to be compared as they are. */
    private static Hash root(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Hash.of(bytes.length == Hash.LENGTH ? bytes : Hash.sha256(bytes));
    }

    private static List<Hash> path(Vectors probe) {
        return probe.at("proof").texts().stream().map(Hash::parse).toList();
    }

    private static boolean holds(java.util.function.BooleanSupplier proof) {
        try {
            return proof.getAsBoolean();
        } catch (EvidenceException e) {
            return false; // not even a hash
        }
    }

    @Test
    void theTreeOfOthersIsOurs() throws IOException {
        Vectors vectors = Vectors.shared("rfc6962-tree.json");
        assertThat(Hash.EMPTY)
                .isEqualTo(fromHex(vectors.at("hasher").at("emptyRoot").text()));
        assertThat(Hash.leaf(new byte[0]))
                .isEqualTo(fromHex(vectors.at("hasher").at("emptyLeafHash").text()));
        assertThat(Hash.leaf(Strict.utf8("L123456")))
                .isEqualTo(fromHex(vectors.at("hasher").at("leafHash(L123456)").text()));
        MerkleTree tree = MerkleTree.of(vectors.at("leavesHex").texts().stream()
                .map(leaf -> Hash.leaf(HEX.parseHex(leaf)))
                .toList());
        assertThat(tree.size()).isEqualTo(8);
        assertThat(tree.leaves())
                .isEqualTo(vectors.at("nodeHashesByLevel").items().get(0).texts().stream()
                        .map(MerkleTreeTest::fromHex)
                        .toList());
        List<String> roots = vectors.at("rootsBySize").texts();
        for (int size = 0; size < roots.size(); size++) {
            assertThat(tree.root(size)).isEqualTo(fromHex(roots.get(size)));
        }
        assertThat(roots).hasSize(9);
        assertThat(HEX.formatHex(Hash.sha256(new byte[] {1}, Strict.utf8("N123N456"))))
                .isEqualTo(vectors.at("hasher").at("nodeHash(N123,N456)").text());
        List<Vectors> inclusion = vectors.at("inclusion").items();
        List<Vectors> consistency = vectors.at("consistency").items();
        assertThat(List.of(inclusion.size(), consistency.size())).isEqualTo(List.of(7, 4));
        inclusion.forEach(v -> assertThat(tree.inclusion(
                                (int) v.at("index").number(), (int) v.at("size").number())
                        .path())
                .isEqualTo(hashes(v)));
        consistency.forEach(v -> assertThat(tree.consistency((int) v.at("size1").number(), (int)
                                v.at("size2").number())
                        .path())
                .isEqualTo(hashes(v)));
    }

    private static List<Hash> hashes(Vectors vector) {
        return vector.at("proof").texts().stream().map(MerkleTreeTest::fromHex).toList();
    }
}
