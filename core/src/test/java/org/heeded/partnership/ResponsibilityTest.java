package org.heeded.partnership;

import static org.assertj.core.api.Assertions.assertThat;

import org.heeded.dossier.Arm;
import org.heeded.model.Decision.Kind;
import org.heeded.model.Responsible;
import org.heeded.model.Side;
import org.heeded.model.Verdict;
import org.heeded.stats.Estimate;
import org.heeded.stats.TwoByTwo;
import org.junit.jupiter.api.Test;

class ResponsibilityTest {

    @Test
    void countsClaimsByChoiceAndShowsFailuresThatNobodyClaimed() {
        Logged log = new Logged("acme");
        log.advice(1, Kind.OVERRIDDEN, Verdict.FAILURE)
                .claim(Side.CLIENT, Responsible.MARKETER)
                .claim(Side.MARKETER, Responsible.CLIENT);
        log.advice(2, Kind.OVERRIDDEN, Verdict.FAILURE).claim(Side.CLIENT, Responsible.MARKETER);
        log.advice(3, Kind.OVERRIDDEN, Verdict.FAILURE);
        log.advice(4, Kind.FOLLOWED, Verdict.FAILURE)
                .claim(Side.CLIENT, Responsible.MARKETER)
                .claim(Side.CLIENT, Responsible.EXTERNAL);
        log.advice(5, Kind.FOLLOWED, Verdict.FAILURE).claim(Side.MARKETER, Responsible.MARKETER);
        log.advice(6, Kind.FOLLOWED, Verdict.SUCCESS).claim(Side.CLIENT, Responsible.CLIENT);
        Tally tally = Logged.tally(200, log);
        Responsibility found = Responsibility.of(tally, AnalysisPlan.DEFAULT);
        assertThat(found.failures())
                .containsExactly(
                        new Responsibility.Failures(Arm.FOLLOWED, 0, 1, 1, 0),
                        new Responsibility.Failures(Arm.OVERRIDDEN, 1, 1, 0, 1));
        assertThat(found.claims().stream().mapToLong(Responsibility.Claims::n).sum())
                .isEqualTo(6);
        assertThat(found.claims().stream().filter(Responsibility.Claims::bothSides))
                .hasSize(2);
        // the client's last word on the followed failure was that nobody was to blame
        assertThat(found.marketerBlamed().table()).isEqualTo(new TwoByTwo(2, 0, 0, 1));
    }

    @Test
    void theMarketersSideOwnsOrDoesNot() {
        Logged log = new Logged("acme");
        log.advice(1, Kind.FOLLOWED, Verdict.FAILURE).claim(Side.MARKETER, Responsible.SHARED);
        log.advice(2, Kind.FOLLOWED, Verdict.FAILURE).claim(Side.MARKETER, Responsible.CLIENT);
        log.advice(3, Kind.FOLLOWED, Verdict.FAILURE);
        MarketerSide side = MarketerSide.of(Logged.tally(200, log), AnalysisPlan.DEFAULT);
        assertThat(((Estimate.Interval) side.owned()).value()).isEqualTo(0.5);
        assertThat(side.reported()).as("nothing was due").isInstanceOf(Estimate.Undefined.class);
        assertThat(((Estimate.Interval) side.forecast()).value()).isZero();
    }
}
