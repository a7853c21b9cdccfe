package org.heeded.log;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.heeded.log.Outlines.Kind;
import org.heeded.model.Comparison;
import org.heeded.model.Decision;
import org.heeded.model.Launched;
import org.heeded.model.Verdict;
import org.heeded.model.View;

/**
 * Reads the outlines of records from their bytes, in the form and the order in which they are written. Fields that no
 * outcome depends on are passed over. What comes in another order, twice or unknown makes a line one that is not simple, for
 * the general reader to accept or to refuse. For one thread.
 */
final class OutlineReader {

    private static final byte[] N = key("n");
    private static final byte[] OCCURRED_AT = key("occurredAt");
    private static final byte[][] REST_OF_ENVELOPE = keys("recordedAt", "by", "recordedBy", "via", "ref", "provenance");

    private static final byte[][] TYPES = Stream.of(
                    "proposal-made",
                    "decision-made",
                    "work-launched",
                    "outcome-measured",
                    "responsibility-claimed",
                    "entry-corrected",
                    "entry-retracted")
            .map(Line::ascii)
            .toArray(byte[][]::new);
    private static final Kind[] KINDS = {
        Kind.PROPOSAL, Kind.DECISION, Kind.LAUNCH, Kind.OUTCOME, Kind.ASIDE, Kind.AMENDMENT, Kind.AMENDMENT
    };

    private static final byte[] PROPOSAL = key("proposal");
    private static final byte[] ENTRY = key("entry");

    // an initiative, and what is revised or answered, tie a proposal to others: it is not simple then
    private static final byte[][] BEFORE_DUE =
            keys("title", "channel", "affects", "scope", "novelty", "idea", "term", "stake");
    private static final byte[] DUE = key("due");
    private static final byte[][] RATIONALE = keys("rationale");
    private static final byte[] FORECASTS = key("forecasts");
    private static final byte[][] BEHIND_FORECASTS = keys("tags", "origin", "decideBy");

    private static final byte[] ABOUT_ADVICE = Line.ascii("[{\"about\":\"advice\",\"criterion\":{\"metric\":");
    private static final byte[] LEVEL = Line.ascii(",\"accumulation\":\"level\"");
    private static final byte[] CUMULATIVE = Line.ascii(",\"accumulation\":\"cumulative\"");
    private static final byte[] COMPARISON = key("comparison");
    private static final byte[] TARGET = key("target");
    private static final byte[][] BASELINE = keys("baseline");
    private static final byte[] END = {'}'};
    private static final byte[][] PROBABILITY = keys("probability");
    private static final byte[] PRIMARY = Line.ascii(",\"primary\":true}]");

    private static final byte[] DECISION = key("decision");
    private static final byte[] VIEW = key("view");
    private static final byte[][] BEHIND_VIEW = keys("change", "alternative", "reason");

    private static final byte[] LAUNCHED = key("launched");
    private static final byte[][] NOTE = keys("note");

    private static final byte[] METRIC = key("metric");
    private static final byte[] ACTUAL = key("actual");
    private static final byte[] FINAL = Line.ascii(",\"stage\":\"final\"");
    private static final byte[] INTERIM = Line.ascii(",\"stage\":\"interim\"");
    private static final byte[][] BEFORE_STAGE = keys("metric", "unit", "actual");
    private static final byte[] VERDICT = key("verdict");
    private static final byte[][] BEHIND_VERDICT = keys("judgedBy", "note");
    private static final byte[][] VERDICT_AND_BEHIND = keys("verdict", "judgedBy", "note");

    private static final byte[][] COMPARISONS = words(Comparison.values());
    private static final byte[][] DECISIONS = words(Decision.Kind.values());
    private static final byte[][] VIEWS = words(View.values());
    private static final byte[][] LAUNCHES = words(Launched.values());
    private static final byte[][] VERDICTS = words(Verdict.values());

    /** Most digits of which a whole number is sure to fit into a long. */
    private static final int DIGITS = 18;

    /** Where in the 36 characters of a UUID its lower half begins. */
    private static final int LOWER_HALF = 19;

    private static final int UUID = 36;

    private Slices metrics = new Slices();
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    private long work;
    private long number;
    private int day;
    private int metric;
    private int word;

    private static byte[] key(String name) {
        return Line.ascii(",\"" + name + "\":");
    }

    private static byte[][] keys(String... names) {
        return Stream.of(names).map(OutlineReader::key).toArray(byte[][]::new);
    }

    private static byte[][] words(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(c -> Line.ascii('"' + Wire.word(c) + '"'))
                .toArray(byte[][]::new);
    }

