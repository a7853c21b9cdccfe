package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.Sighting;
import org.heeded.evidence.SignedNote;
import org.heeded.evidence.SigningKey;
import org.heeded.evidence.TrustStore;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Role;
import org.heeded.model.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A dispute, acted out. An agency keeps the log, its client keeps what it was shown. A campaign fails after the client
 * had chosen another way; then somebody rewrites why.
 */
class DisputeTest extends FacadeFixture {

    private static final EngagementId ACME = new EngagementId("acme");
    private static final String SAID = "Your team has no time for four pages";
    private static final String LATER = "Our owner likes one page, that is all";

    private final SigningKey agency = SigningKey.generate("agency.example/decisions");
    private final NoteKey known = agency.key(); // read out over the telephone, once
    private TrustStore client;
    private SignedNote second;

    private DecisionLog agencyOpens() {
        return DecisionLog.open(directory(), options.signer(agency));
    }

    /** What the agency sends, and the client gets. */
    private static Bundle sent(Bundle bundle) {
        return Bundle.parse(bundle.toString().getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void aCampaignFailsAfterAnOverrideAndTheClientSawThreeCheckpoints() throws IOException {
        client = TrustStore.in(temp.resolve("client"));
        try (DecisionLog log = agencyOpens()) {
            Engagement acme = log.engagement("acme");
            PartyId owner = acme.client("owner");
            PartyId ana = acme.marketer("ana", Role.SPECIALIST);
            ProposalId pages = acme.propose(
                    new ProposalId("pages"),
                    ana,
                    Proposal.of("One landing page per audience")
                            .forecast(Forecast.atLeast("leads", 120).by(LocalDate.parse("2026-03-31"))));
            // the first: a report in January
            SignedNote first = Objects.requireNonNull(log.report().checkpoints().get(ACME));
            assertThat(client.see(known, first, Optional.empty()).verdict()).isEqualTo(Sighting.Verdict.FIRST);

            clock.set("2026-01-15T10:00:00Z");
            acme.decide(
                    pages, owner, Decision.overridden("One page for everyone").because(SAID));
            // the second: all of the engagement, in February, cosigned by the client
            clock.set("2026-02-01T10:00:00Z");
            acme.launched(pages, Launched.ALTERNATIVE, LocalDate.parse("2026-02-01"));
            Bundle bundle = sent(log.disclose(DisclosureRequest.of(ACME)));
            assertThat(Disclosure.verify(bundle, known, List.of()).entries()).hasSize(5);
            assertThat(client.see(known, bundle).verdict()).isEqualTo(Sighting.Verdict.GROWN);
            second = bundle.checkpoint();

            clock.set("2026-04-01T10:00:00Z");
            acme.measure(pages, Measurement.of("leads", 74).on(LocalDate.parse("2026-03-31")));
            // the third: in April
            assertThat(client.see(known, sent(log.disclose(DisclosureRequest.of(ACME))))
                            .verdict())
                    .isEqualTo(Sighting.Verdict.GROWN);
        }
    }

    @Test
    void theRewrittenLogDoesNotOpenForItsOwnKeeper() throws IOException {
        rewrite();
        assertThatThrownBy(this::agencyOpens)
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("other entries");
    }

    @Test
    void signedAgainItOpensButTheClientNamesTheEntry() throws IOException {
        rewrite();
        forgetOwnCheckpoints();
        try (DecisionLog log = agencyOpens()) {
            log.engagement("acme").client("somebody new");
            Bundle bundle = sent(log.disclose(DisclosureRequest.of(ACME)));
            // in itself it is flawless, and signed with the right key
            Disclosure shown = Disclosure.verify(bundle, known, List.of());
            Sighting sighting = client.see(known, bundle);
            assertThat(sighting.verdict()).isEqualTo(Sighting.Verdict.REWRITTEN);
            assertThat(sighting.entry()).hasValue(3);
            assertThat(shown.entries().get(3).entry().event()).isInstanceOfSatisfying(Event.DecisionMade.class, now -> {
                assertThat(now.decision().reason()).contains(Text.of(LATER));
            });
            // who else was shown the old checkpoint can say so too: the agency signed both
            assertThat(second.verify(Set.of(known))).containsExactly(known);
            assertThat(log.tree(ACME).root(5))
                    .isNotEqualTo(
                            org.heeded.evidence.Checkpoint.parse(second.text()).root());
        }
    }

    @Test
    void takingTheFailureAwayIsARollback() throws IOException {
        Path segment = segment();
        List<String> lines = Files.readAllLines(segment);
        forgetOwnCheckpoints();
        Path other = temp.resolve("other").resolve("segments");
        Files.createDirectories(other);
        Files.writeString(other.resolve(segment.getFileName()), String.join("\n", lines.subList(0, 6)) + "\n");
        Files.write(other.resolveSibling("HEAD"), head(5));
        try (DecisionLog log = DecisionLog.open(other.resolveSibling(""), options.signer(agency))) {
            Sighting sighting = client.see(known, sent(log.disclose(DisclosureRequest.of(ACME))));
            assertThat(sighting.verdict()).isEqualTo(Sighting.Verdict.ROLLED_BACK);
        }
    }

    @Test
    void anotherStoryForTheThirdPartyIsASplitView() throws IOException {
        rewrite();
        forgetOwnCheckpoints();
        try (DecisionLog log = agencyOpens()) {
            TrustStore auditor = TrustStore.in(temp.resolve("auditor"));
            Bundle bundle = sent(log.disclose(DisclosureRequest.of(ACME)));
            assertThat(auditor.see(known, bundle).contradicts()).isFalse();
            // until the two compare
            Sighting sighting = auditor.see(
                    known,
                    client.seen("agency.example/decisions/acme").orElseThrow().note(),
                    Optional.empty());
            assertThat(sighting.verdict()).isEqualTo(Sighting.Verdict.SPLIT_VIEW);
        }
    }

    private static byte[] head(long count) {
        java.nio.ByteBuffer head = java.nio.ByteBuffer.allocate(32);
        head.put("heedhead".getBytes(StandardCharsets.US_ASCII)).putLong(count).position(28);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(head.array(), 0, 28);
        return head.putInt((int) crc.getValue()).array();
    }

    private Path segment() {
        return directory().resolve("segments").resolve("00000000000000000000.jsonl");
    }

    private void rewrite() throws IOException {
        Forger.rewrite(segment(), SAID, LATER);
    }

    private void forgetOwnCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(directory().resolve("checkpoints"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
