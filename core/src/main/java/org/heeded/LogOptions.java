package org.heeded;

import java.time.Clock;
import java.util.Optional;
import org.heeded.evidence.NoteSigner;
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
 * @param verify whether opening a log in files reads all of it, whatever snapshot there is, and holds every closed segment to
 *     the hash that the next one has of it, which takes longer; else its lines are checked one by one when they are read
 * @param listener hears how the log is doing, for a host's metrics
 * @param signer signs checkpoints; absent: the log makes none
 * @param origin names the log in its checkpoints, for good; absent: the name of the signer's key
 */
public record LogOptions(
        Clock clock,
        AppendPolicy policy,
        Optional<KeyStore> keys,
        boolean verify,
        LogListener listener,
        Optional<NoteSigner> signer,
        Optional<String> origin) {

    /** The system's clock, missing fields counted, keys beside the log, nobody listening, no checkpoints. */
    public static final LogOptions DEFAULT = new LogOptions(
            Clock.systemUTC(),
            AppendPolicy.LENIENT,
            Optional.empty(),
            false,
            LogListener.NONE,
            Optional.empty(),
            Optional.empty());

    /**
     * With another clock.
     *
     * @param other the clock
     * @return a copy
     */
    public LogOptions clock(Clock other) {
        return new LogOptions(other, policy, keys, verify, listener, signer, origin);
    }

    /**
     * With another policy.
     *
     * @param other the policy
     * @return a copy
     */
    public LogOptions policy(AppendPolicy other) {
        return new LogOptions(clock, other, keys, verify, listener, signer, origin);
    }

    /**
     * With the keys kept elsewhere.
     *
     * @param store where
     * @return a copy
     */
    public LogOptions keys(KeyStore store) {
        return new LogOptions(clock, policy, Optional.of(store), verify, listener, signer, origin);
    }

    /**
     * With checkpoints: on demand, with each report, and when the log is closed.
     *
     * @param by who signs them; best with the log's origin for the name of its key
     * @return a copy
     */
    public LogOptions signer(NoteSigner by) {
        return new LogOptions(clock, policy, keys, verify, listener, Optional.of(by), origin);
    }

    /**
     * With another origin than the name of the signer's key.
     *
     * @param name a URL without a scheme, such as {@code agency.example/decisions}; never another for the same log
     * @return a copy
     */
    public LogOptions origin(String name) {
        return new LogOptions(clock, policy, keys, verify, listener, signer, Optional.of(name));
    }

    /**
     * With every closed segment held to its hash on opening.
     *
     * @return a copy
     */
    public LogOptions verified() {
        return new LogOptions(clock, policy, keys, true, listener, signer, origin);
    }

    /** Without a signer: for who may read only. */
    LogOptions unsigned() {
        return new LogOptions(clock, policy, keys, verify, listener, Optional.empty(), origin);
    }

    /**
     * With a listener.
     *
     * @param other who hears how the log is doing
     * @return a copy
     */
    public LogOptions listener(LogListener other) {
        return new LogOptions(clock, policy, keys, verify, other, signer, origin);
    }
}
