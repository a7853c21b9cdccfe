package org.heeded.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.heeded.exchange.CsvImport.Row;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.GoalId;
import org.heeded.model.ImportException.Problem;
import org.heeded.model.Party;
import org.heeded.model.ProposalId;
import org.heeded.model.Provenance;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.Text;
import org.heeded.model.When;

/**
 * Makes drafts of rows: each is {@linkplain #see seen} first and {@linkplain #map mapped} in a second pass over the file,
 * since what one cell means can depend on rows further down.
 */
final class RowMapper {

    private static final Circumstances IMPORTED = new Circumstances(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Provenance.IMPORTED);

    private record Client(String id, long line) {}

    private record RowKey(EngagementId engagement, String id) {}

    private record Goal(EngagementId engagement, String name) {}

    private final CsvMapping mapping;
    private final Header header;
    private final Dates dates;
    private final Numbers numbers;
    private final Marketers marketers;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<RowKey, Long> lines = new HashMap<>();
    private final Set<EngagementId> opened = new HashSet<>();
    private final Set<Goal> goals = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> notes = new TreeMap<>();
    private long count;

    RowMapper(CsvMapping mapping, Header header) {
        this.mapping = mapping;
        this.header = header;
        dates = new Dates(mapping.dateOrder(), mapping.zone());
        numbers = new Numbers(mapping.decimalMark(), header.delimiter());
        marketers = new Marketers(mapping.marketerNames(), mapping.zone());
    }

    List<Problem> problems() {
        return problems;
    }

    /** How many rows were mapped or refused. */
    long count() {
        return count;
    }

    List<String> assumptions() {
        List<String> said = new ArrayList<>();
        if (!header.columns().containsKey(Column.ENGAGEMENT)) {
            said.add("each client is one engagement: there is no engagement column");
        }
        said.addAll(dates.assumptions());
        said.addAll(numbers.assumptions());
        notes.forEach((note, rows) -> said.add(String.format(note, rows == 1 ? "1 row" : rows + " rows")));
        return said;
    }

    private Cells cells(Table.Line line) {
        return new Cells(line, header, mapping, dates, numbers);
    }

    /** Takes what a row tells about others. */
    void see(Table.Line line) {
        Cells cells = cells(line);
        cells.survey();
        String client = cells.raw(Column.CLIENT);
        if (!client.isEmpty()) {
            String engagement = cells.text(Column.ENGAGEMENT).orElse(client);
            clients.putIfAbsent(engagement, new Client(client, line.number()));
        }
    }

    /** The drafts of a row, or nothing for a blank row and for a bad one. */
    Optional<Row> map(Table.Line line) {
        if (line.width() == 0) {
            return Optional.empty();
        }
        count++;
        Cells cells = cells(line);
        if (line.width() > header.names().size()) {
            cells.refuseRow("has " + line.width() + " cells, the header "
                    + header.names().size() + "; a cell with the delimiter in it needs quotes around it");
        }
        Optional<EngagementId> engagement = engagement(cells);
        RowEvents row = new RowEvents(cells, mapping);
        Optional<String> id = engagement.flatMap(e -> id(e, cells, row));
        List<Draft> drafts = new ArrayList<>();
        if (engagement.isPresent() && id.isPresent()) {
            drafts.addAll(drafts(engagement.get(), id.get(), cells, row));
        }
        problems.addAll(cells.problems());
        if (!cells.problems().isEmpty()) {
            return Optional.empty();
        }
        row.notes().forEach(note -> notes.merge(note, 1, Integer::sum));
        return Optional.of(new Row(line.number(), drafts));
    }

    private Optional<EngagementId> engagement(Cells cells) {
        Optional<ClientId> client = cells.read(Column.CLIENT, ClientId::new);
        if (!cells.has(Column.CLIENT) && !cells.has(Column.ENGAGEMENT)) {
            cells.refuseRow("has neither a client nor an engagement; it needs one of them");
        }
        Optional<EngagementId> engagement = cells.has(Column.ENGAGEMENT)
                ? cells.read(Column.ENGAGEMENT, EngagementId::new)
                : client.map(c -> new EngagementId(c.value()));
        Client first = engagement.map(e -> clients.get(e.value())).orElse(null);
        if (first != null
                && client.isPresent()
                && !first.id().equals(client.get().value())) {
            cells.refuse(
                    Column.CLIENT,
                    "is a second client of engagement \""
                            + Excerpt.of(engagement.orElseThrow().value()) + "\", after \"" + Excerpt.of(first.id())
                            + "\" in line " + first.line() + "; an engagement has one");
        }
        return engagement;
    }

