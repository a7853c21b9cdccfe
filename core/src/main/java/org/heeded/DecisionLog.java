package org.heeded;

import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.heeded.dossier.AdviceCase;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Dossier;
import org.heeded.dossier.Waiting;
import org.heeded.exchange.CsvImport;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Following;
import org.heeded.log.InMemoryStore;
import org.heeded.log.JdbcOptions;
import org.heeded.log.JdbcStore;
import org.heeded.log.JsonLinesStore;
import org.heeded.log.Recorded;
import org.heeded.log.RecoveryReport;
import org.heeded.log.Store;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.ImportException;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.SubjectId;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.PartnershipReport;
import org.heeded.partnership.Tally;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/**
 * A decision log: what marketers advised, what clients decided, what was launched and what came of it.
 *
 * <p>Safe for use by several threads. What is recorded is durable when the method that records it returns. A method that
 * writes throws {@link org.heeded.model.RejectedException} where a rule is broken, in which case nothing was written, and
 * {@link org.heeded.model.StoreException} where the store cannot write; after {@link #close()} reading throws {@link
 * IllegalStateException}.
 */
public final class DecisionLog implements AutoCloseable {

    private static final int PAGE = 1_000;

    private final Store store;
    private final PersonalTexts personal;
    private final LogOptions options;
    private final ConcurrentMap<EngagementId, Engagement> engagements = new ConcurrentHashMap<>();

    private DecisionLog(Store store, Sealer sealer, LogOptions options) {
        this(store, new PersonalTexts(store, sealer), options);
        personal.finishErasures();
    }

    private DecisionLog(Store store, PersonalTexts personal, LogOptions options) {
        this.store = store;
        this.personal = personal;
        this.options = options;
    }

    /**
     * Opens a log in a directory, and makes it where there is none.
     *
     * @param directory the log's own directory
     * @return the log, to be closed
     */
    public static DecisionLog open(Path directory) {
        return open(directory, LogOptions.DEFAULT);
    }

    /**
     * Opens a log in a directory, and makes it where there is none.
     *
     * @param directory the log's own directory
     * @param options how
     * @return the log, to be closed
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     * @throws org.heeded.model.StoreException if it cannot be opened, or somebody else has it open
     */
    public static DecisionLog open(Path directory, LogOptions options) {
        Sealer sealer = sealer(directory, options);
        JsonLinesStore store = options.verify()
                ? JsonLinesStore.openVerified(directory, options.clock(), options.policy(), sealer)
                : JsonLinesStore.open(directory, options.clock(), options.policy(), sealer);
        return new DecisionLog(store, sealer, options);
    }

    private static Sealer sealer(Path directory, LogOptions options) {
        return new Sealer(options.keys().orElseGet(() -> new KeysBeside(directory)));
    }

    /**
     * Opens a log in a directory for reading only, also while another process or this one writes it. Each look takes in
     * what was acknowledged since; recording is refused. Nothing on the disk is changed or locked.
     *
     * @param directory the log's own directory
     * @param options how; of the keys those that are there, the policy has no effect
     * @return the log, to be closed
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     * @throws org.heeded.model.StoreException if there is no log, or it cannot be read
     */
    public static DecisionLog openReadOnly(Path directory, LogOptions options) {
        Sealer sealer = sealer(directory, options);
        Store store = JsonLinesStore.openReadOnly(directory, sealer);
        return new DecisionLog(store, new PersonalTexts(store, sealer), options);
    }

    /**
     * Opens a log in a database: PostgreSQL, H2 or SQLite.
     *
     * @param source gives connections; not closed with the log
     * @param options how
     * @return the log, to be closed
     * @throws org.heeded.model.StoreException if the database cannot be used as it is; the message says what to do
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     */
    public static DecisionLog open(DataSource source, LogOptions options) {
        return open(source, JdbcOptions.DEFAULT, options);
    }

