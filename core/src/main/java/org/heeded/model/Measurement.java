package org.heeded.model;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A measured or judged result of a proposal, a directive or an initiative.
 *
 * @param metric what was measured; absent for a mere judgement
 * @param unit its unit
 * @param actual the value, in canonical form
 * @param stage whether this is the last word
 * @param verdict what came of it, where stated by hand; a criterion's own verdict is derived, not stored
 * @param judgedBy who stated the verdict; only with one
 * @param note more in words
 * @param circumstances when, by whom, how
 */
public record Measurement(
        Optional<String> metric,
        Optional<String> unit,
        Optional<BigDecimal> actual,
        Stage stage,
        Optional<Verdict> verdict,
        Optional<Judge> judgedBy,
        Optional<Text> note,
        Circumstances circumstances)
        implements Told<Measurement> {

    /** Whether a result is the last word. */
    public enum Stage {
        /** On the way. */
        INTERIM,
        /** The last word. */
        FINAL
    }

    /**
     * Validates.
     *
     * @throws RejectedException if there is neither a value nor a verdict, or a judge without a verdict
     */
    public Measurement {
        Check.word("metric", metric);
        Check.word("unit", unit);
        actual = Check.number("actual", actual);
        if (actual.isEmpty() && verdict.isEmpty()) {
            throw new RejectedException(Rule.MISSING, "actual", "and verdict are both missing; give one of them");
        }
        if (judgedBy.isPresent() && verdict.isEmpty()) {
            throw new RejectedException(Rule.CONTRADICTION, "judgedBy", "goes with a verdict only");
        }
    }

    /**
     * A measured value, final.
     *
     * @param metric the metric
     * @param actual the value
     * @return the measurement
     */
    public static Measurement of(String metric, BigDecimal actual) {
        return new Measurement(
                Optional.of(metric),
                Optional.empty(),
                Optional.of(actual),
                Stage.FINAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Circumstances.NONE);
    }

    /**
     * A measured value, final.
     *
     * @param metric the metric
     * @param actual the value
     * @return the measurement
     */
    public static Measurement of(String metric, long actual) {
        return of(metric, BigDecimal.valueOf(actual));
    }

    /**
     * A verdict stated by hand, final, by nobody named.
     *
     * @param verdict the verdict
     * @return the measurement
     */
    public static Measurement judged(Verdict verdict) {
        return new Measurement(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Stage.FINAL,
                Optional.of(verdict),
                Optional.empty(),
                Optional.empty(),
                Circumstances.NONE);
    }

    @Override
    public Measurement with(Circumstances other) {
        return new Measurement(metric, unit, actual, stage, verdict, judgedBy, note, other);
    }

    /**
     * In a unit.
     *
     * @param word the unit
     * @return a copy
     */
    public Measurement unit(String word) {
        return new Measurement(metric, Optional.of(word), actual, stage, verdict, judgedBy, note, circumstances);
    }

    /**
     * On the way, not the last word.
     *
     * @return a copy
     */
    public Measurement interim() {
        return new Measurement(metric, unit, actual, Stage.INTERIM, verdict, judgedBy, note, circumstances);
    }

    /**
     * With a verdict stated by hand.
     *
     * @param stated the verdict
     * @return a copy
     */
    public Measurement verdict(Verdict stated) {
        return new Measurement(metric, unit, actual, stage, Optional.of(stated), judgedBy, note, circumstances);
    }

    /**
     * With who stated the verdict.
     *
     * @param who the judge
     * @return a copy
     */
    public Measurement judgedBy(Judge who) {
        return new Measurement(metric, unit, actual, stage, verdict, Optional.of(who), note, circumstances);
    }

    /**
     * With more in words.
     *
     * @param words the note
     * @return a copy
     */
    public Measurement note(Text words) {
        return new Measurement(metric, unit, actual, stage, verdict, judgedBy, Optional.of(words), circumstances);
    }
}
