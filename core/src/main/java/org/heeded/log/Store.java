package org.heeded.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.heeded.model.CorruptException;
import org.heeded.model.DivergedException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.model.WorkId;

/**
 * Where a log is kept. Every store keeps the same promises and passes one contract test.
 *
 * <p>Safe for use by several threads; what a thread appended, it and every thread it tells can read. After {@link
 * #close()} every method but {@code close} throws {@link IllegalStateException}, but for {@link #append(List)} and {@link
 * #restore(List)}, which throw a {@link StoreException} saying that nothing was written. A method that reads throws {@link
 * CorruptException} where what is stored is not what was written, and {@link StoreException} where it cannot be read.
 */
public interface Store extends AutoCloseable {

    /**
     * Takes a group of drafts, all or none. Returns when they are as durable as the store makes them.
     *
     * <p>The words of an erased subject are in no log any more: a personal text of it is refused, unless it is part of a
     * draft that is in the log already, with which it is then taken to agree. Its sealed texts may be carried along in an
     * engagement that says it was erased. An erasure must be said in all engagements that hold the subject at once.
     *
     * <p>Appending again is harmless: a draft whose id is in the log with the same content (all but {@code n} and
     * {@code recordedAt}, sealed texts compared as their words) is answered with the first entry and written no second
     * time. A draft without an id is given a version 7 UUID. All entries of a group share one {@code recordedAt}.
     *
     * @param group what to take, in order
     * @return the entries, one for each draft, in the same order
     * @throws RejectedException if one breaks a rule; nothing was written
     * @throws StoreException if the store could not write; says what became of the group
     */
    List<Recorded> append(List<Draft> group);

