package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How entries are read as cases.
 *
 * @param cut the time as of which maturity, lapse and overdue are told
 * @param zone whose days: a date is the start of its day there, and a day is over at the start of the next
 * @param horizon how long each case is watched from its decision on, positive; absent: until its due day
 * @param basis what puts a case into its arm
 * @param nearMiss how far a target may be missed for a mixed verdict, as a share of the target's size, at least 0
 */
public record CaseRules(Instant cut, ZoneId zone, Optional<Duration> horizon, Basis basis, BigDecimal nearMiss) {

    /** How long an answer may be put off before the proposal counts as lapsed. */
    public static final Duration DEFERRAL = Duration.ofDays(90);

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the horizon is not positive or the near miss negative
     */
    public CaseRules {
        if (horizon.filter(h -> h.isZero() || h.isNegative()).isPresent()) {
            throw new IllegalArgumentException("horizon " + horizon.get() + " is not positive");
        }
        if (nearMiss.signum() < 0) {
            throw new IllegalArgumentException("nearMiss " + nearMiss + " is negative");
        }
    }

    /**
     * The defaults: UTC, no horizon, as decided, no near miss.
     *
     * @param cut the time as of which maturity, lapse and overdue are told
     * @return the rules
     */
    public static CaseRules asOf(Instant cut) {
        return new CaseRules(cut, ZoneOffset.UTC, Optional.empty(), Basis.AS_DECIDED, BigDecimal.ZERO);
    }

    /**
     * Whether a whole day has ended at the cut.
     *
     * @param day the day
     * @return whether the cut is at or after the start of the next day
     */
    public boolean over(LocalDate day) {
        return !cut.isBefore(day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
