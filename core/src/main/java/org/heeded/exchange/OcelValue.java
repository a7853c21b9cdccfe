package org.heeded.exchange;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.heeded.model.When;

/**
 * The value of an attribute. The published schema wants text for values of every kind; the kind is what its type declares.
 *
 * @param kind how the text is to be read
 * @param text the value
 */
record OcelValue(Kind kind, String text) {

    /** The types that attributes can have. */
    enum Kind {
        STRING,
        TIME,
        INTEGER,
        FLOAT,
        BOOLEAN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All of one length: readers work the form of a column's times out from the first one. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static OcelValue of(Object value) {
        if (value instanceof BigDecimal number) {
            return new OcelValue(Kind.FLOAT, number.toPlainString());
        }
        if (value instanceof Integer || value instanceof Long) {
            return new OcelValue(Kind.INTEGER, value.toString());
        }
        if (value instanceof Boolean flag) {
            return new OcelValue(Kind.BOOLEAN, flag.toString());
        }
        if (value instanceof Instant instant) {
            return new OcelValue(Kind.TIME, TIME.format(instant));
        }
        if (value instanceof LocalDate day) {
            return new OcelValue(Kind.TIME, time(new When.On(day)));
        }
        return new OcelValue(Kind.STRING, value.toString());
    }

    /** A time as it stands in the file; of a day its start in UTC. */
    static String time(When when) {
        return TIME.format(when.start(ZoneOffset.UTC));
    }

    /** Both, where an attribute is said more than once. */
    OcelValue and(OcelValue other) {
        return new OcelValue(Kind.STRING, text + "; " + other.text);
    }
}
