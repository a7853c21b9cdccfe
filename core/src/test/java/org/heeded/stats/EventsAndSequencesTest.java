package org.heeded.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Holds us to the golden values of our own making: see {@code own_events_and_sequences.R} and {@code .py} beside the rows. */
class EventsAndSequencesTest {

    @TestFactory
    List<DynamicNode> goldens() {
        return Goldens.tests(
                "own_events_and_sequences.csv",
                Goldens.rows("own_events_and_sequences.csv"),
                Map.ofEntries(
                        Map.entry("rate_ratio_exact", row -> {
                            row.check(PoissonRate.ratio(arm(row, 0), arm(row, 1), row.number("conf_level")));
                            checkP(row, PoissonRate.test(arm(row, 0), arm(row, 1)));
                        }),
                        Map.entry("rate_ratio_mid_p", row -> {
                            if (row.has("conf_level")) {
                                row.check(PoissonRate.ratioMidP(arm(row, 0), arm(row, 1), row.number("conf_level")));
                            } else {
                                checkP(row, PoissonRate.testMidP(arm(row, 0), arm(row, 1)));
                            }
                        }),
                        Map.entry("weighted_sum", row -> {
                            double[] events = list(row, "x");
                            double[] weights = list(row, "y");
                            row.check(PoissonRate.weightedSum(
                                    IntStream.range(0, events.length)
                                            .mapToObj(i -> new PoissonRate.Weighted((long) events[i], weights[i]))
                                            .toList(),
                                    row.number("conf_level")));
                        }),
                        Map.entry("sign", row -> checkP(row, PairedTest.SIGN.of(list(row, "x")))),
                        Map.entry("signed_rank", row -> checkP(row, PairedTest.SIGNED_RANK.of(list(row, "x")))),
                        Map.entry(
                                "signed_rank_pratt",
                                row -> checkP(row, PairedTest.SIGNED_RANK_PRATT.of(list(row, "x")))),
                        Map.entry(
                                "signed_rank_normal",
                                row -> checkP(row, PairedTest.SIGNED_RANK_NORMAL.of(list(row, "x")))),
                        Map.entry(
                                "cochran_armitage_exact",
                                row -> checkP(row, CochranArmitage.COCHRAN_ARMITAGE_EXACT.of(scored(row)))),
                        Map.entry("rate_slope", row -> row.check(scored(row).slope())),
                        Map.entry("kendall_exact", row -> checkKendall(row, KendallTest.KENDALL_EXACT)),
                        Map.entry("kendall_normal", row -> checkKendall(row, KendallTest.KENDALL_NORMAL)),
                        Map.entry("log_e_process", row -> row.check("estimate", AnytimeValid.logEProcess(table(row)))),
                        Map.entry(
                                "anytime_rd",
                                row -> row.check(AnytimeValid.riskDifference(table(row), row.number("conf_level")))),
                        Map.entry("anytime_rate", row -> {
                            double[] arm = list(row, "x");
                            row.check(AnytimeValid.rate(
                                    (long) arm[0], (long) (arm[0] + arm[1]), row.number("conf_level")));
                        }),
                        Map.entry("beta_posterior", row -> {
                            double[] parameters = list(row, "x");
                            checkSample(
                                    row,
                                    PosteriorSample.of(20_000, 1, draw -> draw.beta(parameters[0], parameters[1])),
                                    list(row, "y")[0]);
                        }),
                        Map.entry("dirichlet_share", row -> {
                            double[] inside = list(row, "y");
                            checkSample(
                                    row,
                                    PosteriorSample.of(20_000, 2, draw -> {
                                        double[] shares = draw.dirichlet(list(row, "x"));
                                        return IntStream.range(0, shares.length)
                                                .mapToDouble(i -> shares[i] * inside[i])
                                                .sum();
                                    }),
                                    0.5);
                        }),
                        Map.entry("circular_shift", row -> {
                            TestResult result = CircularShift.test(sequences(row), 1);
                            checkP(row, result);
                            assertThat(result.method()).isEqualTo(CircularShift.CIRCULAR_SHIFT);
                            row.check(
                                    "estimate",
                                    ((TestResult.Computed) result).statistic().orElseThrow());
                        })),
                Map.of());
    }

    private static double[] list(Goldens.Row row, String column) {
        return Stream.of(row.text(column).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** x = events, y = exposures. */
    private static PoissonRate.Events arm(Goldens.Row row, int arm) {
        return new PoissonRate.Events((long) list(row, "x")[arm], list(row, "y")[arm]);
    }

    /** x = scores, y = events and trials in turn. */
    private static ScoredTrials scored(Goldens.Row row) {
        double[] scores = list(row, "x");
        double[] counts = list(row, "y");
        return ScoredTrials.of(IntStream.range(0, scores.length)
                .mapToObj(i -> new ScoredTrials.Group(scores[i], (long) counts[2 * i], (long) counts[2 * i + 1]))
                .toList());
    }

    /** x = events and non-events of arm 1, y = of arm 2. */
    private static TwoByTwo table(Goldens.Row row) {
        double[] first = list(row, "x");
        double[] second = list(row, "y");
        return new TwoByTwo((long) first[0], (long) first[1], (long) second[0], (long) second[1]);
    }

    /** x = values, y = labels, both cut into sequences at 9999. */
    private static List<List<CircularShift.Step>> sequences(Goldens.Row row) {
        double[] values = list(row, "x");
        double[] labels = list(row, "y");
        List<List<CircularShift.Step>> sequences = new ArrayList<>(List.of(new ArrayList<>()));
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 9999) {
                sequences.add(new ArrayList<>());
            } else {
                sequences.get(sequences.size() - 1).add(new CircularShift.Step(values[i], labels[i] == 1));
            }
        }
        return sequences;
    }

    private static void checkP(Goldens.Row row, TestResult result) {
        row.check("p_value", ((TestResult.Computed) result).pValue());
    }

    private static void checkKendall(Goldens.Row row, KendallTest test) {
        row.check(KendallTest.tauB(list(row, "x"), list(row, "y")));
        TestResult result = test.of(list(row, "x"), list(row, "y"));
        assertThat(result.method()).isEqualTo(test);
        checkP(row, result);
    }

    private static void checkSample(Goldens.Row row, PosteriorSample sample, double threshold) {
        row.check(sample.interval(row.number("conf_level")));
        row.check("p_value", sample.probabilityAtLeast(threshold));
    }
}
