package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.heeded.log.AppendPolicy;
import org.heeded.log.Recorded;
import org.heeded.model.Circumstances;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.junit.jupiter.api.Test;

/** What a store knows of the people in it, so that they can be erased. */
abstract class ErasingContract extends LastingContract {

    private static final SubjectId ANA = SubjectId.of("ana");
    private static final SubjectId BEN = SubjectId.of("ben");
    private static final List<Draft> ERASURE = List.of(Draft.of(ACME, erased(ANA)), Draft.of(ZEBRA, erased(ANA)));

    ErasingContract() {}

    private static Event about(SubjectId subject) {
        return new Event.Milestone(Text.about(subject, "words"), Circumstances.NONE);
    }

    private static Event erased(SubjectId subject) {
        return new Event.SubjectErased(subject, Circumstances.NONE);
    }

    @Test
    void everyEngagementWithSealedTextsOfASubjectHoldsItUntilItIsErased() {
        append(ZEBRA, about(ANA));
        Recorded retracted = append(ACME, about(ANA));
        append(ACME, new Event.EntryRetracted(retracted.entry().id(), Optional.empty(), Circumstances.NONE));
        append(EngagementId.of("other"), about(BEN));
        for (boolean again : durable() ? new boolean[] {false, true} : new boolean[] {false}) {
            if (again) {
                reopen(AppendPolicy.LENIENT);
            }
            assertThat(store.holding(ANA)).containsExactly(ZEBRA, ACME);
            assertThat(store.holding(BEN)).containsExactly(EngagementId.of("other"));
            assertThat(store.holding(SubjectId.of("nobody"))).isEmpty();
            assertThat(store.erased()).isEmpty();
        }
        assertThat(store.append(ERASURE)).hasSize(2);
        for (boolean again : durable() ? new boolean[] {false, true} : new boolean[] {false}) {
            if (again) {
                reopen(AppendPolicy.LENIENT);
            }
            assertThat(store.holding(ANA)).isEmpty();
            assertThat(store.holding(BEN)).hasSize(1);
            assertThat(store.erased()).containsExactly(ANA);
        }
    }

    @Test
    void anErasureIsWholeAndNothingIsSealedForTheSubjectAfterIt() {
        append(ZEBRA, about(ANA));
        append(ACME, about(ANA));
        assertRefused(Rule.INCOMPLETE_ERASURE, () -> append(ACME, erased(ANA)));
        assertThat(store.append(ERASURE)).hasSize(2);
        assertRefused(Rule.ERASED, () -> append(ACME, about(ANA)));
        assertRefused(Rule.ERASED, () -> append(EngagementId.of("new"), about(ANA)));
        assertRefused(Rule.ERASED, () -> append(ACME, erased(ANA)));
        assertThat(store.end()).isEqualTo(new Position(4));
    }

    @Test
    void checkingLeavesNoKeyBehind() {
        assertThat(store.check(List.of(Draft.of(ACME, about(ANA)), Draft.of(ACME, about(ANA)))))
                .isEmpty();
        assertThat(sealer.hasKey(ANA)).isFalse();
        append(ACME, about(ANA));
        assertThat(sealer.hasKey(ANA)).isTrue();
    }
}
