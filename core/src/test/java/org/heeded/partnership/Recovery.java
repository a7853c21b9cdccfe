package org.heeded.partnership;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.heeded.dossier.AdviceCase;
import org.heeded.model.WorkId;
import org.heeded.stats.Estimate;
import org.heeded.stats.TestResult;

/** Many planted logs with their reports. */
final class Recovery {

    /** More seeds than the default build has time for. */
    static final boolean LONG = Boolean.getBoolean("heeded.long");

    /** The defaults without the simulation of the index, which costs most of a report and is tested by itself. */
    static final AnalysisPlan PLAN = AnalysisPlan.DEFAULT.with(p -> p.floors(without(Floors.DEFAULT)));

    private Recovery() {}

    private static Floors without(Floors f) {
        return new Floors(
                f.cases(),
                f.signals(),
                Integer.MAX_VALUE,
                f.engagements(),
                f.earlier(),
                f.shifts(),
                f.peers(),
                f.valued());
    }

    /** A planted log and its report. */
    record Recovered(PlantedLog log, PartnershipReport report) {

        Truth truth() {
            return log.truth();
        }

        OverrideToFailure table() {
            return report.overrideToFailure();
        }

        Adjusted adjusted(String by) {
            return table().adjusted().stream()
                    .filter(a -> a.by().equals(by))
                    .findFirst()
                    .orElseThrow();
        }

        Finding finding(String id) {
            return report.findings().stream()
                    .filter(f -> f.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        /** What a lens says of each piece of work. */
        Function<Drawn, String> by(Lens lens) {
            Map<WorkId, String> keys = new HashMap<>();
            log.dossiers(report.plan().rules(log.cut()))
                    .flatMap(d -> d.cases().stream())
                    .forEach((AdviceCase c) -> keys.put(c.id(), lens.of(c)));
            return d -> keys.get(d.of().id());
        }
    }

    /** For each log whether something is so. */
    static List<Boolean> share(List<Recovered> logs, Predicate<Recovered> of) {
        return logs.stream().map(of::test).toList();
    }

    /** As many logs as said, five times as many in the long form, each with its report. */
    static List<Recovered> recover(int logs, Shape shape, Planting planting, AnalysisPlan plan) {
        return LongStream.range(0, LONG ? 5L * logs : logs)
                .parallel()
                .mapToObj(seed -> PlantedLog.of(seed, shape, planting))
                .map(log -> new Recovered(log, log.report(plan)))
                .toList();
    }

    static List<Recovered> recover(int logs, Shape shape, Planting planting) {
        return recover(logs, shape, planting, PLAN);
    }

    static List<Recovered> recover(int logs, Planting planting) {
        return recover(logs, Shape.USUAL, planting);
    }

    static boolean covers(Estimate estimate, double truth) {
        return interval(estimate).contains(truth);
    }

    static boolean excludesZero(Estimate estimate) {
        return !covers(estimate, 0);
    }

    static Estimate.Interval interval(Estimate estimate) {
        if (estimate instanceof Estimate.Interval interval) {
            return interval;
        }
        throw new AssertionError("no interval: " + estimate);
    }

    /** Whether a test rejects at the default level; one that cannot be done finds nothing. */
    static boolean found(TestResult result) {
        return result instanceof TestResult.Computed computed && computed.pValue() <= 1 - AnalysisPlan.DEFAULT.level();
    }

    static double p(TestResult result) {
        if (result instanceof TestResult.Computed computed) {
            return computed.pValue();
        }
        throw new AssertionError("no p-value: " + result);
    }
}
