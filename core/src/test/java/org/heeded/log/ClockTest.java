package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.heeded.model.Position;
import org.junit.jupiter.api.Test;

/** Clocks go back and far ahead: the log takes it, keeps its order, and says so. */
class ClockTest extends LogFixture {

    @Test
    void anHourBackAndTenYearsForwardAreAcceptedReportedAndHarmless() {
        Instant start = clock.instant();
        try (JsonLinesStore store = reopen()) {
            store.append(List.of(milestone("now")));
            clock.move(Duration.ofHours(-1));
            store.append(List.of(milestone("an hour back")));
            clock.move(Duration.ofMinutes(30));
            store.append(List.of(milestone("still behind")));
            clock.move(Duration.ofDays(3653));
            store.append(List.of(milestone("ten years on")));
            clock.move(Duration.ofDays(-3653));
            store.append(List.of(milestone("back again")));
            assertThat(store.recovery().stepsBack()).isZero();
        }
        try (JsonLinesStore store = reopen()) {
            assertThat(all(store).stream().map(LogFixture::what))
                    .containsExactly("now", "an hour back", "still behind", "ten years on", "back again");
            assertThat(all(store).stream().map(r -> r.entry().n())).containsExactly(0L, 1L, 2L, 3L, 4L);
            assertThat(all(store).get(1).entry().recordedAt()).isEqualTo(start.minus(Duration.ofHours(1)));
            assertThat(store.asOf(start)).isEqualTo(new Position(3));
            assertThat(store.asOf(start.minusSeconds(1))).isEqualTo(Position.START);

            RecoveryReport report = store.recovery();
            assertThat(report.repaired()).isFalse();
            assertThat(report.stepsBack()).isEqualTo(3);
            assertThat(report.largestStepBack()).isEqualTo(Duration.ofDays(3653));
            assertThat(report.ahead()).contains(Duration.ofDays(3653));
            assertThat(report)
                    .asString()
                    .contains(
                            "the clock was behind at 3 entries", "by at most PT87672H", "PT87672H ahead of the clock");
        }
        clock.move(Duration.ofDays(3654));
        try (JsonLinesStore store = reopen()) {
            assertThat(store.recovery().ahead()).isEmpty();
        }
    }
}
