package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

    private static final Hash ROOT = Hash.leaf(new byte[] {1});

    @Test
    void bodiesOfOthersAreTakenOrRefusedAsTheySay() throws IOException {
        List<Vectors> cases = Vectors.shared("checkpoint-body.json").at("cases").items();
        assertThat(cases).hasSize(12);
        int taken = 0;
        for (Vectors c : cases) {
            String text = c.at("text").text();
            String name = c.at("desc").text();
            // as it is, each is refused: their hashes are not of 32 bytes
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(name).isInstanceOf(EvidenceException.class);
            String[] lines = text.split("\n", -1);
            if (!c.at("wantErr").flag()) {
                lines[2] = ROOT.toString();
                String other = String.join("\n", lines);
                if (name.equals("valid with trailing newlines")) {
                    // which C2SP forbids
                    assertThatThrownBy(() -> Checkpoint.parse(other)).hasMessageContaining("extension");
                } else {
                    assertThat(Checkpoint.parse(other).text()).isEqualTo(other);
                    taken++;
                }
            } else if (lines.length > 2 && !name.contains("roothash")) {
                lines[2] = ROOT.toString();
                String other = String.join("\n", lines);
                assertThatThrownBy(() -> Checkpoint.parse(other)).as(name).isInstanceOf(EvidenceException.class);
            }
        }
        assertThat(taken).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "o\n01\nR\n",
                "o\n+1\nR\n",
                "o\n-1\nR\n",
                "o\n\nR\n",
                "o\n\u0661\nR\n",
                "o\n9223372036854775808\nR\n",
                "o\n0\nR\n",
                "o\r\n1\nR\n",
                "o\n1\nR",
                "o\n1\nR\n\n",
                "o\n1\nR \n",
                "\n1\nR\n",
                "o\n1\n",
                "",
                "\n"
            })
    void whatWouldNotBeWrittenIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text.replace("R", ROOT.toString())))
                .isInstanceOf(EvidenceException.class);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (Checkpoint checkpoint : List.of(
                Checkpoint.of("agency.example/caf%C3%A9", Long.MAX_VALUE, ROOT),
                Checkpoint.of("with spaces – and dashes", 0, Hash.EMPTY),
                new Checkpoint("o", 1, ROOT, List.of("lots", "of", "lines")))) {
            assertThat(Checkpoint.parse(checkpoint.text())).isEqualTo(checkpoint);
        }
        assertThatThrownBy(() -> Checkpoint.of("o", -1, ROOT)).isInstanceOf(EvidenceException.class);
        assertThatThrownBy(() -> Checkpoint.of("a\nb", 1, ROOT)).isInstanceOf(EvidenceException.class);
        assertThatThrownBy(() -> new Checkpoint("o", 1, ROOT, List.of(""))).isInstanceOf(EvidenceException.class);
    }
}
