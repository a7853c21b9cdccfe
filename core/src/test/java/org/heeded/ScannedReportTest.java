package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heeded.dossier.RandomLog;
import org.heeded.model.ClientId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Lens;
import org.heeded.testkit.FixtureLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report on a log that is not opened is the report on the log. */
class ScannedReportTest extends FacadeFixture {

    private void assertSame(ReportRequest request) {
        Report expected;
        try (DecisionLog log = DecisionLog.openReadOnly(directory(), options)) {
            expected = log.report(request);
        }
        assertThat(json(DecisionLog.report(directory(), options, request))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isTheReportOnTheOpenedLog(long seed) {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            for (int k = 0; k < 5; k++) {
                EngagementId id = new EngagementId("e" + k);
                for (var entry : RandomLog.of(seed * 10 + k, 40)) {
                    try {
                        log.record(List.of(Draft.of(id, entry.event())));
                    } catch (RejectedException e) {
                        // random events break a rule now and then; those that do not suffice
                        assertThat(e).hasMessageNotContaining("null");
                    }
                }
            }
            assertThat(json(DecisionLog.report(directory(), options, ReportRequest.DEFAULT)))
                    .isEqualTo(json(log.report()));
        }
        for (ReportRequest request : List.of(
                ReportRequest.DEFAULT,
                ReportRequest.DEFAULT.by(Lens.tag("season")),
                ReportRequest.DEFAULT.plan(AnalysisPlan.DEFAULT.with(p -> p.horizonDays(60))),
                ReportRequest.DEFAULT.client(new ClientId("e1")),
                ReportRequest.DEFAULT.engagement(new EngagementId("e2")),
                ReportRequest.DEFAULT.engagement(new EngagementId("nobody")),
                ReportRequest.DEFAULT.cut(clock.instant().minus(Duration.ofDays(400))),
                ReportRequest.DEFAULT.position(new Position(30)))) {
            assertSame(request);
        }
    }

    @Test
    void aLogWithPersonalTextsAndErasedSubjectsIsReportedAlike() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.record(FixtureLog.drafts());
        }
        assertSame(ReportRequest.DEFAULT);
        assertSame(ReportRequest.DEFAULT.withPersonalTexts());
    }

    @Test
    void changesAndLocksNothing() throws Exception {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.record(FixtureLog.drafts());
            List<String> before = files();
            assertThat(DecisionLog.report(directory(), options, ReportRequest.DEFAULT)
                            .figures()
                            .asOf()
                            .position())
                    .isEqualTo(log.end());
            assertThat(files()).isEqualTo(before);
        }
    }

    private List<String> files() throws Exception {
        try (var files = Files.walk(directory())) {
            return files.map(Object::toString).sorted().toList();
        }
    }

    @Test
    void saysThatThereIsNoLog() {
        assertThatThrownBy(() -> DecisionLog.report(directory().resolve("no"), options, ReportRequest.DEFAULT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no log");
        assertThat(Optional.of(directory().resolve("no")).filter(Files::exists)).isEmpty();
    }
}
