package org.heeded.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.exchange.CsvMapping.DateOrder;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.When;

/**
 * Reads the dates of one file. Whether 3/4/2026 is in March or in April is settled by the whole file: first every date is
 * {@linkplain #see seen}, then each is {@linkplain #read read}. Dates with points are day.month.year, as everywhere that
 * writes points.
 */
final class Dates {

    private static final Pattern FORM =
            Pattern.compile("(?:(?<y1>\\d{4})(?<s1>[-/.])(?<m1>\\d{1,2})\\k<s1>(?<d1>\\d{1,2})"
                    + "|(?<a>\\d{1,2})(?<s2>[-/.])(?<b>\\d{1,2})\\k<s2>(?<y2>\\d{4})"
                    + "|(?<d3>\\d{1,2})\\.?[ -]?(?<w3>[A-Za-z]{3,9})\\.?,?[ -](?<y3>\\d{4})"
                    + "|(?<w4>[A-Za-z]{3,9})\\.? (?<d4>\\d{1,2}),? (?<y4>\\d{4}))"
                    + "(?:(?:[T ]|, )(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?(?: ?(?<offset>Z|[+-]\\d{2}(?::?\\d{2})?))?)?");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:[.,]\\d+)?");
    private static final int LONGEST = 60;

    private final Optional<DateOrder> asked;
    private final ZoneId zone;
    private Optional<String> dayFirst = Optional.empty();
    private Optional<String> monthFirst = Optional.empty();
    private boolean points;
    private boolean strokes;
    private boolean local;

    Dates(Optional<DateOrder> asked, ZoneId zone) {
        this.asked = asked;
        this.zone = zone;
    }

    /** Takes what a date tells about the others. */
    void see(long line, String cell) {
        Matcher m = FORM.matcher(cell);
        if (cell.length() > LONGEST || !m.matches()) {
            return;
        }
        local |= m.group("hour") != null && m.group("offset") == null;
        if (m.group("a") == null) {
            return;
        }
        points |= ".".equals(m.group("s2"));
        if (!".".equals(m.group("s2"))) {
            strokes = true;
            String where = "line " + line + " has " + cell;
            boolean day = Integer.parseInt(m.group("a")) > 12;
            boolean month = Integer.parseInt(m.group("b")) > 12;
            dayFirst = day && !month ? dayFirst.or(() -> Optional.of(where)) : dayFirst;
            monthFirst = month && !day ? monthFirst.or(() -> Optional.of(where)) : monthFirst;
        }
    }

    /** The day or instant in a cell; with {@code where} for a field's name in refusals. */
    When read(String where, String cell) {
        Matcher m = FORM.matcher(cell);
        if (cell.length() > LONGEST || !m.matches()) {
            throw refused(
                    where,
                    SERIAL.matcher(cell).matches()
                            ? "looks like a spreadsheet's serial number of a day; format the column as a date"
                            : "is no date that can be read; write it like 2026-01-31");
        }
        try {
            LocalDate day = day(where, m);
            if (m.group("hour") == null) {
                return new When.On(day);
            }
            LocalDateTime time = day.atTime(time(m));
            String offset = m.group("offset");
            return new When.At((offset == null ? time.atZone(zone) : time.atZone(ZoneOffset.of(offset))).toInstant());
        } catch (DateTimeException e) {
            throw refused(where, "is no day or time of the calendar");
        }
    }

    private LocalDate day(String where, Matcher m) {
        if (m.group("y1") != null) {
            return date(m.group("y1"), m.group("m1"), m.group("d1"));
        }
        if (m.group("y3") != null) {
            return date(m.group("y3"), month(where, m.group("w3")), m.group("d3"));
        }
        if (m.group("y4") != null) {
            return date(m.group("y4"), month(where, m.group("w4")), m.group("d4"));
        }
        String a = m.group("a");
        String b = m.group("b");
        DateOrder order = ".".equals(m.group("s2")) || Integer.parseInt(a) == Integer.parseInt(b)
                ? asked.orElse(DateOrder.DMY)
                : order(where);
        return order == DateOrder.DMY ? date(m.group("y2"), b, a) : date(m.group("y2"), a, b);
    }

    private DateOrder order(String where) {
        if (asked.isPresent()) {
            return asked.get();
        }
        if (dayFirst.isPresent() && monthFirst.isPresent()) {
            throw refused(
                    where,
                    "cannot be told: day and month run both ways in this file (" + dayFirst.get() + ", "
                            + monthFirst.get() + "); set the date order to DMY or MDY");
        }
        if (dayFirst.isEmpty() && monthFirst.isEmpty()) {
            throw refused(
                    where,
                    "may be day/month or month/day, and no date of the file settles it; set the date order to DMY or MDY");
        }
        return dayFirst.isPresent() ? DateOrder.DMY : DateOrder.MDY;
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static String month(String where, String name) {
        String start = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(Month.values())
                .filter(m -> m.name().toLowerCase(Locale.ROOT).startsWith(start)
                        || (m == Month.SEPTEMBER && start.equals("sept")))
                .map(m -> Integer.toString(m.getValue()))
                .findFirst()
                .orElseThrow(() -> refused(where, "names no month in English; write it like 2026-01-31"));
    }

    private static LocalTime time(Matcher m) {
        int hour = Integer.parseInt(m.group("hour"));
        if (m.group("half") != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("hour " + hour + " of a half day");
            }
            hour = hour % 12 + (m.group("half").equalsIgnoreCase("p") ? 12 : 0);
        }
        String second = Optional.ofNullable(m.group("second")).orElse("0");
        String fraction = Optional.ofNullable(m.group("fraction")).orElse("");
        return LocalTime.of(
                hour,
                Integer.parseInt(m.group("minute")),
                Integer.parseInt(second),
                Integer.parseInt((fraction + "000000000").substring(0, 9)));
    }

    private static RejectedException refused(String where, String reason) {
        return new RejectedException(Rule.MALFORMED, where, reason);
    }

    List<String> assumptions() {
        List<String> said = new ArrayList<>();
        boolean settled = asked.isPresent() || dayFirst.isPresent() != monthFirst.isPresent();
        if (strokes && settled) {
            boolean day = asked.map(DateOrder.DMY::equals).orElse(dayFirst.isPresent());
            said.add("dates read as " + (day ? "day/month/year" : "month/day/year") + ", "
                    + (asked.isPresent()
                            ? "as asked"
                            : "since " + dayFirst.or(() -> monthFirst).orElseThrow()));
        }
        if (points) {
            said.add("dates read as "
                    + (asked.orElse(DateOrder.DMY) == DateOrder.DMY ? "day.month.year" : "month.day.year"));
        }
        if (local) {
            said.add("times without an offset read as " + zone.getId().replaceFirst("^Z$", "UTC"));
        }
        return said;
    }
}