    /**
     * Opens a log in a database: PostgreSQL, H2 or SQLite.
     *
     * @param source gives connections; not closed with the log
     * @param where the tables, the tenant, and how they are held to be kept
     * @param options how
     * @return the log, to be closed
     * @throws org.heeded.model.StoreException if the database cannot be used as it is; the message says what to do
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     */
    public static DecisionLog open(DataSource source, JdbcOptions where, LogOptions options) {
        Sealer sealer = new Sealer(options.keys().orElseGet(NoKeys::new));
        return new DecisionLog(
                JdbcStore.open(source, where, options.clock(), options.policy(), sealer, options.listener()),
                sealer,
                options);
    }

    /**
     * Opens an empty log in memory.
     *
     * @return the log
     */
    public static DecisionLog inMemory() {
        return inMemory(LogOptions.DEFAULT);
    }

    /**
     * Opens an empty log in memory.
     *
     * @param options how
     * @return the log
     */
    public static DecisionLog inMemory(LogOptions options) {
        Sealer sealer = new Sealer(options.keys().orElseGet(InMemoryKeyStore::new));
        return new DecisionLog(InMemoryStore.open(options.clock(), options.policy(), sealer), sealer, options);
    }

    /**
     * A working relation, to record in; it opens on first use.
     *
     * @param id the caller's own id
     * @return the engagement; the same object for the same id
     * @throws org.heeded.model.RejectedException if the id is no id
     */
    public Engagement engagement(String id) {
        return engagements.computeIfAbsent(new EngagementId(id), e -> new Engagement(e, store, personal));
    }

    /**
     * Records a group of drafts, all or none.
     *
     * @param group the drafts, in order
     * @return the entries, one for each draft; of a draft whose id was in the log with the same content, the first one
     */
    public List<Recorded> record(List<Draft> group) {
        return store.append(group);
    }

    /**
     * Records a group of drafts in a transaction of the caller's, all or none: they are in the log when it commits, and never
     * were when it rolls back.
     *
     * @param transaction a connection to the database that the log is in, with auto-commit off; neither committed nor closed
     * @param group the drafts, in order
     * @return the entries, one for each draft
     * @throws IllegalArgumentException if the connection has auto-commit on
     * @throws IllegalStateException if this log is not in a database
     */
    public List<Recorded> record(Connection transaction, List<Draft> group) {
        if (store instanceof JdbcStore database) {
            return database.append(transaction, group);
        }
        throw new IllegalStateException("this log is not in a database, and can join no transaction");
    }

    /**
     * Records a group of drafts, all or none, and lets the caller go on meanwhile. Groups that one thread hands over are
     * taken in that order; when too many wait, the caller waits too.
     *
     * @param group the drafts, in order
     * @return completes when the entries are durable, or with what {@link #record(List)} throws. What depends on it may
     *     run in the thread that writes, and should be short. Cancelling it takes nothing back
     */
    public CompletableFuture<List<Recorded>> recordAsync(List<Draft> group) {
        return store.appendAsync(group);
    }

    /**
     * Hands entries on as the log grows: first those that are there, then each new one when it is durable, in order,
     * without a gap and none twice. A slow subscriber holds up nobody else.
     *
     * @param from where to begin; the entry right after it is the first
     * @param subscriber is called with one entry at a time, always in the same thread; what it throws ends the following
     * @return the following, to be closed; closing the log ends it too
     */
    public Following follow(Position from, Consumer<Recorded> subscriber) {
        return store.follow(from, subscriber);
    }

    /**
     * Imports a spreadsheet, all of it or nothing; importing it again adds nothing. Where the mapping has marketers by name,
     * those that it does not find are looked up among the names in the log, for as long as their keys are there.
     *
     * @param file a CSV file
     * @param mapping how its columns and values are to be understood
     * @return what was done
     * @throws ImportException if it cannot be read or a row is bad, with every problem; nothing was written
     */
    public ImportSummary importCsv(Path file, CsvMapping mapping) {
        Importer importer = new Importer(store, personal.sealer(), mapping);
        return importer.take(CsvImport.read(file, importer.mapping()));
    }

