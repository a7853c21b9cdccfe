package org.heeded;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Waiting;
import org.heeded.log.LogScan;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;

/** Reads what questions are asked of: the cases of a log, one engagement at a time. */
final class DossierReader {

    private static final int PAGE = 1_000;

    private final Store store;

    DossierReader(Store store) {
        this.store = store;
    }

    /** The cases of those engagements that were begun. */
    Stream<Dossier> dossiers(List<EngagementId> engagements, Position end, CaseRules rules) {
        return engagements.stream().flatMap(e -> dossier(e, end, rules).stream());
    }

    Optional<Dossier> dossier(EngagementId engagement, Position end, CaseRules rules) {
        List<Entry> entries = entries(engagement, end);
        return entries.isEmpty() ? Optional.empty() : Optional.of(Dossier.of(engagement, entries, rules));
    }

    /** The entries of an engagement as of a position. */
    List<Entry> entries(EngagementId engagement, Position end) {
        List<Entry> entries = new ArrayList<>();
        List<Recorded> page;
        do {
            page = store.read(engagement, entries.size(), PAGE).stream()
                    .filter(r -> r.position().compareTo(end) < 0)
                    .toList();
            page.forEach(r -> entries.add(r.entry()));
        } while (page.size() == PAGE);
        return entries;
    }

    /** Some entries of an engagement, by their indices in order. */
    List<Entry> entries(EngagementId engagement, int[] which) {
        List<Entry> entries = new ArrayList<>(which.length);
        for (int i = 0; i < which.length; ) {
            int together = 1;
            while (i + together < which.length && together < PAGE && which[i + together] == which[i] + together) {
                together++;
            }
            store.read(engagement, which[i], together).forEach(r -> entries.add(r.entry()));
            i += together;
        }
        return entries;
    }

    /** The figures of a report; in {@code covered} the engagements that are in it, in {@code sealed} what waits untitled. */
    PartnershipReport report(ReportRequest request, Instant now, List<EngagementId> covered, List<Waiting> sealed) {
        Position whole = store.end();
        Position end = request.position().filter(p -> p.compareTo(whole) < 0).orElse(whole);
        Instant cut = request.cut()
                .orElseGet(
                        () -> request.position().isPresent() ? lastRecorded(end).orElse(now) : now);
        List<EngagementId> read = request.engagement().map(List::of).orElseGet(store::engagements);
        Gathering gathering = new Gathering(request, cut);
        dossiers(read, end, gathering.rules).forEach(gathering::add);
        covered.addAll(gathering.covered);
        sealed.addAll(gathering.sealed);
        return gathering.report(now, end);
    }

    /** The figures of a report on all of a log in files; empty if sealed titles wait, which it cannot tell from erased ones. */
    static Optional<PartnershipReport> report(LogScan scan, ReportRequest request, Instant now) {
        Gathering gathering = new Gathering(request, request.cut().orElse(now));
        scan.read(
                asked(scan, request),
                (engagement, entries) -> gathering.add(Dossier.of(engagement, entries, gathering.rules)));
        return gathering.sealed.isEmpty() ? Optional.of(gathering.report(now, scan.end())) : Optional.empty();
    }

    /** The outcomes by arm in each slice of a lens, of a log in files whose lines were outlined. */
    static SortedMap<String, ArmTable> outcomes(LogScan scan, Lens lens, ReportRequest request, Instant now) {
        CaseRules rules = request.plan().rules(request.cut().orElse(now));
        // the simple cases of an engagement differ in all but their client
        boolean outlined = lens.equals(Lens.CLIENT) && SimpleCases.apply(rules);
        SortedMap<String, ArmTable> sum = new TreeMap<>();
        ReentrantLock adding = new ReentrantLock();
        scan.outlines(asked(scan, request), (engagement, lines, entries) -> {
            Optional<SimpleCases> simple = outlined ? Optional.of(SimpleCases.of(lines, rules)) : Optional.empty();
            int[] others = simple.map(SimpleCases::others)
                    .orElseGet(() -> IntStream.range(0, lines.size()).toArray());
            Dossier dossier = Dossier.of(engagement, entries.apply(others), rules);
            if (request.client().filter(c -> !c.equals(dossier.client())).isPresent()) {
                return;
            }
            Map<String, ArmTable> tables = new HashMap<>(ArmTable.by(lens, dossier));
            simple.map(SimpleCases::table)
                    .ifPresent(table -> tables.merge(dossier.client().value(), table, ArmTable::plus));
            adding.lock();
            try {
                tables.forEach((key, table) -> sum.merge(key, table, ArmTable::plus));
            } finally {
                adding.unlock();
            }
        });
        sum.values().removeIf(ArmTable.EMPTY::equals);
        return sum;
    }

