package org.heeded.partnership;

import java.util.Optional;
import org.heeded.dossier.Arm;
import org.heeded.dossier.Claim;
import org.heeded.dossier.Result;
import org.heeded.model.Forecast;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.stats.Estimate;

/**
 * The marketer's side of partnership.
 *
 * @param reported of decided and ordered work whose due day is over, the share of which the outcome was reported
 * @param forecast of proposals, the share that came with a probability of success
 * @param owned of failures of followed advice about which the marketer's side said who was responsible, the share that
 *     named the marketer or both
 */
public record MarketerSide(Estimate reported, Estimate forecast, Estimate owned) {

    private static final String REPORTED = "marketer, outcomes due";
    private static final String FORECAST = "marketer, forecasts";
    private static final String OWNED = "marketer, failures";
    private static final String YES = "yes";
    private static final String NO = "no";

    static void count(Fold fold, Tally.Counter counter) {
        fold.cases()
                .filter(c -> c.state().hasResult()
                        && c.due().filter(fold.rules()::over).isPresent())
                .forEach(
                        c -> counter.count(REPORTED, c.reported() || c.outcome().isPresent() ? YES : NO));
        fold.cases()
                .filter(c -> c.isProposal())
                .forEach(c -> counter.count(
                        FORECAST,
                        c.description().forecasts().stream()
                                        .map(Forecast::probability)
                                        .anyMatch(Optional::isPresent)
                                ? YES
                                : NO));
        fold.rows().stream()
                .filter(row -> row.arm() == Arm.FOLLOWED && row.result() == Result.FAILURE)
                .forEach(row -> row.cases().stream()
                        .flatMap(c -> c.claims().stream())
                        .filter(claim -> claim.side().equals(Optional.of(Side.MARKETER)))
                        .reduce((a, b) -> b)
                        .ifPresent(last -> counter.count(OWNED, owns(last) ? YES : NO)));
    }

    private static boolean owns(Claim claim) {
        return claim.responsible() == Responsible.MARKETER || claim.responsible() == Responsible.SHARED;
    }

    static MarketerSide of(Tally tally, AnalysisPlan plan) {
        return new MarketerSide(share(REPORTED, tally, plan), share(FORECAST, tally, plan), share(OWNED, tally, plan));
    }

    private static Estimate share(String table, Tally tally, AnalysisPlan plan) {
        long yes = tally.count(table, YES);
        return OverrideToFailure.share(yes, yes + tally.count(table, NO), plan);
    }
}
