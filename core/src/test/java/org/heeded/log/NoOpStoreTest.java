package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.EntryId;
import org.heeded.model.Event;
import org.heeded.model.Party;
import org.heeded.model.PartyId;
import org.heeded.model.Position;
import org.heeded.model.SubjectId;
import org.heeded.model.WorkId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A store that keeps nothing must fail every test of the contract: none of them is empty. */
class NoOpStoreTest {

    @TestFactory
    Stream<DynamicTest> theContractRefusesAStoreThatKeepsNothing() {
        return Stream.of(StoreContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> DynamicTest.dynamicTest(
                        method.getName(),
                        () -> assertThatThrownBy(() -> run(method)).isNotNull()));
    }

    private static void run(Method method) throws Throwable {
        StoreContract contract = new StoreContract() {
            @Override
            protected Store open(AppendPolicy policy) {
                return new NoOp();
            }
        };
        contract.openStore();
        method.setAccessible(true);
        try {
            method.invoke(contract);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            Thread.interrupted(); // one of them interrupts itself
        }
    }

    private static final class NoOp implements Store {

        @Override
        public List<Recorded> append(List<Draft> group) {
            return List.of();
        }

        @Override
        public List<Refusal> check(List<Draft> group) {
            return List.of();
        }

        @Override
        public Position end() {
            return Position.START;
        }

        @Override
        public List<Recorded> read(Position from, int limit) {
            return List.of();
        }

        @Override
        public List<Recorded> read(EngagementId engagement, long fromN, int limit) {
            return List.of();
        }

        @Override
        public Optional<Recorded> find(EntryId id) {
            return Optional.empty();
        }

        @Override
        public List<EngagementId> engagements() {
            return List.of();
        }

        @Override
        public long size(EngagementId engagement) {
            return 0;
        }

        @Override
        public Position asOf(Instant time) {
            return Position.START;
        }

        @Override
        public Optional<Party> party(PartyId party) {
            return Optional.empty();
        }

        @Override
        public List<EngagementId> holding(SubjectId subject) {
            return List.of();
        }

        @Override
        public Set<SubjectId> erased() {
            return Set.of();
        }

        @Override
        public boolean knows(EngagementId engagement, WorkId work) {
            return false;
        }

        @Override
        public Optional<Event> current(EntryId id) {
            return Optional.empty();
        }

        @Override
        public List<String> changes(EntryId id, Event replacement) {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
