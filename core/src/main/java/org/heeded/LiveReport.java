package org.heeded;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Choice;
import org.heeded.dossier.Dossier;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.When;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;

/**
 * A report that keeps up with the log: each time it is asked it counts again only the engagements to which something was
 * added, or in which a day or a window ended, and equals the report made from the whole log. Safe for use by several
 * threads. It holds the tallies of all engagements.
 *
 * <p>It says no personal words, whatever the request: titles that were sealed are left out, and so are names.
 */
public final class LiveReport {

    private static final int PAGE = 1024;

    /** One engagement: its tally in bytes, which are many times smaller, and until when it stays so if nothing is added. */
    private static final class Counted {

        private final byte[] tally;
        private final Instant changes;
        private final boolean covered;

        Counted(Tally tally, Instant changes, boolean covered) {
            this.tally = tally.toBytes();
            this.changes = changes;
            this.covered = covered;
        }
    }

    private final Store store;
    private final DossierReader reader;
    private final DecisionLog log;
    private final ReportRequest request;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<EngagementId, Counted> engagements = new HashMap<>();
    private Position seen = new Position(0);
    private Instant cut = Instant.MIN;

    LiveReport(DecisionLog log, Store store, DossierReader reader, ReportRequest request) {
        checkLive(request);
        this.log = log;
        this.store = store;
        this.reader = reader;
        this.request = request;
    }

    static void checkLive(ReportRequest request) {
        if (request.position().isPresent() || request.cut().isPresent()) {
            throw new IllegalArgumentException("what is live is as of now; leave out position and cut");
        }
    }

    /**
     * The report as of now.
     *
     * @return the same as {@link DecisionLog#report(ReportRequest)} makes of the whole log at this moment
     */
    public Report report() {
        lock.lock();
        try {
            Instant now = log.now();
            Position end = store.end();
            Set<EngagementId> changed = new HashSet<>();
            // a clock that went back may have taken any engagement behind a change
            boolean back = now.isBefore(cut);
            engagements.forEach((id, counted) -> {
                if (back || !now.isBefore(counted.changes)) {
                    changed.add(id);
                }
            });
            for (Position from = seen; from.compareTo(end) < 0; ) {
                List<Recorded> page = store.read(from, PAGE);
                page.forEach(r -> changed.add(r.entry().engagement()));
                from = new Position(from.value() + page.size());
            }
            changed.stream()
                    .filter(id -> request.engagement()
                            .filter(asked -> !asked.equals(id))
                            .isEmpty())
                    .forEach(id -> count(id, end, now));
            seen = end;
            cut = now;
            Tally.Sum sum = new Tally.Sum();
            engagements.values().forEach(counted -> sum.add(counted.tally));
            PartnershipReport figures = PartnershipReport.of(
                    sum.tally(),
                    request.plan(),
                    request.lenses(),
                    now,
                    new PartnershipReport.AsOf(end, now),
                    request.engagement(),
                    request.client());
            List<EngagementId> covered = store.engagements().stream()
                    .filter(id -> Optional.ofNullable(engagements.get(id))
                            .filter(counted -> counted.covered)
                            .isPresent())
                    .toList();
            return log.signed(figures, covered);
        } finally {
            lock.unlock();
        }
    }

    private void count(EngagementId id, Position end, Instant now) {
        CaseRules rules = request.plan().rules(now);
        Optional<Dossier> dossier = reader.dossier(id, end, rules);
        Optional<Dossier> covered = dossier.filter(
                d -> request.client().filter(c -> !c.equals(d.client())).isEmpty());
        Tally tally = covered.map(d -> Tally.of(d, request.plan(), request.lenses(), now))
                .orElse(Tally.EMPTY);
        Instant changes = dossier.map(d -> changes(d, rules)).orElse(Instant.MAX);
        engagements.put(id, new Counted(tally, changes, covered.isPresent()));
    }

    /** The next time at which the cases may read otherwise with nothing added: a day or a window ends. */
    static Instant changes(Dossier dossier, CaseRules rules) {
        ZoneId zone = rules.zone();
        Instant next = rules.cut()
                .atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
        for (AdviceCase c : dossier.cases()) {
            for (Instant end : windows(c, rules)) {
                // some windows still hold at their last moment
                for (Instant at : List.of(end, end.plusNanos(1))) {
                    next = at.isAfter(rules.cut()) && at.isBefore(next) ? at : next;
                }
            }
        }
        return next;
    }

    private static List<Instant> windows(AdviceCase c, CaseRules rules) {
        List<Instant> ends = new ArrayList<>();
        Optional<Instant> zero = c.timeZero().map(t -> t.start(rules.zone()));
        zero.ifPresent(t -> rules.horizon().ifPresent(h -> ends.add(t.plus(h))));
        Stream<When> decided = Stream.concat(c.choice().flatMap(Choice::at).stream(), c.timeZero().stream());
        decided.map(at -> at.start(rules.zone()).plus(Duration.ofDays(90))).forEach(ends::add);
        return ends;
    }
}