    /** Adds the outline of a record that cannot be told from its bytes: all of its engagement has to be read. */
    static void addUnread(Outlines outlines) {
        outlines.add(0, 0, 0, Outlines.NO_DAY, Outlines.what(Kind.OTHER, false, 0, 0));
    }

    /**
     * Adds the outline of a record.
     *
     * @param metrics numbers the metrics that are named: the number of one in an outline is one more
     * @param id where its id begins
     * @param type where its type begins
     * @param typeEnd where that ends
     * @param from where its engagement's closing quote is behind
     * @param to where it ends
     */
    void add(Outlines outlines, Slices metrics, byte[] record, int id, int type, int typeEnd, int from, int to) {
        this.metrics = metrics;
        bytes = record;
        at = id;
        end = to;
        work = 0;
        number = 0;
        day = Outlines.NO_DAY;
        metric = 0;
        word = 0;
        Kind kind = kind(type, typeEnd);
        if (!lowerHalf()) {
            addUnread(outlines);
            return;
        }
        long own = work;
        at = from;
        if (kind == Kind.OTHER) {
            outlines.add(own, 0, 0, day, Outlines.what(kind, true, 0, 0));
        } else if (envelope() && (kind == Kind.AMENDMENT ? amended() : proposal())) {
            Kind said = kind == Kind.OUTCOME && isInterim() ? Kind.INTERIM : kind;
            boolean simple = isSimple(said);
            outlines.add(own, work, number, day, Outlines.what(said, simple, word, metric));
        } else {
            addUnread(outlines);
        }
    }

    private Kind kind(int type, int typeEnd) {
        for (int i = 0; i < TYPES.length; i++) {
            if (Arrays.equals(TYPES[i], 0, TYPES[i].length, bytes, type, typeEnd)) {
                return KINDS[i];
            }
        }
        return Kind.OTHER;
    }

    private boolean envelope() {
        if (!expect(N) || !integer()) {
            return false;
        }
        if (expect(OCCURRED_AT) && !day()) {
            day = Outlines.NO_DAY;
            if (!value()) {
                return false;
            }
        }
        number = 0;
        return pass(REST_OF_ENVELOPE);
    }

    private boolean amended() {
        return expect(ENTRY) && expect('"') && lowerHalf() && expect('"');
    }

