package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TlogProofTest {

    @Test
    void proofsOfOthersAreWrittenAndReadAsTheySay() throws IOException {
        Vectors vectors = Vectors.shared("tlog-proof.json");
        assertThat(vectors.at("marshal").items()).hasSize(3);
        for (Vectors v : vectors.at("marshal").items()) {
            TlogProof proof = new TlogProof(
                    v.has("extra") ? Optional.of(v.at("extra").text()) : Optional.empty(),
                    new InclusionProof(
                            v.at("index").number(),
                            v.at("hashes").texts().stream().map(Hash::parse).toList()),
                    v.at("checkpoint").text());
            assertThat(proof).hasToString(v.at("want").text());
            assertThat(TlogProof.parse(v.at("want").text())).isEqualTo(proof);
        }
        assertThat(vectors.at("refuse").items()).hasSize(8);
        vectors.at("refuse")
                .items()
                .forEach(v -> assertThatThrownBy(
                                () -> TlogProof.parse(v.at("proof").text()))
                        .as(v.at("name").text())
                        .isInstanceOf(EvidenceException.class));
    }

    @Test
    void provesOneRecordAndNoOther() {
        List<byte[]> records = Stream.of("a", "b", "c", "d", "e")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        MerkleTree tree = MerkleTree.of(records.stream().map(Hash::leaf).toList());
        SigningKey log = SigningKey.generate("log.example");
        SignedNote note =
                SignedNote.sign(Checkpoint.of("log.example/t", 5, tree.root()).text(), log);
        TlogProof proof = TlogProof.parse(
                TlogProof.of(records.get(3), tree.inclusion(3, 5), note).toString());
        assertThat(proof.verify(log.key(), records.get(3)).size()).isEqualTo(5);
        assertThat(proof.extra()).contains("ZA==");
        assertThatThrownBy(() -> proof.verify(log.key(), records.get(2))).hasMessageContaining("not entry 3");
        assertThatThrownBy(() -> proof.verify(SigningKey.generate("log.example").key(), records.get(3)))
                .hasMessageContaining("not signed by");
    }

    @Test
    void aPathAsLongAsNoTreeIsRefused() {
        StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\nindex 0\n");
        for (int i = 0; i < 64; i++) {
            text.append(Hash.EMPTY).append('\n');
        }
        assertThatThrownBy(() -> TlogProof.parse(text + "\no\n")).hasMessageContaining("63");
    }
}
