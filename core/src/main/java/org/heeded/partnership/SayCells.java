package org.heeded.partnership;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heeded.model.Novelty;
import org.heeded.model.Origin;
import org.heeded.model.Scope;
import org.heeded.stats.BetaPosterior;
import org.heeded.stats.PosteriorDraw;
import org.heeded.stats.PosteriorSample;

/** The counts behind the signals, and the joint posterior that they make. */
final class SayCells {

    private static final String STRATEGIC = Scope.STRATEGIC.name();
    private static final String ROUTINE = Scope.ROUTINE.name();
    private static final String NEW = Novelty.OUT_OF_THE_BOX.name();

    /** Scope with "not given" × novelty with "not given" × followed or not, and orders by scope but routine. */
    private static final int K =
            (Scope.values().length + 1) * (Novelty.values().length + 1) * 2 + Scope.values().length;

    private final TreeMap<List<String>, Long> proposals = new TreeMap<>(Tally.WORD_BY_WORD);
    private final TreeMap<String, Long> orders = new TreeMap<>();
    private final TreeMap<String, Long> origins = new TreeMap<>();
    private final TreeMap<String, Long> blame = new TreeMap<>();

    void add(Say.Added added) {
        switch (added.table()) {
            case Say.PROPOSALS -> proposals.merge(added.words(), added.n(), Long::sum);
            case Say.ORDERS -> orders.merge(added.words().get(0), added.n(), Long::sum);
            case Say.ORIGINS -> origins.merge(added.words().get(0), added.n(), Long::sum);
            default -> blame.merge(added.words().get(0), added.n(), Long::sum);
        }
    }

    long decided() {
        return proposals.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The cells of proposals, in the order of the parameters of the posterior; those of orders come behind. */
    private static List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        for (String scope : levels(Scope.values())) {
            for (String novelty : levels(Novelty.values())) {
                cells.add(List.of(scope, novelty, Say.FOLLOWED));
                cells.add(List.of(scope, novelty, Say.REFUSED));
            }
        }
        return cells;
    }

    private static List<String> levels(Enum<?>[] values) {
        List<String> levels = new ArrayList<>(List.of(Fold.NOT_GIVEN));
        for (Enum<?> value : values) {
            levels.add(value.name());
        }
        return levels;
    }

    private static List<String> ordered() {
        return levels(Scope.values()).stream().filter(s -> !s.equals(ROUTINE)).toList();
    }

    /** What counts for a signal and what against, of proposals' cells and of orders by scope. */
    private static boolean part(Signal signal, List<String> cell) {
        return cell.get(2).equals(Say.FOLLOWED) || signal == Signal.VOICE;
    }

    private static boolean concerns(Signal signal, List<String> cell) {
        return switch (signal) {
            case HEED -> true;
            case VOICE -> !cell.get(0).equals(ROUTINE);
            case STRATEGY -> cell.get(0).equals(STRATEGIC);
            case OPENNESS -> cell.get(1).equals(NEW);
            case INITIATIVE, FAIR_BLAME -> false;
        };
    }

    private static boolean concernsOrder(Signal signal, String scope) {
        return signal == Signal.VOICE || (signal == Signal.STRATEGY && scope.equals(STRATEGIC));
    }

    private long[] counts(Signal signal) {
        if (signal == Signal.INITIATIVE) {
            return new long[] {
                origins.getOrDefault(Origin.UNPROMPTED.name(), 0L), origins.getOrDefault(Origin.REQUESTED.name(), 0L)
            };
        }
        if (signal == Signal.FAIR_BLAME) {
            return new long[] {blame.getOrDefault(Say.FAIR, 0L), blame.getOrDefault(Say.MARKETER_ALONE, 0L)};
        }
        long[] counts = new long[2];
        proposals.forEach((cell, n) -> counts[part(signal, cell) ? 0 : 1] += concerns(signal, cell) ? n : 0);
        orders.forEach((scope, n) -> counts[1] += concernsOrder(signal, scope) ? n : 0);
        return counts;
    }

    /** The marginal of a signal: sums of Dirichlet cells are Beta. */
    private BetaPosterior posterior(Signal signal) {
        long[] counts = counts(signal);
        double prior = BetaPosterior.JEFFREYS_PRIOR;
        double forIt = prior;
        double against = prior;
        if (signal != Signal.INITIATIVE && signal != Signal.FAIR_BLAME) {
            forIt = cells().stream()
                            .filter(c -> concerns(signal, c) && part(signal, c))
                            .count()
                    / (double) K;
            against = (cells().stream()
                                    .filter(c -> concerns(signal, c) && !part(signal, c))
                                    .count()
                            + ordered().stream()
                                    .filter(s -> concernsOrder(signal, s))
                                    .count())
                    / (double) K;
        }
        return new BetaPosterior(counts[0] + forIt, counts[1] + against);
    }