    /**
     * Takes a group of drafts as {@link #append(List)} does, and lets the caller go on meanwhile. Groups that one thread
     * hands over are taken in that order. A full queue may make the caller wait.
     *
     * <p>As it stands here the work is done before this returns; a store that has a thread of its own for writing does it
     * there.
     *
     * @param group what to take, in order
     * @return completes when the entries are as durable as the store makes them, or with what {@code append} throws. What
     *     depends on it may run in the thread that writes, and should be short. Cancelling it takes nothing back
     */
    default CompletableFuture<List<Recorded>> appendAsync(List<Draft> group) {
        try {
            return CompletableFuture.completedFuture(append(group));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Hands entries on as the log grows: first those that are there, then each new one when it is as durable as the store
     * makes it, in order, without a gap and none twice. Each following has a thread of its own, so that a slow subscriber
     * holds up nobody else.
     *
     * @param from where to begin; the entry right after it is the first
     * @param subscriber is called with one entry at a time, always in the same thread; what it throws ends the following
     * @return the following, to be closed; closing the store ends it too
     */
    default Following follow(Position from, Consumer<Recorded> subscriber) {
        Position unused = end(); // after closing, this throws
        return Following.of(this, from, subscriber);
    }

    /**
     * A draft that the rules refuse.
     *
     * @param index its index in the group, from 0
     * @param why which rule it breaks, and where
     */
    record Refusal(int index, RejectedException why) {}

    /**
     * All that {@link #append(List)} would refuse of a group as the log is now; writes nothing. A draft is checked behind
     * those before it that would be taken, so that one on a refused proposal is refused too.
     *
     * @param group the drafts, in order
     * @return the refusals in order; empty if the group would be taken
     */
    List<Refusal> check(List<Draft> group);

    /**
     * The place after the last entry.
     *
     * @return as many as there are entries
     */
    Position end();

    /**
     * Entries in the order of the log.
     *
     * @param from where to begin; the entry right after it is the first
     * @param limit how many at most, at least 1
     * @return the entries; empty at or past the end
     * @throws IllegalArgumentException if the limit is below 1
     */
    List<Recorded> read(Position from, int limit);

    /**
     * Entries of one engagement in order.
     *
     * @param engagement whose
     * @param fromN the index in the engagement to begin with, from 0
     * @param limit how many at most, at least 1
     * @return the entries; empty at or past the end, and for an engagement that nobody used
     * @throws IllegalArgumentException if the limit is below 1 or the index is negative
     */
    List<Recorded> read(EngagementId engagement, long fromN, int limit);

    /**
     * An entry by its id.
     *
     * @param id which
     * @return the entry, if it is in the log
     */
    Optional<Recorded> find(EntryId id);

    /**
     * The engagements that have entries.
     *
     * @return their ids, in order of first use
     */
    List<EngagementId> engagements();

    /**
     * How many entries an engagement has.
     *
     * @param engagement whose
     * @return the number, 0 for an engagement that nobody used
     */
    long size(EngagementId engagement);

    /**
     * The log as it was at a time: the prefix before the first entry that was recorded after it.
     *
     * @param time the time; an entry recorded at that very time is in
     * @return where the prefix ends
     */
    Position asOf(Instant time);

    /**
     * The newest description of a party, over all engagements; corrections count, retracted descriptions do not.
     *
     * @param party which
     * @return the description, if one was ever recorded
     */
    Optional<Party> party(PartyId party);

    /**
     * Whether a proposal or directive was recorded in an engagement and not retracted, or an initiative was mentioned.
     *
     * @param engagement whose
     * @param work which
     * @return whether it is there
     */
    boolean knows(EngagementId engagement, WorkId work);

    /**
     * What an entry says now: with its newest correction.
     *
     * @param id which
     * @return the event; empty if the entry is unknown or was retracted
     */
    Optional<Event> current(EntryId id);

    /**
     * The fields in which a replacement differs from what an entry says now: what {@link
     * org.heeded.model.Event.EntryCorrected#fields()} must name. Sealed texts are compared as their words.
     *
     * @param id the entry
     * @param replacement the event to compare it with
     * @return the names of the fields in the log format, sorted; empty if there is no difference
     * @throws RejectedException if the entry is unknown or was retracted
     */
    List<String> changes(EntryId id, Event replacement);

    /**
     * The engagements that hold sealed texts of a subject, in whatever entry, corrected and retracted ones too, and do
     * not say that it was erased: those in which its erasure has to be recorded, as one group.
     *
     * @param subject whose texts
     * @return their ids, in the order in which they came to hold some
     */
    List<EngagementId> holding(SubjectId subject);

    /**
     * The subjects that the log says were erased: their texts are not opened, and no more are sealed.
     *
     * @return their ids
     */
    Set<SubjectId> erased();

    /**
     * Takes the next entries of another log as they are, all or none: the same records to the byte, at the same positions,
     * with the same ids, indices and times of recording. The rules and the policy are not asked, since the other log has
     * done so. Returns when they are as durable as the store makes them. For {@link #copyTo}.
     *
     * @param entries what to take, in order; the first has the position {@link #end()}
     * @throws DivergedException if one of them does not come next: its position or its index in the engagement is not the
     *     next, its id is taken, or what it corrects or retracts is not in its engagement; nothing was written
     * @throws CorruptException if a record is none, or does not say what its entry says; nothing was written
     * @throws StoreException if the store could not write; says what became of the entries
     */
    void restore(List<Recorded> entries);

    /**
     * Copies the log into another store, of any kind: its entries up to where it ends now, also while somebody appends to
     * it. Each page is read back and compared, record by record, before the next.
     *
     * <p>Stopped and begun again, or begun again later, it goes on: what the target has is compared with this log, and only
     * the rest is written. A copy that was stopped is a prefix of this log, and may end within a group that was appended as
     * one.
     *
     * <p>Sealed texts are copied sealed. Their keys are in no store and are not copied: without them, the copy has all that
     * this log has but for those words. Keep them where the log's own keys are kept, or carry them over too; a draft with a
     * personal text is known again only where its key is.
     *
     * @param target where to; nobody else appends to it meanwhile
     * @param progress is told after each page how far the copy is; what it throws stops the copy
     * @return the end of the copy, which is the end that this log had when the copying began
     * @throws DivergedException if what the target has is not the beginning of this log; names the position, nothing was
     *     written there or after it
     * @throws CorruptException if either log is not what was written
     * @throws StoreException if either store cannot be read or written; what was copied before stays
     */
    default Position copyTo(Store target, Consumer<Position> progress) {
        return Copy.run(this, target, progress);
    }

    /**
     * Keeps bytes beside the log that somebody made from its first entries, in place of those kept under that name before.
     * They may be lost at any time, and are when a subject is erased. A store that does not override this keeps nothing.
     *
     * @param name a plain word
     * @param position of how many entries, as {@link #end()} has told
     * @param bytes what was made of them
     */
    default void keep(String name, Position position, byte[] bytes) {}

    /**
     * Bytes that were kept, if the log still begins with the entries that they were made from.
     *
     * @param name under which name
     * @return the bytes as they were kept; empty if there are none of this log any more
     */
    default Optional<byte[]> kept(String name) {
        return Optional.empty();
    }

    /**
     * Has a listener hear how the log is doing from now on, in the place of the one before.
     *
     * @param listener the listener; a store that does not override this tells it nothing
     */
    default void listen(LogListener listener) {}

    /** Closes the store; a second time does nothing. */
    @Override
    void close();
}
