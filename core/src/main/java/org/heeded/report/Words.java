package org.heeded.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.heeded.model.Text;
import org.heeded.partnership.Counts;
import org.heeded.partnership.MixedPolicy;
import org.heeded.stats.Estimate;

/** Numbers and log values in words: rounded for eyes, and never a rate without its count. */
final class Words {

    private Words() {}

    static String count(long n) {
        return String.format(Locale.ENGLISH, "%,d", n);
    }

    static String count(long n, String one, String many) {
        return count(n) + " " + (n == 1 ? one : many);
    }

    /** For instance "12 of 17". */
    static String of(long part, long whole) {
        return count(part) + " of " + count(whole);
    }

    /** For instance "12 of 17 (71 %)"; without a whole "0 of 0". */
    static String share(long part, long whole) {
        return of(part, whole) + (whole == 0 ? "" : " (" + percent(part, whole) + ")");
    }

    /** For instance "12 (71 %)", where the whole stands before; without a whole "none". */
    static String part(long part, long whole) {
        return whole == 0 ? "none" : count(part) + " (" + percent(part, whole) + ")";
    }

    static String percent(long part, long whole) {
        return decimal(100.0 * part / whole, 0) + " %";
    }

    /** The failures of an arm; where none of its outcomes is known, how many are not. */
    static String failures(Counts counts, MixedPolicy policy) {
        long failures = counts.failures(policy);
        long whole = failures + counts.nonFailures(policy);
        if (whole == 0) {
            return counts.open() == 0 ? "–" : count(counts.open()) + " open";
        }
        return share(failures, whole);
    }

    /** A number with a fixed number of decimals, half away from zero, never "-0". */
    static String decimal(double value, int decimals) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return String.format(Locale.ENGLISH, "%,." + decimals + "f", rounded.signum() == 0 ? rounded.abs() : rounded)
                .replace('-', '−');
    }

    /** For instance "2.11 (1.98 to 2.23)"; a dash where there is none. */
    static String ratio(Estimate estimate) {
        return figure(estimate, 1, 2);
    }

    /** A risk difference per 100, for instance "+29.0 (26.3 to 31.6)". */
    static String per100(Estimate estimate) {
        String figure = figure(estimate, 100, 1);
        return figure.startsWith("−") || !(estimate instanceof Estimate.Interval) ? figure : "+" + figure;
    }

    static String days(Estimate estimate) {
        return figure(estimate, 1, 1);
    }

    private static String figure(Estimate estimate, double scale, int decimals) {
        if (estimate instanceof Estimate.Interval interval) {
            return decimal(interval.value() * scale, decimals) + " (" + decimal(interval.lower() * scale, decimals)
                    + " to " + decimal(interval.upper() * scale, decimals) + ")";
        }
        if (estimate instanceof Estimate.Point point) {
            return decimal(point.value() * scale, decimals) + " (no interval)";
        }
        return "–";
    }

    /** What a text says: of a personal one its words, for it was opened to be shown. */
    static String text(Text text) {
        return text instanceof Text.Personal personal ? personal.value() : text.toString();
    }

    /** A value of the log for a terminal: without control characters, bidirectional ones included. */
    static String plain(String value) {
        return value.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '·';
                    default -> c;
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same, cut in its middle to a number of characters: ends tell ids apart. */
    static String plain(String value, int width) {
        String plain = plain(value);
        int length = plain.codePointCount(0, plain.length());
        if (length <= width) {
            return plain;
        }
        int tail = width / 2;
        return plain.substring(0, plain.offsetByCodePoints(0, width - 1 - tail)) + "…"
                + plain.substring(plain.offsetByCodePoints(0, length - tail));
    }
}