    List<Say.SignalValue> signals(AnalysisPlan plan) {
        List<Say.SignalValue> signals = new ArrayList<>();
        for (Signal signal : Signal.values()) {
            long[] counts = counts(signal);
            if (counts[0] + counts[1] > 0) {
                signals.add(new Say.SignalValue(
                        signal, posterior(signal).interval(plan.level()), counts[0], counts[0] + counts[1]));
            }
        }
        return signals;
    }

    /** The signals with data that count in the index. */
    private List<Signal> weighed(AnalysisPlan plan) {
        return plan.signalWeights().entrySet().stream()
                .filter(e -> e.getValue().signum() > 0)
                .map(Map.Entry::getKey)
                .filter(signal -> counts(signal)[0] + counts(signal)[1] > 0)
                .toList();
    }

    /** The mean of the index: that of a weighted mean is the weighted mean of the means. */
    double mean(AnalysisPlan plan) {
        double sum = 0;
        double weight = 0;
        for (Signal signal : weighed(plan)) {
            double w =
                    plan.signalWeights().getOrDefault(signal, BigDecimal.ZERO).doubleValue();
            sum += w * posterior(signal).mean();
            weight += w;
        }
        return sum / weight;
    }

    List<String> missing(AnalysisPlan plan) {
        List<String> missing = new ArrayList<>();
        long proposals = plan.floors().decided() - decided();
        if (proposals > 0) {
            missing.add("needs " + proposals + (proposals == 1 ? " more decided proposal" : " more decided proposals"));
        }
        int signals = plan.floors().signals() - weighed(plan).size();
        if (signals > 0) {
            missing.add("needs " + signals + (signals == 1 ? " more signal" : " more signals"));
        }
        return missing;
    }

    PosteriorSample index(AnalysisPlan plan) {
        List<Signal> weighed = weighed(plan);
        // cells that play the same part in every signal are one: sums of Dirichlet cells are Dirichlet
        Map<List<Integer>, Double> parameters = new LinkedHashMap<>();
        for (List<String> cell : cells()) {
            parameters.merge(
                    weighed.stream().map(signal -> role(signal, cell)).toList(),
                    proposals.getOrDefault(cell, 0L) + 1.0 / K,
                    Double::sum);
        }
        for (String scope : ordered()) {
            parameters.merge(
                    weighed.stream()
                            .map(signal -> concernsOrder(signal, scope) ? -1 : 0)
                            .toList(),
                    orders.getOrDefault(scope, 0L) + 1.0 / K,
                    Double::sum);
        }
        List<List<Integer>> roles = List.copyOf(parameters.keySet());
        double[] together =
                parameters.values().stream().mapToDouble(Double::doubleValue).toArray();
        double[] weights = weighed.stream()
                .mapToDouble(signal -> plan.signalWeights()
                        .getOrDefault(signal, BigDecimal.ZERO)
                        .doubleValue())
                .toArray();
        List<BetaPosterior> posteriors = weighed.stream().map(this::posterior).toList();
        return PosteriorSample.of(Say.DRAWS, Say.SEED, draw -> {
            double[] shares = draw.dirichlet(together);
            double sum = 0;
            double weight = 0;
            for (int s = 0; s < weights.length; s++) {
                sum += weights[s] * drawn(s, weighed.get(s), posteriors.get(s), roles, shares, draw);
                weight += weights[s];
            }
            return sum / weight;
        });
    }

    private static double drawn(
            int index,
            Signal signal,
            BetaPosterior posterior,
            List<List<Integer>> roles,
            double[] shares,
            PosteriorDraw draw) {
        if (signal == Signal.INITIATIVE || signal == Signal.FAIR_BLAME) {
            return draw.beta(posterior.alpha(), posterior.beta());
        }
        double forIt = 0;
        double whole = 0;
        for (int i = 0; i < shares.length; i++) {
            int role = roles.get(i).get(index);
            forIt += role > 0 ? shares[i] : 0;
            whole += role != 0 ? shares[i] : 0;
        }
        return forIt / whole;
    }

    /** Whether a cell counts for a signal (1), against it (−1) or not at all (0). */
    private static int role(Signal signal, List<String> cell) {
        return !concerns(signal, cell) ? 0 : part(signal, cell) ? 1 : -1;
    }
}
