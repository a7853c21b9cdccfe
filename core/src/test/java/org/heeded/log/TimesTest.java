package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Days and instants are read digit by digit as the formatter reads them, and what is not in its one form is refused. */
class TimesTest {

    private static final String DIGITS = "0123456789:.-TZ+ ";

    private static Instant naive(String text) {
        Instant instant = Instant.parse(text);
        if (!instant.truncatedTo(ChronoUnit.MICROS).toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return instant;
    }

    private static LocalDate naiveDay(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!day.toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return day;
    }

    private static <T> Optional<T> read(Function<String, T> reader, String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An instant of whole seconds, milliseconds or microseconds, in any of the years that have four digits. */
    private static Instant any(SplittableRandom random) {
        long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
        int nanos = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> random.nextInt(1_000) * 1_000_000;
            default -> random.nextInt(1_000_000) * 1_000;
        };
        return Instant.ofEpochSecond(second, nanos);
    }

    private static String spoilt(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        char c = DIGITS.charAt(random.nextInt(DIGITS.length()));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + c + text.substring(at + 1);
            case 1 -> text.substring(0, at) + c + text.substring(at);
            default -> text.substring(0, at) + text.substring(at + 1);
        };
    }

    @Test
    void instantsAreReadAsTheFormatterReadsThem() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Instant instant = any(random);
            assertThat(Times.instant(instant.toString())).isEqualTo(instant);
            String text = spoilt(instant.toString(), random);
            assertThat(read(Times::instant, text)).as(text).isEqualTo(read(TimesTest::naive, text));
        }
    }

    @Test
    void daysAreReadAsTheFormatterReadsThem() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 20_000; i++) {
            String day =
                    LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)).toString();
            assertThat(read(Times::day, day)).as(day).isEqualTo(read(TimesTest::naiveDay, day));
            String text = spoilt(day, random);
            assertThat(read(Times::day, text)).as(text).isEqualTo(read(TimesTest::naiveDay, text));
        }
    }

    @Test
    void anInstantIsReadInItsShortestFormOnly() {
        for (String text : new String[] {
            "2026-01-12T08:30:00.000Z",
            "2026-01-12T08:30:00.120000Z",
            "2026-01-12T08:30:00.000000Z",
            "2026-01-12T08:30:00.12Z",
            "2026-01-12T08:30Z",
            "2026-01-12T24:00:00Z",
            "2026-01-12T08:60:00Z",
            "2026-01-12T08:30:60Z",
            "2026-02-29T08:30:00Z",
            "2026-01-12T08:30:00+01:00"
        }) {
            assertThatThrownBy(() -> Times.instant(text)).as(text).isInstanceOf(DateTimeException.class);
        }
    }
}
