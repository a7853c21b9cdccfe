package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heeded.log.Following;
import org.heeded.log.Recorded;
import org.heeded.log.RecoveryReport;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.StoreException;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The facade over what the store promises: futures, followers, readers beside the writer, reports. */
class DurableLogTest {

    @TempDir
    private Path temp;

    private Path directory() {
        return temp.resolve("log");
    }

    private static Draft milestone(String what) {
        return Draft.of(EngagementId.of("acme"), new Event.Milestone(Text.of(what), Circumstances.NONE));
    }

    private Path lastSegment() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("segments"))) {
            return files.sorted().reduce((first, second) -> second).orElseThrow();
        }
    }

    @Test
    void aReaderBesideTheWriterReportsAndFollowsWhatIsRecorded() throws Exception {
        try (DecisionLog log = DecisionLog.open(directory());
                DecisionLog reader = DecisionLog.openReadOnly(directory(), LogOptions.DEFAULT)) {
            BlockingQueue<Recorded> handed = new LinkedBlockingQueue<>();
            Following following = reader.follow(Position.START, handed::add);
            log.engagement("acme").propose(new PartyId("ana"), Proposal.of("Landing page"));
            Recorded last = log.recordAsync(List.of(milestone("launch"))).join().get(0);
            assertThat(reader.end()).isEqualTo(log.end());
            assertThat(reader.waiting()).hasSameSizeAs(log.waiting()).isNotEmpty();
            Recorded seen = handed.poll(60, TimeUnit.SECONDS);
            while (!last.equals(seen)) {
                assertThat(seen).isNotNull();
                seen = handed.poll(60, TimeUnit.SECONDS);
            }
            following.close();
            assertThatThrownBy(() -> reader.record(List.of(milestone("x")))).isInstanceOf(StoreException.class);
            assertThat(reader.recovery()).isEmpty();
            assertThat(log.recovery().map(RecoveryReport::entries)).contains(0L);
        }
        try (DecisionLog memory = DecisionLog.inMemory()) {
            assertThat(memory.recovery()).isEmpty();
        }
    }

    @Test
    void theReportOfARepairIsHandedOut() throws IOException {
        try (DecisionLog log = DecisionLog.open(directory())) {
            log.record(List.of(milestone("a")));
        }
        Files.writeString(lastSegment(), "torn", StandardOpenOption.APPEND);
        try (DecisionLog log = DecisionLog.open(directory())) {
            RecoveryReport report = log.recovery().orElseThrow();
            assertThat(report.torn().orElseThrow().bytes()).isEqualTo(4);
            assertThat(log.end()).isEqualTo(new Position(1));
        }
        try (DecisionLog log = DecisionLog.open(directory(), LogOptions.DEFAULT.verified())) {
            assertThat(log.recovery().orElseThrow().verified()).isTrue();
            assertThat(log.recovery().orElseThrow().repaired()).isFalse();
        }
        Files.writeString(directory().resolve("HEAD"), "no head");
        assertThatThrownBy(() -> DecisionLog.open(directory())).isInstanceOf(CorruptException.class);
    }
}
