package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.heeded.model.Criterion;
import org.heeded.model.Event;
import org.heeded.model.Forecast;
import org.heeded.model.PartyId;
import org.heeded.model.Side;
import org.heeded.model.Verdict;
import org.heeded.model.When;

/** Holds forecasts about what was carried out against what was measured, or judged where nothing was. */
record Expectations(Results results, Optional<Outcome> outcome, Optional<LocalDate> due, ZoneId zone) {

    /** Who made a forecast, and when. */
    record Author(Side side, Optional<PartyId> by, Optional<When> at, Optional<Instant> known) {}

    /** What became of it: the value, whether the target was met, and when that was settled. */
    private record Settled(Optional<BigDecimal> actual, boolean met, Optional<Instant> at) {}

    Foretold of(Forecast forecast, Author author) {
        Optional<LocalDate> expected =
                forecast.criterion().flatMap(Criterion::due).or(() -> due);
        Optional<Settled> settled = forecast.criterion()
                .flatMap(c -> measured(c, expected))
                .or(() -> forecast.primary() ? judged() : Optional.empty());
        return new Foretold(
                author.side(),
                author.by(),
                forecast,
                author.at().flatMap(at -> expected.map(day -> Math.max(0, ChronoUnit.DAYS.between(at.day(zone), day)))),
                settled.flatMap(Settled::actual),
                settled.map(Settled::met),
                author.known()
                        .filter(known -> settled.flatMap(Settled::at)
                                .filter(known::isBefore)
                                .isPresent())
                        .isPresent());
    }

    private Optional<Settled> measured(Criterion criterion, Optional<LocalDate> expected) {
        if (criterion.target().isEmpty()) {
            return Optional.empty();
        }
        return results.settling(criterion, expected)
                .map(m -> new Settled(
                        m.event().measurement().actual(),
                        results.verdict(m, criterion) == Verdict.SUCCESS,
                        start(m).or(m::known)));
    }

    private Optional<Instant> start(Current<Event.OutcomeMeasured> m) {
        return m.when().map(at -> at.start(zone));
    }

    /** A judgement tells of a forecast only where it is clear. */
    private Optional<Settled> judged() {
        return outcome.filter(o -> o.criterion().isEmpty())
                .filter(o -> o.verdict() == Verdict.SUCCESS || o.verdict() == Verdict.FAILURE)
                .map(o -> new Settled(
                        Optional.empty(),
                        o.verdict() == Verdict.SUCCESS,
                        o.at().map(at -> at.start(zone)).or(o::known)));
    }
}
