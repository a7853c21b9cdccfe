package org.heeded;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.heeded.dossier.CaseRules;
import org.heeded.dossier.Waiting;
import org.heeded.evidence.Bundle;
import org.heeded.evidence.CheckpointDirectory;
import org.heeded.evidence.MerkleTree;
import org.heeded.evidence.SignedNote;
import org.heeded.exchange.CsvImport;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.Following;
import org.heeded.log.InMemoryStore;
import org.heeded.log.JdbcOptions;
import org.heeded.log.JdbcStore;
import org.heeded.log.JsonLinesStore;
import org.heeded.log.LogScan;
import org.heeded.log.Recorded;
import org.heeded.log.RecoveryReport;
import org.heeded.log.Store;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.ImportException;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.SubjectId;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.ArmTable;
import org.heeded.partnership.Lens;
import org.heeded.partnership.PartnershipReport;
import org.heeded.privacy.InMemoryKeyStore;

/**
 * A decision log: what marketers advised, what clients decided, what was launched and what came of it.
 *
 * <p>Safe for use by several threads. What is recorded is durable when the method that records it returns. A method that
 * writes throws {@link org.heeded.model.RejectedException} where a rule is broken, in which case nothing was written, and
 * {@link org.heeded.model.StoreException} where the store cannot write; after {@link #close()} reading throws {@link
 * IllegalStateException}.
 */
public final class DecisionLog implements AutoCloseable {

    private final Store store;
    private final PersonalTexts personal;
    private final LogOptions options;
    private final DossierReader reader;
    private final Evidence evidence;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ConcurrentMap<EngagementId, Engagement> engagements = new ConcurrentHashMap<>();
    /** By the names under which the store keeps them. */
    private final ConcurrentMap<String, LiveTable> tables = new ConcurrentHashMap<>();

