package org.heeded.partnership;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Outcome;
import org.heeded.dossier.Result;
import org.heeded.model.Verdict;
import org.heeded.stats.AnytimeValid;
import org.heeded.stats.Estimate;
import org.heeded.stats.FalseDiscovery;
import org.heeded.stats.TwoByTwo;

/**
 * Overridden against followed advice, for those who look every day: evidence and limits that hold however often one looks.
 * The price is power: at any single look, limits made for that look alone ({@link Watch#oneLook}) are narrower.
 *
 * <p>A case enters once, when the horizon is over, with its status then: failed if its failure had occurred and, where the
 * log tells when it was known, was known; else not failed, whatever comes later. Entering on the arrival of the result would
 * raise up to 19 % false alarms. Cases that share an outcome enter together as one, with the last of them. Left out are
 * divided outcomes and outcomes before the decision.
 *
 * <p>Evidence is the product beta-mixture e-process of Turner &amp; Grünwald (2023), limits are its inversion (Lindon &amp;
 * Malek 2022). An alarm latches: it stands from the entry on that raised it.
 *
 * @param lacks what it needs before it says anything; absent: nothing
 * @param all all clients together, crude; the alarm is raised when the evidence reaches 1 ÷ (1 − level)
 * @param clients each client; the alarms are raised by e-BH over the clients that have entries (Wang &amp; Ramdas 2022)
 * @param undated decisions left out because they have no time
 */
public record Monitor(Optional<String> lacks, Watch all, SortedMap<String, Watch> clients, long undated) {

    private static final String ENTRIES = "monitor, entries";
    private static final String UNDATED = "monitor, undated";
    private static final String FAILED = "failed";
    private static final String NOT_FAILED = "not failed";

    private static final Set<Arm> ARMS = EnumSet.of(Arm.OVERRIDDEN, Arm.FOLLOWED);

    /** Copies. */
    public Monitor {
        clients = Collections.unmodifiableSortedMap(new TreeMap<>(clients));
    }

    /**
     * What has entered so far.
     *
     * @param table overridden against followed
     * @param logEvidence the natural logarithm of the evidence against equal rates, now
     * @param highest the greatest it has been; at least 0
     * @param riskDifference the rate after override less that after followed advice, with limits that hold at all looks at once
     * @param oneLook the same with the plan's limits, which hold at one look that was fixed beforehand
     * @param alarm when it was raised; absent: never
     */
    public record Watch(
            TwoByTwo table,
            double logEvidence,
            double highest,
            Estimate riskDifference,
            Estimate oneLook,
            Optional<Instant> alarm) {}

    static void count(Fold fold, Tally.Counter counter) {
        fold.plan()
                .horizonDays()
                .map(Duration::ofDays)
                .ifPresent(horizon -> Stream.concat(fold.rows().stream(), unusable(fold))
                        .filter(row -> ARMS.contains(row.arm()))
                        .forEach(row -> count(row, horizon, fold, counter)));
    }

    /** Mature cases whose result cannot tell: not failed. */
    private static Stream<Fold.Row> unusable(Fold fold) {
        return fold.cases()
                .filter(c -> c.result()
                        .filter(r -> r == Result.INCONCLUSIVE || r == Result.INVALID)
                        .isPresent())
                .map(c -> new Fold.Row(c.arm().orElseThrow(), c.result().orElseThrow(), List.of(c)));
    }

    private static void count(Fold.Row row, Duration horizon, Fold fold, Tally.Counter counter) {
        Optional<Instant> entry = row.timeZero(fold.zone()).map(at -> at.plus(horizon));
        if (entry.isEmpty()) {
            counter.count(UNDATED);
        } else {
            counter.count(
                    ENTRIES,
                    fold.client(),
                    entry.get().toString(),
                    row.arm().name(),
                    row.outcome()
                                    .filter(o -> failed(o, fold.plan().mixed()))
                                    .filter(o -> by(entry.get(), o, fold.zone()))
                                    .isPresent()
                            ? FAILED
                            : NOT_FAILED);
        }
    }

