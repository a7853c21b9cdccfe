package org.heeded.partnership;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Foretold;
import org.heeded.model.Criterion;
import org.heeded.model.PartyId;
import org.heeded.stats.Estimate;
import org.heeded.stats.Median;

/**
 * How business metrics grew after a decision: (actual − baseline) ÷ |baseline| of each metric of {@link
 * MetricLevel#BUSINESS} that a criterion or forecast of what was carried out gives a baseline for and that was measured;
 * metrics of the same name but for case are one, and never summed with others. A case speaks once of a metric. A cost that
 * falls has negative growth.
 *
 * @param lacks what it needs before it says anything; absent: nothing
 * @param metrics the metrics, in order of their names
 * @param fromZero measurements left out because the baseline is 0
 */
public record Growth(Optional<String> lacks, List<OfMetric> metrics, long fromZero) {

    private static final String TABLE = "growth";

    /** Copies. */
    public Growth {
        metrics = List.copyOf(metrics);
    }

    /**
     * One metric.
     *
     * @param metric its name in lower case
     * @param arms by arm, those that have measurements
     * @param thirds by how well the marketer's earlier advice had done elsewhere (see {@link GoodMarketer}) and by arm
     */
    public record OfMetric(String metric, Map<Arm, Typical> arms, Map<GoodMarketer.Third, Map<Arm, Typical>> thirds) {

        /** Copies. */
        public OfMetric {
            arms = Collections.unmodifiableMap(new EnumMap<>(arms));
            EnumMap<GoodMarketer.Third, Map<Arm, Typical>> copy = new EnumMap<>(GoodMarketer.Third.class);
            copy.putAll(thirds);
            thirds = Collections.unmodifiableMap(copy);
        }
    }

    /**
     * What is typical of measurements.
     *
     * @param n how many, at least 1
     * @param median their median growth with order-statistic limits: 0.1 is 10 % more than before
     */
    public record Typical(long n, Estimate median) {}

    /**
     * A metric before and after.
     *
     * @param actual measured after
     * @param baseline before
     */
    record Change(BigDecimal actual, BigDecimal baseline) {

        Change(String actual, String baseline) {
            this(new BigDecimal(actual), new BigDecimal(baseline));
        }

        boolean fromZero() {
            return baseline.signum() == 0;
        }

        double growth() {
            return actual.subtract(baseline)
                    .divide(baseline.abs(), MathContext.DECIMAL64)
                    .doubleValue();
        }
    }

    static void count(Fold fold, Tally.Counter counter) {
        for (Fold.Row row : fold.rows()) {
            String marketer = row.adviser().map(PartyId::value).orElse(Fold.NOT_GIVEN);
            String day = row.timeZero(fold.zone())
                    .map(at -> at.atZone(fold.zone()).toLocalDate().toString())
                    .orElse(Fold.NOT_GIVEN);
            changes(row)
                    .forEach((metric, change) -> counter.count(
                            TABLE,
                            metric,
                            row.arm().name(),
                            marketer,
                            fold.client(),
                            day,
                            change.actual().toPlainString(),
                            change.baseline().toPlainString()));
        }
    }

    /** The business metrics of what was carried out: of what it was held to, and of other forecasts about it. */
    static Map<String, Change> changes(Fold.Row row) {
        Map<String, Change> changes = new LinkedHashMap<>();
        BiConsumer<Optional<Criterion>, Optional<BigDecimal>> add = (criterion, actual) -> criterion
                .filter(c -> MetricLevel.of(c.metric()) == MetricLevel.BUSINESS && actual.isPresent())
                .flatMap(Criterion::baseline)
                .ifPresent(baseline -> changes.putIfAbsent(
                        criterion.orElseThrow().metric().toLowerCase(Locale.ROOT),
                        new Change(actual.orElseThrow(), baseline)));
        row.outcome().ifPresent(o -> add.accept(o.criterion(), o.actual()));
        if (row.cases().size() == 1) {
            for (Foretold foretold : row.cases().get(0).forecasts()) {
                add.accept(foretold.forecast().criterion(), foretold.actual());
            }
        }
        return changes;
    }

    static Growth of(TrackRecord record, Tally tally, AnalysisPlan plan) {
        SortedMap<String, Samples> metrics = new TreeMap<>();
        LongAdder fromZero = new LongAdder();
        tally.rows(TABLE).forEach((words, n) -> {
            Change change = new Change(words.get(5), words.get(6));
            if (change.fromZero()) {
                fromZero.add(n);
            } else {
                Optional<GoodMarketer.Third> third =
                        words.get(2).isEmpty() || words.get(4).isEmpty()
                                ? Optional.empty()
                                : record.third(TrackRecord.Rated.of(words.subList(2, 5)));
                metrics.computeIfAbsent(words.get(0), m -> new Samples())
                        .add(Arm.valueOf(words.get(1)), third, change.growth(), n);
            }
        });
        return new Growth(
                metrics.isEmpty() ? Optional.of("needs a measured business metric with a baseline") : Optional.empty(),
                metrics.entrySet().stream()
                        .map(e -> e.getValue().of(e.getKey(), plan))
                        .toList(),
                fromZero.sum());
    }

    /** The growth of one metric, by arm, and by third and arm. */
    private static final class Samples {
        private final EnumMap<Arm, SortedMap<Double, Long>> arms = new EnumMap<>(Arm.class);
        private final EnumMap<GoodMarketer.Third, EnumMap<Arm, SortedMap<Double, Long>>> thirds =
                new EnumMap<>(GoodMarketer.Third.class);

        void add(Arm arm, Optional<GoodMarketer.Third> third, double growth, long n) {
            arms.computeIfAbsent(arm, a -> new TreeMap<>()).merge(growth, n, Long::sum);
            third.ifPresent(t -> thirds.computeIfAbsent(t, k -> new EnumMap<>(Arm.class))
                    .computeIfAbsent(arm, a -> new TreeMap<>())
                    .merge(growth, n, Long::sum));
        }

        OfMetric of(String metric, AnalysisPlan plan) {
            EnumMap<GoodMarketer.Third, Map<Arm, Typical>> byThird = new EnumMap<>(GoodMarketer.Third.class);
            thirds.forEach((third, byArm) -> byThird.put(third, typical(byArm, plan)));
            return new OfMetric(metric, typical(arms, plan), byThird);
        }

        private static Map<Arm, Typical> typical(Map<Arm, SortedMap<Double, Long>> samples, AnalysisPlan plan) {
            EnumMap<Arm, Typical> typical = new EnumMap<>(Arm.class);
            samples.forEach((arm, growth) -> typical.put(
                    arm,
                    new Typical(
                            growth.values().stream().mapToLong(Long::longValue).sum(),
                            Median.ORDER_STATISTICS.of(growth, plan.level()))));
            return Collections.unmodifiableMap(typical);
        }
    }
}