    /**
     * Imports a spreadsheet from a stream, as {@linkplain #importCsv(Path, CsvMapping) from a file}.
     *
     * @param in the stream; not closed
     * @param mapping how its columns and values are to be understood
     * @return what was done
     * @throws ImportException if it cannot be read or a row is bad, with every problem; nothing was written
     */
    public ImportSummary importCsv(InputStream in, CsvMapping mapping) {
        Importer importer = new Importer(store, personal.sealer(), mapping);
        return importer.take(CsvImport.read(in, importer.mapping()));
    }

    /**
     * What is waiting now, and on whom.
     *
     * @return advice without an answer, launches and outcomes, engagement by engagement
     */
    public List<Waiting> waiting() {
        return waiting(options.clock().instant());
    }

    /**
     * What is waiting at a time, by what the log holds now.
     *
     * @param now the time
     * @return advice without an answer, launches and outcomes, engagement by engagement
     */
    public List<Waiting> waiting(Instant now) {
        CaseRules rules = AnalysisPlan.DEFAULT.rules(now);
        return dossiers(store.engagements(), store.end(), rules)
                .flatMap(d -> Waiting.of(d, rules))
                .map(personal::shown)
                .toList();
    }

    /**
     * A report on the whole log, now, by the default plan.
     *
     * @return the report
     */
    public Report report() {
        return report(ReportRequest.DEFAULT);
    }

    /**
     * A report.
     *
     * @param request on what and how
     * @return the report
     */
    public Report report(ReportRequest request) {
        Position whole = store.end();
        Position end = request.position().filter(p -> p.compareTo(whole) < 0).orElse(whole);
        Instant now = options.clock().instant();
        Instant cut = request.cut()
                .orElseGet(
                        () -> request.position().isPresent() ? lastRecorded(end).orElse(now) : now);
        List<EngagementId> read = request.engagement().map(List::of).orElseGet(store::engagements);
        CaseRules rules = request.plan().rules(cut);
        Tally.Sum sum = new Tally.Sum();
        List<Waiting> sealed = new ArrayList<>();
        dossiers(read, end, rules)
                .filter(d -> request.client().filter(c -> !c.equals(d.client())).isEmpty())
                .forEach(d -> {
                    sum.add(Tally.of(d, request.plan(), request.lenses(), cut));
                    Waiting.of(d, rules).filter(PersonalTexts::hasSealedTitle).forEach(sealed::add);
                });
        PartnershipReport figures = PartnershipReport.of(
                sum.tally(),
                request.plan(),
                request.lenses(),
                now,
                new PartnershipReport.AsOf(end, cut),
                request.engagement(),
                request.client());
        return new Report(personal.named(figures, sealed, request.personal()));
    }

    /**
     * A report that keeps up with the log, as of now whenever it is asked.
     *
     * @param request on what and how, without position and cut
     * @return the live report
     * @throws IllegalArgumentException if the request names a position or a cut
     */
    public LiveReport live(ReportRequest request) {
        return new LiveReport(this, store, request);
    }

    Instant now() {
        return options.clock().instant();
    }

    private Optional<Instant> lastRecorded(Position end) {
        return end.value() == 0
                ? Optional.empty()
                : store.read(new Position(end.value() - 1), 1).stream()
                        .findFirst()
                        .map(r -> r.entry().recordedAt());
    }

    /** The cases of those engagements that were begun, read one engagement at a time. */
    private Stream<Dossier> dossiers(List<EngagementId> engagements, Position end, CaseRules rules) {
        return engagements.stream().flatMap(e -> dossier(e, end, rules).stream());
    }

    Optional<Dossier> dossier(EngagementId engagement, Position end, CaseRules rules) {
        List<Entry> entries = new ArrayList<>();
        List<Recorded> page;
        do {
            page = store.read(engagement, entries.size(), PAGE).stream()
                    .filter(r -> r.position().compareTo(end) < 0)
                    .toList();
            page.forEach(r -> entries.add(r.entry()));
        } while (page.size() == PAGE);
        return entries.isEmpty() ? Optional.empty() : Optional.of(Dossier.of(engagement, entries, rules));
    }