    private static boolean failed(Outcome outcome, MixedPolicy mixed) {
        return outcome.verdict() == Verdict.FAILURE
                || (outcome.verdict() == Verdict.MIXED && mixed == MixedPolicy.FAILURE);
    }

    private static boolean by(Instant entry, Outcome outcome, ZoneId zone) {
        return outcome.at().filter(at -> at.start(zone).isAfter(entry)).isEmpty()
                && outcome.known().filter(known -> known.isAfter(entry)).isEmpty();
    }

    static Monitor of(Tally tally, AnalysisPlan plan) {
        SortedMap<Instant, SortedMap<String, TwoByTwo>> entries = new TreeMap<>();
        tally.rows(ENTRIES)
                .forEach((words, n) -> entries.computeIfAbsent(Instant.parse(words.get(1)), at -> new TreeMap<>())
                        .merge(words.get(0), table(words.get(2), words.get(3), n), TwoByTwo::plus));
        Running all = new Running();
        SortedMap<String, Running> clients = new TreeMap<>();
        entries.forEach((at, entering) -> {
            all.enter(entering.values().stream().reduce(TwoByTwo::plus).orElseThrow());
            if (all.striking(plan.level())) {
                all.raise(at);
            }
            boolean rose = false;
            for (Map.Entry<String, TwoByTwo> entry : entering.entrySet()) {
                rose |= clients.computeIfAbsent(entry.getKey(), c -> new Running())
                        .enter(entry.getValue());
            }
            if (rose && clients.values().stream().anyMatch(c -> c.striking(plan.level()))) {
                discover(List.copyOf(clients.values()), at, plan.level());
            }
        });
        SortedMap<String, Watch> watches = new TreeMap<>();
        clients.forEach((client, running) -> watches.put(client, running.watch(plan)));
        return new Monitor(
                plan.horizonDays().isPresent() ? Optional.empty() : Optional.of("needs a horizon"),
                all.watch(plan),
                watches,
                tally.count(UNDATED));
    }

    private static TwoByTwo table(String arm, String status, long n) {
        long failed = status.equals(FAILED) ? n : 0;
        return Arm.valueOf(arm) == Arm.OVERRIDDEN
                ? new TwoByTwo(failed, n - failed, 0, 0)
                : new TwoByTwo(0, 0, failed, n - failed);
    }

    private static void discover(List<Running> clients, Instant at, double level) {
        double[] adjusted = FalseDiscovery.adjustedFromEValues(
                clients.stream().mapToDouble(c -> Math.exp(c.logEvidence)).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= 1 - level) {
                clients.get(i).raise(at);
            }
        }
    }

    /** A watch on its way through time. */
    private static final class Running {
        private TwoByTwo table = new TwoByTwo(0, 0, 0, 0);
        private double logEvidence;
        private double highest;
        private Optional<Instant> alarm = Optional.empty();

        /** Takes in what enters at one time; whether the evidence rose. */
        boolean enter(TwoByTwo entering) {
            double before = logEvidence;
            table = table.plus(entering);
            logEvidence = AnytimeValid.logEProcess(table);
            highest = Math.max(highest, logEvidence);
            return logEvidence > before;
        }

        void raise(Instant at) {
            if (alarm.isEmpty()) {
                alarm = Optional.of(at);
            }
        }

        /** Whether e-BH could find it: it finds nobody whose evidence would not raise an alarm alone. */
        boolean striking(double level) {
            return alarm.isEmpty() && AnytimeValid.alarm(table, level);
        }

        Watch watch(AnalysisPlan plan) {
            return new Watch(
                    table,
                    logEvidence,
                    highest,
                    AnytimeValid.riskDifference(table, plan.level()),
                    plan.riskDifferenceInterval().of(table, plan.level()),
                    alarm);
        }
    }
}
