package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.heeded.model.DivergedException;
import org.heeded.model.Position;
import org.heeded.testkit.FixtureLog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CopyToTest extends FacadeFixture {

    @ParameterizedTest
    @EnumSource
    void aBackupOfALogInUseReportsTheSameAndIsBroughtUpToDate(Kept kept) {
        try (DecisionLog log = open(kept);
                DecisionLog backup = DecisionLog.open(temp.resolve("backup"), options)) {
            FixtureLog.drafts().forEach(draft -> {
                clock.move(Duration.ofHours(1));
                assertThat(log.record(List.of(draft))).hasSize(1);
            });
            clock.set("2026-08-01T00:00:00Z");
            assertThat(log.copyTo(backup)).isEqualTo(log.end());
            assertThat(all(backup)).isEqualTo(all(log));
            assertThat(json(backup.report())).isEqualTo(json(log.report()));

            log.engagement("zebra").client("owner");
            List<Position> progress = new ArrayList<>();
            assertThat(log.copyTo(backup, progress::add)).isEqualTo(log.end());
            assertThat(progress).containsExactly(log.end());
            assertThat(all(backup)).isEqualTo(all(log));

            backup.engagement("zebra").client("other");
            assertThatThrownBy(() -> log.copyTo(backup))
                    .isInstanceOfSatisfying(
                            DivergedException.class,
                            e -> assertThat(e.position()).isEqualTo(log.end()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKeysOfALogAreNotCopied(Kept kept) {
        try (DecisionLog log = open(kept);
                DecisionLog backup = DecisionLog.open(temp.resolve("backup"), options)) {
            log.record(FixtureLog.drafts());
            assertThat(log.copyTo(backup)).isEqualTo(new Position(24));
            assertThat(temp.resolve("backup.keys")).doesNotExist();
        }
    }
}
