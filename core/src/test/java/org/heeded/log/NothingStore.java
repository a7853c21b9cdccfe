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

/** A store that keeps nothing and refuses nothing. */
final class NothingStore implements Store {

    @Override
    public List<Recorded> append(List<Draft> group) {
        return List.of();
    }

    @Override
    public List<Refusal> check(List<Draft> group) {
        return List.of();
    }

    @Override
    public Position end() {
        return Position.START;
    }

    @Override
    public List<Recorded> read(Position from, int limit) {
        return List.of();
    }

    @Override
    public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
        return List.of();
    }

    @Override
    public Optional<Recorded> find(EntryId id) {
        return Optional.empty();
    }

    @Override
    public List<EngagementId> engagements() {
        return List.of();
    }

    @Override
    public long size(EngagementId engagement) {
        return 0;
    }

    @Override
    public Position asOf(Instant time) {
        return Position.START;
    }

    @Override
    public Optional<Party> party(PartyId party) {
        return Optional.empty();
    }

    @Override
    public List<EngagementId> holding(SubjectId subject) {
        return List.of();
    }

    @Override
    public Set<SubjectId> erased() {
        return Set.of();
    }

    @Override
    public boolean knows(EngagementId engagement, WorkId work) {
        return false;
    }

    @Override
    public Optional<Event> current(EntryId id) {
        return Optional.empty();
    }

    @Override
    public List<String> changes(EntryId id, Event replacement) {
        return List.of();
    }

    @Override
    public void restore(List<Recorded> entries) {}

    @Override
    public void close() {}
}
