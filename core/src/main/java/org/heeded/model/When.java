package org.heeded.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When something happened: an instant, or a day where only the day is known. */
public sealed interface When {

    /**
     * An instant.
     *
     * @param instant in UTC, cut to microseconds, year 0001 to 9999
     */
    record At(Instant instant) implements When {

        private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

        /**
         * Cuts to microseconds.
         *
         * @throws RejectedException if the year is outside 1 to 9999
         */
        public At {
            if (instant.isBefore(FIRST) || !instant.isBefore(END)) {
                throw new RejectedException(Rule.NUMBER, "occurredAt", "is outside the years 1 to 9999");
            }
            instant = instant.truncatedTo(ChronoUnit.MICROS);
        }

        @Override
        public Instant start(ZoneId zone) {
            return instant;
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return instant.atZone(zone).toLocalDate();
        }

        @Override
        public String toString() {
            return instant.toString();
        }
    }

    /**
     * A day.
     *
     * @param date the calendar day, year 0001 to 9999
     */
    record On(LocalDate date) implements When {

        /**
         * Validates.
         *
         * @throws RejectedException if the year is outside 1 to 9999
         */
        public On {
            if (date.getYear() < 1 || date.getYear() > 9998) {
                throw new RejectedException(Rule.NUMBER, "occurredAt", "is outside the years 1 to 9998");
            }
        }

        @Override
        public Instant start(ZoneId zone) {
            return date.atStartOfDay(zone).toInstant();
        }

        @Override
        public LocalDate day(ZoneId zone) {
            return date;
        }

        @Override
        public String toString() {
            return date.toString();
        }
    }

    /**
     * The instant it is read as: itself, or the start of its day.
     *
     * @param zone whose days
     * @return the instant
     */
    Instant start(ZoneId zone);

    /**
     * The day it falls on.
     *
     * @param zone whose days
     * @return the day
     */
    LocalDate day(ZoneId zone);
}
