package org.heeded.examples.embed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.heeded.DecisionLog;
import org.heeded.Disclosure;
import org.heeded.DisclosureRequest;
import org.heeded.Engagement;
import org.heeded.LogOptions;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.NoteKey;
import org.heeded.evidence.Sighting;
import org.heeded.evidence.SigningKey;
import org.heeded.evidence.TrustStore;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Role;

/**
 * A dispute, to be read from top to bottom: an agency keeps the log, its client keeps what it was shown. A campaign
 * fails after the client had decided otherwise, the agency makes its log say another reason, and the client's check names
 * the entry.
 */
public final class Dispute {

    private static final EngagementId ACME = new EngagementId("acme");

    private final SigningKey agencysKey = SigningKey.generate("agency.example/decisions");
    /** What the client was given of it, once and not by mail. */
    private final NoteKey verifierKey = agencysKey.key();

    private final TrustStore clientsMemory;
    private final Told clock = new Told();
    private final LogOptions options = LogOptions.DEFAULT.clock(clock).signer(agencysKey);

    private Dispute(Path clientsDirectory) {
        clientsMemory = TrustStore.in(clientsDirectory);
    }

    /** Acts the dispute out, and prints what the client's check says each time. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createTempDirectory("client");
        new Dispute(directory).act().forEach(System.out::println);
    }

    /** As {@link #main}, with what the check says as the answer. */
    static List<Sighting> act(Path clientsDirectory) throws IOException {
        return new Dispute(clientsDirectory).act();
    }

    private List<Sighting> act() throws IOException {
        try (DecisionLog log = DecisionLog.inMemory(options)) {
            clock.say("2026-01-12T09:00:00Z");
            Engagement acme = log.engagement("acme");
            PartyId owner = acme.client("owner");
            ProposalId pages =
                    acme.propose(acme.marketer("ana", Role.SPECIALIST), Proposal.of("One landing page per audience"));
            Sighting january = sent(log);

            clock.say("2026-01-15T09:00:00Z");
            acme.decide(pages, owner, Decision.overridden("One page for all").because("You had no time for four"));
            acme.launched(pages, Launched.ALTERNATIVE, LocalDate.parse("2026-02-01"));
            Sighting february = sent(log);

            clock.say("2026-04-01T09:00:00Z");
            acme.measure(pages, Measurement.of("leads", 74).on(LocalDate.parse("2026-03-31")));
            Sighting april = sent(log);

            try (DecisionLog rewritten = rewritten(log)) {
                return List.of(january, february, april, sent(rewritten));
            }
        }
    }

    /** The agency sends all of the engagement; the client verifies it, and compares it with what it had seen. */
    private Sighting sent(DecisionLog log) throws IOException {
        Bundle bundle = log.disclose(DisclosureRequest.of(ACME));
        Disclosure verified = Disclosure.verify(bundle, verifierKey, List.of());
        System.out.println("The client gets " + verified.entries().size() + " entries, properly signed.");
        return clientsMemory.see(verifierKey, bundle);
    }

    /** The same log with the same times and ids, and one reason changed; signed with the same key. */
    private DecisionLog rewritten(DecisionLog log) {
        DecisionLog other = DecisionLog.inMemory(options);
        log.entries(Position.START, Integer.MAX_VALUE).forEach(recorded -> {
            Entry entry = recorded.entry();
            clock.say(entry.recordedAt().toString());
            Event event = entry.event() instanceof Event.DecisionMade made
                    ? new Event.DecisionMade(made.proposal(), made.decision().because("A matter of taste"))
                    : entry.event();
            other.record(List.of(new Draft(ACME, Optional.of(entry.id()), event, entry.unknownFields())));
        });
        return other;
    }

    /** A clock that says what it is told to. */
    private static final class Told extends Clock {

        private volatile Instant now = Instant.EPOCH;

        void say(String time) {
            now = Instant.parse(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