    /** The row's own id, else one made from engagement, title and date. */
    private Optional<String> id(EngagementId engagement, Cells cells, RowEvents row) {
        Optional<String> own = cells.read(Column.ID, ProposalId::new).map(ProposalId::value);
        if (own.isEmpty() && !cells.has(Column.TITLE)) {
            cells.refuseRow("has neither an id nor a title; it needs one of them");
        }
        if (own.isEmpty() && row.isOfInitiative() && cells.has(Column.TITLE)) {
            cells.refuseRow("is of an initiative and has no id");
            return Optional.empty();
        }
        if (own.isEmpty() && (cells.has(Column.ID) || !cells.has(Column.TITLE))) {
            return Optional.empty();
        }
        String date = row.happened().map(When::toString).orElse("");
        String id = own.orElseGet(() -> ImportIds.uuid("row", engagement.value(), cells.raw(Column.TITLE), date)
                .toString());
        Long before = lines.putIfAbsent(new RowKey(engagement, key(row, id)), cells.line());
        if (before != null) {
            cells.refuse(
                    own.isPresent() ? Column.ID : Column.TITLE,
                    own.isPresent()
                            ? "stands in line " + before + " too; an id is unique in its engagement"
                            : "has engagement, title and date of line " + before + "; give both rows an id");
        }
        return Optional.of(id);
    }

    private List<Draft> drafts(EngagementId engagement, String id, Cells cells, RowEvents row) {
        Optional<Party> marketer = cells.read(Column.MARKETER, cell -> marketers.party(engagement, id, cell));
        Optional<Role> role = cells.read(Column.MARKETER_ROLE, RowMapper::role);
        if (!cells.has(Column.MARKETER)) {
            cells.refuseWithout(Column.MARKETER, Column.MARKETER_ROLE);
        }
        Optional<Text> goal = cells.read(Column.GOAL, Text::of);
        Optional<GoalId> goalId = goal.map(g -> goalId(engagement, cells.raw(Column.GOAL)));
        List<Event> events = row.events(id, marketer.map(Party::id), goalId);
        if (!cells.problems().isEmpty()) {
            return List.of();
        }
        List<Draft> drafts = new ArrayList<>();
        Client client = clients.get(engagement.value());
        if (client != null && !client.id().equals(engagement.value()) && opened.add(engagement)) {
            drafts.add(draft(
                    engagement,
                    "",
                    new Event.EngagementOpened(Optional.of(new ClientId(client.id())), Optional.empty(), IMPORTED)));
        }
        marketer.ifPresent(m -> drafts.addAll(
                marketers.joined(engagement, id, m, role, row.circumstances(row.happened(), Optional.empty()))));
        String name = cells.raw(Column.GOAL);
        if (goal.isPresent() && goals.add(new Goal(engagement, name))) {
            drafts.add(draft(
                    engagement,
                    name,
                    new Event.GoalSet(
                            goalId.orElseThrow(),
                            goal.get(),
                            OptionalInt.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            IMPORTED)));
        }
        events.forEach(event -> drafts.add(draft(engagement, key(row, id), event)));
        return drafts;
    }

    /** What a row is known by: an initiative may have the id of a proposal. */
    private static String key(RowEvents row, String id) {
        return row.isOfInitiative() ? "initiative\n" + id : id;
    }

    private static Draft draft(EngagementId engagement, String row, Event event) {
        return Draft.of(engagement, ImportIds.entry(engagement, row, event.type()), event);
    }

    private static Role role(String cell) {
        String key = Column.key(cell);
        if (key.equals(Column.key(Role.HEAD.name()))) {
            return Role.HEAD;
        }
        return key.equals(Column.key(Role.SPECIALIST.name())) ? Role.SPECIALIST : new Role(cell);
    }

    /** The goal's name where that can be an id. */
    private static GoalId goalId(EngagementId engagement, String name) {
        try {
            return new GoalId(name);
        } catch (RejectedException tooLongForAnId) {
            return new GoalId(ImportIds.uuid("goal", engagement.value(), name).toString());
        }
    }
}
