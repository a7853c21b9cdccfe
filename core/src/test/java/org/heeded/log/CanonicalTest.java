package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.heeded.dossier.RandomLog;
import org.heeded.model.CorruptException;
import org.heeded.model.Entry;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast ways of reading answer what the general ones do, or nothing. */
class CanonicalTest {

    private static final String ALPHABET =
            "{}[]:,\"\\ \n\u0000\u001fabtruefalsn0123456789.-+eE\u00e9\u6f22\ud83d\ude00";

    private final Codec codec = new Codec(new Sealer(new InMemoryKeyStore()));

    /** The general reader's answer; empty if it refuses the text. */
    private static Optional<Fields> general(String json) {
        try {
            return Optional.of(StrictJson.general(json));
        } catch (CorruptException e) {
            return Optional.empty();
        }
    }

    private static void assertAgrees(String json) {
        Optional<Fields> fast = Canonical.object(json);
        if (fast.isPresent()) {
            assertThat(general(json)).as("%s", json).isEqualTo(fast);
        }
    }

    @Test
    void everyRecordIsReadAlike() {
        RandomEvents events = new RandomEvents(7);
        int fast = 0;
        for (int i = 0; i < 100; i++) {
            for (String type : RandomEvents.TYPES) {
                String json = codec.encode(events.entry(events.of(type))).json();
                assertAgrees(json);
                fast += Canonical.object(json).isPresent() ? 1 : 0;
            }
        }
        // the others have escapes or surrogates in their texts: these are made to be hard
        assertThat(fast).isGreaterThan(100);
    }

    @Test
    void whatIsUsuallyRecordedIsReadFast() {
        for (Entry entry : RandomLog.of(3, 100)) {
            assertThat(Canonical.object(codec.encode(entry).json())).isPresent();
        }
    }

    @Test
    void recordsThatWereTamperedWithAreReadAlike() {
        RandomEvents events = new RandomEvents(8);
        Random random = new Random(8);
        int stillRead = 0;
        for (int i = 0; i < 20_000; i++) {
            String json = codec.encode(
                            events.entry(events.of(RandomEvents.TYPES.get(random.nextInt(RandomEvents.TYPES.size())))))
                    .json();
            StringBuilder tampered = new StringBuilder(json);
            for (int k = 1 + random.nextInt(3); k > 0; k--) {
                int at = random.nextInt(tampered.length());
                char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                switch (random.nextInt(3)) {
                    case 0 -> tampered.setCharAt(at, other);
                    case 1 -> tampered.insert(at, other);
                    default -> tampered.deleteCharAt(at);
                }
            }
            assertAgrees(tampered.toString());
            stillRead += Canonical.object(tampered.toString()).isPresent() ? 1 : 0;
        }
        assertThat(stillRead).isGreaterThan(1_000);
    }

    @Test
    void shortHostileTextsAreReadAlike() {
        Random random = new Random(9);
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder json = new StringBuilder("{\"a\":");
            for (int k = random.nextInt(8); k > 0; k--) {
                json.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            json.append('}');
            assertAgrees(json.toString());
            read += Canonical.object(json.toString()).isPresent() ? 1 : 0;
        }
        assertThat(read).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":{}}",
                "{\"a\":[]}",
                "{\"a\":[1,-0,0.0,-1.50,true,false,\"\"]}",
                "{\"a\":{\"b\":{\"c\":[[]]}}}",
                "{\"a\":999999999999999999}",
                "{\"a\":9223372036854775808}",
                "{\"a\":-1000000000000000000000000}",
                "{\"\":0}",
                "{\"漢\":\"é\"}"
            })
    void plainObjectsAreReadFast(String json) {
        assertThat(Canonical.object(json)).isPresent().isEqualTo(general(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} ",
                " {\"a\":1}",
                "{ \"a\":1}",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e3}",
                "{\"a\":null}",
                "{\"a\":\"\\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":tru}",
                "{\"a\":NaN}",
                "{a:1}",
                "[1]",
                "1",
                "{\"a\":[[[[[[[[[[1]]]]]]]]]]}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":\"\ud83d\"}",
                "{\"a\":1.5e3}"
            })
    void theRestIsLeftToTheGeneralReader(String json) {
        assertThat(Canonical.object(json)).isEmpty();
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate slowDay(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!day.toString().equals(text)) {
            throw new DateTimeParseException("not canonical", text, 0);
        }
        return day;
    }

    private static Instant slowInstant(String text) {
        Instant instant = Instant.parse(text);
        if (!instant.truncatedTo(ChronoUnit.MICROS).toString().equals(text)) {
            throw new DateTimeParseException("not canonical", text, 0);
        }
        return instant;
    }

    @Test
    void daysAndInstantsAreReadAsTheirFormattersReadThem() {
        Random random = new Random(10);
        int read = 0;
        for (int i = 0; i < 100_000; i++) {
            long second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
            int micros = List.of(0, random.nextInt(1000) * 1000, random.nextInt(1_000_000))
                    .get(random.nextInt(3));
            Instant instant = Instant.ofEpochSecond(second, micros * 1000L);
            StringBuilder text = new StringBuilder(instant.toString());
            StringBuilder day = new StringBuilder(
                    instant.atOffset(ZoneOffset.UTC).toLocalDate().toString());
            if (random.nextBoolean()) {
                String characters = "0123456789-:TZ.+ ";
                char other = characters.charAt(random.nextInt(characters.length()));
                text.setCharAt(random.nextInt(text.length()), other);
                day.setCharAt(random.nextInt(day.length()), other);
            }
            Optional<Instant> at = parsed(text.toString(), Times::instant);
            assertThat(at).as("%s", text).isEqualTo(parsed(text.toString(), CanonicalTest::slowInstant));
            assertThat(parsed(day.toString(), Times::day))
                    .as("%s", day)
                    .isEqualTo(parsed(day.toString(), CanonicalTest::slowDay));
            read += at.isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(50_000, 95_000);
    }

    @Test
    void aSecondTooManyIsNoInstant() {
        for (String text :
                List.of("2026-01-01T23:59:60.000001Z", "2026-01-01T24:00:00.000001Z", "2026-02-29T00:00:00.000001Z")) {
            assertThatThrownBy(() -> Times.instant(text)).isInstanceOf(DateTimeException.class);
        }
    }
}
