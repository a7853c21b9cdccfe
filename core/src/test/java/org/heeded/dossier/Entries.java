package org.heeded.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.heeded.model.Circumstances;
import org.heeded.model.Decision;
import org.heeded.model.Directive;
import org.heeded.model.DirectiveId;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.InitiativeId;
import org.heeded.model.Launched;
import org.heeded.model.Measurement;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.Text;
import org.heeded.model.WorkId;

/** Writes an engagement's entries down for tests: days are days of 2026, and each entry is recorded on its own day. */
public final class Entries {

    /** The engagement. */
    public static final EngagementId ACME = new EngagementId("acme");

    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    private final List<Entry> entries = new ArrayList<>();
    private Optional<Instant> clock = Optional.empty();

    private final long series;

    /** No entry. */
    public Entries() {
        this(7);
    }

    /** No entry; the ids of two series differ. */
    public Entries(long series) {
        this.series = series;
    }

    /** The day of the year 2026, from 1; may lie outside. */
    public static LocalDate day(int ofYear) {
        return NEW_YEAR.plusDays(ofYear - 1);
    }

    /** The start of such a day. */
    public static Instant start(int ofYear) {
        return day(ofYear).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    public static ProposalId p(String id) {
        return new ProposalId(id);
    }

    public static DirectiveId d(String id) {
        return new DirectiveId(id);
    }

    public static InitiativeId i(String id) {
        return new InitiativeId(id);
    }

    /** From here on entries are recorded on a day, whenever they occurred. */
    public Entries recordedOn(int ofYear) {
        clock = Optional.of(start(ofYear));
        return this;
    }

    public EntryId add(Event event) {
        Instant at = clock.or(() -> event.circumstances().occurredAt().map(w -> w.start(ZoneOffset.UTC)))
                .orElse(start(1));
        EntryId id = new EntryId(new UUID(series, entries.size()));
        entries.add(new Entry(id, ACME, entries.size(), at, event, Collections.emptySortedMap()));
        return id;
    }

    public EntryId propose(String id, int day, Proposal advice) {
        return add(new Event.ProposalMade(p(id), advice.on(day(day))));
    }

    public EntryId order(String id, int day, Directive order) {
        return add(new Event.DirectiveGiven(d(id), order.on(day(day))));
    }

    public EntryId decide(String id, int day, Decision decision) {
        return add(new Event.DecisionMade(p(id), decision.on(day(day))));
    }

    public EntryId decide(String id, int day, Decision.Kind kind) {
        return decide(id, day, Decision.of(kind));
    }

    public EntryId launch(WorkId id, int day, Launched what) {
        return add(new Event.WorkLaunched(id, what, Optional.empty(), Circumstances.NONE).on(day(day)));
    }

    public EntryId measure(WorkId id, int day, Measurement measurement) {
        return add(new Event.OutcomeMeasured(id, measurement.on(day(day))));
    }

    public EntryId correct(EntryId entry, Event replacement, String... fields) {
        return add(
                new Event.EntryCorrected(entry, replacement, List.of(fields), Text.of("a slip"), Circumstances.NONE));
    }

    public EntryId retract(EntryId entry) {
        return add(new Event.EntryRetracted(entry, Optional.empty(), Circumstances.NONE));
    }

    public List<Entry> list() {
        return List.copyOf(entries);
    }

    Dossier read(CaseRules rules) {
        return Dossier.of(ACME, list(), rules);
    }

    /** Read by the default rules at the start of a day. */
    Dossier read(int cut) {
        return read(CaseRules.asOf(start(cut)));
    }

    static AdviceCase only(Dossier dossier, String id) {
        return dossier.cases().stream()
                .filter(c -> c.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    AdviceCase only(int cut, String id) {
        return only(read(cut), id);
    }
}
