package org.heeded.log;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.heeded.privacy.Sealer;

/** Keeps a log in memory, for tests and for analyses of entries that are kept elsewhere. */
public final class InMemoryStore extends LedgerStore {

    private final ConcurrentMap<Long, Recorded> entries = new ConcurrentHashMap<>();

    private InMemoryStore(Clock clock, AppendPolicy policy, Sealer sealer) {
        super(clock, policy, sealer);
    }

    /**
     * An empty log.
     *
     * @param clock says when an entry was recorded
     * @param policy what to do about missing fields
     * @param sealer seals personal texts
     * @return the store
     */
    public static InMemoryStore open(Clock clock, AppendPolicy policy, Sealer sealer) {
        return new InMemoryStore(clock, policy, sealer);
    }

    @Override
    void write(List<Recorded> fresh) {
        fresh.forEach(recorded -> entries.put(recorded.position().value(), recorded));
    }

    @Override
    Recorded stored(long number) {
        return Objects.requireNonNull(entries.get(number));
    }

    @Override
    void release() {
        // nothing: a reader may be in the middle of a page
    }
}
