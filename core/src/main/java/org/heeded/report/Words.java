package org.heeded.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.heeded.model.Money;
import org.heeded.model.Text;
import org.heeded.partnership.Counts;
import org.heeded.partnership.MixedPolicy;
import org.heeded.stats.Estimate;
import org.heeded.stats.Method;

/**
 * The sentences of the resource bundle and the numbers in them: rounded for eyes, as the reader's language writes them, and
 * never a rate without its count. Made for one rendering.
 */
final class Words {

    private static final String BUNDLE = "words";
    private static final String SHARED = ".shared";
    /** The key of what has more than one, as the analysis writes it. */
    private static final String SEVERAL = "(several)";

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?(?:E-?\\d+)?");
    private static final Pattern QUARTER = Pattern.compile("\\d{4,}-Q[1-4]");
    private static final Pattern BAND =
            Pattern.compile("([A-Z]{3}) (?:any|([<>≤]) (\\d+(?:\\.\\d+)?)|(\\d+(?:\\.\\d+)?)–(\\d+(?:\\.\\d+)?))");
    private static final List<String> SIDES = List.of("client", "clients", "theClient", "marketer", "theMarketer");

    private final Properties patterns;
    private final Locale locale;
    private final Audience audience;

    Words(Wording wording, Audience audience) {
        this(patterns(wording.locale()), wording, audience);
    }

    /** With patterns of one's own, of which the words take possession. */
    Words(Properties patterns, Wording wording, Audience audience) {
        this.patterns = patterns;
        this.locale = wording.locale();
        this.audience = audience;
        wording.names().ifPresent(names -> {
            patterns.setProperty("client", names.client());
            patterns.setProperty("clients", names.clients());
            patterns.setProperty("theClient", names.theClient());
            patterns.setProperty("marketer", names.marketer());
            patterns.setProperty("theMarketer", names.theMarketer());
        });
    }

