package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.log.AppendPolicy;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The store that a contract holds to its promises, and what its tests need beside it. */
abstract class StoreUnderTest {

    static final EngagementId ACME = FixtureLog.ACME;
    static final EngagementId ZEBRA = FixtureLog.ZEBRA;

    /** The clock of the store under test. */
    protected final MovableClock clock = MovableClock.at("2026-03-01T12:00:00.123456789Z");

    /** Seals for the store under test. */
    protected final Sealer sealer = new Sealer(new InMemoryKeyStore());

    final RandomEvents random = new RandomEvents(42);
    Store store;

    StoreUnderTest() {}

    /**
     * Opens the store with {@link #clock} and {@link #sealer}: in each test an empty one first, and later, when it was
     * closed, the same one again.
     *
     * @param policy its policy
     * @return the store
     */
    protected abstract Store open(AppendPolicy policy);

    /**
     * Whether the store has its entries again when it was closed and is opened again. The contract holds it to either
     * answer.
     *
     * @return whether it does; a store that does not is empty again
     */
    protected abstract boolean durable();

    @BeforeEach
    void openStore() {
        store = open(AppendPolicy.LENIENT);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    /** Closes the store and opens it again. */
    final void reopen(AppendPolicy policy) {
        store.close();
        store = open(policy);
    }

    static Event milestone(String what) {
        return new Event.Milestone(Text.of(what), Circumstances.NONE);
    }

    final Recorded append(EngagementId engagement, Event event) {
        return store.append(List.of(Draft.of(engagement, event))).get(0);
    }

    static List<Recorded> all(Store store) {
        return store.read(Position.START, Integer.MAX_VALUE);
    }

    static void assertRefused(Rule rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(rule));
    }
}