    /**
     * Finds cases, by the default plan as of now.
     *
     * @param query which
     * @param after where to go on; absent: from the first
     * @param limit how many at most, at least 1
     * @return a page
     * @throws IllegalArgumentException if the limit is below 1, or the place to go on from is in no engagement of this log
     */
    public CasePage cases(CaseQuery query, Optional<CasePage.Cursor> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is below 1");
        }
        CaseRules rules = AnalysisPlan.DEFAULT.rules(options.clock().instant());
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

    /**
     * Entries in the order of the log.
     *
     * @param from where to begin
     * @param limit how many at most, at least 1
     * @return the entries; empty at the end
     */
    public List<Recorded> entries(Position from, int limit) {
        return store.read(from, limit);
    }

    /**
     * The place after the last entry.
     *
     * @return as many as there are entries
     */
    public Position end() {
        return store.end();
    }

    /**
     * The log as it was at a time.
     *
     * @param time the time
     * @return the end of the prefix before the first entry recorded after it
     */
    public Position asOf(Instant time) {
        return store.asOf(time);
    }

    /**
     * Erases a person: records {@code subject-erased} in every engagement that holds sealed texts of the subject, all or
     * none, and then deletes its key. No record changes, so every count and every proof stays; the texts can be read no
     * more, and no more are taken for the subject. An erasure that was interrupted is finished by the next opening.
     * Erasing again is harmless, and the way to go on after an exception.
     *
     * <p>In a transaction of the caller's the erasure is recorded with it, and the key stays until then: erase again after the
     * commit, or leave it to the next opening.
     *
     * @param subject whose texts
     * @return the entries that this has added; none if no engagement holds the subject, or all said so before
     * @throws org.heeded.model.StoreException if the erasure could not be recorded, or was recorded and the key may still be
     *     there; it is used no more then
     */
    public List<Recorded> erase(SubjectId subject) {
        return personal.erase(Set.of(subject));
    }

    /**
     * {@linkplain #erase(SubjectId) Erases} the subjects under which a party was ever given a name or an address, in one
     * group. What else the party did, and its id, stays. Reads the log.
     *
     * @param party which
     * @return the entries that this has added; none if the party was never named
     */
    public List<Recorded> erase(PartyId party) {
        return personal.erase(personal.subjects(party));
    }

    /**
     * Copies this log into another one, kept in any way; see {@link #copyTo(DecisionLog, Consumer)}.
     *
     * @param target where to
     * @return the end of the copy
     */
    public Position copyTo(DecisionLog target) {
        return copyTo(target, position -> {});
    }

    /**
     * Copies this log into another one, kept in any way: to move it, or as a backup while it is in use. The copy has the same
     * entries to the byte, at the same positions, recorded at the same times, up to where this log ends now; it is read back
     * and compared. Begun again it goes on: only what is missing is written.
     *
     * <p>Personal texts are copied sealed. Their keys are kept apart from the log and are not copied; carry the key store
     * over, or open the copy with the same one, to read those words in the copy.
     *
     * @param target where to: empty, or a copy of the beginning of this log; nobody else appends to it meanwhile
     * @param progress is told now and then how far the copy is; what it throws stops the copy
     * @return the end of the copy, which is the end that this log had when the copying began
     * @throws org.heeded.model.DivergedException if the target has something else; names the position
     * @throws org.heeded.model.StoreException if either log cannot be read or written; what was copied before stays
     */
    public Position copyTo(DecisionLog target, Consumer<Position> progress) {
        return store.copyTo(target.store, progress);
    }

    /**
     * What opening the log has met: a torn tail that was moved away, entries written again, clocks that went back.
     *
     * @return the report, which was logged too; empty unless this is a log in files that is open for writing
     */
    public Optional<RecoveryReport> recovery() {
        return store instanceof JsonLinesStore files ? Optional.of(files.recovery()) : Optional.empty();
    }

    /** Closes the log, what was handed over is recorded first; a second time does nothing. */
    @Override
    public void close() {
        store.close();
    }
}
