package org.heeded.stats;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * Scores of probability forecasts of an event, and the parts they are made of.
 *
 * <p>The Brier score (mean squared distance of forecast and outcome, 0 best, 1 worst) is taken apart in two ways, both
 * exact and without bins: by the distinct forecasts (Murphy 1973), Brier = reliability − resolution + uncertainty; and by
 * the isotonic recalibration (CORP; Dimitriadis, Gneiting &amp; Jordan 2021), Brier = miscalibration − discrimination +
 * uncertainty. With nearly every forecast distinct, Murphy's parts say little (each group is one outcome); CORP still does.
 *
 * <p>Scores describe the forecasts that were made; they have no limits.
 */
public enum ForecastScore implements Method {
    /**
     * Brier score: Σ n<sub>k</sub> [ō<sub>k</sub> (1−f<sub>k</sub>)² + (1−ō<sub>k</sub>) f<sub>k</sub>²] / N, over the
     * distinct forecasts f<sub>k</sub> with observed shares ō<sub>k</sub>. In [0, 1]. Equals scikit-learn's
     * {@code brier_score_loss}. Source: Brier 1950.
     */
    BRIER("Brier score"),

    /**
     * Murphy's reliability: Σ n<sub>k</sub> (f<sub>k</sub> − ō<sub>k</sub>)² / N; 0 is best. Equals R's
     * {@code verification::brier} with the distinct forecasts as thresholds and {@code bins = FALSE}.
     */
    RELIABILITY("reliability (Murphy)"),

    /** Murphy's resolution: Σ n<sub>k</sub> (ō<sub>k</sub> − ō)² / N; greater is better, at most the uncertainty. */
    RESOLUTION("resolution (Murphy)"),

    /** Uncertainty of the event itself: ō (1 − ō), the Brier score of forecasting the overall share ō every time. */
    UNCERTAINTY("uncertainty"),

    /**
     * Brier skill: 1 − Brier / uncertainty; 1 is perfect, 0 no better than the overall share, negative worse. Without
     * uncertainty it is −∞ if the forecasts had any error, and undefined if they had none.
     */
    BRIER_SKILL("Brier skill against the overall share"),

    /**
     * Miscalibration (CORP): the Brier score minus that of the {@linkplain CalibrationTable#recalibrated() recalibrated}
     * forecasts; 0 is best. Equals {@code brier_score_loss} before and after scikit-learn's {@code IsotonicRegression}.
     */
    MISCALIBRATION("miscalibration (CORP)"),

    /** Discrimination (CORP): the uncertainty minus the Brier score of the recalibrated forecasts; greater is better. */
    DISCRIMINATION("discrimination (CORP)"),

    /**
     * Logarithmic score: the mean of −ln(probability that was given to what occurred); 0 is best, and one certain forecast
     * that missed makes it ∞. Nothing is clipped. Equals scikit-learn's {@code log_loss} where that does not clip. Source:
     * Good 1952.
     */
    LOG_SCORE("logarithmic score"),

    /**
     * Area under the ROC curve: the probability that an event had a higher forecast than a non-event, ties counted half.
     * Undefined unless both occurred. Equals scikit-learn's {@code roc_auc_score}.
     */
    AUC("area under the ROC curve");

    private static final String NO_LIMITS = "a score describes the forecasts that were made";

    private final String label;

    ForecastScore(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /**
     * The score of a table of forecasts.
     *
     * @param table the forecasts and what occurred
     * @return a value without limits; undefined if nothing was forecast, and as the constants say
     */
    public Estimate of(CalibrationTable table) {
        if (table.rows().isEmpty()) {
            return new Estimate.Undefined(this, "no forecasts");
        }
        double base = (double) table.events() / table.forecasts();
        return switch (this) {
            case BRIER -> point(brier(table));
            case RELIABILITY -> point(mean(table, (forecast, observed) -> square(forecast - observed)));
            case RESOLUTION -> point(mean(table, (forecast, observed) -> square(observed - base)));
            case UNCERTAINTY -> point(base * (1 - base));
            case BRIER_SKILL -> skill(brier(table), base * (1 - base));
            case MISCALIBRATION -> point(Math.max(0, brier(table) - recalibratedBrier(table)));
            case DISCRIMINATION -> point(Math.max(0, base * (1 - base) - recalibratedBrier(table)));
            case LOG_SCORE -> point(mean(table, ForecastScore::logLoss));
            case AUC -> auc(table);
        };
    }

    private Estimate point(double value) {
        return new Estimate.Point(value, this, NO_LIMITS);
    }

    private Estimate skill(double brier, double uncertainty) {
        return uncertainty == 0 && brier == 0
                ? new Estimate.Undefined(this, "nothing was uncertain and nothing missed")
                : point(1 - brier / uncertainty);
    }

    private Estimate auc(CalibrationTable table) {
        double events = table.events();
        double nonEvents = table.forecasts() - events;
        if (events == 0 || nonEvents == 0) {
            return new Estimate.Undefined(this, events == 0 ? "no events" : "no non-events");
        }
        double below = 0;
        double concordant = 0;
        for (CalibrationTable.Row row : table.rows()) {
            double here = row.forecasts() - row.events();
            concordant += row.events() * (below + here / 2);
            below += here;
        }
        return point(concordant / (events * nonEvents));
    }

    private static double brier(CalibrationTable table) {
        return mean(table, ForecastScore::squaredError);
    }

    private static double recalibratedBrier(CalibrationTable table) {
        List<Double> recalibrated = table.recalibrated();
        double sum = 0;
        for (int i = 0; i < recalibrated.size(); i++) {
            CalibrationTable.Row row = table.rows().get(i);
            sum += row.forecasts() * squaredError(recalibrated.get(i), row.observed());
        }
        return sum / table.forecasts();
    }

    private static double mean(CalibrationTable table, DoubleBinaryOperator ofForecastAndObserved) {
        double sum = 0;
        for (CalibrationTable.Row row : table.rows()) {
            sum += row.forecasts() * ofForecastAndObserved.applyAsDouble(row.forecast(), row.observed());
        }
        return sum / table.forecasts();
    }

    private static double squaredError(double forecast, double observed) {
        return observed * square(1 - forecast) + (1 - observed) * square(forecast);
    }

    /** Whatever did not occur costs nothing, whatever its probability: 0 · ∞ is 0 here. */
    private static double logLoss(double forecast, double observed) {
        double events = observed == 0 ? 0 : -observed * Math.log(forecast);
        double nonEvents = observed == 1 ? 0 : -(1 - observed) * Math.log1p(-forecast);
        return events + nonEvents;
    }

    private static double square(double x) {
        return x * x;
    }
}
