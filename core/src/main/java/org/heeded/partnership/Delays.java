package org.heeded.partnership;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Outcome;
import org.heeded.model.When;
import org.heeded.stats.Estimate;
import org.heeded.stats.Median;

/** How long things took: each delay with how often it occurs, so that they merge exactly. */
record Delays(SortedMap<Duration, Long> counts) {

    static final String DECIDE = "days to decide";
    static final String LAUNCH = "days to launch";
    static final String REPORT = "days to report";

    private static final double SECONDS_A_DAY = 86_400;

    Delays {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Counts how long things took: from proposal to decision, from decision to launch, from due day to outcome. */
    static void count(Fold fold, Tally.Counter counter) {
        for (AdviceCase c : fold.dossier().cases()) {
            if (c.state().hasResult() && c.isProposal()) {
                count(DECIDE, c.at(), c.decidedAt(), fold.zone(), counter);
            }
            count(LAUNCH, c.decidedAt(), c.launchedAt(), fold.zone(), counter);
            count(REPORT, c.due().map(When.On::new), c.outcome().flatMap(Outcome::at), fold.zone(), counter);
        }
    }

    /** An end before the start counts as no delay: the outcome was there before it was due. */
    private static void count(
            String table, Optional<? extends When> from, Optional<When> to, ZoneId zone, Tally.Counter counter) {
        if (from.isPresent() && to.isPresent()) {
            Duration delay = Duration.between(from.get().start(zone), to.get().start(zone));
            counter.count(table, (delay.isNegative() ? Duration.ZERO : delay).toString());
        }
    }

    static Delays of(String table, Tally tally) {
        TreeMap<Duration, Long> counts = new TreeMap<>();
        tally.rows(table).forEach((words, n) -> counts.put(Duration.parse(words.get(0)), n));
        return new Delays(counts);
    }

    /** The median in days. */
    Estimate medianDays(double level) {
        TreeMap<Double, Long> days = new TreeMap<>();
        counts.forEach((delay, count) ->
                days.merge((delay.getSeconds() + delay.getNano() / 1e9) / SECONDS_A_DAY, count, Long::sum));
        return Median.ORDER_STATISTICS.of(days, level);
    }
}
