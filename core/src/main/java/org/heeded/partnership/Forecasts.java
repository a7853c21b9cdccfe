package org.heeded.partnership;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Foretold;
import org.heeded.model.Criterion;
import org.heeded.model.PartyId;
import org.heeded.model.Side;
import org.heeded.stats.CalibrationTable;
import org.heeded.stats.Estimate;
import org.heeded.stats.ForecastScore;
import org.heeded.stats.PairedForecasts;
import org.heeded.stats.PairedTest;
import org.heeded.stats.TestResult;

/**
 * How good forecasts were. Scored is a probability about what was launched (or, where nobody recorded a launch, decided),
 * written down before the result.
 *
 * @param bySide the marketers' and the clients' forecasts
 * @param byForecaster by who made them; those of nobody named are left out
 * @param byHorizon by side and by the days from the forecast to its due day
 * @param byTag by side and by each tag of the work
 * @param afterwards probabilities that were written down after the result, and are not scored
 * @param overrideValueAdded both sides' targets for the same metric of the same work: who was nearer
 */
public record Forecasts(
        List<Scores> bySide,
        List<Scores> byForecaster,
        List<Scores> byHorizon,
        List<Scores> byTag,
        long afterwards,
        ValueAdded overrideValueAdded) {

    private static final String SIDE = "forecasts by side";
    private static final String FORECASTER = "forecasts by forecaster";
    private static final String HORIZON = "forecasts by horizon";
    private static final String TAG = "forecasts by tag";
    private static final String AFTERWARDS = "forecasts afterwards";
    private static final String PAIRS = "forecasts of both sides";

    /**
     * The scores of some forecasts.
     *
     * @param side whose
     * @param key the forecaster, horizon or tag; empty by side
     * @param brier the Brier score
     * @param reliability Murphy's reliability, on the distinct probabilities
     * @param resolution Murphy's resolution
     * @param uncertainty Murphy's uncertainty
     * @param miscalibration CORP's miscalibration
     * @param discrimination CORP's discrimination
     * @param logScore the logarithmic score, infinite at a certain miss
     * @param calibration predicted against observed
     */
    public record Scores(
            Side side,
            String key,
            Estimate brier,
            Estimate reliability,
            Estimate resolution,
            Estimate uncertainty,
            Estimate miscalibration,
            Estimate discrimination,
            Estimate logScore,
            List<Calibration> calibration) {

        private static Scores of(Side side, String key, CalibrationTable table, AnalysisPlan plan) {
            List<Double> recalibrated = table.recalibrated();
            List<Calibration> rows = new ArrayList<>();
            for (int i = 0; i < table.rows().size(); i++) {
                CalibrationTable.Row row = table.rows().get(i);
                rows.add(new Calibration(
                        row.forecast(),
                        row.forecasts(),
                        row.events(),
                        OverrideToFailure.share(row.events(), row.forecasts(), plan),
                        recalibrated.get(i)));
            }
            return new Scores(
                    side,
                    key,
                    ForecastScore.BRIER.of(table),
                    ForecastScore.RELIABILITY.of(table),
                    ForecastScore.RESOLUTION.of(table),
                    ForecastScore.UNCERTAINTY.of(table),
                    ForecastScore.MISCALIBRATION.of(table),
                    ForecastScore.DISCRIMINATION.of(table),
                    ForecastScore.LOG_SCORE.of(table),
                    rows);
        }
    }

    /**
     * Forecasts of one probability.
     *
     * @param probability the probability
     * @param forecasts how many
     * @param met of how many the target was met
     * @param observed that share
     * @param recalibrated the isotonic estimate of what the probability meant
     */
    public record Calibration(double probability, long forecasts, long met, Estimate observed, double recalibrated) {}

    /**
     * Both sides' targets against what was measured.
     *
     * @param marketerNearer how often the marketer's was nearer
     * @param clientNearer how often the client's was nearer
     * @param ties how often neither was
     * @param nearer the exact sign test of no difference
     * @param byMetric the size of the errors, within each metric and unit
     */
    public record ValueAdded(
            long marketerNearer, long clientNearer, long ties, TestResult nearer, List<Errors> byMetric) {}

    /**
     * The errors of both sides in one metric and unit.
     *
     * @param metric the metric
     * @param unit the unit; absent: none given
     * @param n pairs of forecasts
     * @param difference the mean absolute error of the marketer less that of the client: below 0 the marketer was nearer
     * @param test the signed-rank test of no difference
     */
    public record Errors(String metric, Optional<String> unit, int n, Estimate difference, TestResult test) {}

    static void count(Fold fold, Tally.Counter counter) {
        fold.cases().forEach(c -> {
            for (Foretold told : c.forecasts()) {
                if (told.forecast().probability().isPresent() && told.met().isPresent()) {
                    if (told.before()) {
                        score(c, told, counter);
                    } else {
                        counter.count(AFTERWARDS);
                    }
                }
            }
            pair(c, counter);
        });
    }

    private static void score(AdviceCase c, Foretold told, Tally.Counter counter) {
        String side = told.side().name();
        String probability = told.forecast().probability().orElseThrow().toPlainString();
        String met = Boolean.toString(told.met().orElseThrow());
        counter.count(SIDE, side, Fold.NOT_GIVEN, probability, met);
        told.by().map(PartyId::value).ifPresent(by -> counter.count(FORECASTER, side, by, probability, met));
        counter.count(
                HORIZON, side, told.horizonDays().map(Forecasts::horizon).orElse(Fold.NOT_GIVEN), probability, met);
        c.description().tags().forEach((tag, value) -> counter.count(TAG, side, tag + "=" + value, probability, met));
    }

    private static String horizon(long days) {
        return days <= 30 ? "up to 30 days" : days <= 90 ? "31 to 90 days" : "over 90 days";
    }

    /** The first target of each side for the same metric of the same work. */
    private static void pair(AdviceCase c, Tally.Counter counter) {
        for (Foretold marketers : c.forecasts()) {
            Optional<Criterion> own = target(marketers, Side.MARKETER);
            Optional<Foretold> clients = c.forecasts().stream()
                    .filter(f -> target(f, Side.CLIENT)
                            .filter(theirs -> own.filter(o -> o.metric().equals(theirs.metric())
                                            && o.unit().equals(theirs.unit()))
                                    .isPresent())
                            .isPresent())
                    .findFirst();
            if (own.isPresent() && clients.isPresent()) {
                counter.count(
                        PAIRS,
                        own.get().metric(),
                        own.get().unit().orElse(Fold.NOT_GIVEN),
                        plain(own.get().target()),
                        plain(target(clients.get(), Side.CLIENT).orElseThrow().target()),
                        plain(marketers.actual()));
                return;
            }
        }
    }

    private static Optional<Criterion> target(Foretold told, Side side) {
        return told.side() == side && told.before() && told.actual().isPresent()
                ? told.forecast().criterion().filter(c -> c.target().isPresent())
                : Optional.empty();
    }

    private static String plain(Optional<BigDecimal> number) {
        return number.orElseThrow().toPlainString();
    }

    static Forecasts of(Tally tally, AnalysisPlan plan) {
        return new Forecasts(
                scores(SIDE, tally, plan),
                scores(FORECASTER, tally, plan),
                scores(HORIZON, tally, plan),
                scores(TAG, tally, plan),
                tally.count(AFTERWARDS),
                valueAdded(tally, plan));
    }

    private static List<Scores> scores(String name, Tally tally, AnalysisPlan plan) {
        TreeMap<List<String>, CalibrationTable> tables = new TreeMap<>(Tally.WORD_BY_WORD);
        tally.rows(name).inOrder((words, n) -> {
            CalibrationTable.Row row = new CalibrationTable.Row(
                    Double.parseDouble(words.get(2)), n, words.get(3).equals("true") ? n : 0);
            tables.merge(words.subList(0, 2), new CalibrationTable(List.of(row)), CalibrationTable::plus);
        });
        List<Scores> scores = new ArrayList<>();
        tables.forEach((key, table) -> scores.add(Scores.of(Side.valueOf(key.get(0)), key.get(1), table, plan)));
        return scores;
    }

    private static ValueAdded valueAdded(Tally tally, AnalysisPlan plan) {
        SortedMap<List<String>, List<PairedForecasts.Pair>> byMetric = new TreeMap<>(Tally.WORD_BY_WORD);
        tally.rows(PAIRS).inOrder((words, n) -> {
            PairedForecasts.Pair pair = new PairedForecasts.Pair(
                    Double.parseDouble(words.get(2)),
                    Double.parseDouble(words.get(3)),
                    Double.parseDouble(words.get(4)));
            List<PairedForecasts.Pair> pairs = byMetric.computeIfAbsent(words.subList(0, 2), k -> new ArrayList<>());
            for (long i = 0; i < n; i++) {
                pairs.add(pair);
            }
        });
        PairedForecasts.Nearer nearer = new PairedForecasts(
                        byMetric.values().stream().flatMap(List::stream).toList())
                .nearer();
        List<Errors> errors = new ArrayList<>();
        byMetric.forEach((key, pairs) -> {
            PairedForecasts paired = new PairedForecasts(pairs);
            errors.add(new Errors(
                    key.get(0),
                    Optional.of(key.get(1)).filter(u -> !u.isEmpty()),
                    pairs.size(),
                    paired.errorDifference(plan.level()),
                    PairedTest.SIGNED_RANK_PRATT.of(paired.differences())));
        });
        return new ValueAdded(
                nearer.first(),
                nearer.second(),
                nearer.ties(),
                PairedTest.sign(nearer.first(), nearer.second()),
                errors);
    }
}
