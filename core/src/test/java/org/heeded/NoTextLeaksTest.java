package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.AppendPolicy;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Description;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.ImportException;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Rationale;
import org.heeded.model.RejectedException;
import org.heeded.model.Stance;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.slf4j.LoggerFactory;

/** No word of an entry's text is in an exception, its causes or a line of the program's log, whatever goes wrong. */
class NoTextLeaksTest extends FacadeFixture {

    private static final String MARKER = "Quetzalcoatlus";
    private static final SubjectId ANA = new SubjectId("s1");
    private static final ProposalId P = new ProposalId("p");
    private static final PartyId OWNER = new PartyId("owner");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final KeyStore keys = Mockito.spy(new InMemoryKeyStore());
    private Level levelBefore;
    private int thrown;

    @BeforeEach
    void listen() {
        levelBefore = root.getLevel();
        root.setLevel(Level.TRACE);
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void noLineHasTheMarker() {
        root.detachAppender(lines);
        root.setLevel(levelBefore);
        assertThat(lines.list).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContain(MARKER);
            if (line.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                        .doesNotContain(MARKER);
            }
        });
    }

    /** Runs what must fail, and searches all that the failure says: messages of causes and suppressed ones too. */
    private Throwable fails(String what, ThrowingCallable call) {
        Throwable failure = catchThrowable(call);
        assertThat(failure).as(what).isNotNull();
        searched(what, failure);
        thrown++;
        return failure;
    }

    private static void searched(String what, Throwable failure) {
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        for (Throwable t = failure; t != null; t = t.getCause()) {
            all.append('\n').append(t.getMessage());
        }
        if (failure instanceof ImportException e) {
            all.append(e.problems().toString());
        }
        assertThat(all.toString()).as(what).doesNotContain(MARKER);
    }

    private static Text.Plain plain(String value) {
        return new Text.Plain(value);
    }

    private DecisionLog open() {
        return DecisionLog.open(directory(), options.keys(keys));
    }

    private Engagement closed() {
        try (DecisionLog log = open()) {
            return log.engagement("acme");
        }
    }

    private static Event note(Text text) {
        return new Event.Milestone(text, Circumstances.NONE);
    }

    @Test
    void theAppenderHears() {
        root.trace("a line with {}", "Pteranodon");
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).contains("a line with Pteranodon");
    }

    @Test
    void refusalsOnAppend() {
        try (DecisionLog log = open();
                DecisionLog strict = DecisionLog.inMemory(options.policy(AppendPolicy.STRICT))) {
            Engagement acme = log.engagement("acme");
            EntryId made = acme.record(new Event.ProposalMade(P, Proposal.of(MARKER)))
                    .entry()
                    .id();
            EntryId decided = acme.decide(P, OWNER, Decision.declined().because(MARKER));
            acme.join(Party.marketer("ana").name(Text.about(ANA, MARKER)));
            EntryId joined = all(log).get(2).entry().id();

            fails("long", () -> plain(MARKER.repeat(10_000)));
            fails("long personal", () -> Text.about(ANA, MARKER.repeat(10_000)));
            fails("lone surrogate", () -> plain(MARKER + "\uD800"));
            fails("lone surrogate of a person", () -> Text.about(ANA, "\uDC00" + MARKER));
            fails("name in clear", () -> Party.client("o").name(plain(MARKER)));
            fails("sealed no Base64", () -> new Text.Sealed(ANA, MARKER + "!", "", "", ""));
            fails("unknown proposal", () -> acme.decide(new ProposalId("q"), OWNER, Decision.overridden(MARKER)));
            fails("no override", () -> acme.decide(P, OWNER, Decision.overridden(MARKER)));
            fails("same id", () -> acme.record(made, new Event.ProposalMade(P, Proposal.of(MARKER + " 2"))));
            fails("same id sealed", () -> acme.record(joined, note(Text.about(ANA, MARKER + " 3"))));
            fails("same proposal", () -> acme.propose(P, OWNER, Proposal.of(MARKER + " 4")));
            fails(
                    "unknown goal",
                    () -> acme.record(new Event.EntryAnswered(
                            EntryId.of("00000000-0000-7000-8000-000000000001"),
                            Stance.DISPUTES,
                            Optional.empty(),
                            Optional.of(plain(MARKER)),
                            Circumstances.NONE)));
            fails("empty correction", () -> acme.correct(made, e -> e, MARKER));
            fails("other type", () -> acme.correct(made, e -> note(plain(MARKER)), MARKER));
            fails(
                    "wrong fields",
                    () -> acme.record(new Event.EntryCorrected(
                            decided,
                            new Event.DecisionMade(P, Decision.declined().because(MARKER + " 5")),
                            List.of("decision"),
                            plain(MARKER),
                            Circumstances.NONE)));
            fails("built upon", () -> acme.retract(made, MARKER));
            fails("two clients", () -> {
                acme.of(new ClientId("a"));
                acme.record(new Event.EngagementOpened(
                        Optional.of(new ClientId("b")), Optional.of(plain(MARKER)), Circumstances.NONE));
            });
            fails("other side", () -> acme.join(Party.client("ana").name(Text.about(ANA, MARKER))));
            fails(
                    "too long a record",
                    () -> log.record(List.of(new Draft(
                            new EngagementId("acme"),
                            Optional.empty(),
                            note(plain(MARKER)),
                            new TreeMap<>(Map.of("x", "\"" + MARKER.repeat(100_000) + "\""))))));
            for (String raw : List.of(
                    "{" + MARKER,
                    "\"" + MARKER,
                    "{\"a\":1,\"a\":\"" + MARKER + "\"}",
                    MARKER,
                    "\"" + MARKER + "\",\"what\":\"" + MARKER + "\"")) {
                fails(
                        "unknown field " + raw.length(),
                        () -> log.record(List.of(new Draft(
                                new EngagementId("acme"),
                                Optional.empty(),
                                note(plain(MARKER)),
                                new TreeMap<>(Map.of("x", raw))))));
            }
            fails("strict", () -> strict.engagement("acme").propose(OWNER, Proposal.of(MARKER)));
            fails(
                    "unknown goal",
                    () -> acme.record(new Event.ProposalMade(
                            new ProposalId("r"),
                            new Proposal(
                                    new Description(
                                            Optional.of(plain(MARKER)),
                                            Optional.empty(),
                                            Optional.empty(),
                                            List.of(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            new Rationale(
                                                    Optional.of(new GoalId("none")),
                                                    List.of(),
                                                    List.of(),
                                                    Optional.empty(),
                                                    Optional.of(plain(MARKER))),
                                            List.of(),
                                            new TreeMap<>()),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Circumstances.NONE))));
        }
        fails("closed", () -> closed().record(note(plain(MARKER))));
        assertThat(thrown).isGreaterThan(25);
    }

    @Test
    void spreadsheets() {
        String long1 = MARKER.repeat(10_000);
        List<String> files = List.of(
                "id,client,title,decision\n1,acme," + long1 + ",followed\n",
                "id,client,title,decision,reason\n1,acme,Logo,declined," + long1 + "\n",
                "id,client,title,decision,alternative\n1,acme,Logo,overridden," + long1 + "\n",
                "id,client,title,decision,alternative\n1,acme," + MARKER + ",overridden," + MARKER + "\n",
                "id,client,title,decision\n1,acme,\"" + MARKER + "\uD800\",followed\n",
                "id,client,title,decision\n1,acme,\"" + MARKER + ",followed\n",
                "id,client,title,decision\n1,acme," + MARKER + ",followed\n1,acme,other " + MARKER + ",followed\n",
                "id,client,title,decision\n1,acme,\"x\"" + MARKER + "\",followed\n",
                "id,client,title,decided_at\n1,acme," + MARKER + ",no day\n");
        for (String file : files) {
            try (DecisionLog log = DecisionLog.inMemory(options)) {
                byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
                Throwable failure =
                        catchThrowable(() -> log.importCsv(new ByteArrayInputStream(bytes), CsvMapping.NONE));
                if (failure != null) {
                    searched(file.substring(0, 40), failure);
                    thrown++;
                }
            }
        }
        String named = "id,client,title,marketer,marketer_role\n1,acme,Logo," + long1 + ",head\n";
        try (DecisionLog log = open()) {
            fails(
                    "name",
                    () -> log.importCsv(
                            new ByteArrayInputStream(named.getBytes(StandardCharsets.UTF_8)),
                            CsvMapping.NONE.withMarketerNames(name -> Optional.empty())));
            log.importCsv(
                    csv("id,client,title,marketer", "1,acme,Logo," + MARKER),
                    CsvMapping.NONE.withMarketerNames(name -> Optional.empty()));
            PartyId party = all(log).stream()
                    .map(r -> r.entry().event())
                    .filter(e -> e instanceof Event.PartyJoined)
                    .map(e -> ((Event.PartyJoined) e).party().id())
                    .findFirst()
                    .orElseThrow();
            log.erase(party);
            fails(
                    "an erased name in another engagement",
                    () -> log.importCsv(
                            csv("id,client,title,marketer", "1,acme,Logo," + MARKER, "2,zebra,Logo," + MARKER),
                            CsvMapping.NONE.withMarketerNames(name -> Optional.empty())));
        }
        assertThat(thrown).isGreaterThan(7);
    }

    @Test
    void damagedLines() throws IOException {
        try (DecisionLog log = open()) {
            log.engagement("acme").record(note(plain(MARKER + " one")));
            log.engagement("acme").record(note(plain(MARKER + " two")));
            log.engagement("acme").join(Party.marketer("ana").name(Text.about(ANA, MARKER)));
        }
        Path segment = directory().resolve("segments").resolve("0".repeat(20) + ".jsonl");
        byte[] good = Files.readAllBytes(segment);
        for (int i = 0; i < good.length; i += 3) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(segment, bad);
            fails("byte " + i, () -> open().close());
        }
        Files.write(segment, good);
        Files.writeString(segment, MARKER + "\n", StandardOpenOption.APPEND);
        try (DecisionLog log = open()) {
            assertThat(log.end().value()).isEqualTo(3);
        }
        Files.delete(directory().resolve("HEAD"));
        fails("no HEAD", () -> open().close());
        assertThat(thrown).isGreaterThan(200);
    }

    @Test
    void sealingOpeningAndErasing() {
        RuntimeException down = new StoreException(Fate.UNKNOWN, "down");
        try (DecisionLog log = open()) {
            Engagement acme = log.engagement("acme");
            acme.join(Party.marketer("ana").name(Text.about(ANA, MARKER)));
            Text.Sealed name = all(log).get(0).sealedFields().get(0).text();
            for (Text.Sealed forged : List.of(
                    new Text.Sealed(ANA, name.salt(), name.nonce(), name.salt(), name.ciphertext()),
                    new Text.Sealed(ANA, name.nonce(), name.nonce(), name.commitment(), name.ciphertext()),
                    new Text.Sealed(
                            ANA,
                            name.salt(),
                            name.nonce(),
                            name.commitment(),
                            Base64.getEncoder().encodeToString(MARKER.getBytes(StandardCharsets.UTF_8))))) {
                fails("forged", () -> acme.read("name", forged));
            }
            fails("elsewhere", () -> log.engagement("zebra").read("name", name));

            Mockito.doThrow(down).when(keys).findOrCreate(Mockito.any());
            fails("sealing", () -> acme.record(note(Text.about(ANA, MARKER))));
            Mockito.doReturn(new byte[7]).when(keys).findOrCreate(Mockito.any());
            fails("sealing short", () -> acme.record(note(Text.about(ANA, MARKER))));
            Mockito.doThrow(down).when(keys).find(Mockito.any());
            fails("opening", () -> acme.party(new PartyId("ana")));
            Mockito.doThrow(down).when(keys).delete(Mockito.any());
            fails("erasing", () -> log.erase(ANA));
            fails("sealing erased", () -> acme.record(note(Text.about(ANA, MARKER))));
            Mockito.reset(keys);
            log.erase(ANA);
            assertThat(fails("sealing erased", () -> acme.record(note(Text.about(ANA, MARKER)))))
                    .isInstanceOf(RejectedException.class);
        }
        try (DecisionLog log = open()) {
            log.report(ReportRequest.DEFAULT.withPersonalTexts()).toText();
        }
    }

    @Test
    void theWordsOfAPersonAreInNoToString() {
        Text about = Text.about(ANA, MARKER);
        List<Object> things = new ArrayList<>(List.of(about, Party.client("o").name(about), note(about)));
        try (DecisionLog log = open()) {
            things.add(log.engagement("acme").record(note(about)));
            log.engagement("acme").propose(OWNER, Proposal.UNTITLED.title(about));
            things.addAll(log.waiting());
            things.add(log.report(ReportRequest.DEFAULT.withPersonalTexts()));
            assertThat(things)
                    .hasSize(6)
                    .allSatisfy(t -> assertThat(t.toString()).doesNotContain(MARKER));
        }
    }
}
