package org.heeded.exchange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.Arm;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Current;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Result;
import org.heeded.dossier.State;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.WorkId;

/**
 * The rows of one engagement. They are read back before they are written: a case that would come out in another box of the
 * case flow is told in less detail, by its verdict in place of what that was derived from.
 */
final class CaseSheet {

    private static final Header HEADER = new Header(
            1, ',', Stream.of(Column.values()).map(Column::header).toList(), places(List.of(Column.values())));

    private static Map<Column, Integer> places(List<Column> columns) {
        return IntStream.range(0, columns.size()).boxed().collect(Collectors.toMap(columns::get, i -> i));
    }

    /** All of a case that the flow and the crude table depend on. */
    private record Box(
            State state,
            Optional<Decision.Kind> decision,
            Optional<Arm> arm,
            Optional<Result> result,
            boolean undated,
            boolean undatedOutcome) {

        static Box of(AdviceCase c) {
            return new Box(
                    c.state(),
                    c.choice().map(choice -> choice.kind()),
                    c.arm(),
                    c.result(),
                    c.undated(),
                    c.outcome().filter(o -> o.at().isEmpty()).isPresent());
        }
    }

    /** A row and what reading it gives. */
    record Written(CaseRow row, List<Event> readAs) {}

    private final Dossier dossier;
    private final CaseRules rules;
    private final CaseTeller teller;
    private final Map<WorkId, CaseTeller.Detail> details = new HashMap<>();

    private CaseSheet(Dossier dossier, List<Current<?>> standing, CaseRules rules) {
        this.dossier = dossier;
        this.rules = rules;
        teller = new CaseTeller(dossier, standing, rules);
    }

    /** The rows of an engagement, in their order; what is lost with them goes to {@code losses}. */
    static List<Written> of(Dossier dossier, List<Entry> entries, CaseRules rules, Losses losses) {
        List<Current<?>> standing = Current.standing(entries);
        CaseSheet sheet = new CaseSheet(dossier, standing, rules);
        List<Written> written = sheet.settled(losses);
        losses.count(dossier, entries, standing, written);
        return written;
    }

    private List<Written> settled(Losses losses) {
        while (true) {
            List<Written> written = read(rows());
            Map<WorkId, Box> found = boxes(Dossier.of(dossier.engagement(), entries(written), rules));
            List<AdviceCase> elsewhere = dossier.cases().stream()
                    .filter(c -> !Optional.of(Box.of(c)).equals(Optional.ofNullable(found.get(teller.name(c.id())))))
                    .toList();
            List<AdviceCase> inLess = elsewhere.stream()
                    .filter(c -> detail(c) != CaseTeller.Detail.BARE)
                    .toList();
            if (inLess.isEmpty()) {
                elsewhere.forEach(c -> losses.misplaced(dossier.engagement(), c.id()));
                return written;
            }
            inLess.forEach(c -> details.put(c.id(), detail(c).less()));
        }
    }

    private CaseTeller.Detail detail(AdviceCase c) {
        return details.getOrDefault(c.id(), CaseTeller.Detail.FULL);
    }

    private List<CaseRow> rows() {
        List<CaseRow> rows = new ArrayList<>();
        dossier.cases().forEach(c -> {
            CaseTeller.Detail detail = detail(c);
            c.answered().ifPresent(order -> rows.add(teller.answered(order, c, detail)));
            rows.add(teller.row(c, detail));
        });
        rows.addAll(teller.initiatives());
        // two rows of one place are an order and the advice that answers it, in this order already
        rows.sort(Comparator.comparingLong(CaseRow::order));
        return rows;
    }

    /** The rows that can be read, each with the events it is read as. */
    private static List<Written> read(List<CaseRow> rows) {
        RowMapper mapper = new RowMapper(CsvMapping.NONE, HEADER);
        List<Table.Line> lines = IntStream.range(0, rows.size())
                .mapToObj(i -> new Table.Line(
                        i + 2L, rows.get(i).line(), HEADER.names().size(), Map.of()))
                .toList();
        lines.forEach(mapper::see);
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            CaseRow row = rows.get(i);
            mapper.map(lines.get(i))
                    .ifPresent(read -> written.add(new Written(
                            row, read.drafts().stream().map(Draft::event).toList())));
        }
        return written;
    }

    private List<Entry> entries(List<Written> written) {
        List<Event> events = written.stream().flatMap(w -> w.readAs().stream()).toList();
        return IntStream.range(0, events.size())
                .mapToObj(n -> new Entry(
                        new EntryId(new UUID(0, n)),
                        dossier.engagement(),
                        n,
                        rules.cut(),
                        events.get(n),
                        Collections.emptySortedMap()))
                .toList();
    }

    private static Map<WorkId, Box> boxes(Dossier dossier) {
        return dossier.cases().stream().collect(Collectors.toMap(AdviceCase::id, Box::of));
    }
}
