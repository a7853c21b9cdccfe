package org.heeded.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heeded.dossier.Current;
import org.heeded.dossier.Dossier;
import org.heeded.exchange.CsvExport.LeftOut;
import org.heeded.model.Circumstances;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Event;
import org.heeded.model.WorkId;

/** What a case CSV leaves out, found by comparing each entry with what its row is read as. */
final class Losses {

    private final Map<String, Long> counts = new TreeMap<>();

    List<LeftOut> list() {
        return counts.entrySet().stream()
                .map(e -> new LeftOut(e.getKey(), e.getValue()))
                .toList();
    }

    private void add(String what, long count) {
        if (count > 0) {
            counts.merge(what, count, Long::sum);
        }
    }

    /** Notes a case that no row brings into its box. */
    void misplaced(EngagementId engagement, WorkId id) {
        add("the box of case " + Excerpt.of(id.value()) + " of engagement " + Excerpt.of(engagement.value()), 1);
    }

    /** Counts what the rows of an engagement leave out of its entries. */
    void count(Dossier dossier, List<Entry> entries, List<Current<?>> standing, List<CaseSheet.Written> written) {
        add("id, n and recordedAt of entries", entries.size());
        add("retracted entries", entries.size() - standing.size());
        entries.stream()
                .filter(e -> !e.unknownFields().isEmpty())
                .forEach(e -> add(e.event().type() + ": fields of a later version", 1));
        Set<Long> told = new HashSet<>();
        for (CaseSheet.Written row : written) {
            for (Current<?> source : row.row().sources()) {
                told.add(source.n());
                compare(
                        source.event(),
                        row.readAs().stream()
                                .filter(e -> e.getClass() == source.event().getClass())
                                .findFirst());
            }
        }
        List<Event> around = new ArrayList<>(written.stream()
                .flatMap(w -> w.readAs().stream())
                .filter(e -> e instanceof Event.PartyJoined || e instanceof Event.GoalSet)
                .toList());
        around.add(new Event.EngagementOpened(Optional.of(dossier.client()), Optional.empty(), Circumstances.NONE));
        standing.stream()
                .filter(c -> !told.contains(c.n()))
                .map(Current::event)
                .forEach(was -> compare(
                        was, around.stream().filter(is -> isTwin(was, is)).findFirst()));
    }

    /** Whether an event that no row is about is told along with the rows. */
    private static boolean isTwin(Event was, Event is) {
        if (was instanceof Event.PartyJoined a && is instanceof Event.PartyJoined b) {
            return a.party().id().equals(b.party().id())
                    && a.party().role().equals(b.party().role());
        }
        if (was instanceof Event.GoalSet a && is instanceof Event.GoalSet b) {
            return a.name().equals(b.name());
        }
        return was instanceof Event.EngagementOpened && is instanceof Event.EngagementOpened;
    }

    private void compare(Event was, Optional<Event> is) {
        if (is.isEmpty()) {
            add(was.type() + " entries", 1);
            return;
        }
        Map<String, List<String>> kept = byField(is.get());
        byField(was).forEach((field, values) -> {
            List<String> lost = new ArrayList<>(values);
            kept.getOrDefault(field, List.of()).forEach(lost::remove);
            if (!lost.isEmpty()) {
                add(was.type() + ": " + field, 1);
            }
        });
    }

    private static Map<String, List<String>> byField(Event event) {
        Map<String, List<String>> fields = new HashMap<>();
        Stream<Said> said = Said.of(event).stream();
        said.forEach(s -> fields.computeIfAbsent(s.field().replaceAll("\\.\\d+(?=\\.|$)", ""), f -> new ArrayList<>())
                .add(s.value().toString()));
        return fields;
    }
}
