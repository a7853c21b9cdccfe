package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.heeded.dossier.AdviceCase;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.Recorded;
import org.heeded.log.Store;
import org.heeded.model.Draft;
import org.heeded.model.Launched;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;
import org.heeded.testkit.FixtureLog;
import org.heeded.testkit.MovableClock;
import org.heeded.testkit.RandomEvents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FixtureLogTest {

    private final MovableClock clock = MovableClock.at("2026-07-01T09:00:00Z");

    @Test
    void itHasAnEventOfEveryType() {
        assertThat(FixtureLog.drafts().stream().map(draft -> draft.event().type()))
                .containsOnlyOnceElementsOf(List.of("engagement-opened", "goal-set", "directive-given"))
                .containsAll(RandomEvents.TYPES);
    }

    @Test
    void draftsHaveTheIdsOfTheirPlaces() {
        List<Draft> drafts = FixtureLog.drafts();
        for (int number = 1; number <= drafts.size(); number++) {
            assertThat(drafts.get(number - 1).id()).contains(FixtureLog.id(number));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyLogTakesItUnderEitherPolicyOneByOneAndAsAGroup(AppendPolicy policy) {
        Sealer sealer = new Sealer(new InMemoryKeyStore());
        try (Store single = InMemoryStore.open(clock, policy, sealer);
                Store whole = InMemoryStore.open(clock, policy, sealer)) {
            List<Recorded> taken = FixtureLog.drafts().stream()
                    .flatMap(draft -> single.append(List.of(draft)).stream())
                    .toList();
            assertThat(whole.append(FixtureLog.drafts())).hasSameSizeAs(taken);
            assertThat(single.append(FixtureLog.drafts())).isEqualTo(taken);
            assertThat(single.end().value()).isEqualTo(24);
        }
    }

    @Test
    void itTellsTheStoryThatItSays() {
        try (DecisionLog log = DecisionLog.inMemory(LogOptions.DEFAULT.clock(clock))) {
            log.record(FixtureLog.drafts());
            assertThat(log.cases(CaseQuery.ALL, Optional.empty(), 10).cases())
                    .extracting(
                            AdviceCase::id,
                            c -> c.choice().map(choice -> choice.kind().name()).orElse("-"),
                            c -> c.launched().map(Launched::name).orElse("-"),
                            c -> c.outcome().map(o -> o.verdict().name()).orElse("-"),
                            c -> c.claims().size())
                    .containsExactly(
                            tuple(FixtureLog.PAGES, "OVERRIDDEN", "ALTERNATIVE", "FAILURE", 1),
                            tuple(FixtureLog.REVIEWS, "FOLLOWED", "ADVICE", "SUCCESS", 0),
                            tuple(FixtureLog.NEWSLETTER, "-", "ORDER", "-", 0),
                            tuple(FixtureLog.SURVEY, "-", "-", "-", 0));
        }
    }
}
