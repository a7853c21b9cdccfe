package org.heeded.examples.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.dossier.Dossier;
import org.heeded.evidence.Hash;
import org.heeded.log.Recorded;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What one process spends its time on: each step from a draft to a record, and from a record to a figure. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Inside {

    /** About {@value #ENTRIES} divided by {@value History#ENGAGEMENTS}: what an engagement has. */
    private static final int ENTRIES = 20_000;

    private static final int GROUP = 2_000;

    private final List<Draft> drafts = new History(ENTRIES).next(ENTRIES);
    private final List<Recorded> records = recorded(drafts);
    private final Map<EngagementId, List<Entry>> engagements =
            records.stream().map(Recorded::entry).collect(Collectors.groupingBy(Entry::engagement));
    private final EngagementId engagement = drafts.get(0).engagement();
    private final List<Tally> tallies =
            engagements.keySet().stream().map(e -> tally(dossier(e))).toList();
    private final Tally whole = sum();
    private final byte[] record = records.get(ENTRIES / 2).json().getBytes(StandardCharsets.UTF_8);
    private int next;

    private static List<Recorded> recorded(List<Draft> group) {
        try (DecisionLog log =
                DecisionLog.inMemory(LogOptions.DEFAULT.clock(Clock.fixed(History.CUT, ZoneOffset.UTC)))) {
            return log.record(group);
        }
    }

    private Dossier dossier(EngagementId id) {
        return Dossier.of(id, engagements.getOrDefault(id, List.of()), AnalysisPlan.DEFAULT.rules(History.CUT));
    }

    private static Tally tally(Dossier dossier) {
        return Tally.of(dossier, AnalysisPlan.DEFAULT, List.of(), History.CUT);
    }

    /**
     * Rules, numbers and encoding, by the entry; in memory, so that no disk is in it.
     *
     * @return the records
     */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public List<Recorded> admitAndEncode() {
        return recorded(drafts.subList(0, GROUP));
    }

    /**
     * Reads a record strictly.
     *
     * @return the entry
     */
    @Benchmark
    public Recorded decode() {
        next = (next + 1) % ENTRIES;
        return Recorded.read(new Position(next), records.get(next).json());
    }

    /**
     * The entries of one engagement, 40 of them or so, as cases.
     *
     * @return the cases
     */
    @Benchmark
    public Dossier readCasesOfEngagement() {
        return dossier(engagement);
    }

    /**
     * One engagement from its entries to its counts.
     *
     * @return the counts
     */
    @Benchmark
    public Tally foldEngagement() {
        return tally(dossier(engagement));
    }

    /**
     * The counts of all engagements, added up.
     *
     * @return the sum
     */
    @Benchmark
    @OperationsPerInvocation(History.ENGAGEMENTS)
    public Tally sum() {
        Tally.Sum all = new Tally.Sum();
        tallies.forEach(all::add);
        return all.tally();
    }

    /**
     * The counts of all engagements in bytes.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] sumToBytes() {
        return whole.toBytes();
    }

    /**
     * Every figure of a report from the counts of all engagements.
     *
     * @return the figures
     */
    @Benchmark
    public PartnershipReport reportFromSum() {
        return PartnershipReport.of(
                whole,
                AnalysisPlan.DEFAULT,
                List.of(),
                History.CUT,
                new PartnershipReport.AsOf(new Position(ENTRIES), History.CUT),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The leaf of a record in the Merkle tree of its engagement.
     *
     * @return its hash
     */
    @Benchmark
    public Hash merkleLeaf() {
        return Hash.leaf(record);
    }

    /** Measures all of them, or only tries each. */
    static Collection<RunResult> run(boolean quick) {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(Inside.class.getName()).verbosity(VerboseMode.SILENT);
        options = quick
                ? options.forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(1))
                : options.forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1));
        try {
            return new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
