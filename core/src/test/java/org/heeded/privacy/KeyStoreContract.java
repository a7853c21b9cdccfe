package org.heeded.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.SubjectId;
import org.junit.jupiter.api.Test;

/** What every key store keeps to. */
abstract class KeyStoreContract {

    static final SubjectId ANA = SubjectId.of("5f0c1d9e8b7a65544332211000ffeedd");

    abstract KeyStore store();

    @Test
    void aNewSubjectHasNoKey() {
        assertThat(store().find(ANA)).isEmpty();
    }

    @Test
    void aKeyOnceMadeIsFoundAgain() {
        KeyStore store = store();
        byte[] key = store.findOrCreate(ANA);
        assertThat(key).hasSize(32);
        assertThat(store.find(ANA))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(key));
        assertThat(store.findOrCreate(ANA)).isEqualTo(key);
    }

    @Test
    void everySubjectHasAnotherKey() {
        KeyStore store = store();
        Set<String> keys = new HashSet<>();
        for (String id : List.of("a", "A", "a/b", "..", "日本", "x".repeat(200), "a.key", "\uD83D\uDE00".repeat(100))) {
            keys.add(HexFormat.of().formatHex(store.findOrCreate(SubjectId.of(id))));
        }
        assertThat(keys).hasSize(8);
    }

    @Test
    void aCallerThatWritesIntoItsKeyChangesNobodyElses() {
        KeyStore store = store();
        byte[] key = store.findOrCreate(ANA);
        byte[] before = key.clone();
        key[0]++;
        byte[] found = store.find(ANA).orElseThrow();
        assertThat(found).isEqualTo(before);
        found[1]++;
        assertThat(store.findOrCreate(ANA)).isEqualTo(before);
    }

    @Test
    void aDeletedKeyIsNotFoundAndNeverMadeAgain() {
        KeyStore store = store();
        byte[] other = store.findOrCreate(SubjectId.of("other"));
        store.findOrCreate(ANA);
        store.delete(ANA);
        assertErased(store, ANA);
        assertErased(store, ANA);
        assertThat(store.find(SubjectId.of("other")))
                .hasValueSatisfying(key -> assertThat(key).isEqualTo(other));
    }

    @Test
    void deletingTwiceChangesNothing() {
        KeyStore store = store();
        store.findOrCreate(ANA);
        store.delete(ANA);
        store.delete(ANA);
        assertErased(store, ANA);
    }

    @Test
    void aNewSubjectThatIsDeletedNeverHasAKey() {
        KeyStore store = store();
        store.delete(ANA);
        assertErased(store, ANA);
    }

    @Test
    void threadsThatAskAtOnceAreGivenTheSameKey() throws Exception {
        KeyStore store = store();
        for (int round = 0; round < 20; round++) {
            SubjectId subject = SubjectId.of("round " + round);
            List<String> keys = together(8, thread -> HexFormat.of().formatHex(store.findOrCreate(subject)));
            assertThat(keys).hasSize(8).containsOnly(keys.get(0));
        }
    }

    @Test
    void aDeletionThatRacesWithTheMakingWins() throws Exception {
        KeyStore store = store();
        for (int round = 0; round < 60; round++) {
            SubjectId subject = SubjectId.of("round " + round);
            together(3, thread -> {
                if (thread == 0) {
                    store.delete(subject);
                    return "deleted";
                }
                try {
                    store.findOrCreate(subject);
                    return "before";
                } catch (RejectedException e) {
                    return "after";
                }
            });
            assertErased(store, subject);
        }
    }

    static void assertErased(KeyStore store, SubjectId subject) {
        assertThat(store.find(subject)).isEmpty();
        assertThatExceptionOfType(RejectedException.class)
                .isThrownBy(() -> store.findOrCreate(subject))
                .satisfies(e -> assertThat(e.rule()).isEqualTo(Rule.ERASED));
    }

    @FunctionalInterface
    interface Work {
        String run(int thread) throws Exception;
    }

    static List<String> together(int threads, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                tasks.add(() -> work.run(thread));
            }
            List<String> results = new ArrayList<>();
            for (Future<String> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
