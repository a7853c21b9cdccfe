package org.heeded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.exchange.CsvImport;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.ImportException;
import org.heeded.model.ImportException.Problem;
import org.heeded.model.Party;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.Side;
import org.heeded.model.Text;
import org.heeded.privacy.Sealer;

/** Takes one spreadsheet into a store: checks all of it against the rules of the log first. For one thread, once. */
final class Importer {

    private static final int PAGE = 1_000;

    private final Store store;
    private final Sealer sealer;
    private final CsvMapping mapping;
    private final Map<Long, Problem> refusedByLine = new HashMap<>();
    private final Set<Draft> refusedDrafts = new HashSet<>();

    Importer(Store store, Sealer sealer, CsvMapping mapping) {
        this.store = store;
        this.sealer = sealer;
        this.mapping = mapping;
    }

    /** The mapping, and where it has marketers by name it finds them by the names in the log too. */
    CsvMapping mapping() {
        return mapping.marketerNames()
                .map(given -> {
                    Map<String, Party> ours = marketersByName();
                    return mapping.withMarketerNames(
                            name -> given.apply(name).or(() -> Optional.ofNullable(ours.get(name))));
                })
                .orElse(mapping);
    }

    private Map<String, Party> marketersByName() {
        Map<String, Party> byName = new HashMap<>();
        Position at = Position.START;
        List<Recorded> page;
        do {
            page = store.read(at, PAGE);
            for (Recorded recorded : page) {
                Entry entry = recorded.entry();
                if (entry.event() instanceof Event.PartyJoined
                        && store.current(entry.id()).orElse(null) instanceof Event.PartyJoined now
                        && now.party().side() == Side.MARKETER
                        && now.party().name().orElse(null) instanceof Text.Sealed name) {
                    sealer.open(entry.engagement(), "name", name)
                            .ifPresent(words -> byName.putIfAbsent(words, now.party()));
                }
            }
            at = at.plus(page.size());
        } while (page.size() == PAGE);
        return byName;
    }

    /**
     * Records what was read, all or nothing unless the mapping asks for the good rows only.
     *
     * @throws ImportException if a row is refused, with every problem; nothing was written
     */
    ImportSummary take(CsvImport read) {
        check(read.rows());
        List<Problem> problems = Stream.concat(read.problems().stream(), refusedByLine.values().stream())
                .sorted(Comparator.comparingLong(Problem::line))
                .toList();
        if (!refusedByLine.isEmpty() && !mapping.goodRowsOnly()) {
            throw new ImportException(
                    read.source() + ": " + refusedByLine.size() + " of " + read.rowCount()
                            + " rows cannot be recorded; nothing was",
                    problems);
        }
        Position before = store.end();
        List<Draft> good = good(read.rows());
        long added = store.append(good).stream()
                .filter(r -> r.position().compareTo(before) >= 0)
                .count();
        return new ImportSummary(
                read.rowCount(), added, good.size() - added, problems, read.assumptions(), read.ignoredColumns());
    }

    /** Finds the rows that the rules refuse, each with the first reason; with an opening, all rows of its engagement. */
    private void check(List<CsvImport.Row> rows) {
        List<Draft> drafts = new ArrayList<>();
        List<CsvImport.Row> rowOf = new ArrayList<>();
        for (CsvImport.Row row : rows) {
            drafts.addAll(row.drafts());
            row.drafts().forEach(draft -> rowOf.add(row));
        }
        Map<EngagementId, RejectedException> unopened = new HashMap<>();
        for (Store.Refusal refusal : store.check(drafts)) {
            Draft draft = drafts.get(refusal.index());
            refuse(rowOf.get(refusal.index()), refusal.why());
            refusedDrafts.add(draft);
            if (draft.event() instanceof Event.EngagementOpened) {
                unopened.put(draft.engagement(), refusal.why());
            }
        }
        for (CsvImport.Row row : rows) {
            RejectedException why = unopened.get(engagement(row));
            if (why != null) {
                refuse(row, why);
            }
        }
    }

    private void refuse(CsvImport.Row row, RejectedException why) {
        refusedByLine.putIfAbsent(row.line(), new Problem(row.line(), why.field(), "", why.problem()));
    }

    /** The drafts of the rows that are not refused, with what a refused row was the first to say for those behind it. */
    private List<Draft> good(List<CsvImport.Row> rows) {
        List<Draft> good = new ArrayList<>();
        Map<EngagementId, List<Draft>> saidFirst = new HashMap<>();
        for (CsvImport.Row row : rows) {
            List<Draft> shared = saidFirst.computeIfAbsent(engagement(row), e -> new ArrayList<>());
            if (refusedByLine.containsKey(row.line())) {
                row.drafts().stream()
                        .filter(draft -> isShared(draft.event()) && !refusedDrafts.contains(draft))
                        .forEach(shared::add);
            } else {
                good.addAll(shared);
                shared.clear();
                good.addAll(row.drafts());
            }
        }
        return good;
    }

    private static boolean isShared(Event event) {
        return event instanceof Event.EngagementOpened
                || event instanceof Event.PartyJoined
                || event instanceof Event.GoalSet;
    }

    private static EngagementId engagement(CsvImport.Row row) {
        return row.drafts().get(0).engagement();
    }
}
