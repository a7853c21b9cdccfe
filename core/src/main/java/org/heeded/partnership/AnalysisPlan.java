package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Basis;
import org.heeded.dossier.CaseRules;
import org.heeded.model.Money;
import org.heeded.model.Party;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Strength;
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
 * @param forecastBands where the bands of forecast probability meet, rising, in (0, 1); the last meeting point belongs to
 *     the band below it, the others to the band above
 * @param strata the names of the lenses that the primary contrast is adjusted by, beside the client
 * @param stakeBands where the bands of money at stake meet, rising, by currency code; other currencies have 1,000, 10,000
 *     and 100,000
 * @param remit which role should decide what
 * @param channelStrengths what each channel asks for; names are compared without regard to case
 * @param goalWeights what a success counts by the importance of its goal, 1 to 3; a goal of none given weighs 1
 * @param peers whom a marketer's value is compared with
 * @param signalWeights how much each signal counts in the index, at least 0; one that is not named counts nothing
 * @param floors the least data that each analysis says anything on
 * @param relativeValue whether marketers are valued at all
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
        OddsRatio oddsRatioInterval,
        List<BigDecimal> forecastBands,
        List<String> strata,
        SortedMap<String, List<BigDecimal>> stakeBands,
        List<Remit> remit,
        SortedMap<String, List<Strength>> channelStrengths,
        SortedMap<Integer, BigDecimal> goalWeights,
        Peers peers,
        Map<Signal, BigDecimal> signalWeights,
        Floors floors,
        boolean relativeValue) {

    private static final List<Strength> SEARCH = List.of(Strength.TECHNICAL, Strength.PERSUASION);
    private static final List<Strength> MEDIA = List.of(Strength.ANALYTICAL, Strength.CREATIVE, Strength.PERSUASION);
    private static final List<Strength> MAIL = List.of(Strength.TECHNICAL, Strength.ANALYTICAL, Strength.CREATIVE);
    private static final List<Strength> SOCIAL =
            List.of(Strength.CREATIVE, Strength.UNDERSTANDING_PEOPLE, Strength.ANALYTICAL);

    private static final List<BigDecimal> STAKE_BANDS =
            List.of(new BigDecimal(1_000), new BigDecimal(10_000), new BigDecimal(100_000));

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
            OddsRatio.MIETTINEN_NURMINEN,
            List.of(new BigDecimal("0.5"), new BigDecimal("0.7")),
            List.of("channel", "scope", "novelty", "stake", "idea", "quarter"),
            Collections.emptySortedMap(),
            List.of(
                    new Remit(Role.HEAD, Optional.of(Scope.STRATEGIC), false, false),
                    new Remit(Role.HEAD, Optional.empty(), true, false),
                    new Remit(Role.SPECIALIST, Optional.of(Scope.TACTICAL), false, true)),
            new TreeMap<>(Map.of(
                    "seo", SEARCH,
                    "digital media", MEDIA,
                    "display", MEDIA,
                    "paid", MEDIA,
                    "ppc", MEDIA,
                    "sea", MEDIA,
                    "crm", MAIL,
                    "email", MAIL,
                    "e-mail", MAIL,
                    "social", SOCIAL)),
            new TreeMap<>(Map.of(1, BigDecimal.ONE, 2, new BigDecimal(2), 3, new BigDecimal(3))),
            Peers.ORGANISATION,
            equally(),
            Floors.DEFAULT,
            false);

    /** The longest horizon: a thousand years. */
    private static final int MAX_HORIZON = 365_250;

    /** Whom a marketer's value is compared with. */
    public enum Peers {
        /** The other marketers of the same organisation. */
        ORGANISATION,
        /** All other marketers of the log. */
        LOG
    }

    /**
     * Validates and copies.
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
        forecastBands = rising("forecastBands", forecastBands);
        if (forecastBands.stream().anyMatch(p -> p.signum() <= 0 || p.compareTo(BigDecimal.ONE) >= 0)) {
            throw new IllegalArgumentException("forecastBands " + forecastBands + " are not in (0, 1)");
        }
        strata = List.copyOf(strata);
        TreeMap<String, List<BigDecimal>> bands = new TreeMap<>();
        stakeBands.forEach((currency, at) -> bands.put(currency, rising("stakeBands", at)));
        stakeBands = Collections.unmodifiableSortedMap(bands);
        remit = List.copyOf(remit);
        TreeMap<String, List<Strength>> strengths = new TreeMap<>();
        channelStrengths.forEach(
                (channel, asked) -> strengths.put(channel.toLowerCase(Locale.ROOT), List.copyOf(asked)));
        if (strengths.values().stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("channelStrengths has a channel that asks for nothing; leave it out");
        }
        channelStrengths = Collections.unmodifiableSortedMap(strengths);
        goalWeights = Collections.unmodifiableSortedMap(new TreeMap<>(goalWeights));
        if (goalWeights.values().stream().anyMatch(w -> w.signum() <= 0)) {
            throw new IllegalArgumentException("goalWeights " + goalWeights + " are not all positive");
        }
        EnumMap<Signal, BigDecimal> weights = new EnumMap<>(Signal.class);
        weights.putAll(signalWeights);
        signalWeights = Collections.unmodifiableMap(weights);
        if (weights.values().stream().anyMatch(w -> w.signum() < 0)
                || weights.values().stream().noneMatch(w -> w.signum() > 0)) {
            throw new IllegalArgumentException("signalWeights " + weights + " need one above 0 and none below");
        }
    }

    private static List<BigDecimal> rising(String name, List<BigDecimal> bands) {
        for (int i = 1; i < bands.size(); i++) {
            if (bands.get(i - 1).compareTo(bands.get(i)) >= 0) {
                throw new IllegalArgumentException(name + " " + bands + " do not rise");
            }
        }
        return List.copyOf(bands);
    }

    private static Map<Signal, BigDecimal> equally() {
        EnumMap<Signal, BigDecimal> weights = new EnumMap<>(Signal.class);
        for (Signal signal : Signal.values()) {
            weights.put(signal, BigDecimal.ONE);
        }
        return weights;
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

    /**
     * The same plan with changes.
     *
     * @param changes what to change
     * @return a copy
     * @throws IllegalArgumentException if a value is out of its range
     */
    public AnalysisPlan with(Consumer<PlanEditor> changes) {
        PlanEditor editor = new PlanEditor(this);
        changes.accept(editor);
        return editor.plan();
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

    /** The band of a probability. */
    String forecastBand(BigDecimal probability) {
        return band(forecastBands, probability);
    }

    /** The band of money at stake, with its currency: amounts in different ones are never compared. */
    String stakeBand(Money stake) {
        String currency = stake.currency().getCurrencyCode();
        return currency + " " + band(stakeBands.getOrDefault(currency, STAKE_BANDS), stake.amount());
    }

    private static String band(List<BigDecimal> bands, BigDecimal value) {
        if (bands.isEmpty()) {
            return "any";
        }
        BigDecimal last = bands.get(bands.size() - 1);
        if (value.compareTo(last) > 0) {
            return "> " + last.toPlainString();
        }
        for (int i = 0; i < bands.size() - 1; i++) {
            if (value.compareTo(bands.get(i)) < 0) {
                return i == 0 ? below(bands) : between(bands, i);
            }
        }
        return bands.size() == 1 || value.compareTo(bands.get(0)) < 0 ? below(bands) : between(bands, bands.size() - 1);
    }

    private static String below(List<BigDecimal> bands) {
        return (bands.size() == 1 ? "≤ " : "< ") + bands.get(0).toPlainString();
    }

    private static String between(List<BigDecimal> bands, int upper) {
        return bands.get(upper - 1).toPlainString() + "–" + bands.get(upper).toPlainString();
    }

    /** Whether advice falls into the remit of the adviser's role; absent where the role is not known or has none. */
    Optional<String> remit(AdviceCase c) {
        Optional<Role> role = c.adviser().flatMap(Party::role).filter(r -> c.isProposal());
        List<Remit> own = remit.stream()
                .filter(r -> role.filter(r.role()::equals).isPresent())
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(own.stream().anyMatch(r -> r.covers(c)) ? "inside" : "outside");
    }

    /** Whether the adviser has at least half of what the channel asks for; absent where either is not known. */
    Optional<String> fit(AdviceCase c) {
        Optional<List<Strength>> asked = c.description()
                .channel()
                .filter(channel -> c.isProposal())
                .flatMap(channel -> Optional.ofNullable(channelStrengths.get(channel.toLowerCase(Locale.ROOT))));
        return asked.flatMap(strengths -> c.adviser()
                .map(Party::strengths)
                .filter(has -> !has.isEmpty())
                .map(has -> 2 * strengths.stream().filter(has::contains).count() >= strengths.size()
                        ? "fits"
                        : "does not fit"));
    }
}