    private static List<EngagementId> asked(LogScan scan, ReportRequest request) {
        return scan.engagements().stream()
                .filter(e ->
                        request.engagement().filter(asked -> !asked.equals(e)).isEmpty())
                .toList();
    }

    /** What a report is made from, added dossier by dossier by any thread. */
    private static final class Gathering {

        private final ReportRequest request;
        private final Instant cut;
        private final CaseRules rules;
        private final Tally.Sum sum = new Tally.Sum();
        private final List<EngagementId> covered = new ArrayList<>();
        private final List<Waiting> sealed = new ArrayList<>();
        private final ReentrantLock adding = new ReentrantLock();

        Gathering(ReportRequest request, Instant cut) {
            this.request = request;
            this.cut = cut;
            rules = request.plan().rules(cut);
        }

        void add(Dossier dossier) {
            if (request.client().filter(c -> !c.equals(dossier.client())).isPresent()) {
                return;
            }
            Tally tally = Tally.of(dossier, request.plan(), request.lenses(), cut);
            List<Waiting> untitled = Waiting.of(dossier, rules)
                    .filter(PersonalTexts::hasSealedTitle)
                    .toList();
            adding.lock();
            try {
                sum.add(tally);
                covered.add(dossier.engagement());
                sealed.addAll(untitled);
            } finally {
                adding.unlock();
            }
        }

        PartnershipReport report(Instant now, Position end) {
            return PartnershipReport.of(
                    sum.tally(),
                    request.plan(),
                    request.lenses(),
                    now,
                    new PartnershipReport.AsOf(end, cut),
                    request.engagement(),
                    request.client());
        }
    }

    private Optional<Instant> lastRecorded(Position end) {
        return end.value() == 0
                ? Optional.empty()
                : store.read(new Position(end.value() - 1), 1).stream()
                        .findFirst()
                        .map(r -> r.entry().recordedAt());
    }

    /** The next cases that a query matches. */
    CasePage page(CaseQuery query, Optional<CasePage.Cursor> after, int limit, CaseRules rules) {
        Position end = store.end();
        List<EngagementId> all = store.engagements();
        int first = after.map(cursor -> all.indexOf(cursor.engagement())).orElse(0);
        if (first < 0) {
            throw new IllegalArgumentException(
                    "after is in engagement " + after.orElseThrow().engagement() + ", which is not in this log");
        }
        List<AdviceCase> found = new ArrayList<>();
        for (EngagementId engagement : all.subList(first, all.size())) {
            if (query.engagement().filter(e -> !e.equals(engagement)).isPresent()) {
                continue;
            }
            List<AdviceCase> cases =
                    dossier(engagement, end, rules).map(Dossier::cases).orElse(List.of());
            for (AdviceCase c : cases) {
                boolean behind = after.filter(a -> a.engagement().equals(engagement) && c.n() <= a.n())
                        .isEmpty();
                if (behind && query.matches(c, rules.zone())) {
                    if (found.size() == limit) {
                        AdviceCase last = found.get(limit - 1);
                        return new CasePage(found, Optional.of(new CasePage.Cursor(last.engagement(), last.n())));
                    }
                    found.add(c);
                }
            }
        }
        return new CasePage(found, Optional.empty());
    }
}
