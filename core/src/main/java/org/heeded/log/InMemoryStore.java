package org.heeded.log;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.heeded.privacy.Sealer;

/** Keeps a log in memory, for tests and for analyses of entries that are kept elsewhere. */
public final class InMemoryStore extends LedgerStore {

    private final ConcurrentMap<Long, Recorded> entries = new ConcurrentHashMap<>();
    private final ReentrantLock appending = new ReentrantLock();

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
    List<Recorded> take(Function<Ledger.Round, List<Recorded>> group) {
        appending.lock();
        try {
            if (isClosed()) {
                throw closed();
            }
            Ledger.Round round = ledger.round();
            List<Recorded> answers = group.apply(round);
            round.fresh().forEach(recorded -> entries.put(recorded.position().value(), recorded));
            round.commit();
            tell();
            return answers;
        } finally {
            appending.unlock();
        }
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
