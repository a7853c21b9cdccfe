package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.Basis;
import org.heeded.model.Strength;
import org.heeded.partnership.AnalysisPlan.Peers;
import org.heeded.stats.OddsRatio;
import org.heeded.stats.ProportionInterval;
import org.heeded.stats.RiskDifference;
import org.heeded.stats.RiskRatio;

/**
 * The components of an {@link AnalysisPlan} while they are changed: {@code plan.with(p -> p.level(0.9).horizonDays(90))}.
 * Values are checked when the plan is made. Not safe for use by several threads.
 */
public final class PlanEditor {

    private double level;
    private Optional<Integer> horizonDays;
    private Basis basis;
    private ZoneId zone;
    private BigDecimal nearMiss;
    private MixedPolicy mixed;
    private ProportionInterval rateInterval;
    private RiskDifference riskDifferenceInterval;
    private RiskRatio riskRatioInterval;
    private OddsRatio oddsRatioInterval;
    private List<BigDecimal> forecastBands;
    private List<String> strata;
    private SortedMap<String, List<BigDecimal>> stakeBands;
    private List<Remit> remit;
    private SortedMap<String, List<Strength>> channelStrengths;
    private SortedMap<Integer, BigDecimal> goalWeights;
    private Peers peers;
    private Map<Signal, BigDecimal> signalWeights;
    private Floors floors;
    private boolean relativeValue;

    PlanEditor(AnalysisPlan from) {
        level = from.level();
        horizonDays = from.horizonDays();
        basis = from.basis();
        zone = from.zone();
        nearMiss = from.nearMiss();
        mixed = from.mixed();
        rateInterval = from.rateInterval();
        riskDifferenceInterval = from.riskDifferenceInterval();
        riskRatioInterval = from.riskRatioInterval();
        oddsRatioInterval = from.oddsRatioInterval();
        forecastBands = from.forecastBands();
        strata = from.strata();
        stakeBands = from.stakeBands();
        remit = from.remit();
        channelStrengths = from.channelStrengths();
        goalWeights = from.goalWeights();
        peers = from.peers();
        signalWeights = from.signalWeights();
        floors = from.floors();
        relativeValue = from.relativeValue();
    }

    AnalysisPlan plan() {
        return new AnalysisPlan(
                level,
                horizonDays,
                basis,
                zone,
                nearMiss,
                mixed,
                rateInterval,
                riskDifferenceInterval,
                riskRatioInterval,
                oddsRatioInterval,
                forecastBands,
                strata,
                stakeBands,
                remit,
                channelStrengths,
                goalWeights,
                peers,
                signalWeights,
                floors,
                relativeValue);
    }

    /**
     * The confidence level of all intervals.
     *
     * @param value the confidence level of all intervals
     * @return this
     */
    public PlanEditor level(double value) {
        level = value;
        return this;
    }

    /**
     * How many days each case is watched.
     *
     * @param value how many days each case is watched
     * @return this
     */
    public PlanEditor horizonDays(int value) {
        horizonDays = Optional.of(value);
        return this;
    }

    /**
     * What puts a case into its arm.
     *
     * @param value what puts a case into its arm
     * @return this
     */
    public PlanEditor basis(Basis value) {
        basis = value;
        return this;
    }

    /**
     * Whose days.
     *
     * @param value whose days
     * @return this
     */
    public PlanEditor zone(ZoneId value) {
        zone = value;
        return this;
    }

    /**
     * How far a target may be missed for a mixed verdict.
     *
     * @param value how far a target may be missed for a mixed verdict
     * @return this
     */
    public PlanEditor nearMiss(BigDecimal value) {
        nearMiss = value;
        return this;
    }

    /**
     * How mixed outcomes enter a rate of failure.
     *
     * @param value how mixed outcomes enter a rate of failure
     * @return this
     */
    public PlanEditor mixed(MixedPolicy value) {
        mixed = value;
        return this;
    }

    /**
     * The interval of one rate.
     *
     * @param value the interval of one rate
     * @return this
     */
    public PlanEditor rateInterval(ProportionInterval value) {
        rateInterval = value;
        return this;
    }

    /**
     * The interval of a risk difference.
     *
     * @param value the interval of a risk difference
     * @return this
     */
    public PlanEditor riskDifferenceInterval(RiskDifference value) {
        riskDifferenceInterval = value;
        return this;
    }

    /**
     * The interval of a risk ratio.
     *
     * @param value the interval of a risk ratio
     * @return this
     */
    public PlanEditor riskRatioInterval(RiskRatio value) {
        riskRatioInterval = value;
        return this;
    }

    /**
     * The interval of an odds ratio.
     *
     * @param value the interval of an odds ratio
     * @return this
     */
    public PlanEditor oddsRatioInterval(OddsRatio value) {
        oddsRatioInterval = value;
        return this;
    }

    /**
     * Where the bands of forecast probability meet.
     *
     * @param value where the bands of forecast probability meet
     * @return this
     */
    public PlanEditor forecastBands(List<BigDecimal> value) {
        forecastBands = value;
        return this;
    }

    /**
     * The names of the lenses that the primary contrast is adjusted by.
     *
     * @param value the names of the lenses that the primary contrast is adjusted by
     * @return this
     */
    public PlanEditor strata(List<String> value) {
        strata = value;
        return this;
    }

    /**
     * Where the bands of money at stake meet, by currency code.
     *
     * @param value where the bands of money at stake meet, by currency code
     * @return this
     */
    public PlanEditor stakeBands(Map<String, List<BigDecimal>> value) {
        stakeBands = new TreeMap<>(value);
        return this;
    }

    /**
     * Which role should decide what.
     *
     * @param value which role should decide what
     * @return this
     */
    public PlanEditor remit(List<Remit> value) {
        remit = value;
        return this;
    }

    /**
     * What each channel asks for.
     *
     * @param value what each channel asks for
     * @return this
     */
    public PlanEditor channelStrengths(Map<String, List<Strength>> value) {
        channelStrengths = new TreeMap<>(value);
        return this;
    }

    /**
     * What a success counts by the importance of its goal.
     *
     * @param value what a success counts by the importance of its goal
     * @return this
     */
    public PlanEditor goalWeights(Map<Integer, BigDecimal> value) {
        goalWeights = new TreeMap<>(value);
        return this;
    }

    /**
     * Whom a marketer's value is compared with.
     *
     * @param value whom a marketer's value is compared with
     * @return this
     */
    public PlanEditor peers(Peers value) {
        peers = value;
        return this;
    }

    /**
     * How much each signal counts in the index.
     *
     * @param value how much each signal counts in the index
     * @return this
     */
    public PlanEditor signalWeights(Map<Signal, BigDecimal> value) {
        signalWeights = value;
        return this;
    }

    /**
     * The least data that each analysis says anything on.
     *
     * @param value the least data that each analysis says anything on
     * @return this
     */
    public PlanEditor floors(Floors value) {
        floors = value;
        return this;
    }

    /**
     * Whether marketers are valued at all.
     *
     * @param value whether marketers are valued at all
     * @return this
     */
    public PlanEditor relativeValue(boolean value) {
        relativeValue = value;
        return this;
    }
}
