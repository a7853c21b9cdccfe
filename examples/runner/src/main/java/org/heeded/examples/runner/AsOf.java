package org.heeded.examples.runner;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** A time on the command line: an instant, or a date, which is the start of its day. */
final class AsOf {

    private AsOf() {}

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Instant parse(String text, ZoneId zone) {
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--as-of: '" + text + "' is no time; write 2026-06-30 or 2026-06-30T12:00:00Z", e);
        }
    }
}
