package org.heeded.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {

    private static final SigningKey LOG = SigningKey.generate("log.example");

    @TempDir
    private Path temp;

    private static SignedNote note(String origin, long size) {
        return SignedNote.sign(
                Checkpoint.of(origin, size, Hash.leaf(new byte[0])).text(), LOG);
    }

    @Test
    void keepsTheNewestOfEachTreeTheSmallestFirst() throws IOException {
        Path directory = temp.resolve("checkpoints");
        CheckpointDirectory kept = CheckpointDirectory.in(directory);
        assertThat(kept.newest()).isEmpty();
        assertThat(directory).doesNotExist();
        kept.keep(note("log.example/a", 3));
        kept.keep(note("log.example/b", 4));
        kept.keep(note("log.example/a", 5));
        assertThat(kept.newest()).containsExactly(note("log.example/b", 4), note("log.example/a", 5));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void whatIsNoCheckpointOrOfAnotherTreeIsRefusedWithTheFile() throws IOException {
        CheckpointDirectory kept = CheckpointDirectory.in(temp);
        kept.keep(note("log.example/a", 3));
        Path file;
        try (Stream<Path> files = Files.list(temp)) {
            file = files.findFirst().orElseThrow();
        }
        for (String other : List.of("", note("log.example/b", 3).toString(), "text\n\n\u2014 a AAAAAAA=\n")) {
            Files.writeString(file, other);
            assertThatThrownBy(kept::newest)
                    .isInstanceOf(EvidenceException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }
}
