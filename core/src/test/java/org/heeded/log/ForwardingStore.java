package org.heeded.log;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.SubjectId;
import org.heeded.model.WorkId;

/** A store that leaves all to another one: what a store with one thing changed begins with. */
class ForwardingStore implements Store {

    final Store store;

    ForwardingStore(Store store) {
        this.store = store;
    }

    @Override
    public List<Recorded> append(List<Draft> group) {
        return store.append(group);
    }

    @Override
    public List<Refusal> check(List<Draft> group) {
        return store.check(group);
    }

    @Override
    public Position end() {
        return store.end();
    }

    @Override
    public List<Recorded> read(Position from, int limit) {
        return store.read(from, limit);
    }

    @Override
    public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
        return store.read(engagement, fromN, limit);
    }

    @Override
    public Optional<Recorded> find(EntryId id) {
        return store.find(id);
    }

    @Override
    public List<EngagementId> engagements() {
        return store.engagements();
    }

    @Override
    public long size(EngagementId engagement) {
        return store.size(engagement);
    }

    @Override
    public Position asOf(Instant time) {
        return store.asOf(time);
    }

    @Override
    public Optional<Party> party(PartyId party) {
        return store.party(party);
    }

    @Override
    public List<EngagementId> holding(SubjectId subject) {
        return store.holding(subject);
    }

    @Override
    public Set<SubjectId> erased() {
        return store.erased();
    }

    @Override
    public boolean knows(EngagementId engagement, WorkId work) {
        return store.knows(engagement, work);
    }

    @Override
    public Optional<Event> current(EntryId id) {
        return store.current(id);
    }

    @Override
    public List<String> changes(EntryId id, Event replacement) {
        return store.changes(id, replacement);
    }

    @Override
    public void restore(List<Recorded> entries) {
        store.restore(entries);
    }

    @Override
    public void close() {
        store.close();
    }
}
