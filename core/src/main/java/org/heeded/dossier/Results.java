package org.heeded.dossier;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.heeded.model.Accumulation;
import org.heeded.model.Comparison;
import org.heeded.model.Criterion;
import org.heeded.model.Event;
import org.heeded.model.Measurement;
import org.heeded.model.Verdict;

/**
 * Picks, of all measurements of a piece of work, the one that settles it: the first valid final one on or after the due
 * day, since measuring until success would turn most failures into successes; without a due day the last one.
 */
final class Results {

    private final List<Current<Event.OutcomeMeasured>> measurements;
    private final CaseRules rules;
    private final Optional<Instant> watchedUntil;

    /**
     * Over measurements in log order.
     *
     * @param watchedUntil the end of the horizon, which is still in time
     */
    Results(List<Current<Event.OutcomeMeasured>> measurements, CaseRules rules, Optional<Instant> watchedUntil) {
        this.measurements = Timeline.inOrder(measurements, rules.zone());
        this.rules = rules;
        this.watchedUntil = watchedUntil;
    }

    /** Whether a final measurement was taken, on or after the due day. */
    boolean reported(Optional<LocalDate> due) {
        return measurements.stream().anyMatch(m -> isFinal(m, due));
    }

    /** What came of work held to criteria. */
    Optional<Outcome> outcome(Criteria criteria) {
        Optional<Criteria.Chosen> own = criteria.own();
        Optional<LocalDate> due = criteria.due(own);
        return outcome(own, due)
                .or(() -> criteria.borrowed()
                        .flatMap(
                                c -> settling(c.criterion(), c.criterion().due().or(() -> due))
                                        .map(m -> outcome(m, c, Optional.empty()))))
                .filter(o -> o.at().filter(at -> late(at.start(rules.zone()))).isEmpty())
                .map(o -> criteria.supporting().stream().anyMatch(c -> missed(c, due)) ? supportingMissed(o) : o);
    }

    /** What came of work held to one criterion, or judged: derived beats judged, but no inconclusive or invalid. */
    private Optional<Outcome> outcome(Optional<Criteria.Chosen> chosen, Optional<LocalDate> due) {
        Optional<Current<Event.OutcomeMeasured>> derived = chosen.flatMap(c -> settling(c.criterion(), due));
        if (derived.isEmpty()) {
            return judgement(due, m -> true).map(Results::judged);
        }
        Current<Event.OutcomeMeasured> measured = derived.get();
        Optional<Current<Event.OutcomeMeasured>> stated =
                measured.event().measurement().verdict().isPresent()
                        ? derived
                        : judgement(due, m -> !measures(m, chosen.get().criterion()));
        boolean unusable = stated.map(Results::verdict)
                .filter(v -> v == Verdict.INCONCLUSIVE || v == Verdict.INVALID)
                .isPresent();
        return Optional.of(
                unusable ? judged(stated.get()) : outcome(measured, chosen.get(), stated.map(Results::verdict)));
    }

    /** The measurement that settles whether a criterion was met. */
    Optional<Current<Event.OutcomeMeasured>> settling(Criterion criterion, Optional<LocalDate> due) {
        Predicate<Current<Event.OutcomeMeasured>> usable = m ->
                measures(m, criterion) && m.event().measurement().verdict().orElse(Verdict.MIXED) != Verdict.INVALID;
        // what has added up to the target already cannot be undone
        boolean settlesEarly =
                criterion.accumulation() == Accumulation.CUMULATIVE && criterion.comparison() == Comparison.AT_LEAST;
        Optional<Current<Event.OutcomeMeasured>> early = settlesEarly
                ? measurements.stream()
                        .filter(usable)
                        .filter(m -> verdict(m, criterion) == Verdict.SUCCESS)
                        .findFirst()
                : Optional.empty();
        return early.or(() -> pick(due, usable));
    }

    private Optional<Current<Event.OutcomeMeasured>> judgement(
            Optional<LocalDate> due, Predicate<Current<Event.OutcomeMeasured>> which) {
        Predicate<Current<Event.OutcomeMeasured>> stated =
                which.and(m -> m.event().measurement().verdict().isPresent());
        return pick(due, stated.and(m -> verdict(m) != Verdict.INVALID)).or(() -> pick(due, stated));
    }

