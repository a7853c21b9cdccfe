package org.heeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heeded.exchange.CsvMapping;
import org.heeded.log.AppendPolicy;
import org.heeded.log.InMemoryStore;
import org.heeded.log.Store;
import org.heeded.model.Circumstances;
import org.heeded.model.CorruptException;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.Proposal;
import org.heeded.model.RejectedException;
import org.heeded.model.Role;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.model.SubjectId;
import org.heeded.model.Text;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.KeyStore;
import org.heeded.privacy.Sealer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a log whose key management service fails. */
class KeyStoreFaultTest extends FacadeFixture {

    private static final SubjectId ANA = new SubjectId("ana");
    private static final PartyId PARTY = new PartyId("ana");
    private static final Event NOTE = new Event.Milestone(Text.about(ANA, "Ana is away"), Circumstances.NONE);

    private final KeyStore keys = spy(new InMemoryKeyStore());
    private DecisionLog log;

    @BeforeEach
    void openLog() {
        log = DecisionLog.open(directory(), options.keys(keys));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    private void reopen() {
        log.close();
        log = DecisionLog.open(directory(), options.keys(keys));
    }

    /** Failures as the interface has them, and as a client library may throw them. */
    static List<RuntimeException> failures() {
        return List.of(
                new StoreException(Fate.NOT_WRITTEN, "the KMS is down"),
                new IllegalArgumentException("connection reset"));
    }

    private static void failed(Fate fate, ThrowingCallable call) {
        assertThatThrownBy(call)
                .hasMessageNotContaining("away")
                .asInstanceOf(type(StoreException.class))
                .extracting(StoreException::fate)
                .isEqualTo(fate);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whileSealingNothingIsWrittenAndWhatIsInClearGoesOn(RuntimeException down) {
        doThrow(down).when(keys).findOrCreate(any());
        Engagement acme = log.engagement("acme");
        failed(Fate.NOT_WRITTEN, () -> acme.record(NOTE));
        failed(Fate.NOT_WRITTEN, () -> acme.join(Party.marketer("ana").name("Ana Lima")));
        assertThat(log.end()).isEqualTo(Position.START);

        acme.propose(PARTY, Proposal.of("Logo"));
        doCallRealMethod().when(keys).findOrCreate(any());
        acme.record(NOTE);
        assertThat(log.end().value()).isEqualTo(2);
        assertThat(acme.read("what", ((Event.Milestone) all(log).get(1).entry().event()).what()))
                .isEqualTo(Text.about(ANA, "Ana is away"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whileOpeningTheReaderIsToldAndReportsInIdsGoOn(RuntimeException down) {
        Engagement acme = log.engagement("acme");
        acme.join(Party.marketer("ana").name("Ana Lima"));
        acme.propose(
                PARTY, Proposal.UNTITLED.title(Text.about(ANA, "Ana's page")).on(day("2026-01-02")));
        doThrow(down).when(keys).find(any());
        failed(Fate.NOT_WRITTEN, () -> acme.party(PARTY));
        failed(Fate.NOT_WRITTEN, () -> log.report(ReportRequest.DEFAULT.withPersonalTexts()));
        assertThat(log.report().toText()).doesNotContain("Ana's");
        assertThat(log.entries(Position.START, 10)).hasSize(2);
        reopen();
        assertThat(log.end().value()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whileErasingTheErasureIsRecordedAndTheKeyUsedNoMore(RuntimeException down) {
        Engagement acme = log.engagement("acme");
        acme.join(Party.marketer("ana").name("Ana Lima"));
        doThrow(down).when(keys).delete(any());
        assertThatThrownBy(() -> log.erase(ANA)).isInstanceOf(StoreException.class);
        assertThat(log.end().value()).isEqualTo(2);
        assertThat(keys.find(ANA)).as("the key is still there").isPresent();

        clearInvocations(keys);
        assertThat(acme.party(PARTY).orElseThrow().name()).contains(new Text.Erased(ANA));
        assertThatThrownBy(() -> acme.record(NOTE)).isInstanceOf(RejectedException.class);
        assertThat(log.importCsv(csv("id,client,title,marketer", "1,acme,Logo,Ben Ode"), mappedByName())
                        .added())
                .isPositive();
        verify(keys, never()).find(ANA);
        verify(keys, never()).findOrCreate(ANA);

        doCallRealMethod().when(keys).delete(any());
        assertThat(log.erase(ANA)).isEmpty();
        assertThat(keys.find(ANA)).isEmpty();
    }

    private static CsvMapping mappedByName() {
        return CsvMapping.NONE.withMarketerNames(name -> Optional.empty());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whileFinishingAnErasureTheLogOpensAndTheNextOpeningTriesAgain(RuntimeException down) {
        log.engagement("acme").join(Party.marketer("ana").name("Ana Lima"));
        doThrow(down).when(keys).delete(any());
        assertThatThrownBy(() -> log.erase(ANA)).isInstanceOf(StoreException.class);
        reopen();
        doThrow(down).when(keys).find(any());
        reopen();
        assertThat(log.engagement("acme").party(PARTY).orElseThrow().name()).contains(new Text.Erased(ANA));
        doCallRealMethod().when(keys).find(any());
        assertThat(keys.find(ANA)).isPresent();
        doCallRealMethod().when(keys).delete(any());
        reopen();
        assertThat(keys.find(ANA)).isEmpty();
    }

    @Test
    void aKeyThatIsDamagedIsDeletedWithTheRest() {
        log.engagement("acme").join(Party.marketer("ana").name("Ana Lima"));
        doThrow(new StoreException(Fate.UNKNOWN, "down")).when(keys).delete(any());
        assertThatThrownBy(() -> log.erase(ANA)).isInstanceOf(StoreException.class);
        doThrow(new CorruptException("damaged")).when(keys).find(any());
        doCallRealMethod().when(keys).delete(any());
        clearInvocations(keys);
        reopen();
        verify(keys).delete(ANA);
    }

    @Test
    void aFinishedErasureIsNotDoneAgainOnOpening() {
        log.engagement("acme").join(Party.marketer("ana").name("Ana Lima"));
        log.erase(ANA);
        clearInvocations(keys);
        reopen();
        verify(keys, never()).delete(any());
    }

    @Test
    void checkingDraftsMakesNoKeyAndSaysWhatAppendingWould() {
        KeyStore real = new InMemoryKeyStore();
        Store store = InMemoryStore.open(clock, AppendPolicy.LENIENT, new Sealer(real));
        EngagementId acme = new EngagementId("acme");
        EntryId id = EntryId.of("00000000-0000-7000-8000-000000000009");
        List<Draft> group = List.of(Draft.of(acme, NOTE), Draft.of(acme, id, NOTE), Draft.of(acme, id, NOTE));
        assertThat(store.check(group)).isEmpty();
        assertThat(real.find(ANA)).isEmpty();
        assertThat(store.append(group)).hasSize(3);
        assertThat(store.end().value()).isEqualTo(2);
        assertThat(store.check(group)).isEmpty();
        store.append(List.of(Draft.of(acme, new Event.SubjectErased(ANA, Circumstances.NONE))));
        assertThat(store.check(List.of(Draft.of(acme, NOTE)))).hasSize(1);
    }

    @Test
    void aLogThatSealsNothingNeverAsksForAKey() {
        log.close();
        KeyStore unused = mock(KeyStore.class);
        for (int i = 0; i < 2; i++) {
            try (DecisionLog plain = DecisionLog.open(temp.resolve("plain"), options.keys(unused))) {
                Engagement acme = plain.engagement("acme");
                acme.marketer("ana", Role.SPECIALIST);
                acme.propose(PARTY, Proposal.of("Logo"));
                plain.importCsv(csv("id,client,title,marketer,decision", "1,acme,Logo,ana,followed"), CsvMapping.NONE);
                plain.report(ReportRequest.DEFAULT.withPersonalTexts()).toText();
                plain.waiting();
                plain.cases(CaseQuery.ALL, Optional.empty(), 10);
            }
        }
        verifyNoInteractions(unused);
    }
}
