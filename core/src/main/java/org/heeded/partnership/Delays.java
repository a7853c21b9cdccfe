package org.heeded.partnership;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Outcome;
import org.heeded.model.When;
import org.heeded.stats.Estimate;
import org.heeded.stats.Median;

/** How long things took: each delay with how often it occurs, so that they merge exactly. */
record Delays(SortedMap<Duration, Long> counts) {

    static final Delays NONE = new Delays(Collections.emptySortedMap());

    private static final double SECONDS_A_DAY = 86_400;

    Delays {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** From the proposal to the decision that counts. */
    static Delays toDecide(Dossier dossier, ZoneId zone) {
        return of(
                dossier,
                c -> c.state().hasResult() && c.isProposal() ? c.at() : Optional.empty(),
                AdviceCase::decidedAt,
                zone);
    }

    /** From the decision (order: its giving) to the launch. */
    static Delays toLaunch(Dossier dossier, ZoneId zone) {
        return of(dossier, AdviceCase::decidedAt, AdviceCase::launchedAt, zone);
    }

    /** From the due day to the outcome. */
    static Delays toReport(Dossier dossier, ZoneId zone) {
        return of(dossier, c -> c.due().map(When.On::new), c -> c.outcome().flatMap(Outcome::at), zone);
    }

    /** An end before the start counts as no delay: the outcome was there before it was due. */
    private static Delays of(
            Dossier dossier,
            Function<AdviceCase, Optional<? extends When>> from,
            Function<AdviceCase, Optional<When>> to,
            ZoneId zone) {
        TreeMap<Duration, Long> counts = new TreeMap<>();
        for (AdviceCase c : dossier.cases()) {
            Optional<? extends When> start = from.apply(c);
            Optional<When> end = to.apply(c);
            if (start.isPresent() && end.isPresent()) {
                Duration delay =
                        Duration.between(start.get().start(zone), end.get().start(zone));
                counts.merge(delay.isNegative() ? Duration.ZERO : delay, 1L, Long::sum);
            }
        }
        return new Delays(counts);
    }

    /** Adds up many. */
    static final class Sum {

        private final TreeMap<Duration, Long> counts = new TreeMap<>();

        void add(Delays other) {
            other.counts.forEach((delay, count) -> counts.merge(delay, count, Long::sum));
        }

        Delays delays() {
            return new Delays(counts);
        }
    }

    /** The median in days. */
    Estimate medianDays(double level) {
        TreeMap<Double, Long> days = new TreeMap<>();
        counts.forEach((delay, count) ->
                days.merge((delay.getSeconds() + delay.getNano() / 1e9) / SECONDS_A_DAY, count, Long::sum));
        return Median.ORDER_STATISTICS.of(days, level);
    }
}
