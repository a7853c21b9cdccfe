package org.heeded.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.heeded.exchange.CsvMapping.DateOrder;
import org.heeded.model.RejectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a date, and what settles day and month. */
class DatesTest {

    private static Dates after(Optional<DateOrder> asked, String... seen) {
        Dates dates = new Dates(asked, ZoneOffset.UTC);
        for (int i = 0; i < seen.length; i++) {
            dates.see(i + 2, seen[i]);
        }
        return dates;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    2026-01-12 > 2026-01-12
                    2026/1/2 > 2026-01-02
                    2026.01.02 > 2026-01-02
                    12.1.2026 > 2026-01-12
                    31/1/2026 > 2026-01-31
                    3/4/2026 > 2026-04-03
                    03-04-2026 > 2026-04-03
                    12 Jan 2026 > 2026-01-12
                    12-Jan-2026 > 2026-01-12
                    12. January 2026 > 2026-01-12
                    Jan 12, 2026 > 2026-01-12
                    Sept. 1 2026 > 2026-09-01
                    29 Feb 2024 > 2024-02-29
                    2026-01-12T10:48:43.333Z > 2026-01-12T10:48:43.333Z
                    2026-01-12T10:48+02:00 > 2026-01-12T08:48:00Z
                    2026-01-12 10:48:00 +0200 > 2026-01-12T08:48:00Z
                    2026-01-12 00:30:00+01 > 2026-01-11T23:30:00Z
                    2026-01-12 10:48 > 2026-01-12T10:48:00Z
                    2026-01-12 10:48:01.1234567 > 2026-01-12T10:48:01.123456Z
                    12.01.2026 10:48 > 2026-01-12T10:48:00Z
                    12.01.2026, 7:05 > 2026-01-12T07:05:00Z
                    Jan 12, 2026 2:30 PM > 2026-01-12T14:30:00Z
                    Jan 12, 2026 12:30 a.m. > 2026-01-12T00:30:00Z
                    """)
    void formsOfSpreadsheetsAreRead(String cell, String expected) {
        assertThat(after(Optional.empty(), "31/12/2025").read("due", cell)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-01",
                "2026-02-29",
                "32.1.2026",
                "1.13.2026",
                "2026-1",
                "Jan 2026",
                "12 Jän 2026",
                "0 Jan 2026",
                "2026-01-12T",
                "2026-01-12T10",
                "2026-01-12 10:60",
                "2026-01-12 13:00 PM",
                "2026-01-12 0:30 AM",
                "2026-01-12Z",
                "2026-01-12T10:00+25:00",
                "1/2.2026",
                "12/1/26",
                "46034",
                "46034.5",
                "tomorrow",
                "-",
                "9999-12-31"
            })
    void whatIsNoDateIsRefused(String cell) {
        assertThatThrownBy(() -> after(Optional.empty(), "31/12/2025").read("due", cell))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void oneDayOverTwelveSettlesTheWholeFileAndIsSaid() {
        Dates day = after(Optional.empty(), "3/4/2026", "13/4/2026", "2026-01-12 10:00");
        assertThat(day.read("due", "3/4/2026")).hasToString("2026-04-03");
        assertThat(day.assumptions())
                .containsExactly(
                        "dates read as day/month/year, since line 3 has 13/4/2026",
                        "times without an offset read as UTC");
        Dates month = after(Optional.empty(), "3/4/2026", "4/13/2026");
        assertThat(month.read("due", "3/4/2026")).hasToString("2026-03-04");
        assertThat(month.assumptions()).containsExactly("dates read as month/day/year, since line 3 has 4/13/2026");
        assertThatThrownBy(() -> month.read("due", "13/4/2026")).isInstanceOf(RejectedException.class);
    }

    @Test
    void pointsAreDayMonthYearAndSettleNothingElse() {
        Dates dates = after(Optional.empty(), "31.1.2026", "3/4/2026");
        assertThat(dates.assumptions()).containsExactly("dates read as day.month.year");
        assertThatThrownBy(() -> dates.read("due", "3/4/2026")).hasMessageContaining("no date of the file settles it");
    }

    @Test
    void aDayThatIsTheSameEitherWayNeedsNoOrder() {
        assertThat(after(Optional.empty(), "4/4/2026").read("due", "4/4/2026")).hasToString("2026-04-04");
    }

    @Test
    void anOrderThatIsAskedForHolds() {
        Dates dates = after(Optional.of(DateOrder.MDY), "3/4/2026", "31/1/2026");
        assertThat(dates.read("due", "3/4/2026")).hasToString("2026-03-04");
        assertThat(dates.assumptions()).containsExactly("dates read as month/day/year, as asked");
        assertThatThrownBy(() -> dates.read("due", "31/1/2026")).hasMessageContaining("no day or time of the calendar");
    }

    @Test
    void aTimeWithoutAnOffsetIsOfTheZone() {
        Dates berlin = new Dates(Optional.empty(), ZoneId.of("Europe/Berlin"));
        berlin.see(2, "2026-07-01 10:00");
        assertThat(berlin.read("due", "2026-07-01 10:00")).hasToString("2026-07-01T08:00:00Z");
        assertThat(berlin.assumptions()).containsExactly("times without an offset read as Europe/Berlin");
    }
}
