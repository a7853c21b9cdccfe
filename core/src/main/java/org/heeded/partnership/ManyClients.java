package org.heeded.partnership;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.heeded.dossier.Arm;
import org.heeded.model.ClientId;
import org.heeded.stats.AssociationTest;
import org.heeded.stats.BetaBinomial;
import org.heeded.stats.Estimate;
import org.heeded.stats.FalseDiscovery;
import org.heeded.stats.TestResult;
import org.heeded.stats.TwoByTwo;

/**
 * The clients beside each other. Rates of few decisions are mostly luck, so each client's rate is pulled towards that of all
 * (beta-binomial empirical Bayes), the more the fewer decisions it rests on, and the list is in order of the rates so
 * shrunk, of equal ones the better known first. The clients' tests of overridden against followed are adjusted for one
 * another (Benjamini &amp; Hochberg 1995).
 *
 * @param meanFailure the rate of failure after an override that the clients' rates are pulled towards; absent with too few
 *     clients
 * @param meanHeed the heed rate that theirs are pulled towards; absent with too few clients
 * @param clients every client with decided advice, the highest shrunk rate of failure after an override first
 */
public record ManyClients(OptionalDouble meanFailure, OptionalDouble meanHeed, List<OfClient> clients) {

    /** Copies. */
    public ManyClients {
        clients = List.copyOf(clients);
    }

    /**
     * One client.
     *
     * @param client which
     * @param table failures and non-failures, overridden and followed
     * @param failureAfterOverride the shrunk rate of failure after an override; undefined with too few clients
     * @param heed what became of decided advice
     * @param heedRate the shrunk share of decided advice that was followed; undefined with too few clients
     * @param midP the test of overridden against followed
     * @param adjustedP its p-value, adjusted over the clients that have one; absent where there is none
     */
    public record OfClient(
            ClientId client,
            TwoByTwo table,
            Estimate failureAfterOverride,
            Heed heed,
            Estimate heedRate,
            TestResult midP,
            OptionalDouble adjustedP) {}

    static ManyClients of(Tally tally, AnalysisPlan plan) {
        LensTable lens = LensTable.of(Lens.CLIENT, tally);
        Map<String, TwoByTwo> tables = new HashMap<>();
        lens.outcomesByKey()
                .forEach(
                        (client, arms) -> tables.put(client, arms.against(Arm.OVERRIDDEN, Arm.FOLLOWED, plan.mixed())));
        List<String> names = new ArrayList<>(new TreeSet<>(lens.keys()));
        names.removeIf(client ->
                lens.heed(client).decided() == 0 && table(client, tables).n() == 0);
        Shrinkage failure = Shrinkage.of(
                names.stream().map(client -> overridden(client, tables)).toList(), "overrides of known outcome", plan);
        Shrinkage heed = Shrinkage.of(
                names.stream().map(client -> heeded(lens.heed(client))).toList(), "decided advice", plan);
        Map<String, Double> adjusted = adjusted(names, tables);
        List<OfClient> clients = new ArrayList<>();
        for (String client : names) {
            TwoByTwo table = table(client, tables);
            clients.add(new OfClient(
                    new ClientId(client),
                    table,
                    failure.of(overridden(client, tables), plan),
                    lens.heed(client),
                    heed.of(heeded(lens.heed(client)), plan),
                    AssociationTest.MID_P.of(table),
                    Optional.ofNullable(adjusted.get(client))
                            .map(OptionalDouble::of)
                            .orElse(OptionalDouble.empty())));
        }
        clients.sort(Comparator.comparingDouble((OfClient c) -> value(c.failureAfterOverride()))
                .thenComparing(c -> c.table().n1())
                .reversed()
                .thenComparing(c -> c.client().value()));
        return new ManyClients(failure.mean(), heed.mean(), clients);
    }

    private static TwoByTwo table(String client, Map<String, TwoByTwo> tables) {
        return tables.getOrDefault(client, new TwoByTwo(0, 0, 0, 0));
    }

    private static BetaBinomial.Group overridden(String client, Map<String, TwoByTwo> tables) {
        TwoByTwo table = table(client, tables);
        return new BetaBinomial.Group(table.events1(), table.n1());
    }

    private static BetaBinomial.Group heeded(Heed heed) {
        return new BetaBinomial.Group(heed.followed(), heed.decided());
    }

    private static double value(Estimate estimate) {
        if (estimate instanceof Estimate.Interval interval) {
            return interval.value();
        }
        return estimate instanceof Estimate.Point point ? point.value() : 0;
    }

    private static Map<String, Double> adjusted(List<String> names, Map<String, TwoByTwo> tables) {
        List<String> tested = new ArrayList<>();
        List<Double> pValues = new ArrayList<>();
        for (String client : names) {
            if (AssociationTest.MID_P.of(table(client, tables)) instanceof TestResult.Computed computed) {
                tested.add(client);
                pValues.add(computed.pValue());
            }
        }
        double[] all = FalseDiscovery.BENJAMINI_HOCHBERG.adjusted(
                pValues.stream().mapToDouble(p -> p).toArray());
        Map<String, Double> adjusted = new HashMap<>();
        for (int i = 0; i < all.length; i++) {
            adjusted.put(tested.get(i), all[i]);
        }
        return adjusted;
    }

    /** How rates vary among clients, or what is lacking to tell. */
    private record Shrinkage(Optional<BetaBinomial> distribution, String lacking) {

        static Shrinkage of(List<BetaBinomial.Group> groups, String of, AnalysisPlan plan) {
            long having = groups.stream().filter(g -> g.trials() > 0).count();
            long floor = Math.max(plan.floors().engagements(), BetaBinomial.MIN_GROUPS);
            long more = floor - having;
            return more > 0
                    ? new Shrinkage(
                            Optional.empty(), "needs " + more + " more client" + (more == 1 ? "" : "s") + " with " + of)
                    : new Shrinkage(BetaBinomial.fit(groups), "no " + of);
        }

        OptionalDouble mean() {
            return distribution.map(d -> OptionalDouble.of(d.mean())).orElse(OptionalDouble.empty());
        }

        Estimate of(BetaBinomial.Group group, AnalysisPlan plan) {
            return distribution
                    .filter(d -> group.trials() > 0)
                    .map(d -> d.posterior(group, plan.level()))
                    .orElseGet(() -> new Estimate.Undefined(BetaBinomial.Shrinkage.BETA_BINOMIAL, lacking));
        }
    }
}
