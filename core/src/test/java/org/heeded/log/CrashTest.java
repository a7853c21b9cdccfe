package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.heeded.model.Draft;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.Test;

/**
 * A log on a disk that fails, forgets and is torn, at every operation and by many seeds: what was acknowledged is there, in
 * order; what was said not to be written is not; what nobody knows is there as whole groups or not at all.
 */
class CrashTest extends LogFixture {

    private static final int ROLL = 2500;
    private static final int SEEDS = LONG ? 1000 : 150;

    CrashTest() {
        snapshotAfter = 1;
    }

    /** What the callers were told. */
    private static final class Told {
        private final List<String> acknowledged = new ArrayList<>();
        private final List<List<String>> unknown = new ArrayList<>();
    }

    /** Appends some groups, single and several at once, until it is done or the log takes no more. */
    private Told work(MemoryDisk disk, SplittableRandom random) {
        Told told = new Told();
        int word = 0;
        try (Store store = open(disk, ROLL)) {
            for (int round = 0; round < 8; round++) {
                List<List<String>> groups = new ArrayList<>();
                List<CompletableFuture<List<Recorded>>> answers = new ArrayList<>();
                for (int g = random.nextInt(1, 4); g > 0; g--) {
                    List<String> words = new ArrayList<>();
                    for (int w = random.nextInt(1, 4); w > 0; w--) {
                        words.add("w" + word++ + "x".repeat(random.nextInt(10) == 0 ? 1500 : random.nextInt(60)));
                    }
                    groups.add(words);
                    List<Draft> drafts =
                            words.stream().map(LogFixture::milestone).toList();
                    answers.add(store.appendAsync(drafts));
                }
                for (int g = 0; g < groups.size(); g++) {
                    hear(told, groups.get(g), answers.get(g));
                }
            }
        } catch (StoreException e) {
            // it could not even be opened
        }
        return told;
    }

    private static void hear(Told told, List<String> words, CompletableFuture<List<Recorded>> answer) {
        try {
            assertThat(answer.join().stream().map(LogFixture::what)).isEqualTo(words);
            assertThat(told.unknown).isEmpty();
            told.acknowledged.addAll(words);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException refused && refused.fate() == Fate.UNKNOWN) {
                told.unknown.add(words);
            }
        }
    }

    private List<String> read(MemoryDisk disk) {
        try (Store store = open(disk, ROLL)) {
            return all(store).stream().map(LogFixture::what).toList();
        }
    }

    /** Opens what is left, appends to it and opens it once more after another power failure. */
    private void check(MemoryDisk disk, Told told) {
        List<String> found = read(disk);
        List<String> possible = new ArrayList<>(told.acknowledged);
        boolean known = found.equals(possible);
        for (List<String> group : told.unknown) {
            possible.addAll(group);
            known |= found.equals(possible);
        }
        assertThat(known)
                .as("acknowledged %s, unknown %s, found %s", told.acknowledged, told.unknown, found)
                .isTrue();
        try (Store store = open(disk, ROLL)) {
            store.append(List.of(milestone("one more")));
        }
        List<String> after = new ArrayList<>(found);
        after.add("one more");
        assertThat(read(disk.afterPowerFailure())).isEqualTo(after);
    }

    /** Lets the power fail, then again at the n-th operation of the opening after it, and then looks. */
    private void checkWithFaultsInRecovery(MemoryDisk crashed, Told told, SplittableRandom random) {
        MemoryDisk twice = crashed.copy();
        int n = random.nextInt(30);
        twice.failing((i, kind, path) -> i >= n);
        try {
            open(twice, ROLL).close();
        } catch (StoreException e) {
            // it could not be opened
        }
        check(random.nextBoolean() ? twice.afterPowerFailure() : twice.afterKill(), told);
    }

    @Test
    void aFaultAtAnyOperationOnceOrFromThenOnLosesNothing() {
        int n = 0;
        boolean hit = true;
        while (hit) {
            hit = false;
            for (boolean forever : new boolean[] {false, true}) {
                int at = n;
                MemoryDisk disk = new MemoryDisk(n).failing((i, kind, path) -> forever ? i >= at : i == at);
                Told told = work(disk, new SplittableRandom(5));
                hit |= disk.operations() > at;
                MemoryDisk.Faults none = MemoryDisk.Faults.NONE;
                check(disk.afterKill().failing(none), told);
                MemoryDisk crashed = new MemoryDisk(n).failing((i, kind, path) -> forever ? i >= at : i == at);
                Told again = work(crashed, new SplittableRandom(5));
                check(crashed.afterPowerFailure(), again);
            }
            n++;
        }
        assertThat(n).isGreaterThan(60);
    }

    @Test
    void powerFailuresAtAnyTimeLoseNothingThatWasAcknowledged() {
        for (int seed = 0; seed < SEEDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MemoryDisk disk = new MemoryDisk(seed);
            int fault = random.nextInt(150);
            boolean forever = random.nextBoolean();
            disk.failing((i, kind, path) -> forever ? i >= fault : i == fault);
            Told told = work(disk, random);
            MemoryDisk crashed = disk.afterPowerFailure();
            checkWithFaultsInRecovery(crashed, told, random);
            check(crashed, told);
        }
    }

    @Test
    void withoutTheForceAcknowledgedEntriesAreLost() {
        assertThatThrownBy(() -> {
                    for (int seed = 0; seed < 50; seed++) {
                        MemoryDisk disk = new MemoryDisk(seed).deaf();
                        check(disk.afterPowerFailure(), work(disk, new SplittableRandom(seed)));
                    }
                })
                .as("a disk whose force does nothing")
                .isInstanceOf(AssertionError.class);
    }
}
