package org.heeded.partnership;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.dossier.Tenure;
import org.heeded.model.InitiativeId;
import org.heeded.model.PartyId;
import org.heeded.model.Role;
import org.heeded.model.Scope;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.heeded.stats.PoissonRate;

/** One marketer's advice over all engagements, with the time it took, or that of several marketers pooled. */
final class Portfolio {

    /** Decided, mature advice: marketer, how far it came, the importance of its goal. */
    private static final String ADVICE = "value, advice";

    /** Marketer, currency, amount. */
    private static final String STAKES = "value, stakes";

    /** Marketer, organisation, role. */
    private static final String DESCRIBED = "value, described";

    /** Marketer, from, until. */
    private static final String TENURES = "value, tenures";

    private static final double SECONDS_A_YEAR = 365.25 * 86_400;

    /** How far advice came; each stage includes those before. */
    private enum Stage {
        PROPOSED,
        STRATEGIC,
        FOLLOWED,
        SUCCEEDED
    }

    private final SortedMap<String, Long> succeeded = new TreeMap<>();
    private final EnumMap<Stage, Long> reached = new EnumMap<>(Stage.class);
    private final SortedMap<String, BigDecimal> stakes = new TreeMap<>();
    private final Map<String, Long> organisations = new TreeMap<>();
    private final Map<String, Long> roles = new TreeMap<>();
    private final List<Interval> tenures = new ArrayList<>();
    private double years;

    /** From a time until another, which is excluded. */
    private record Interval(Instant from, Instant until) {}

    static void count(Fold fold, Tally.Counter counter) {
        Set<InitiativeId> counted = new HashSet<>();
        fold.cases()
                .filter(c -> c.isProposal()
                        && c.result().filter(r -> r != Result.IMMATURE).isPresent())
                .filter(c -> c.result().orElseThrow() != Result.SHARED
                        || counted.add(c.description().initiative().orElseThrow()))
                .forEach(c -> c.marketer().map(PartyId::value).ifPresent(marketer -> count(marketer, c, counter)));
        for (Tenure tenure : fold.dossier().tenures()) {
            String marketer = tenure.party().id().value();
            counter.count(
                    DESCRIBED,
                    marketer,
                    tenure.party().organisation().orElse(Fold.NOT_GIVEN),
                    tenure.party().role().map(Role::name).orElse(Fold.NOT_GIVEN));
            tenure.from()
                    .ifPresent(from -> counter.count(
                            TENURES,
                            marketer,
                            from.start(fold.zone()).toString(),
                            tenure.until()
                                    .map(until -> until.start(fold.zone()).toString())
                                    .orElse(Fold.NOT_GIVEN)));
        }
    }

    private static void count(String marketer, AdviceCase c, Tally.Counter counter) {
        counter.count(
                ADVICE,
                marketer,
                stage(c).name(),
                c.importance().isPresent() ? Integer.toString(c.importance().getAsInt()) : Fold.NOT_GIVEN);
        c.description()
                .stake()
                .ifPresent(stake -> counter.count(
                        STAKES,
                        marketer,
                        stake.currency().getCurrencyCode(),
                        stake.amount().toPlainString()));
    }

    private static Stage stage(AdviceCase c) {
        if (!c.description().scope().equals(Optional.of(Scope.STRATEGIC))) {
            return Stage.PROPOSED;
        }
        if (!c.arm().equals(Optional.of(Arm.FOLLOWED))) {
            return Stage.STRATEGIC;
        }
        Result result = c.result().orElseThrow();
        boolean success = result == Result.SUCCESS
                || (result == Result.SHARED && c.outcome().orElseThrow().verdict() == Verdict.SUCCESS);
        return success ? Stage.SUCCEEDED : Stage.FOLLOWED;
    }

    /** The value of every marketer with advice or a time. */
    static List<RelativeValue> values(Tally tally, AnalysisPlan plan, Instant cut) {
        SortedMap<String, Portfolio> all = read(tally, cut);
        List<RelativeValue> values = new ArrayList<>();
        all.forEach((marketer, own) -> {
            List<Portfolio> peers = new ArrayList<>();
            all.forEach((other, portfolio) -> {
                if (!other.equals(marketer) && portfolio.years > 0 && own.isPeer(portfolio, plan)) {
                    peers.add(portfolio);
                }
            });
            values.add(own.value(new PartyId(marketer), peers, plan));
        });
        return values;
    }

    private static SortedMap<String, Portfolio> read(Tally tally, Instant cut) {
        SortedMap<String, Portfolio> all = new TreeMap<>();
        tally.rows(ADVICE).inOrder((words, n) -> of(words, all).advise(Stage.valueOf(words.get(1)), words.get(2), n));
        tally.rows(STAKES)
                .forEach((words, n) -> of(words, all)
                        .stakes
                        .merge(
                                words.get(1),
                                new BigDecimal(words.get(2)).multiply(BigDecimal.valueOf(n)),
                                BigDecimal::add));
        tally.rows(DESCRIBED).forEach((words, n) -> {
            of(words, all).organisations.merge(words.get(1), n, Long::sum);
            of(words, all).roles.merge(words.get(2), n, Long::sum);
        });
        tally.rows(TENURES)
                .tuples()
                .forEach(words -> of(words, all)
                        .tenures
                        .add(new Interval(
                                Instant.parse(words.get(1)),
                                words.get(2).isEmpty() ? cut : Instant.parse(words.get(2)))));
        all.values().forEach(p -> p.years = years(p.tenures, cut));
        return all;
    }

    private static Portfolio of(List<String> words, SortedMap<String, Portfolio> all) {
        return all.computeIfAbsent(words.get(0), marketer -> new Portfolio());
    }

