package org.heeded.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.heeded.DecisionLog;
import org.heeded.LogOptions;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.Store;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.MovableClock;
import org.heeded.testkit.StoreContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a tool's tests can do with the published test kit. */
class TestKitTest {

    /** All that a store of one's own has to say to be held to the contract. */
    @Nested
    class OneStore extends StoreContract {

        @Override
        protected Store open(AppendPolicy policy) {
            return InMemoryStore.open(clock, policy, sealer);
        }

        @Override
        protected boolean durable() {
            return false;
        }
    }

    @Test
    void adviceWaitsForAsLongAsTheClockWasMoved() {
        MovableClock clock = MovableClock.at("2026-05-11T09:00:00Z");
        try (DecisionLog log = DecisionLog.inMemory(LogOptions.DEFAULT.clock(clock))) {
            log.record(FixtureLog.drafts());
            clock.move(Duration.ofDays(30));
            assertThat(log.waiting())
                    .filteredOn(waiting -> waiting.engagement().equals(FixtureLog.ZEBRA))
                    .singleElement()
                    .satisfies(waiting -> assertThat(waiting.days()).isEqualTo(30));
        }
    }
}
