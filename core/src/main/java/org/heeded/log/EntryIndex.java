package org.heeded.log;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.EntryId;

/** Which entry has which global number: by id, by engagement, by time of recording. It holds no entry. */
final class EntryIndex {

    private final IdIndex ids;
    private final Map<EngagementId, IntList> numbers;
    private final RecordingTimes times;

    EntryIndex() {
        this(new IdIndex(), new LinkedHashMap<>(), new RecordingTimes());
    }

    EntryIndex(IdIndex ids, Map<EngagementId, IntList> numbers, RecordingTimes times) {
        this.ids = ids;
        this.numbers = numbers;
        this.times = times;
    }

    /** Adds the next entry. */
    void add(Entry entry) {
        ids.put(entry.id(), times.size());
        numbers.computeIfAbsent(entry.engagement(), id -> new IntList()).add(times.size());
        times.add(entry.recordedAt());
    }

    int size() {
        return times.size();
    }

    IdIndex ids() {
        return ids;
    }

    RecordingTimes times() {
        return times;
    }

    /** The numbers of the entries that may have an id. */
    long[] find(EntryId id) {
        return ids.find(id);
    }

    /** The engagements, oldest first. */
    List<EngagementId> engagements() {
        return List.copyOf(numbers.keySet());
    }

    /** The numbers of the entries of an engagement. */
    IntList numbers(EngagementId engagement) {
        return numbers.getOrDefault(engagement, new IntList());
    }

    /** As {@link RecordingTimes#before}. */
    long before(Instant time) {
        return times.before(time);
    }
}
