package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Decision;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Party;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.model.Via;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodecTest {

    private static final EngagementId ACME = EngagementId.of("acme");
    private static final String START = "{\"id\":\"00000000-0000-7000-8000-000000000001\",";
    private static final String REST =
            "\"v\":1,\"engagement\":\"acme\",\"n\":0,\"recordedAt\":\"2026-01-01T00:00:00Z\"";
    private static final String MEASURED = START + "\"type\":\"outcome-measured\"," + REST
            + ",\"proposal\":\"p\",\"metric\":\"leads\",\"actual\":%s,\"stage\":\"final\"}";
    private static final String MILESTONE = START + "\"type\":\"milestone\"," + REST + ",\"what\":\"x\"%s}";

    private final Codec codec = new Codec(new Sealer(new InMemoryKeyStore()));

    private Entry entry(Event event, Map<String, String> unknown) {
        return new Entry(
                EntryId.of("00000000-0000-7000-8000-000000000001"),
                ACME,
                0,
                Instant.parse("2026-01-01T00:00:00Z"),
                event,
                new TreeMap<>(unknown));
    }

    @Test
    void everyEntryReadsBackEqualAndWritesTheSameRecordAgain() {
        RandomEvents events = new RandomEvents(20260101);
        for (int i = 0; i < 200; i++) {
            for (String type : RandomEvents.TYPES) {
                Entry entry = events.entry(events.of(type));
                String json = codec.encode(entry).json();
                Entry read = codec.decode(json);
                assertThat(read).isEqualTo(entry);
                assertThat(codec.encode(read).json()).isEqualTo(json);
                assertThat(json.chars()).noneMatch(c -> c < ' ');
            }
        }
    }

    @Test
    void unknownFieldsKeepTheirTextInNameOrder() {
        Map<String, String> unknown = Map.of(
                "zoo",
                "[1.50,{\"a\":null,\"b\":\"\\ud83d\\ude00\"},true]",
                "aaa",
                "\"s\\\"\"",
                "mmm",
                "-1.0E+2",
                "e",
                "{}");
        Codec.Encoded encoded = codec.encode(entry(new Event.Milestone(Text.of("x"), Circumstances.NONE), unknown));
        assertThat(encoded.json())
                .isEqualTo(MILESTONE.formatted(",\"aaa\":\"s\\\"\",\"e\":{},\"mmm\":-1.0E+2,"
                        + "\"zoo\":[1.50,{\"a\":null,\"b\":\"\\ud83d\\ude00\"},true]"));
        assertThat(codec.decode(encoded.json()).unknownFields()).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"what|\"y\"", "id|1", "x|tru", "x|1,\"y\":2", "x|\"\t\"", "x|[1", "x|1e9999", "ref|\"r\"", "x|''"})
    void unknownFieldsThatWouldNotReadBackAreRefused(String name, String json) {
        assertThatThrownBy(() -> codec.encode(
                        entry(new Event.Milestone(Text.of("secret"), Circumstances.NONE), Map.of(name, json))))
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.MALFORMED));
    }

    @Test
    void anUnknownTypeKeepsAllItsFields() {
        String json = START + "\"type\":\"moon-landed\",\"v\":7,\"engagement\":\"acme\",\"n\":0,"
                + "\"recordedAt\":\"2026-01-01T00:00:00Z\",\"by\":\"ana\",\"where\":{\"crater\":\"Tycho\"}}";
        Entry read = codec.decode(json);
        assertThat(read.event()).isInstanceOfSatisfying(Event.Unrecognised.class, e -> {
            assertThat(e.type()).isEqualTo("moon-landed");
            assertThat(e.v()).isEqualTo(7);
            assertThat(e.circumstances().by()).isPresent();
        });
        assertThat(read.unknownFields()).containsOnly(Map.entry("where", "{\"crater\":\"Tycho\"}"));
        assertThat(codec.encode(read).json()).isEqualTo(json);
    }

    @Test
    void aHigherVersionOfAKnownTypeIsUnrecognised() {
        Entry read = codec.decode(MILESTONE.formatted("").replace("\"v\":1", "\"v\":2"));
        assertThat(read.event()).isInstanceOf(Event.Unrecognised.class);
        assertThat(read.unknownFields()).containsOnly(Map.entry("what", "\"x\""));
    }

    @Test
    void aCorrectionOfAnUnknownTypeIsUnrecognisedAsAWhole() {
        String json = START + "\"type\":\"entry-corrected\"," + REST
                + ",\"entry\":\"00000000-0000-7000-8000-000000000002\",\"fields\":[\"where\"],\"reason\":\"slip\","
                + "\"replacement\":{\"type\":\"moon-landed\",\"v\":1,\"where\":\"here\"}}";
        Entry read = codec.decode(json);
        assertThat(read.event()).isEqualTo(new Event.Unrecognised(Event.EntryCorrected.TYPE, 1, Circumstances.NONE));
        assertThat(read.unknownFields()).containsOnlyKeys("entry", "fields", "reason", "replacement");
        assertThat(codec.encode(read).json()).isEqualTo(json);
    }

    @Test
    void unknownFieldsWithinObjectsAreTolerated() {
        String json = MEASURED.formatted("1").replace("}", ",\"provenance\":{\"kind\":\"recalled\",\"mood\":[1]}}");
        assertThat(codec.decode(json).circumstances().provenance()).isEqualTo(Provenance.RECALLED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1.000", "10e-1", "0.1E1"})
    void numbersOfOneValueReadAlike(String number) {
        Measurement one = ((Event.OutcomeMeasured)
                        codec.decode(MEASURED.formatted(number)).event())
                .measurement();
        assertThat(one).isEqualTo(Measurement.of("leads", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "1e-999999999",
                "1e1000",
                "NaN",
                "Infinity",
                "01",
                "+1",
                ".5",
                "1.",
                "\"1\"",
                "true",
                "null",
                "1e99999999999999999999",
                "0x1",
                "[1]",
                "{}",
                ""
            })
    void whatIsNoNumberIsRefused(String number) {
        assertThatThrownBy(() -> codec.decode(MEASURED.formatted(number))).isInstanceOf(CorruptException.class);
    }

    @Test
    void aNumberOfAHundredAndOneDigitsIsRefusedAnywhere() {
        assertThat(codec.decode(MILESTONE.formatted(",\"x\":" + "9".repeat(100)))
                        .unknownFields())
                .hasSize(1);
        assertThatThrownBy(() -> codec.decode(MILESTONE.formatted(",\"x\":" + "9".repeat(101))))
                .isInstanceOf(CorruptException.class);
        assertThatThrownBy(() -> codec.decode(MILESTONE.formatted(",\"x\":[1e1000]")))
                .isInstanceOf(CorruptException.class);
    }

    @Test
    void sixtyFourLevelsAreReadAndNoMore() {
        String open = "[".repeat(63);
        String close = "]".repeat(63);
        assertThat(codec.decode(MILESTONE.formatted(",\"x\":" + open + close)).unknownFields())
                .hasSize(1);
        assertThatThrownBy(() -> codec.decode(MILESTONE.formatted(",\"x\":[" + open + close + "]")))
                .isInstanceOf(CorruptException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"what\":\"y\"",
                ",\"x\":{\"a\":1,\"a\":2}",
                ",\"x\":[{\"b\":{\"a\":1,\"a\":1}}]",
                ",\"x\":1,\"x\":1",
                ",\"\\u0077hat\":1",
                ",\"x\":\"\\ud800\"",
                ",\"x\":\"\\udc00\\ud800\"",
                ",\"x\":[\"\\ud800a\"]",
                ",\"\\ud800\":1",
                ",\"x\":{\"\\udfff\":1}",
                ",\"x\":\"\u0000\"",
                ",\"x\":\"\n\"",
                ",'x':1",
                ",\"x\":1,",
                ",x:1",
                ",\"x\":01",
                ",\"x\":/**/1",
                "}{",
                "} ",
                "}]",
                ",\"ref\":\"\\ud800\"",
                ",\"x\":\"\\x\""
            })
    void whatIsNoStrictJsonIsRefused(String more) {
        assertThatThrownBy(() -> codec.decode(MILESTONE.formatted(more)))
                .isInstanceOf(CorruptException.class)
                .hasMessageNotContaining("what\":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "1", "\"x\"", " {}", "{} ", "\ufeff{}", "{", "}", "{}"})
    void whatIsNoRecordIsRefused(String json) {
        assertThatThrownBy(() -> codec.decode(json)).isInstanceOf(CorruptException.class);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[][] bad = {
            {'{', (byte) 0xC0, (byte) 0x80, '}'}, // overlong NUL
            {'{', (byte) 0xE0, (byte) 0x80, (byte) 0xAF, '}'}, // overlong slash
            {'{', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '}'}, // a surrogate
            {'{', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '}'}, // above U+10FFFF
            {'{', (byte) 0xE2, (byte) 0x82}, // cut short
            {(byte) 0xFF}
        };
        for (byte[] bytes : bad) {
            assertThatThrownBy(() -> Codec.utf8(bytes, 0, bytes.length)).isInstanceOf(CorruptException.class);
        }
        byte[] good = "{\"ü€\uD83D\uDE00\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(Codec.utf8(good, 0, good.length)).isEqualTo("{\"ü€\uD83D\uDE00\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"stage\":\"final\"|\"stage\":\"Final\"|stage",
                "\"stage\":\"final\"|\"stage\":1|stage",
                ",\"stage\":\"final\"|''|stage",
                "\"metric\":\"leads\"|\"metric\":null|metric",
                "\"metric\":\"leads\"|\"metric\":[\"secret\"]|metric",
                "\"metric\":\"leads\"|\"metric\":\" secret\"|metric",
                "\"proposal\":\"p\",|''|proposal",
                "\"proposal\":\"p\"|\"proposal\":\"p\",\"directive\":\"d\"|proposal",
                "\"n\":0|\"n\":-1|n",
                "\"n\":0|\"n\":0.5|n",
                "\"n\":0|\"n\":99999999999999999999|n",
                "\"v\":1|\"v\":0|v",
                "\"v\":1|\"v\":1.5|v",
                "outcome-measured|Outcome|type",
                "2026-01-01T00:00:00Z|2026-01-01|recordedAt",
                "2026-01-01T00:00:00Z|2026-01-01T00:00:00.000Z|recordedAt",
                "2026-01-01T00:00:00Z|2026-01-01T00:00:00.0000001Z|recordedAt",
                "2026-01-01T00:00:00Z|2026-01-01T01:00:00+01:00|recordedAt",
                "00000000-0000-7000-8000-000000000001|1-1-1-1-1|id",
                "\"n\":0|\"n\":0,\"occurredAt\":\"2026-02-30\"|occurredAt",
                "\"n\":0|\"n\":0,\"occurredAt\":\"2026-1-3\"|occurredAt",
                "\"n\":0|\"n\":0,\"via\":\"pigeon secret\"|via",
                "\"n\":0|\"n\":0,\"provenance\":{\"kind\":\"live\",\"sourceCreatedAt\":\"2026-01-01T00:00:00Z\"}|sourceCreatedAt",
                "\"n\":0|\"n\":0,\"note\":{\"sealed\":{\"subject\":\"s\"}}|note.sealed.salt",
                "\"n\":0|\"n\":0,\"note\":{\"personal\":{\"subject\":\"s\",\"text\":\"secret\"}}|note.sealed"
            })
    void aWrongKnownFieldIsNamedAndNeverQuoted(String part, String instead, String field) {
        String json = MEASURED.formatted("1").replace(part, instead);
        assertThatThrownBy(() -> codec.decode(json))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("field " + field + " ")
                .hasMessageNotContaining("secret");
    }

    @Test
    void everyByteChangedReadsOtherwiseOrNotAtAll() {
        RandomEvents events = new RandomEvents(7);
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            Entry entry = events.entry(events.next());
            byte[] bytes = codec.encode(entry).json().getBytes(StandardCharsets.UTF_8);
            byte[] changed = bytes.clone();
            changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                Entry read = codec.decode(Codec.utf8(changed, 0, changed.length));
                assertThat(read.equals(entry)).isEqualTo(Arrays.equals(bytes, changed));
            } catch (CorruptException refused) {
                assertThat(changed).isNotEqualTo(bytes);
            }
        }
    }

    @Test
    void personalTextsAreSealedUnderTheNameOfTheirField() {
        Sealer sealer = new Sealer(new InMemoryKeyStore());
        Codec sealing = new Codec(sealer);
        SubjectId subject = SubjectId.of("s");
        Event event = new Event.PartyJoined(Party.client("o")
                .name(new Text.Personal(subject, "Ana Secret"))
                .email(new Text.Personal(subject, "a@b")));
        Codec.Encoded encoded = sealing.encode(entry(event, Map.of()));
        assertThat(encoded.json()).doesNotContain("Secret").doesNotContain("a@b");
        Party party = ((Event.PartyJoined) encoded.entry().event()).party();
        assertThat(sealer.open(ACME, "name", (Text.Sealed) party.name().orElseThrow()))
                .contains("Ana Secret");
        assertThat(sealer.open(ACME, "email", (Text.Sealed) party.email().orElseThrow()))
                .contains("a@b");
        assertThat(sealing.changes(ACME, event, encoded.entry().event())).isEmpty();
    }

    @Test
    void aTextSealedInACorrectionHasTheNameItHasInTheEntry() {
        Sealer sealer = new Sealer(new InMemoryKeyStore());
        Codec sealing = new Codec(sealer);
        Event party = new Event.PartyJoined(Party.client("o").name(new Text.Personal(SubjectId.of("s"), "Ana")));
        Event.EntryCorrected correction = new Event.EntryCorrected(
                EntryId.of("00000000-0000-7000-8000-000000000002"),
                party,
                List.of("name"),
                Text.of("slip"),
                Circumstances.NONE);
        Event read = sealing.encode(entry(correction, Map.of())).entry().event();
        Party sealed = ((Event.PartyJoined) ((Event.EntryCorrected) read).replacement()).party();
        assertThat(sealer.open(ACME, "name", (Text.Sealed) sealed.name().orElseThrow()))
                .contains("Ana");
    }

    @Test
    void changesNamesTheFieldsThatDiffer() {
        Event before = new Event.DecisionMade(
                ProposalId.of("p"), Decision.overridden("one").because("simple"));
        Event after = new Event.DecisionMade(
                ProposalId.of("p"), Decision.declined().because("simple").via(Via.CALL));
        assertThat(codec.changes(ACME, before, after)).containsExactly("alternative", "decision", "via");
        assertThat(codec.changes(ACME, before, before)).isEmpty();
    }
}
