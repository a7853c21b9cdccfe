package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heeded.dossier.Entries.start;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.heeded.report.Audience;
import org.heeded.report.JsonReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Analyses that span engagements keep what every tally promises. */
class SpanningTallyTest {

    private static final List<AnalysisPlan> PLANS = List.of(
            AnalysisPlan.DEFAULT.with(p -> p.relativeValue(true)),
            AnalysisPlan.DEFAULT.with(p -> p.relativeValue(true).horizonDays(60)));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aTallyChangesAtMidnightOnly(long seed) {
        for (AnalysisPlan plan : PLANS) {
            for (Written engagement : Written.random(seed, 4, 30)) {
                for (int day = 50; day < 700; day += 97) {
                    Instant early = start(day).plus(Duration.ofMinutes(1));
                    Instant late = start(day).plus(Duration.ofHours(23));
                    assertThat(engagement.tally(plan, late)).isEqualTo(engagement.tally(plan, early));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aReportIsTheSameInAnyOrderAndAnySplit(long seed) {
        for (AnalysisPlan plan : PLANS) {
            List<Written> engagements = Written.random(seed, 12, 40);
            String whole = JsonReport.render(Written.report(plan, engagements), Audience.INTERNAL);
            assertThat(whole).doesNotContain("NaN", "Infinity");
            List<Tally> tallies = new ArrayList<>();
            engagements.forEach(e -> tallies.add(e.tally(plan)));
            Collections.shuffle(tallies, new Random(seed));
            Tally halves = sum(List.of(sum(tallies.subList(0, 5)), sum(tallies.subList(5, 12))));
            assertThat(Tally.read(halves.toBytes())).isEqualTo(Written.sum(plan, engagements));
            Collections.reverse(engagements);
            assertThat(JsonReport.render(Written.report(plan, engagements), Audience.INTERNAL))
                    .isEqualTo(whole);
        }
    }

    private static Tally sum(List<Tally> tallies) {
        Tally.Sum sum = new Tally.Sum();
        tallies.forEach(sum::add);
        return sum.tally();
    }
}
