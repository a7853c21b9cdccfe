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

    /** Made once in a process, however many benchmarks run in it. */
    private static final Sample SAMPLE = Sample.make();

    private final Sample sample = SAMPLE;
    private int next;

    /**
     * What is worked on.
     *
     * @param drafts a history
     * @param records the same, recorded
     * @param engagements the same, read and sorted
     * @param tallies what each engagement comes to
     * @param sum what all come to
     * @param bytes of one record
     */
    private record Sample(
            List<Draft> drafts,
            List<Recorded> records,
            Map<EngagementId, List<Entry>> engagements,
            List<Tally> tallies,
            Tally sum,
            String bytes) {

        static Sample make() {
            List<Draft> drafts = new History(ENTRIES).next(ENTRIES);
            List<Recorded> records = recorded(drafts);
            Map<EngagementId, List<Entry>> engagements =
                    records.stream().map(Recorded::entry).collect(Collectors.groupingBy(Entry::engagement));
            List<Tally> tallies = engagements.entrySet().stream()
                    .map(e -> tally(cases(e.getKey(), e.getValue())))
                    .toList();
            return new Sample(
                    drafts,
                    records,
                    engagements,
                    tallies,
                    added(tallies),
                    records.get(ENTRIES / 2).json());
        }

        EngagementId engagement() {
            return drafts.get(0).engagement();
        }
    }

    private static List<Recorded> recorded(List<Draft> group) {
        try (DecisionLog log =
                DecisionLog.inMemory(LogOptions.DEFAULT.clock(Clock.fixed(History.CUT, ZoneOffset.UTC)))) {
            return log.record(group);
        }
    }

    private static Dossier cases(EngagementId id, List<Entry> entries) {
        return Dossier.of(id, entries, AnalysisPlan.DEFAULT.rules(History.CUT));
    }

    private static Tally tally(Dossier dossier) {
        return Tally.of(dossier, AnalysisPlan.DEFAULT, List.of(), History.CUT);
    }

    private static Tally added(List<Tally> tallies) {
        Tally.Sum all = new Tally.Sum();
        tallies.forEach(all::add);
        return all.tally();
    }

    /**
     * Rules, numbers and encoding, by the entry; in memory, so that no disk is in it.
     *
     * @return the records
     */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public List<Recorded> admitAndEncode() {
        return recorded(sample.drafts().subList(0, GROUP));
    }

    /**
     * Reads a record strictly.
     *
     * @return the entry
     */
    @Benchmark
    public Recorded decode() {
        next = (next + 1) % ENTRIES;
        return Recorded.read(new Position(next), sample.records().get(next).json());
    }

    /**
     * The entries of one engagement, 40 of them or so, as cases.
     *
     * @return the cases
     */
    @Benchmark
    public Dossier readCasesOfEngagement() {
        return cases(sample.engagement(), sample.engagements().getOrDefault(sample.engagement(), List.of()));
    }

    /**
     * One engagement from its entries to its counts.
     *
     * @return the counts
     */
    @Benchmark
    public Tally foldEngagement() {
        return tally(readCasesOfEngagement());
    }

    /**
     * The counts of all engagements, added up.
     *
     * @return the sum
     */
    @Benchmark
    @OperationsPerInvocation(History.ENGAGEMENTS)
    public Tally sum() {
        return added(sample.tallies());
    }

    /**
     * The counts of all engagements in bytes.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] sumToBytes() {
        return sample.sum().toBytes();
    }

    /**
     * Every figure of a report from the counts of all engagements.
     *
     * @return the figures
     */
    @Benchmark
    public PartnershipReport reportFromSum() {
        return PartnershipReport.of(
                sample.sum(),
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
        return Hash.leaf(sample.bytes().getBytes(StandardCharsets.UTF_8));
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