    private Optional<Current<Event.OutcomeMeasured>> pick(
            Optional<LocalDate> due, Predicate<Current<Event.OutcomeMeasured>> which) {
        Optional<Current<Event.OutcomeMeasured>> last = Optional.empty();
        for (Current<Event.OutcomeMeasured> m : measurements) {
            if (isFinal(m, due) && which.test(m)) {
                if (due.isPresent()) {
                    return Optional.of(m);
                }
                if (m.when().filter(at -> late(at.start(rules.zone()))).isEmpty()) {
                    last = Optional.of(m);
                }
            }
        }
        return last;
    }

    private boolean late(Instant at) {
        return watchedUntil.filter(at::isAfter).isPresent();
    }

    /** A measurement on the due day is in time; one without a time counts as on or after it. */
    private boolean isFinal(Current<Event.OutcomeMeasured> m, Optional<LocalDate> due) {
        return m.event().measurement().stage() == Measurement.Stage.FINAL
                && (due.isEmpty()
                        || m.when().isEmpty()
                        || !m.when().get().day(rules.zone()).isBefore(due.get()));
    }

    private static boolean measures(Current<Event.OutcomeMeasured> m, Criterion criterion) {
        Measurement measurement = m.event().measurement();
        return measurement.actual().isPresent()
                && measurement
                        .metric()
                        .filter(name -> !name.equals(criterion.metric()))
                        .isEmpty()
                && (measurement.unit().isEmpty()
                        || criterion.unit().isEmpty()
                        || measurement.unit().equals(criterion.unit()));
    }

    private boolean missed(Criterion criterion, Optional<LocalDate> due) {
        return pick(criterion.due().or(() -> due), m -> measures(m, criterion))
                .filter(m -> verdict(m, criterion) == Verdict.FAILURE)
                .isPresent();
    }

    /** What a measurement comes to under a criterion. */
    Verdict verdict(Current<Event.OutcomeMeasured> m, Criterion criterion) {
        BigDecimal target = criterion.target().orElseThrow();
        BigDecimal surplus = m.event().measurement().actual().orElseThrow().subtract(target);
        if (criterion.comparison() == Comparison.AT_MOST) {
            surplus = surplus.negate();
        }
        if (surplus.signum() >= 0) {
            return Verdict.SUCCESS;
        }
        BigDecimal tolerance = rules.nearMiss().multiply(target.abs());
        return surplus.negate().compareTo(tolerance) <= 0 ? Verdict.MIXED : Verdict.FAILURE;
    }

    private static Verdict verdict(Current<Event.OutcomeMeasured> stated) {
        return stated.event().measurement().verdict().orElseThrow();
    }

    private Outcome outcome(Current<Event.OutcomeMeasured> m, Criteria.Chosen chosen, Optional<Verdict> stated) {
        Verdict verdict = verdict(m, chosen.criterion());
        return new Outcome(
                m.entry().id(),
                m.n(),
                m.when(),
                m.known(),
                verdict,
                chosen.yardstick(),
                Optional.empty(),
                Optional.of(chosen.criterion()),
                m.event().measurement().actual(),
                stated.filter(v -> v != verdict),
                false);
    }

    private static Outcome judged(Current<Event.OutcomeMeasured> m) {
        Measurement measurement = m.event().measurement();
        return new Outcome(
                m.entry().id(),
                m.n(),
                m.when(),
                m.known(),
                verdict(m),
                Yardstick.JUDGED,
                measurement.judgedBy(),
                Optional.empty(),
                measurement.actual(),
                Optional.empty(),
                false);
    }

    private static Outcome supportingMissed(Outcome o) {
        return new Outcome(
                o.entry(),
                o.n(),
                o.at(),
                o.known(),
                o.verdict(),
                o.yardstick(),
                o.judge(),
                o.criterion(),
                o.actual(),
                o.differing(),
                true);
    }
}
