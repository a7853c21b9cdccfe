package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.heeded.model.Criterion;
import org.heeded.model.EntryId;
import org.heeded.model.Judge;
import org.heeded.model.Verdict;
import org.heeded.model.When;

/**
 * What came of a case, or of an initiative.
 *
 * @param entry the measurement it comes from
 * @param n that entry's index in the engagement
 * @param at when it occurred; absent: undated
 * @param known when the log, or the source system, knew of it; absent: not told
 * @param verdict the verdict
 * @param yardstick what it was measured with
 * @param judge who stated it, where it was stated by hand by somebody named
 * @param criterion what it was held to, where it was derived
 * @param actual the measured value, where there is one
 * @param differing a judgement that differs from the derived verdict, where somebody stated one
 * @param supportingMissed whether a supporting forecast of what was carried out was missed
 */
public record Outcome(
        EntryId entry,
        long n,
        Optional<When> at,
        Optional<Instant> known,
        Verdict verdict,
        Yardstick yardstick,
        Optional<Judge> judge,
        Optional<Criterion> criterion,
        Optional<BigDecimal> actual,
        Optional<Verdict> differing,
        boolean supportingMissed) {}
