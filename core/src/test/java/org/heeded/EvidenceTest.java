package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.heeded.evidence.Checkpoint;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.NoteSigner;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.SigningKey;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Role;
import org.heeded.report.Audience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checkpoints of a log, and what a log that contradicts its own does. */
class EvidenceTest extends FacadeFixture {

    private static final EngagementId ACME = new EngagementId("acme");
    private static final EngagementId ZEBRA = new EngagementId("zebra & co/2+2");
    private static final SigningKey KEY = SigningKey.generate("agency.example/decisions");

    private DecisionLog signed(Kept kept, LogOptions how) {
        return kept == Kept.IN_MEMORY ? DecisionLog.inMemory(how) : DecisionLog.open(directory(), how);
    }

    private DecisionLog signed(Kept kept) {
        return signed(kept, options.signer(KEY));
    }

    private void fill(DecisionLog log, int rounds) {
        for (int i = 0; i < rounds; i++) {
            clock.move(Duration.ofHours(1));
            for (EngagementId engagement : List.of(ACME, ZEBRA)) {
                Engagement here = log.engagement(engagement.value());
                ProposalId page = here.propose(
                        new ProposalId(engagement + "-" + clock.instant()),
                        here.marketer("ana", Role.SPECIALIST),
                        Proposal.of("Page " + i));
                here.decide(
                        page,
                        here.client("owner"),
                        Decision.overridden("One page").because("Simpler"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckpointIsOverTheRecordsOfItsEngagement(Kept kept) {
        try (DecisionLog log = signed(kept)) {
            fill(log, 3);
            SignedNote note = log.checkpoint(ACME);
            assertThat(note.verify(Set.of(KEY.key()))).containsExactly(KEY.key());
            assertThat(Checkpoint.parse(note.text()))
                    .isEqualTo(Checkpoint.of(
                            "agency.example/decisions/acme", 8, log.tree(ACME).root()));
            assertThat(log.checkpoint(ZEBRA).text())
                    .startsWith("agency.example/decisions/zebra%20%26%20co%2F2%2B2\n8\n");
            assertThat(log.checkpoint(ACME)).isSameAs(note);
            fill(log, 1);
            assertThat(Checkpoint.parse(log.checkpoint(ACME).text()).size()).isEqualTo(10);
            log.engagement("acme").client("somebody else");
            SignedNote later = log.checkpoint(ACME);
            assertThat(log.tree(ACME)
                            .consistency(8, 11)
                            .proves(
                                    8,
                                    Checkpoint.parse(note.text()).root(),
                                    11,
                                    Checkpoint.parse(later.text()).root()))
                    .isTrue();
        }
    }

    @Test
    void theSameEntriesHaveTheSameRootsInEveryStore() {
        try (DecisionLog files = signed(Kept.IN_FILES);
                DecisionLog memory = signed(Kept.IN_MEMORY)) {
            fill(files, 5);
            all(files).forEach(recorded -> {
                clock.set(recorded.entry().recordedAt().toString());
                Draft draft = recorded.entry().draft();
                assertThat(memory.record(List.of(draft)))
                        .extracting(r -> r.json())
                        .containsExactly(recorded.json());
                assertThat(memory.checkpoint(draft.engagement())).isNotNull(); // after each entry, not only at the end
            });
            for (EngagementId engagement : List.of(ACME, ZEBRA)) {
                assertThat(memory.checkpoint(engagement)).isEqualTo(files.checkpoint(engagement));
            }
        }
    }

    @Test
    void withoutASignerThereAreNoCheckpointsAndNothingIsKept() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            fill(log, 1);
            assertThatThrownBy(() -> log.checkpoint(ACME)).isInstanceOf(IllegalStateException.class);
            assertThat(log.newestCheckpoint(ACME)).isEmpty();
            assertThat(log.report().toJson(Audience.INTERNAL)).doesNotContain("checkpoint");
        }
        assertThat(directory().resolve("checkpoints")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void anEngagementThatNobodyUsedHasNone(Kept kept) {
        try (DecisionLog log = signed(kept)) {
            assertThatThrownBy(() -> log.checkpoint(ACME)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReportCarriesTheCheckpointsOfItsEngagements(Kept kept) {
        try (DecisionLog log = signed(kept)) {
            fill(log, 2);
            Report report = log.report();
            assertThat(report.checkpoints()).containsOnlyKeys(ACME, ZEBRA).containsEntry(ACME, log.checkpoint(ACME));
            assertThat(report.toJson(Audience.SHARED))
                    .contains("\"checkpoint\":{\"acme\":\"agency.example/decisions/acme\\n");
            Report one = log.report(ReportRequest.DEFAULT.engagement(ACME));
            assertThat(one.checkpoints()).containsOnlyKeys(ACME);
        }
    }

    @Test
    void closingSignsAndTheNextOpeningGoesOnFromThere() {
        SignedNote last;
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 3);
            last = log.checkpoint(ACME);
            log.engagement("acme").client("somebody else");
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            SignedNote closed = log.newestCheckpoint(ACME).orElseThrow();
            assertThat(closed).isNotEqualTo(last);
            assertThat(Checkpoint.parse(closed.text()))
                    .isEqualTo(Checkpoint.of(
                            "agency.example/decisions/acme", 9, log.tree(ACME).root()));
            assertThat(log.newestCheckpoint(ZEBRA)).isPresent();
        }
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 4);
            assertThat(log.checkpoint(ACME).verify(Set.of(KEY.key()))).isNotEmpty();
        }
    }

    @Test
    void aSignerThatFailsDoesNotKeepTheLogOpen() {
        NoteSigner broken = new NoteSigner() {
            @Override
            public NoteKey key() {
                return KEY.key();
            }

            @Override
            public byte[] sign(byte[] message) {
                throw new IllegalStateException("the signing service is away");
            }
        };
        DecisionLog log = signed(Kept.IN_FILES, options.signer(broken));
        fill(log, 1);
        assertThatThrownBy(log::close).hasMessage("the signing service is away");
        try (DecisionLog again = signed(Kept.IN_FILES)) {
            assertThat(again.checkpoint(ACME)).isNotNull();
        }
    }

    @Test
    void recordingNeitherSignsNorKeepsAnythingAndNothingIsSignedTwice() {
        AtomicInteger signed = new AtomicInteger();
        NoteSigner counting = new NoteSigner() {
            @Override
            public NoteKey key() {
                return KEY.key();
            }

            @Override
            public byte[] sign(byte[] message) {
                signed.incrementAndGet();
                return KEY.sign(message);
            }
        };
        try (DecisionLog log = signed(Kept.IN_FILES, options.signer(counting))) {
            fill(log, 3);
            assertThat(signed).hasValue(0);
            assertThat(directory().resolve("checkpoints")).doesNotExist();
            log.report();
            assertThat(signed).hasValue(2);
            log.report();
            log.engagement("acme").client("somebody else");
        }
        assertThat(signed).hasValue(3);
    }

    @Test
    void aReaderBesideTheWriterSignsNothing() {
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 1);
            SignedNote note = log.checkpoint(ACME);
            log.engagement("acme").client("somebody else");
            try (DecisionLog reader = DecisionLog.openReadOnly(directory(), options.signer(KEY))) {
                assertThatThrownBy(() -> reader.checkpoint(ACME)).isInstanceOf(IllegalStateException.class);
                assertThat(reader.disclose(DisclosureRequest.of(ACME)).checkpoint())
                        .isEqualTo(note);
                assertThat(reader.report().checkpoints()).isEmpty();
            }
        }
    }

    @Test
    void aNewKeySignsAnewAndAnotherOriginIsAnotherTree() {
        SigningKey next = SigningKey.generate("agency.example/decisions");
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 1);
        }
        try (DecisionLog log = signed(Kept.IN_FILES, options.signer(next))) {
            assertThat(log.newestCheckpoint(ACME).orElseThrow().verify(Set.of(KEY.key())))
                    .isNotEmpty();
            assertThat(log.checkpoint(ACME).verify(Set.of(next.key()))).isNotEmpty();
        }
        try (DecisionLog log = signed(Kept.IN_FILES, options.signer(next).origin("moved.example"))) {
            assertThat(log.checkpoint(ACME).text()).startsWith("moved.example/acme\n");
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.newestCheckpoint(ACME)).isPresent();
        }
    }

    private Path segment() {
        return directory().resolve("segments").resolve("00000000000000000000.jsonl");
    }

    private void refused(String why) {
        assertThatThrownBy(() -> open(Kept.IN_FILES))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aLogThatWasPutBackToAnOlderCopyDoesNotOpen() throws IOException {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            fill(log, 1);
        }
        Path copy = temp.resolve("copy");
        copy(directory(), copy);
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 2);
        }
        copy(directory().resolve("checkpoints"), copy.resolve("checkpoints"));
        Path newer = temp.resolve("newer");
        Files.move(directory(), newer);
        Files.move(copy, directory());
        refused("is ahead of the log, which has 4: entries were taken away");
        refused("is ahead"); // and it was let go of each time
        Files.move(directory(), copy);
        Files.move(newer, directory());
        open(Kept.IN_FILES).close();
    }

    @Test
    void aLogWithOtherEntriesThanItSignedDoesNotOpen() throws IOException {
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 2);
        }
        String before = Files.readString(segment());
        Forger.rewrite(segment(), "Simpler", "Cheaper");
        refused("was signed over other entries");
        Files.writeString(segment(), before);
        open(Kept.IN_FILES).close();
    }

    @Test
    void aLogFromWhichAWholeEngagementIsGoneDoesNotOpen() throws IOException {
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 1);
        }
        Path checkpoints = directory().resolve("checkpoints");
        Path other = temp.resolve("other");
        try (DecisionLog log = DecisionLog.open(other, options)) {
            log.engagement("acme").client("owner");
        }
        copy(checkpoints, other.resolve("checkpoints"));
        assertThatThrownBy(() -> DecisionLog.open(other, options)).isInstanceOf(CorruptException.class);
    }

    @Test
    void aKeptCheckpointThatWasChangedIsDamage() throws IOException {
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            log.engagement("acme").client("owner");
        }
        Path file;
        try (Stream<Path> files = Files.list(directory().resolve("checkpoints"))) {
            file = files.findFirst().orElseThrow();
        }
        String note = Files.readString(file);
        Files.writeString(file, note.replaceFirst(" [A-Za-z0-9+/]{6}", " AAAAAA"));
        open(Kept.IN_FILES).close(); // a key that is not known here
        Files.writeString(file, tampered(note));
        assertThatThrownBy(() -> signed(Kept.IN_FILES))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("does not verify");
        Files.writeString(file, "rubbish");
        assertThatThrownBy(() -> signed(Kept.IN_FILES))
                .isInstanceOf(CorruptException.class)
                .hasMessageStartingWith(file.toString());
    }

    /** Another signature under the same id. */
    private static String tampered(String note) {
        SignedNote read = SignedNote.parse(note);
        byte[] bytes =
                java.util.Base64.getDecoder().decode(read.signatures().get(0).base64());
        bytes[20] ^= 1;
        return note.replace(
                read.signatures().get(0).base64(), java.util.Base64.getEncoder().encodeToString(bytes));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(there)) {
                    Files.copy(file, there);
                }
            }
        }
    }

    @Test
    void aLogWithoutASignerDisclosesAsOfTheNewestCheckpointItKeeps() {
        try (DecisionLog log = signed(Kept.IN_FILES)) {
            fill(log, 1);
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.engagement("acme").client("a newer entry");
            var bundle = log.disclose(DisclosureRequest.of(ACME));
            assertThat(bundle.checkpoint()).isEqualTo(log.newestCheckpoint(ACME).orElseThrow());
            assertThat(bundle.entries()).hasSize(4);
        }
    }
}