    DecisionLog(Store store, PersonalTexts personal, LogOptions options, Optional<CheckpointDirectory> checkpoints) {
        this.store = store;
        this.personal = personal;
        this.options = options;
        reader = new DossierReader(store);
        try {
            evidence = new Evidence(store, personal.sealer(), options, checkpoints);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
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
     * @throws org.heeded.model.CorruptException if what is there is not what was written, or contradicts the newest
     *     checkpoint that the log keeps in its directory
     * @throws org.heeded.model.StoreException if it cannot be opened, or somebody else has it open
     */
    public static DecisionLog open(Path directory, LogOptions options) {
        return Opening.in(directory, options)
                .writing(sealer -> options.verify()
                        ? JsonLinesStore.openVerified(directory, options.clock(), options.policy(), sealer)
                        : JsonLinesStore.open(directory, options.clock(), options.policy(), sealer));
    }

    /**
     * Opens a log in a directory for reading only, also while another process or this one writes it. Each look takes in
     * what was acknowledged since; recording is refused, and so is signing. Nothing on the disk is changed or locked.
     *
     * @param directory the log's own directory
     * @param options how; of the keys those that are there, policy and signer have no effect
     * @return the log, to be closed
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     * @throws org.heeded.model.StoreException if there is no log, or it cannot be read
     */
    public static DecisionLog openReadOnly(Path directory, LogOptions options) {
        return Opening.in(directory, options.unsigned())
                .reading(sealer -> JsonLinesStore.openReadOnly(directory, sealer));
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
        return Opening.elsewhere(options, NoKeys::new)
                .writing(sealer -> JdbcStore.open(source, where, options.clock(), options.policy(), sealer));
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
        return Opening.elsewhere(options, InMemoryKeyStore::new)
                .writing(sealer -> InMemoryStore.open(options.clock(), options.policy(), sealer));
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
     * Imports what {@link Exports#jsonLines} wrote, all of it or nothing: the same records at the same positions. It goes into
     * an empty log, or continues one that is its beginning; importing it again adds nothing.
     *
     * @param in the stream; not closed. It is kept in a temporary directory meanwhile
     * @return what was done; its rows are the lines
     * @throws ImportException if a line is bad, or is another entry than this log has there; names the line, and nothing was
     *     written
     * @throws org.heeded.model.StoreException if the log cannot be written; what was imported before stays, and importing it
     *     again goes on
     */
    public ImportSummary importJsonLines(InputStream in) {
        return JsonLinesImport.run(in, store);
    }

    /**
     * This log in other forms, for other programs and for people.
     *
     * @return what it can be written as
     */
    public Exports exports() {
        return new Exports(this, store, reader);
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
        return reader.dossiers(store.engagements(), store.end(), rules)
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
        List<EngagementId> covered = new ArrayList<>();
        List<Waiting> sealed = new ArrayList<>();
        PartnershipReport figures = reader.report(request, now(), covered, sealed);
        return signed(personal.named(figures, sealed, request.personal()), covered);
    }

    /**
     * A report on a log in a directory, without opening it: what {@link #openReadOnly} and {@link #report(ReportRequest)} come
     * to, but for a question that is asked once it is sooner there, with all processors. Where the log was signed, or personal
     * words are asked for or wait, the log is opened.
     *
     * @param directory the log's own directory, which may be written meanwhile; nothing on the disk is changed or locked
     * @param options how to read it
     * @param request on what and how
     * @return the report
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     * @throws org.heeded.model.StoreException if there is no log, or it cannot be read
     */
    public static Report report(Path directory, LogOptions options, ReportRequest request) {
        if (!request.personal() && request.position().isEmpty() && !Files.exists(Opening.checkpointsIn(directory))) {
            Optional<PartnershipReport> figures = DossierReader.report(
                    LogScan.of(directory), request, options.clock().instant());
            if (figures.isPresent()) {
                return new Report(figures.get(), Map.of());
            }
        }
        try (DecisionLog log = openReadOnly(directory, options)) {
            return log.report(request);
        }
    }

    /**
     * The outcomes by arm under one lens, of a log in a directory, without opening it: the tables of a report, and nothing
     * else of it; by client much sooner. Records are read no further than the tables need.
     *
     * @param directory the log's own directory, which may be written meanwhile; nothing on the disk is changed or locked
     * @param options how to read it
     * @param lens what to slice by
     * @param request on what and how, without a position
     * @return outcomes by arm, by the key of the slice; empty key: none was given
     * @throws IllegalArgumentException if the request names a position
     * @throws org.heeded.model.CorruptException if what is there is not what was written
     * @throws org.heeded.model.StoreException if there is no log, or it cannot be read
     */
    public static SortedMap<String, ArmTable> outcomes(
            Path directory, LogOptions options, Lens lens, ReportRequest request) {
        if (request.position().isPresent()) {
            throw new IllegalArgumentException("the tables are of all of the log; leave out the position");
        }
        return DossierReader.outcomes(
                LogScan.outlining(directory), lens, request, options.clock().instant());
    }

    /** A report with the newest checkpoints of its engagements. */
    Report signed(PartnershipReport figures, List<EngagementId> covered) {
        return new Report(figures, evidence.checkpoints(covered));
    }

    /**
     * A report that keeps up with the log, as of now whenever it is asked.
     *
     * @param request on what and how, without position and cut
     * @return the live report
     * @throws IllegalArgumentException if the request names a position or a cut
     */
    public LiveReport live(ReportRequest request) {
        return new LiveReport(this, store, reader, request);
    }

    /**
     * The outcomes by arm under one lens, kept up to date with every entry: the tables of such a report, and much sooner.
     *
     * @param lens what to slice by
     * @param request on what and how, without position and cut
     * @return the live table
     * @throws IllegalArgumentException if the request names a position or a cut
     */
    public LiveTable live(Lens lens, ReportRequest request) {
        LiveTable table = new LiveTable(this, store, reader, lens, request);
        if (!Lens.CONSTANT.contains(lens)) {
            return table;
        }
        // of another lens of that name nobody can tell whether it was the same function
        return tables.computeIfAbsent(table.name(), table::resume);
    }

    Instant now() {
        return options.clock().instant();
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
        return reader.page(query, after, limit, AnalysisPlan.DEFAULT.rules(now()));
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
     * A checkpoint of an engagement as it is now: what the log signs for, to be handed to the other side and kept there. It
     * is kept with the log too, if that is in files; a log that contradicts its own newest checkpoint does not open. Hashes
     * what was appended since the one before.
     *
     * @param engagement which
     * @return the signed note; the one before if nothing was appended
     * @throws IllegalStateException if the log has no {@linkplain LogOptions#signer signer}
     * @throws IllegalArgumentException if the engagement has no entries
     */
    public SignedNote checkpoint(EngagementId engagement) {
        return evidence.checkpoint(engagement);
    }

    /**
     * The newest checkpoint of an engagement that was signed, also where this log has no signer now.
     *
     * @param engagement which
     * @return the signed note, if there is one
     */
    public Optional<SignedNote> newestCheckpoint(EngagementId engagement) {
        return evidence.newest(engagement);
    }

    /**
     * The tree of an engagement as it is now, for its root and for proofs. Reads and hashes the whole engagement.
     *
     * @param engagement which
     * @return the tree over its records
     */
    public MerkleTree tree(EngagementId engagement) {
        return evidence.tree(engagement);
    }

    /**
     * What one needs to verify an engagement, or some entries of it, without this log: records, checkpoint, proofs, and the
     * keys of the sealed texts that are asked for. Of a log without a signer, as of the newest checkpoint that it keeps.
     *
     * @param request of what
     * @return to be handed over as one file
     * @throws IllegalStateException if there is neither a signer nor a checkpoint
     * @throws IllegalArgumentException if there is no such engagement, entry or text
     */
    public Bundle disclose(DisclosureRequest request) {
        return evidence.disclose(request);
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

    /**
     * Closes the log, what was handed over is recorded first; a second time does nothing. If there is a signer, it signs a
     * checkpoint of each engagement that has more acknowledged entries than at its last one.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                evidence.signAll();
                tables.forEach((name, table) -> table.keep(name));
            } finally {
                store.close();
            }
        }
    }
}
