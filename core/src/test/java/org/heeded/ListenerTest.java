package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.heeded.log.LogListener;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;

class ListenerTest extends FacadeFixture {

    private static final Draft MILESTONE =
            Draft.of(EngagementId.of("acme"), new Event.Milestone(Text.of("new owner"), Circumstances.NONE));

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    private final LogListener listener = new LogListener() {
        @Override
        public void appended(Position end, Duration took) {
            heard.add("appended " + end + (took.isNegative() ? " in no time" : ""));
        }

        @Override
        public void rebuilt(Position end, Duration took) {
            heard.add("rebuilt " + end);
        }
    };

    @Test
    void aListenerHearsOfOpeningAndOfEachGroup() {
        try (DecisionLog log = DecisionLog.open(directory(), options.listener(listener))) {
            log.record(List.of(MILESTONE, MILESTONE));
            assertThat(log.recordAsync(List.of(MILESTONE)).join()).hasSize(1);
            log.record(List.of(MILESTONE));
        }
        try (DecisionLog log = DecisionLog.open(directory(), options.listener(listener))) {
            assertThat(log.end()).isEqualTo(new Position(4));
        }
        assertThat(heard).containsExactlyInAnyOrder("rebuilt 0", "appended 2", "appended 3", "appended 4", "rebuilt 4");
    }

    @Test
    void aListenerThatThrowsHarmsNoAppend() {
        LogListener broken = new LogListener() {
            @Override
            public void appended(Position end, Duration took) {
                throw new IllegalStateException("the meter is broken");
            }
        };
        try (DecisionLog log = DecisionLog.inMemory(options.listener(broken))) {
            assertThat(log.record(List.of(MILESTONE))).hasSize(1);
        }
    }
}
