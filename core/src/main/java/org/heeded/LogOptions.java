package org.heeded;

import java.time.Clock;
import java.util.Optional;
import org.heeded.log.AppendPolicy;
import org.heeded.log.LogListener;
import org.heeded.privacy.KeyStore;

/**
 * How a log is opened.
 *
 * @param clock says when an entry was recorded
 * @param policy what to do about missing fields
 * @param keys where the keys of personal texts are kept; absent: in memory for a log in memory, else in a directory beside
 *     the log, named like it with {@code .keys} at the end, which is made when the first personal text is recorded; a log in
 *     a database has no such place and refuses personal texts
 * @param listener hears how the log is doing, for a host's metrics
 * @param verify whether opening a log in files holds every closed segment to the hash that the next one has of it, which
 *     takes longer; its lines are checked one by one in any case
 */
public record LogOptions(
        Clock clock, AppendPolicy policy, Optional<KeyStore> keys, LogListener listener, boolean verify) {

    /** The system's clock, missing fields counted, keys beside the log, nobody listening. */
    public static final LogOptions DEFAULT =
            new LogOptions(Clock.systemUTC(), AppendPolicy.LENIENT, Optional.empty(), LogListener.NONE, false);

    /**
     * With another clock.
     *
     * @param other the clock
     * @return a copy
     */
    public LogOptions clock(Clock other) {
        return new LogOptions(other, policy, keys, listener, verify);
    }

    /**
     * With another policy.
     *
     * @param other the policy
     * @return a copy
     */
    public LogOptions policy(AppendPolicy other) {
        return new LogOptions(clock, other, keys, listener, verify);
    }

    /**
     * With the keys kept elsewhere.
     *
     * @param store where
     * @return a copy
     */
    public LogOptions keys(KeyStore store) {
        return new LogOptions(clock, policy, Optional.of(store), listener, verify);
    }

    /**
     * With a listener.
     *
     * @param other who hears how the log is doing
     * @return a copy
     */
    public LogOptions listener(LogListener other) {
        return new LogOptions(clock, policy, keys, other, verify);
    }

    /**
     * With every closed segment held to its hash on opening.
     *
     * @return a copy
     */
    public LogOptions verified() {
        return new LogOptions(clock, policy, keys, listener, true);
    }
}