    /** The lower half of the UUID that begins here; also that of an id, until the work is read. */
    private boolean lowerHalf() {
        long half = 0;
        if (at + UUID > end) {
            return false;
        }
        for (int i = at + LOWER_HALF; i < at + UUID; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit >= 0) {
                half = half << 4 | digit;
            } else if (bytes[i] != '-') {
                return false;
            }
        }
        at += UUID;
        work = half;
        return true;
    }

    private boolean proposal() {
        if (!expect(PROPOSAL) || !expect('"')) {
            return false;
        }
        long hash = 1;
        int closing = closing();
        for (int i = at; i < closing; i++) {
            hash = 31 * hash + bytes[i];
        }
        // mixed, since the last bytes of ids differ most
        work = hash * 0x9E3779B97F4A7C15L;
        at = closing + 1;
        return closing < end;
    }

    private boolean isSimple(Kind kind) {
        int told = day;
        return switch (kind) {
            case PROPOSAL ->
                pass(BEFORE_DUE) && due() && pass(RATIONALE) && forecast() && pass(BEHIND_FORECASTS) && isEnd();
            case DECISION -> told != Outlines.NO_DAY && decision() && pass(BEHIND_VIEW) && isEnd();
            case LAUNCH -> expect(LAUNCHED) && one(LAUNCHES) && pass(NOTE) && isEnd();
            case OUTCOME -> told != Outlines.NO_DAY && outcome() && pass(BEHIND_VERDICT) && isEnd();
            case INTERIM -> pass(BEFORE_STAGE) && expect(INTERIM) && pass(VERDICT_AND_BEHIND) && isEnd();
            case ASIDE, AMENDMENT, OTHER -> true;
        };
    }

    private boolean due() {
        day = Outlines.NO_DAY;
        return !expect(DUE) || day();
    }

    /** At most one forecast, about the advice, with a target by the day on which the result is due. */
    private boolean forecast() {
        if (!expect(FORECASTS)) {
            return true;
        }
        int due = day;
        if (!expect(ABOUT_ADVICE) || !metric()) {
            return false;
        }
        boolean cumulative = expect(CUMULATIVE);
        if (!(cumulative || expect(LEVEL))
                || !expect(COMPARISON)
                || !one(COMPARISONS)
                || !expect(TARGET)
                || !integer()) {
            return false;
        }
        word = 1 + word + (cumulative ? Outlines.CUMULATIVE : 0); // 0 is none
        return pass(BASELINE)
                && (!expect(DUE) || day())
                && (due == Outlines.NO_DAY || due == day)
                && expect(END)
                && pass(PROBABILITY)
                && expect(PRIMARY);
    }

    private boolean decision() {
        if (!expect(DECISION) || !one(DECISIONS)) {
            return false;
        }
        int kind = word;
        word = 0;
        if (expect(VIEW)) {
            if (!one(VIEWS)) {
                return false;
            }
            word++;
        }
        word = Outlines.decision(kind, word);
        return true;
    }

    /** A final measurement with an amount or a verdict. */
    private boolean outcome() {
        if (expect(METRIC) && !metric()) {
            return false;
        }
        boolean amount = expect(ACTUAL);
        if ((amount && !integer()) || !expect(FINAL)) {
            return false;
        }
        boolean judged = expect(VERDICT);
        if (judged && one(VERDICTS)) {
            word++;
        }
        return amount != judged && (amount || word > 0);
    }

    /** Looks ahead to the stage of a measurement. */
    private boolean isInterim() {
        int from = at;
        boolean interim = pass(BEFORE_STAGE) && expect(INTERIM);
        at = from;
        return interim;
    }

    private boolean metric() {
        if (!expect('"')) {
            return false;
        }
        int closing = closing();
        if (closing == end) {
            return false;
        }
        metric = 1 + metrics.number(bytes, at, closing);
        at = closing + 1;
        return metric < Outlines.METRICS;
    }

    /** Which of some words stands here; its index. */
    private boolean one(byte[][] words) {
        for (int i = 0; i < words.length; i++) {
            if (expect(words[i])) {
                word = i;
                return true;
            }
        }
        return false;
    }

    private boolean integer() {
        boolean negative = expect('-');
        int from = at;
        long whole = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - from < DIGITS) {
            whole = whole * 10 + bytes[at++] - '0';
        }
        number = negative ? -whole : whole;
        boolean canonical = at > from && (bytes[from] != '0' || (at == from + 1 && !negative));
        return canonical && at < end && (bytes[at] == ',' || bytes[at] == '}');
    }

    private boolean day() {
        int from = at + 1;
        if (at + 12 > end
                || bytes[at] != '"'
                || bytes[at + 5] != '-'
                || bytes[at + 8] != '-'
                || bytes[at + 11] != '"') {
            return false;
        }
        try {
            day = (int) LocalDate.of(digits(from, 4), digits(from + 5, 2), digits(from + 8, 2))
                    .toEpochDay();
        } catch (DateTimeException e) {
            return false;
        }
        at += 12;
        return true;
    }

    /** A number of so many digits; a negative one if there is something else among them. */
    private int digits(int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = bytes[i] >= '0' && bytes[i] <= '9' ? number * 10 + bytes[i] - '0' : Integer.MIN_VALUE / 1000;
        }
        return number;
    }

    /** Passes over those of some fields that are here, in their order; false if one of them does not end. */
    private boolean pass(byte[][] keys) {
        for (byte[] key : keys) {
            if (expect(key) && !value()) {
                return false;
            }
        }
        return true;
    }

    /** Passes over a value. */
    private boolean value() {
        for (int depth = 0; at < end; at++) {
            switch (bytes[at]) {
                case '"' -> {
                    if (!string()) {
                        return false;
                    }
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {
                    // part of a number or a word, or between two values
                }
            }
            if (depth == 0 && isLast()) {
                at++;
                return true;
            }
        }
        return false;
    }

    /** Whether a value that began outside of all objects ends with this byte. */
    private boolean isLast() {
        return at + 1 < end && (bytes[at + 1] == ',' || bytes[at + 1] == '}');
    }

    /** Goes to the closing quote of the string that begins here. */
    private boolean string() {
        for (at++; at < end; at++) {
            if (bytes[at] == '"') {
                return true;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        return false;
    }

    /** Where the string within which this is ends; the end if it has an escape. */
    private int closing() {
        for (int i = at; i < end; i++) {
            if (bytes[i] == '"') {
                return i;
            }
            if (bytes[i] == '\\') {
                return end;
            }
        }
        return end;
    }

    private boolean isEnd() {
        return at == end - 1 && bytes[at] == '}';
    }

    private boolean expect(char one) {
        if (at < end && bytes[at] == one) {
            at++;
            return true;
        }
        return false;
    }

    private boolean expect(byte[] some) {
        if (at + some.length > end) {
            return false;
        }
        for (int i = 0; i < some.length; i++) {
            if (bytes[at + i] != some[i]) {
                return false;
            }
        }
        at += some.length;
        return true;
    }
}
