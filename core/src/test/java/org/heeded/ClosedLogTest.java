package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.AppendPolicy;
import org.heeded.model.Decision;
import org.heeded.model.EntryId;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosedLogTest extends FacadeFixture {

    @ParameterizedTest
    @EnumSource
    void afterClosingEveryUseSaysThatTheLogIsClosed(Kept kept) {
        DecisionLog log = open(kept);
        Engagement acme = log.engagement("acme");
        acme.propose(new ProposalId("p1"), new PartyId("ana"), Proposal.of("Landing page"));
        EntryId made = all(log).get(0).entry().id();
        log.close();

        assertThatCode(log::close).doesNotThrowAnyException();
        List<ThrowingCallable> reads = List.of(
                log::end,
                log::waiting,
                log::report,
                () -> log.entries(Position.START, 1),
                () -> log.asOf(Instant.EPOCH),
                () -> log.cases(CaseQuery.ALL, Optional.empty(), 1),
                () -> log.importCsv(csv("id,client,title", "1,acme,Logo"), CsvMapping.NONE),
                () -> acme.client("owner"),
                () -> acme.correct(made, e -> e, "why"));
        for (ThrowingCallable read : reads) {
            assertThatIllegalStateException().isThrownBy(read).withMessage("the store is closed");
        }
        List<ThrowingCallable> writes = List.of(
                () -> acme.propose(new PartyId("ana"), Proposal.of("Logo")),
                () -> acme.decide(new ProposalId("p1"), new PartyId("owner"), Decision.followed()),
                () -> acme.retract(made, "why"),
                () -> log.record(List.of()));
        for (ThrowingCallable write : writes) {
            assertThatThrownBy(write)
                    .hasMessage("the store is closed")
                    .asInstanceOf(type(StoreException.class))
                    .extracting(StoreException::fate)
                    .isEqualTo(StoreException.Fate.NOT_WRITTEN);
        }
    }

    @Test
    void whatIsOpenCannotBeOpenedAgainAndWhatWasClosedCan() {
        try (DecisionLog log = open(Kept.IN_FILES)) {
            log.engagement("acme").client("owner");
            assertThatThrownBy(() -> open(Kept.IN_FILES)).isInstanceOf(StoreException.class);
            assertThat(log.end().value()).isOne();
        }
        try (DecisionLog log = open(Kept.IN_FILES)) {
            assertThat(log.end().value()).isOne();
        }
    }

    @Test
    void theStrictPolicyAndTheClockReachTheStore() {
        try (DecisionLog log = DecisionLog.inMemory(options.policy(AppendPolicy.STRICT))) {
            assertThatThrownBy(() -> log.engagement("acme").propose(new PartyId("ana"), Proposal.of("Logo")))
                    .asInstanceOf(type(RejectedException.class))
                    .extracting(RejectedException::rule)
                    .isEqualTo(Rule.MISSING);
            log.engagement("acme").client("owner");
            assertThat(all(log)).extracting(r -> r.entry().recordedAt()).containsExactly(clock.instant());
        }
    }
}
