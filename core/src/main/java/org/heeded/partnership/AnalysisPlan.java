package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.heeded.dossier.Basis;
import org.heeded.dossier.CaseRules;
import org.heeded.stats.Estimate;
import org.heeded.stats.OddsRatio;
import org.heeded.stats.ProportionInterval;
import org.heeded.stats.RiskDifference;
import org.heeded.stats.RiskRatio;

/**
 * How a log is analysed, declared before looking: immutable, and part of every report.
 *
 * @param level the confidence level of all intervals, in (0, 1)
 * @param horizonDays how many days each case is watched from its decision on, at least 1; absent: until its due day
 * @param basis what puts a case into its arm
 * @param zone whose days
 * @param nearMiss how far a target may be missed for a mixed verdict, as a share of the target's size, at least 0
 * @param mixed how mixed outcomes enter a rate of failure
 * @param rateInterval the interval of one rate
 * @param riskDifferenceInterval the interval of a risk difference
 * @param riskRatioInterval the interval of a risk ratio
 * @param oddsRatioInterval the interval of an odds ratio
 */
public record AnalysisPlan(
        double level,
        Optional<Integer> horizonDays,
        Basis basis,
        ZoneId zone,
        BigDecimal nearMiss,
        MixedPolicy mixed,
        ProportionInterval rateInterval,
        RiskDifference riskDifferenceInterval,
        RiskRatio riskRatioInterval,
        OddsRatio oddsRatioInterval) {

    /** The defaults, fit for 5 to 200 decisions an engagement. */
    public static final AnalysisPlan DEFAULT = new AnalysisPlan(
            0.95,
            Optional.empty(),
            Basis.AS_DECIDED,
            ZoneOffset.UTC,
            BigDecimal.ZERO,
            MixedPolicy.NOT_FAILED,
            ProportionInterval.WILSON_JEFFREYS,
            RiskDifference.MIETTINEN_NURMINEN,
            RiskRatio.MIETTINEN_NURMINEN,
            OddsRatio.MIETTINEN_NURMINEN);

    /** The longest horizon: a thousand years. */
    private static final int MAX_HORIZON = 365_250;

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AnalysisPlan {
        Estimate.checkLevel(level);
        if (horizonDays.filter(d -> d < 1 || d > MAX_HORIZON).isPresent()) {
            throw new IllegalArgumentException("horizonDays " + horizonDays.get() + " is not in 1 to " + MAX_HORIZON);
        }
        if (nearMiss.signum() < 0) {
            throw new IllegalArgumentException("nearMiss " + nearMiss + " is negative");
        }
    }

    /**
     * Reads a plan; what it does not name has its default.
     *
     * @param json an object with components of this record, for instance {@code {"riskRatioInterval":"KATZ"}}
     * @return the plan
     * @throws IllegalArgumentException if it is no such object; the message says which name or value
     */
    public static AnalysisPlan parse(String json) {
        return PlanReader.read(json);
    }

    /** The same plan under another policy for mixed outcomes. */
    AnalysisPlan mixed(MixedPolicy policy) {
        return new AnalysisPlan(
                level,
                horizonDays,
                basis,
                zone,
                nearMiss,
                policy,
                rateInterval,
                riskDifferenceInterval,
                riskRatioInterval,
                oddsRatioInterval);
    }

    /**
     * How entries are read as cases under this plan.
     *
     * @param cut the time as of which maturity, lapse and overdue are told
     * @return the rules
     */
    public CaseRules rules(Instant cut) {
        return new CaseRules(cut, zone, horizonDays.map(Duration::ofDays), basis, nearMiss);
    }
}