    /** The English words, those of the language over them, those of the country over these. */
    static Properties patterns(Locale locale) {
        Properties patterns = new Properties();
        for (String suffix :
                List.of("", "_" + locale.getLanguage(), "_" + locale.getLanguage() + "_" + locale.getCountry())) {
            try (InputStream in = Words.class.getResourceAsStream(BUNDLE + suffix + ".properties")) {
                if (in != null) {
                    Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
                    patterns.load(reader);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return patterns;
    }

    boolean shared() {
        return audience == Audience.SHARED;
    }

    /** The language of the words, which is English where there is no translation. */
    String language() {
        return say("language");
    }

    /**
     * A pattern of the bundle with its arguments; for the shared page the one with {@code .shared} behind its key, where
     * there is one.
     */
    String say(String key, Object... arguments) {
        String pattern = pattern(shared() && has(key + SHARED) ? key + SHARED : key);
        for (String side : SIDES) {
            pattern = pattern.replace("{" + side + "}", quoted(pattern(side)));
        }
        return new MessageFormat(pattern, locale).format(arguments);
    }

    private String pattern(String key) {
        String pattern = patterns.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("the words have no key \"" + key + "\"");
        }
        return pattern;
    }

    boolean has(String key) {
        return patterns.containsKey(key);
    }

    /** The words for a key if there are any, else the ones given: keys of lenses can be a user's own. */
    String sayOr(String key, String otherwise) {
        return has(key) ? say(key) : otherwise;
    }

    /** A name stands for itself in a pattern. */
    private static String quoted(String name) {
        return name.replace("'", "''").replace("{", "'{'").replace("}", "'}'");
    }

    String count(long n) {
        return NumberFormat.getIntegerInstance(locale).format(n);
    }

    /** For instance "12 of 17"; without a whole a dash. */
    String of(long part, long whole) {
        return whole == 0 ? say("nothing") : say("of", part, whole);
    }

    /** For instance "12 of 17 (71 %)"; without a whole a dash. */
    String share(long part, long whole) {
        return whole == 0 ? of(part, whole) : say("share", of(part, whole), percent(part, whole));
    }

    /** For instance "12 (71 %)", where the whole stands before; without a whole "none". */
    String part(long part, long whole) {
        return whole == 0 ? say("none") : say("share", count(part), percent(part, whole));
    }

    String percent(long part, long whole) {
        return percent((double) part / whole);
    }

    String percent(double share) {
        return say("percent", decimal(100 * share, 0));
    }

    /** The level of the intervals, for instance "95 %". */
    String level(double level) {
        return say("percent", decimal(level * 100, level * 100 % 1 == 0 ? 0 : 1));
    }

    /** The failures of an arm out of its known outcomes; a dash where there is none. */
    String failed(Counts counts, MixedPolicy policy) {
        return of(counts.failures(policy), counts.failures(policy) + counts.nonFailures(policy));
    }

    /** The same with the share; where none of its outcomes is known, how many are not. */
    String failures(Counts counts, MixedPolicy policy) {
        long failures = counts.failures(policy);
        long whole = failures + counts.nonFailures(policy);
        if (whole == 0) {
            return counts.open() == 0 ? say("nothing") : say("open", counts.open());
        }
        return share(failures, whole);
    }

    /** A number with a fixed number of decimals, half away from zero, never "-0". */
    String decimal(double value, int decimals) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        String digits = format.format(rounded.abs());
        return rounded.signum() < 0 ? "−" + digits : digits;
    }

    /** For instance "2.11 (1.98 to 2.23)"; a dash where there is none. */
    String ratio(Estimate estimate) {
        return figure(estimate, 1, 2);
    }

    /** The ratio, or why there is none. */
    String ratioOr(Estimate estimate) {
        return estimate instanceof Estimate.Undefined undefined ? because(undefined.reason()) : ratio(estimate);
    }

    /** A risk difference per 100, for instance "+29.0 (26.3 to 31.6)". */
    String per100(Estimate estimate) {
        String figure = figure(estimate, 100, 1);
        return estimate instanceof Estimate.Interval interval && interval.value() > 0 ? "+" + figure : figure;
    }

    /** The same without its limits; a dash where there is none. */
    String value100(Estimate estimate) {
        double value = estimate instanceof Estimate.Interval interval
                ? interval.value()
                : estimate instanceof Estimate.Point point ? point.value() : Double.NaN;
        return Double.isNaN(value) ? say("nothing") : signed(value * 100, 1);
    }

    /** A number with its sign, which 0 has none of. */
    String signed(double value, int decimals) {
        String number = decimal(value, decimals);
        return value > 0 ? "+" + number : number;
    }

    /** The difference, or why there is none. */
    String per100Or(Estimate estimate) {
        return estimate instanceof Estimate.Undefined undefined ? because(undefined.reason()) : per100(estimate);
    }

    String days(Estimate estimate) {
        return figure(estimate, 1, 1);
    }

    /** A rate, for instance "71 % (47 to 87)"; without one "no data". */
    String rate(Estimate estimate) {
        if (estimate instanceof Estimate.Interval rate) {
            return say(
                    "interval", percent(rate.value()), decimal(rate.lower() * 100, 0), decimal(rate.upper() * 100, 0));
        }
        return estimate instanceof Estimate.Point point
                ? say("noInterval", percent(point.value()), because(point.reason()))
                : say("noData");
    }

    /** What a text says: of a personal one its words, for it was opened to be shown. */
    static String text(Text text) {
        return text instanceof Text.Personal personal ? personal.value() : text.toString();
    }

    /** The same for eyes: that a text was erased or is sealed is said in the reader's language. */
    String read(Text text) {
        return text instanceof Text.Erased
                ? say("text.erased")
                : text instanceof Text.Sealed ? say("text.sealed") : text(text);
    }

    /** Why there is no value or no interval: the words for the method's phrase, with the numbers in it. */
    String because(String reason) {
        List<Object> numbers = new ArrayList<>();
        String phrase = NUMBER.matcher(reason).replaceAll(number -> {
            numbers.add(Double.valueOf(number.group()));
            return "#";
        });
        String key = "reason." + phrase.replaceAll("[^\\p{L}#]+$", "").replaceAll("[^\\p{L}#]+", "-");
        return has(key) ? say(key, numbers.toArray()) : plain(reason);
    }

    /** The name of a method, which is also the one of the statistician who found it. */
    String method(Method method) {
        return sayOr("method." + method.name().toLowerCase(Locale.ROOT), method.label());
    }

    /** What a lens parts by, within a sentence; several parted by {@code ×}. */
    String lens(String name) {
        String key = "word." + name.replace(' ', '-');
        if (has(key)) {
            return say(key);
        }
        int last = name.lastIndexOf(" × ");
        return last < 0
                ? plain(name, 30)
                : say("word.and", lens(name.substring(0, last)), lens(name.substring(last + 3)));
    }

    /** A key of a lens: in words where the library made it, as it stands where it comes from the log. */
    String key(String lens, String key, int width) {
        if (key.isEmpty()) {
            return say("notGiven");
        }
        if (key.equals(SEVERAL)) {
            return say("several");
        }
        return switch (lens) {
            case "stake" -> band(key);
            case "quarter" -> QUARTER.matcher(key).matches() ? quarter(key) : plain(key, width);
            default -> sayOr("key." + lens + "." + key.replace(' ', '-'), plain(key, width));
        };
    }

    private String band(String key) {
        Matcher band = BAND.matcher(key);
        if (!band.matches()) {
            return plain(key);
        }
        if (band.group(4) != null) {
            return say("band.between", band.group(1), new BigDecimal(band.group(4)), new BigDecimal(band.group(5)));
        }
        if (band.group(2) == null) {
            return say("band.any", band.group(1));
        }
        String side = switch (band.group(2)) {
            case "<" -> "below";
            case "≤" -> "upTo";
            default -> "above";
        };
        return say("band." + side, band.group(1), new BigDecimal(band.group(3)));
    }

    /** For instance "2026 Q1", of a key like {@code 2026-Q1}. */
    String quarter(String key) {
        int dash = key.lastIndexOf('-');
        return say("quarter", key.substring(0, dash), key.substring(dash + 2));
    }

    String month(YearMonth month) {
        return DateTimeFormatter.ofPattern("LLL uuuu", locale).format(month);
    }

    String figure(Estimate estimate, double scale, int decimals) {
        if (estimate instanceof Estimate.Interval interval) {
            return say(
                    "interval",
                    decimal(interval.value() * scale, decimals),
                    decimal(interval.lower() * scale, decimals),
                    decimal(interval.upper() * scale, decimals));
        }
        if (estimate instanceof Estimate.Point point) {
            return say("noInterval", decimal(point.value() * scale, decimals), because(point.reason()));
        }
        return say("nothing");
    }

    /** A value without its limits; a dash where there is none. */
    String value(Estimate estimate, int decimals) {
        return estimate instanceof Estimate.Interval interval
                ? decimal(interval.value(), decimals)
                : estimate instanceof Estimate.Point point ? decimal(point.value(), decimals) : say("nothing");
    }

    /** A p-value: three decimals, and never "0.000". */
    String pValue(double p) {
        return p < 0.0005 ? say("below", decimal(0.001, 3)) : decimal(p, 3);
    }

    String day(Instant time, ZoneId zone) {
        return day(FormatStyle.LONG, LocalDate.ofInstant(time, zone));
    }

    String day(FormatStyle style, LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(style).withLocale(locale).format(day);
    }

    String money(Money money) {
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(money.currency());
        return format.format(money.amount()).replace('-', '−');
    }

    /** A value of the log: without control characters, bidirectional ones included. */
    static String plain(String value) {
        return value.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> '·';
                    // these two join and part letters, and move none
                    case Character.FORMAT -> c == 0x200C || c == 0x200D ? c : '·';
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
