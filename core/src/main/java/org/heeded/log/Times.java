package org.heeded.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Days and instants in the one form in which records hold them. The usual form is read digit by digit, since every record
 * has some and a formatter takes longer than all the rest of it.
 */
final class Times {

    /** As long as {@code 2026-01-12}. */
    static final int DAY = 10;

    /** As long as {@code 2026-01-12T08:30:00Z}, and where the digits behind the point would begin. */
    private static final int SECOND = 20;

    /** As long as {@code 2026-01-12T08:30:00.123Z}. */
    private static final int MILLIS = 24;

    /** As long as {@code 2026-01-12T08:30:00.123456Z}. */
    private static final int MICROS = 27;

    private static final int SECONDS_A_DAY = 86_400;
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();
    private static final int NANOS_A_MICRO = 1_000;
    private static final int NANOS_A_MILLI = 1_000_000;

    private Times() {}

    /**
     * A day.
     *
     * @throws DateTimeException if the text is none, or not in its one form
     */
    static LocalDate day(String text) {
        if (text.length() == DAY && isDay(text)) {
            return usualDay(text);
        }
        LocalDate day = LocalDate.parse(text);
        if (!day.toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return day;
    }

    /**
     * An instant: UTC, no, three or six digits of the second.
     *
     * @throws DateTimeException if the text is none, or not in its one form
     */
    static Instant instant(String text) {
        if (isUsualInstant(text)) {
            int second = digits(text, 11, 13) * 3_600 + digits(text, 14, 16) * 60 + digits(text, 17, 19);
            return Instant.ofEpochSecond(usualDay(text).toEpochDay() * SECONDS_A_DAY + second, nanos(text));
        }
        Instant instant = Instant.parse(text);
        if (!instant.truncatedTo(ChronoUnit.MICROS).toString().equals(text)) {
            throw new DateTimeException("not canonical");
        }
        return instant;
    }

    /** An instant as {@code toString} writes it. */
    static String text(Instant instant) {
        int micros = instant.getNano() / NANOS_A_MICRO;
        long day = Math.floorDiv(instant.getEpochSecond(), (long) SECONDS_A_DAY);
        // what has an end of another length, or a year of another, is not the usual
        if (instant.getNano() % NANOS_A_MILLI == 0
                || instant.getNano() % NANOS_A_MICRO != 0
                || day < 0
                || day > LAST_DAY) {
            return instant.toString();
        }
        int second = (int) Math.floorMod(instant.getEpochSecond(), (long) SECONDS_A_DAY);
        StringBuilder text = new StringBuilder(SECOND + 7).append(LocalDate.ofEpochDay(day));
        digits(text.append('T'), second / 3_600, 10);
        digits(text.append(':'), second / 60 % 60, 10);
        digits(text.append(':'), second % 60, 10);
        digits(text.append('.'), micros, 100_000);
        return text.append('Z').toString();
    }

    private static void digits(StringBuilder text, int number, int first) {
        for (int unit = first; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
    }

    private static LocalDate usualDay(String text) {
        return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, DAY));
    }

    private static boolean isDay(String text) {
        return areDigits(text, 0, 4)
                && text.charAt(4) == '-'
                && areDigits(text, 5, 7)
                && text.charAt(7) == '-'
                && areDigits(text, 8, DAY);
    }

    private static boolean isUsualInstant(String text) {
        return (text.length() == SECOND || text.length() == MILLIS || text.length() == MICROS)
                && isDay(text)
                && text.charAt(DAY) == 'T'
                && areDigits(text, 11, 13)
                && digits(text, 11, 13) < 24
                && text.charAt(13) == ':'
                && areDigits(text, 14, 16)
                && digits(text, 14, 16) < 60
                && text.charAt(16) == ':'
                && areDigits(text, 17, 19)
                && digits(text, 17, 19) < 60
                && text.charAt(text.length() - 1) == 'Z'
                && (text.length() == SECOND || isUsualFraction(text));
    }

    /** Three or six digits, of which the last three are not all zeros: those would not have been written. */
    private static boolean isUsualFraction(String text) {
        int end = text.length() - 1;
        return text.charAt(SECOND - 1) == '.' && areDigits(text, SECOND, end) && digits(text, end - 3, end) > 0;
    }

    private static int nanos(String text) {
        return switch (text.length()) {
            case MILLIS -> digits(text, SECOND, SECOND + 3) * NANOS_A_MILLI;
            case MICROS -> digits(text, SECOND, SECOND + 6) * NANOS_A_MICRO;
            default -> 0;
        };
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
