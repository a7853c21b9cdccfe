package org.heeded.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.heeded.evidence.Sighting;
import org.heeded.evidence.Sighting.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DisputeTest {

    @TempDir
    private Path directory;

    @Test
    void theClientsCheckNamesTheEntryThatWasRewritten() throws IOException {
        List<Sighting> sightings = Dispute.act(directory);
        assertThat(sightings)
                .extracting(Sighting::verdict)
                .containsExactly(Verdict.FIRST, Verdict.GROWN, Verdict.GROWN, Verdict.SPLIT_VIEW);
        assertThat(sightings.get(3))
                .hasToString("split view: not the 6 entries seen before; the first that differs is entry 3");
    }
}
