package org.heeded.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.partnership.Investment;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Slice;

/**
 * The quarters of a report, without a gap, and how many ideas came in each. Left out are the months in which engagements
 * settle, since every beginning is full of ideas; so is the first one after, of which only a part was counted, and that of
 * the report, which is not over.
 *
 * @param all one after the other
 */
record Quarters(List<Quarter> all) {

    private static final String LENS = "quarter";
    private static final Pattern KEY = Pattern.compile("(\\d{4})-Q([1-4])");

    /** More quarters than this come from a date that was mistyped: then only those with cases are shown. */
    private static final int MOST = 400;

    /** A share of what came before that is few. */
    private static final double FEW = 0.5;

    /** What a judgement on few ideas rests on at least: months of engagements, and ideas before. */
    private static final int LEAST = 3;

    Quarters {
        all = List.copyOf(all);
    }

    /**
     * A quarter.
     *
     * @param number quarters since the year 0
     * @param slice its cases; absent: none
     * @param months how many months engagements were watched in it, taken together
     * @param ideas how many ideas came
     * @param unprompted how many of them nobody had asked for
     */
    record Quarter(int number, Optional<Slice> slice, long months, long ideas, long unprompted) {

        String key() {
            return String.format(Locale.ROOT, "%04d-Q%d", number / 4, number % 4 + 1);
        }

        Optional<Double> aMonth(long count) {
            return months == 0 ? Optional.empty() : Optional.of((double) count / months);
        }
    }

    static Quarters of(PartnershipReport report) {
        List<Slice> slices = report.lenses().getOrDefault(LENS, List.of()).stream()
                .filter(slice -> number(slice.key()).isPresent())
                .toList();
        YearMonth now = YearMonth.from(report.asOf().cut().atZone(report.plan().zone()));
        NavigableSet<Integer> numbers = new TreeSet<>();
        slices.forEach(slice -> number(slice.key()).ifPresent(numbers::add));
        List<Investment.Month> months = report.investment().months().stream()
                .skip(1)
                .filter(month -> month.month().isBefore(now))
                .toList();
        months.forEach(month -> numbers.add(number(month.month().atDay(1))));
        if (!numbers.isEmpty() && numbers.last() - numbers.first() < MOST) {
            for (int number = numbers.first(); number < numbers.last(); number++) {
                numbers.add(number);
            }
        }
        List<Quarter> quarters = new ArrayList<>();
        for (int number : numbers) {
            List<Investment.Month> its = months.stream()
                    .filter(month -> number(month.month().atDay(1)) == number)
                    .toList();
            quarters.add(new Quarter(
                    number,
                    slices.stream()
                            .filter(slice -> number(slice.key()).equals(Optional.of(number)))
                            .findFirst(),
                    its.stream().mapToLong(month -> month.engagements()).sum(),
                    its.stream().mapToLong(month -> month.proposals()).sum(),
                    its.stream().mapToLong(month -> month.unprompted()).sum()));
        }
        return new Quarters(quarters);
    }

    private static Optional<Integer> number(String key) {
        Matcher quarter = KEY.matcher(key);
        return quarter.matches()
                ? Optional.of(4 * Integer.parseInt(quarter.group(1)) + Integer.parseInt(quarter.group(2)) - 1)
                : Optional.empty();
    }

    private static int number(LocalDate day) {
        return 4 * day.getYear() + (day.getMonthValue() - 1) / 3;
    }

    /** The quarters in which ideas dried up: the first of those with fewer than half of what had come before, a month. */
    List<Integer> dried() {
        List<Integer> dried = new ArrayList<>();
        long ideas = 0;
        long months = 0;
        boolean dry = false;
        for (int i = 0; i < all.size(); i++) {
            Quarter quarter = all.get(i);
            if (quarter.months() >= LEAST && months >= LEAST && ideas >= LEAST) {
                boolean few = quarter.ideas() * months < FEW * ideas * quarter.months();
                if (few && !dry) {
                    dried.add(i);
                }
                dry = few;
            }
            ideas += quarter.ideas();
            months += quarter.months();
        }
        return dried;
    }

    /** Where a day lies among the quarters: 0 is the beginning of the first, 1 that of the second; absent: in none. */
    Optional<Double> at(LocalDate day) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).number() == number(day)) {
                LocalDate begin = LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
                double length = begin.plusMonths(3).toEpochDay() - begin.toEpochDay();
                return Optional.of(i + (day.toEpochDay() - begin.toEpochDay()) / length);
            }
        }
        return Optional.empty();
    }
}
