package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Launched;
import org.heeded.model.Verdict;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

class SpilloverTest {

    private static TwoByTwo table(AnalysisPlan plan, Logged... logs) {
        return Spillover.of(Logged.tally(plan, 400, logs), plan).failed().table();
    }

    @Test
    void exposedIsWorkInAChannelThatOverriddenAdviceHadNamed() {
        Logged log = new Logged("acme");
        log.advice(10, Kind.OVERRIDDEN, p -> p.channel("seo").affects("email"));
        log.advice(10, Kind.FOLLOWED, p -> p.channel("seo").affects("social"));
        log.advice(20, Kind.FOLLOWED, Optional.of(Verdict.FAILURE), p -> p.channel("email"))
                .launched(40, Launched.ADVICE);
        log.advice(20, Kind.FOLLOWED, Optional.of(Verdict.SUCCESS), p -> p.channel("social"))
                .launched(40, Launched.ADVICE);
        log.advice(20, Kind.FOLLOWED, Optional.of(Verdict.SUCCESS), p -> p.channel("ppc"))
                .launched(40, Launched.ADVICE);
        assertThat(table(AnalysisPlan.DEFAULT, log)).isEqualTo(new TwoByTwo(1, 0, 0, 1));
        assertThat(table(AnalysisPlan.DEFAULT.with(p -> p.horizonDays(28)), log))
                .as("decided 29 days before the launch")
                .isEqualTo(new TwoByTwo(0, 0, 0, 0));
    }

    @Test
    void declinedAdviceAmongItMakesNoComparisonAndWorkDoesNotExposeItself() {
        Logged log = new Logged("acme");
        log.advice(10, Kind.DECLINED, p -> p.channel("seo").affects("email"));
        log.advice(11, Kind.FOLLOWED, p -> p.channel("seo").affects("email"));
        log.advice(20, Kind.FOLLOWED, Optional.of(Verdict.FAILURE), p -> p.channel("email"));
        log.advice(
                20,
                Kind.OVERRIDDEN,
                Optional.of(Verdict.FAILURE),
                p -> p.channel("ppc").affects("ppc"));
        assertThat(table(AnalysisPlan.DEFAULT, log)).isEqualTo(new TwoByTwo(0, 0, 0, 0));
    }
}
