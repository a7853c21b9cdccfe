package org.heeded.partnership;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Result;
import org.heeded.model.When;
import org.heeded.stats.TwoByTwo;

/**
 * Whether channels are connected: work in a channel that earlier advice named as affected, with an outcome of its own. It is
 * exposed if any such advice, decided within the horizon before its launch, was overridden, and a comparison if all of it
 * was followed; each piece of work counts once.
 *
 * @param days how long before the launch a decision counts: the plan's horizon, else {@value #DEFAULT_DAYS} days
 * @param failed exposed work against the comparison, failures as events, within each client
 */
public record Spillover(int days, Within failed) {

    static final int DEFAULT_DAYS = 90;

    private static final String TABLE = "spillover";
    private static final String EXPOSED = "exposed";
    private static final String COMPARISON = "comparison";

    /** Advice that named a channel as affected. */
    private record Naming(AdviceCase advice, Arm arm) {}

    static void count(Fold fold, Tally.Counter counter) {
        Map<String, TreeMap<Instant, List<Naming>>> byChannel = new HashMap<>();
        fold.decided().filter(c -> c.decidedAt().isPresent()).forEach(c -> {
            Naming naming = new Naming(c, c.decidedArm().orElseThrow());
            Instant at = c.decidedAt().orElseThrow().start(fold.zone());
            c.description()
                    .affects()
                    .forEach(channel -> byChannel
                            .computeIfAbsent(channel, k -> new TreeMap<>())
                            .computeIfAbsent(at, k -> new ArrayList<>())
                            .add(naming));
        });
        Duration window = Duration.ofDays(days(fold.plan()));
        for (Fold.Row row : fold.rows()) {
            AdviceCase work = row.cases().get(0);
            Optional<Instant> launch = work.launchedAt()
                    .or(() -> work.launched().isEmpty() ? work.decidedAt() : Optional.<When>empty())
                    .map(at -> at.start(fold.zone()));
            boolean own = row.cases().size() == 1 && work.result().equals(Optional.of(row.result()));
            if (own
                    && work.outcome().isPresent()
                    && launch.isPresent()
                    && work.description().channel().isPresent()) {
                Set<Arm> arms = new HashSet<>();
                byChannel
                        .getOrDefault(work.description().channel().get(), new TreeMap<>())
                        .subMap(launch.get().minus(window), true, launch.get(), true)
                        .values()
                        .forEach(named -> named.stream()
                                .filter(naming -> !naming.advice().id().equals(work.id()))
                                .forEach(naming -> arms.add(naming.arm())));
                exposure(arms)
                        .ifPresent(exposure -> counter.count(
                                TABLE, fold.client(), exposure, row.result().name()));
            }
        }
    }

    private static Optional<String> exposure(Set<Arm> arms) {
        if (arms.contains(Arm.OVERRIDDEN)) {
            return Optional.of(EXPOSED);
        }
        return arms.equals(Collections.singleton(Arm.FOLLOWED)) ? Optional.of(COMPARISON) : Optional.empty();
    }

    private static int days(AnalysisPlan plan) {
        return plan.horizonDays().orElse(DEFAULT_DAYS);
    }

    static Spillover of(Tally tally, AnalysisPlan plan) {
        SortedSet<String> clients = new TreeSet<>();
        tally.rows(TABLE).tuples().forEach(words -> clients.add(words.get(0)));
        List<TwoByTwo> byClient = clients.stream()
                .map(client -> {
                    Counts exposed = counts(client, EXPOSED, tally);
                    Counts comparison = counts(client, COMPARISON, tally);
                    return new TwoByTwo(
                            exposed.failures(plan.mixed()),
                            exposed.nonFailures(plan.mixed()),
                            comparison.failures(plan.mixed()),
                            comparison.nonFailures(plan.mixed()));
                })
                .toList();
        return new Spillover(days(plan), Within.of(byClient, plan));
    }

    private static Counts counts(String client, String exposure, Tally tally) {
        return new Counts(
                tally.count(TABLE, client, exposure, Result.FAILURE.name()),
                tally.count(TABLE, client, exposure, Result.SUCCESS.name()),
                tally.count(TABLE, client, exposure, Result.MIXED.name()),
                0);
    }
}
