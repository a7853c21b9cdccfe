package org.heeded.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heeded.exchange.CsvMapping.DecimalMark;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;

/**
 * Reads the numbers of one file. Whether 1,234 is more than a thousand or little more than one is settled by the whole
 * file: first every number is {@linkplain #see seen}, then each is {@linkplain #read read}. Where no number settles it,
 * 1.234 is a decimal in a file whose cells are separated by commas, since those who write decimal commas cannot separate
 * cells by them.
 */
final class Numbers {

    private static final Pattern POINT = number(",", "\\.");
    private static final Pattern COMMA = number("\\.", ",");
    private static final Pattern PERCENT = Pattern.compile("\\h*%$");
    private static final Pattern AROUND = Pattern.compile("^[\\p{L}\\p{Sc}\\h]+|[\\p{L}\\p{Sc}%\\h]+$");
    private static final int LONGEST = 100;

    private final Optional<DecimalMark> asked;
    private final char delimiter;
    private Optional<String> point = Optional.empty();
    private Optional<String> comma = Optional.empty();
    private boolean byDelimiter;

    Numbers(Optional<DecimalMark> asked, char delimiter) {
        this.asked = asked;
        this.delimiter = delimiter;
    }

    private static Pattern number(String group, String decimal) {
        return Pattern.compile("[+-]?(?:\\d+|[1-9]\\d{0,2}(?<g>[" + group + "\\h'’])\\d{3}(?:\\k<g>\\d{3})*)?(?:"
                + decimal + "\\d+)?(?<=\\d)");
    }

    private static boolean is(Pattern form, String number) {
        return number.length() <= LONGEST && form.matcher(number).matches();
    }

    private static String plain(String cell) {
        return cell.replace('−', '-');
    }

    /** Takes what a number tells about the others; letters, currency and percent signs around it do not matter. */
    void see(long line, String cell) {
        if (cell.length() > LONGEST) {
            return;
        }
        String number = AROUND.matcher(plain(cell)).replaceAll("");
        String where = "line " + line + " has " + cell;
        if (is(POINT, number) && !is(COMMA, number)) {
            point = point.or(() -> Optional.of(where));
        } else if (is(COMMA, number) && !is(POINT, number)) {
            comma = comma.or(() -> Optional.of(where));
        } else if (is(POINT, number) && number.indexOf('.') >= 0) {
            byDelimiter = true;
        }
    }

    /** The number in a cell; with {@code where} for a field's name in refusals. */
    BigDecimal read(String where, String cell) {
        String number = plain(cell);
        boolean asPoint = is(POINT, number);
        boolean asComma = is(COMMA, number);
        if (!asPoint && !asComma) {
            throw refused(where, reason(number));
        }
        BigDecimal pointed = asPoint ? value(number, ",", ".") : BigDecimal.ZERO;
        BigDecimal withComma = asComma ? value(number, ".", ",") : BigDecimal.ZERO;
        if (asPoint && asComma && pointed.compareTo(withComma) == 0) {
            return pointed;
        }
        DecimalMark mark = mark(where, number);
        if (mark == DecimalMark.POINT ? !asPoint : !asComma) {
            throw refused(
                    where,
                    "is no number with a decimal " + mark.name().toLowerCase(Locale.ROOT)
                            + ", which this file is read with");
        }
        return mark == DecimalMark.POINT ? pointed : withComma;
    }

    /** A share of one, also in per cent. */
    BigDecimal readShare(String where, String cell) {
        String bare = PERCENT.matcher(cell).replaceFirst("");
        BigDecimal value = read(where, bare);
        return bare.equals(cell) ? value : value.movePointLeft(2);
    }

    private DecimalMark mark(String where, String number) {
        if (asked.isPresent()) {
            return asked.get();
        }
        if (point.isPresent() && comma.isPresent()) {
            throw refused(
                    where,
                    "cannot be told: point and comma are both decimal marks in this file (" + point.get() + ", "
                            + comma.get() + "); set the decimal mark");
        }
        if (point.isPresent() || comma.isPresent()) {
            return point.isPresent() ? DecimalMark.POINT : DecimalMark.COMMA;
        }
        if (delimiter == ',' && number.indexOf('.') >= 0) {
            return DecimalMark.POINT;
        }
        throw refused(
                where,
                "may have a decimal mark or a mark between thousands, and no number of the file settles it; set the decimal"
                        + " mark");
    }

    private static BigDecimal value(String number, String group, String decimal) {
        return new BigDecimal(
                number.replace(group, "").replaceAll("[\\h'’]", "").replace(decimal, "."));
    }

    private static String reason(String number) {
        if (number.endsWith("%")) {
            return "is in per cent, which only a probability or an adherence can be";
        }
        return "is no number that can be read; write it like 1234.5";
    }

    private static RejectedException refused(String where, String reason) {
        return new RejectedException(Rule.NUMBER, where, reason);
    }

    List<String> assumptions() {
        if (asked.isPresent()) {
            return List.of(asked.get() == DecimalMark.COMMA ? "decimal comma, as asked" : "decimal point, as asked");
        }
        if (point.isPresent() == comma.isPresent()) {
            return byDelimiter && delimiter == ',' && point.isEmpty()
                    ? List.of("decimal point, since cells are separated by commas")
                    : List.of();
        }
        return List.of(
                point.isPresent()
                        ? "decimal point, since " + point.get()
                        : "decimal comma, since " + comma.orElseThrow());
    }
}