    private void advise(Stage stage, String importance, long n) {
        for (Stage before : EnumSet.range(Stage.PROPOSED, stage)) {
            reached.merge(before, n, Long::sum);
        }
        if (stage == Stage.SUCCEEDED) {
            succeeded.merge(importance, n, Long::sum);
        }
    }

    /** The length of the union of intervals, in years; what is after the cut has not been yet. */
    private static double years(List<Interval> intervals, Instant cut) {
        List<Interval> sorted = new ArrayList<>(intervals);
        sorted.sort(Comparator.comparing(Interval::from));
        double seconds = 0;
        Instant covered = Instant.MIN;
        for (Interval interval : sorted) {
            Instant from = interval.from().isAfter(covered) ? interval.from() : covered;
            Instant until = interval.until().isBefore(cut) ? interval.until() : cut;
            if (until.isAfter(from)) {
                seconds += until.getEpochSecond() - from.getEpochSecond() + (until.getNano() - from.getNano()) / 1e9;
                covered = until;
            }
        }
        return seconds / SECONDS_A_YEAR;
    }

    private boolean isPeer(Portfolio other, AnalysisPlan plan) {
        return switch (plan.peers()) {
            case LOG -> true;
            case ORGANISATION -> organisation().isPresent() && organisation().equals(other.organisation());
        };
    }

    private Optional<String> organisation() {
        return mostNamed(organisations);
    }

    /** The word named most often, of equal ones the first; that none was given is no word. */
    private static Optional<String> mostNamed(Map<String, Long> words) {
        Predicate<String> given = word -> !word.equals(Fold.NOT_GIVEN);
        return words.keySet().stream()
                .filter(given)
                .max(Comparator.comparing((String word) -> words.getOrDefault(word, 0L))
                        .thenComparing(Comparator.<String>naturalOrder().reversed()));
    }

    private static Portfolio pooled(List<Portfolio> peers) {
        Portfolio pool = new Portfolio();
        for (Portfolio peer : peers) {
            peer.reached.forEach((stage, n) -> pool.reached.merge(stage, n, Long::sum));
            peer.succeeded.forEach((importance, n) -> pool.succeeded.merge(importance, n, Long::sum));
            pool.years += peer.years;
        }
        return pool;
    }

    private RelativeValue value(PartyId marketer, List<Portfolio> peers, AnalysisPlan plan) {
        Portfolio pool = pooled(peers);
        int more = plan.floors().peers() - peers.size();
        Optional<String> fewPeers =
                more > 0 ? Optional.of("needs " + more + " more peer" + (more == 1 ? "" : "s")) : Optional.empty();
        Estimate value = fewPeers.map(reason -> undefined(reason)).orElseGet(() -> rate(plan));
        Estimate peerValue = fewPeers.map(reason -> undefined(reason)).orElseGet(() -> pool.rate(plan));
        Optional<RelativeValue.Factors> factors = value instanceof Estimate.Interval
                ? Optional.of(RelativeValue.Factors.of(
                        reached(Stage.PROPOSED),
                        reached(Stage.STRATEGIC),
                        reached(Stage.FOLLOWED),
                        reached(Stage.SUCCEEDED),
                        years,
                        weight(plan)))
                : Optional.empty();
        return new RelativeValue(
                marketer,
                mostNamed(roles),
                organisation(),
                stakes,
                years,
                peers.size(),
                value,
                peerValue,
                factors,
                atHeedOf(pool, value));
    }

    private Estimate atHeedOf(Portfolio pool, Estimate value) {
        if (!(value instanceof Estimate.Interval own)) {
            return value;
        }
        if (pool.reached(Stage.STRATEGIC) == 0) {
            return undefined("the peers have no decided strategic advice");
        }
        double heed = (double) pool.reached(Stage.FOLLOWED) / pool.reached(Stage.STRATEGIC);
        return new Estimate.Point(
                own.value() * heed * reached(Stage.STRATEGIC) / reached(Stage.FOLLOWED),
                PoissonRate.WEIGHTED_SUM_GAMMA,
                "it mixes the marketer's figures with the peers'");
    }

    private static Estimate undefined(String reason) {
        return new Estimate.Undefined(PoissonRate.WEIGHTED_SUM_GAMMA, reason);
    }

    private long reached(Stage stage) {
        return reached.getOrDefault(stage, 0L);
    }

    private double weight(AnalysisPlan plan) {
        double sum = 0;
        for (Map.Entry<String, Long> events : succeeded.entrySet()) {
            sum += weight(events.getKey(), plan) * events.getValue();
        }
        return sum;
    }

    private static double weight(String importance, AnalysisPlan plan) {
        return importance.isEmpty()
                ? 1
                : plan.goalWeights()
                        .getOrDefault(Integer.valueOf(importance), BigDecimal.ONE)
                        .doubleValue();
    }

    /** V; every weight that a success could have had bears on its upper limit. */
    private Estimate rate(AnalysisPlan plan) {
        long more = plan.floors().valued() - reached(Stage.SUCCEEDED);
        if (years <= 0) {
            return undefined("needs the time that the marketer was engaged");
        }
        if (more > 0) {
            return undefined("needs " + more + " more piece" + (more == 1 ? "" : "s")
                    + " of strategic advice that was followed and succeeded");
        }
        TreeSet<String> importances = new TreeSet<>(List.of(Fold.NOT_GIVEN));
        plan.goalWeights().keySet().forEach(i -> importances.add(Integer.toString(i)));
        importances.addAll(succeeded.keySet());
        return PoissonRate.weightedSum(
                importances.stream()
                        .map(i -> new PoissonRate.Weighted(succeeded.getOrDefault(i, 0L), weight(i, plan) / years))
                        .toList(),
                plan.level());
    }
}
