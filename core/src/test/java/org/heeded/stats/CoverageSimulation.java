package org.heeded.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the 95 % limits cover and how often the monitor cries wolf, by simulation with a fixed seed: prints the tables of
 * the documentation as Markdown. The first argument is the number of simulated logs per cell, 10 000 by default.
 */
final class CoverageSimulation {

    private static final double LEVEL = 0.95;

    private static final int[] SIZES = {5, 10, 20, 50, 100, 200};

    /** Failure rates after overridden and after followed advice. */
    private static final double[][] RATES = {{0.2, 0.2}, {0.5, 0.2}, {0.7, 0.3}, {0.95, 0.9}, {0.1, 0.02}};

    private static final long SEED = 20_261_122;

    private final int runs;

    CoverageSimulation(int runs) {
        this.runs = runs;
    }

    /** Prints the tables. */
    public static void main(String[] arguments) {
        CoverageSimulation simulation =
                new CoverageSimulation(arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]));
        System.out.println(simulation.coverageTable());
        System.out.println(simulation.alarmTable());
    }

    /** How often an interval held the truth, and how often there was one. */
    record Coverage(double share, double defined) {}

    Coverage rateCoverage(ProportionInterval method, int n, double rate) {
        return coverage(n, rate, rate, table -> method.of(table.events1(), table.n1(), LEVEL), rate);
    }

    Coverage differenceCoverage(BiFunction<TwoByTwo, Double, Estimate> method, int n, double[] rates) {
        return coverage(n, rates[0], rates[1], table -> method.apply(table, LEVEL), rates[0] - rates[1]);
    }

    private Coverage coverage(int n, double rate1, double rate2, Function<TwoByTwo, Estimate> method, double truth) {
        SplittableRandom random = new SplittableRandom(SEED + n);
        int held = 0;
        int defined = 0;
        for (int run = 0; run < runs; run++) {
            long a = events(random, n, rate1);
            long c = events(random, n, rate2);
            if (method.apply(new TwoByTwo(a, n - a, c, n - c)) instanceof Estimate.Interval limits) {
                defined++;
                held += limits.contains(truth) ? 1 : 0;
            }
        }
        return new Coverage((double) held / Math.max(1, defined), (double) defined / runs);
    }

    private static long events(SplittableRandom random, int n, double rate) {
        long events = 0;
        for (int i = 0; i < n; i++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return events;
    }

    /** The share of the logs in which a look after every decision raises an alarm before so many an arm are in. */
    double alarms(int most, double rate1, double rate2) {
        return everTrue(most, rate1, rate2, table -> AnytimeValid.alarm(table, LEVEL));
    }

    /** The share of the logs in which one of the looks finds limits that exclude the true difference. */
    double everMissed(int most, double rate1, double rate2) {
        return everTrue(
                most,
                rate1,
                rate2,
                table -> AnytimeValid.riskDifference(table, LEVEL) instanceof Estimate.Interval limits
                        && !limits.contains(rate1 - rate2));
    }

    /** What looking every day does to a test made for one look: Miettinen–Nurminen limits that exclude 0. */
    double naiveAlarms(int most, double rate1, double rate2) {
        return everTrue(
                most,
                rate1,
                rate2,
                table -> RiskDifference.MIETTINEN_NURMINEN.of(table, LEVEL) instanceof Estimate.Interval limits
                        && !limits.contains(0));
    }

    private double everTrue(int most, double rate1, double rate2, Predicate<TwoByTwo> alarm) {
        SplittableRandom random = new SplittableRandom(SEED + most);
        int alarmed = 0;
        for (int run = 0; run < runs; run++) {
            TwoByTwo table = new TwoByTwo(0, 0, 0, 0);
            while (table.n() < 2L * most) {
                long first = random.nextBoolean() ? 1 : 0;
                long event = random.nextDouble() < (first == 1 ? rate1 : rate2) ? 1 : 0;
                table = table.plus(new TwoByTwo(
                        first * event, first * (1 - event), (1 - first) * event, (1 - first) * (1 - event)));
                if (alarm.test(table)) {
                    alarmed++;
                    break;
                }
            }
        }
        return (double) alarmed / runs;
    }

    String coverageTable() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "What the 95 % limits cover, in %, by the size of each arm and the failure rates after overridden / followed"
                        + " advice (%,d simulated logs a cell).".formatted(runs));
        lines.add("");
        lines.add("| decisions an arm | rates | Wilson (overridden) | Wilson, Jeffreys at the ends | Clopper–Pearson"
                + " | Miettinen–Nurminen RD | Newcombe RD | anytime RD, one look |");
        lines.add("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (int n : SIZES) {
            for (double[] rates : RATES) {
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %.2f / %.2f | %s | %s | %s | %s | %s | %s |",
                        n,
                        rates[0],
                        rates[1],
                        percent(rateCoverage(ProportionInterval.WILSON, n, rates[0])),
                        percent(rateCoverage(ProportionInterval.WILSON_JEFFREYS, n, rates[0])),
                        percent(rateCoverage(ProportionInterval.CLOPPER_PEARSON, n, rates[0])),
                        percent(differenceCoverage(RiskDifference.MIETTINEN_NURMINEN::of, n, rates)),
                        percent(differenceCoverage(RiskDifference.NEWCOMBE::of, n, rates)),
                        percent(differenceCoverage(AnytimeValid::riskDifference, n, rates))));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String percent(Coverage coverage) {
        return percent(coverage.share())
                + (coverage.defined() < 1 ? " (of " + percent(coverage.defined()) + " defined)" : "");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    /** The share of the logs in which Miettinen–Nurminen limits exclude 0 when looked at once, at the end. */
    double oneLook(int n, double rate1, double rate2) {
        SplittableRandom random = new SplittableRandom(SEED - n);
        int found = 0;
        for (int run = 0; run < runs; run++) {
            long a = events(random, n, rate1);
            long c = events(random, n, rate2);
            found += RiskDifference.MIETTINEN_NURMINEN.of(new TwoByTwo(a, n - a, c, n - c), LEVEL)
                                    instanceof Estimate.Interval limits
                            && !limits.contains(0)
                    ? 1
                    : 0;
        }
        return (double) found / runs;
    }

    String alarmTable() {
        CoverageSimulation fewer = new CoverageSimulation(Math.max(1, runs / 20));
        List<String> lines = new ArrayList<>();
        lines.add(
                ("Looking after every decision, in %% of %,d logs (of %,d in the columns with *): alarms of the e-process; times"
                                + " at which the anytime limits ever missed the true difference (for equal rates that is an alarm);"
                                + " and what Miettinen–Nurminen limits would do, excluding 0 at one of the looks or at a single one.")
                        .formatted(runs, fewer.runs));
        lines.add("");
        lines.add(
                "| decisions an arm | rates | e-process alarm | anytime limits ever wrong* | MN at any look* | MN at one look |");
        lines.add("| ---: | --- | ---: | ---: | ---: | ---: |");
        double[][] watched = {{0.2, 0.2}, {0.5, 0.5}, {0.02, 0.02}, {0.5, 0.2}, {0.7, 0.3}};
        for (int n : new int[] {20, 50, 100, 200}) {
            for (double[] rates : watched) {
                boolean equal = rates[0] == rates[1];
                double alarms = alarms(n, rates[0], rates[1]);
                lines.add(String.format(
                        Locale.ROOT,
                        "| %d | %.2f / %.2f | %s | %s | %s | %s |",
                        n,
                        rates[0],
                        rates[1],
                        percent(alarms),
                        percent(equal ? alarms : fewer.everMissed(n, rates[0], rates[1])),
                        equal ? percent(fewer.naiveAlarms(n, rates[0], rates[1])) : "",
                        percent(oneLook(n, rates[0], rates[1]))));
            }
        }
        return String.join("\n", lines) + "\n";
    }
}
