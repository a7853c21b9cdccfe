package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heeded.dossier.RandomLog;
import org.heeded.model.ClientId;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.partnership.AnalysisPlan;
import org.heeded.partnership.Lens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live report equals the report made from the whole log, whatever is added and however the clock moves. */
class LiveReportTest extends FacadeFixture {

    private static final ReportRequest WITH_HORIZON = ReportRequest.DEFAULT
            .plan(AnalysisPlan.DEFAULT.with(p -> p.horizonDays(60)))
            .by(Lens.tag("season"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void equalsTheReportOnTheWholeLogAfterEveryFewEntries(long seed) {
        Random random = new Random(seed);
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            List<ReportRequest> requests =
                    List.of(ReportRequest.DEFAULT, WITH_HORIZON, ReportRequest.DEFAULT.client(new ClientId("e1")));
            List<LiveReport> live = requests.stream().map(log::live).toList();
            List<Draft> drafts = drafts(seed, random);
            int taken = 0;
            while (taken < drafts.size()) {
                for (int i = 1 + random.nextInt(12); i > 0 && taken < drafts.size(); i--) {
                    add(log, drafts.get(taken++));
                }
                // minutes, days, weeks, and now and then back
                clock.move(Duration.ofMinutes(random.nextInt(10) == 0 ? -90 : random.nextInt(60 * 24 * 12)));
                for (int i = 0; i < requests.size(); i++) {
                    assertThat(json(live.get(i).report()))
                            .as("seed %s, request %s, after %s", seed, i, taken)
                            .isEqualTo(json(log.report(requests.get(i))));
                }
            }
        }
    }

    /** Three engagements, their entries shuffled into one another. */
    private static List<Draft> drafts(long seed, Random random) {
        List<List<Draft>> each = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            EngagementId id = new EngagementId("e" + k);
            each.add(new ArrayList<>(RandomLog.of(seed * 10 + k, 40).stream()
                    .map(e -> Draft.of(id, e.id(), e.event()))
                    .toList()));
        }
        List<Draft> drafts = new ArrayList<>();
        while (each.stream().anyMatch(list -> !list.isEmpty())) {
            List<Draft> of = each.get(random.nextInt(3));
            if (!of.isEmpty()) {
                drafts.add(of.remove(0));
            }
        }
        return drafts;
    }

    private static void add(DecisionLog log, Draft draft) {
        try {
            log.record(List.of(draft));
        } catch (RejectedException e) {
            // random events break a rule now and then; those that do not suffice
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void isAsOfNowOnly() {
        try (DecisionLog log = open(Kept.IN_MEMORY)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.live(ReportRequest.DEFAULT.position(Position.START)))
                    .withMessageContaining("as of now");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.live(ReportRequest.DEFAULT.cut(clock.instant())))
                    .withMessageContaining("as of now");
        }
    }
}
