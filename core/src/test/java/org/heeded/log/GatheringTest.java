package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches that wait for those who were just answered: what could go wrong with that. */
@Timeout(120)
class GatheringTest extends LogFixture {

    private static final int THREADS = 8;
    private static final int EACH = 200;

    private volatile Optional<Semaphore> gate = Optional.empty();
    private volatile boolean failing;
    private final Semaphore waiting = new Semaphore(0);
    private final MemoryDisk disk = new MemoryDisk(3).failing(this::atTheGate);
    private final Store store = open();

    private Store open() {
        return JsonLinesStore.open(
                Path.of("/log"),
                clock,
                AppendPolicy.LENIENT,
                sealer,
                new JsonLinesStore.Settings(disk, 1 << 20, 64, Duration.ofMillis(200), false, 1));
    }

    private boolean atTheGate(int n, MemoryDisk.Kind kind, Path path) {
        if (kind != MemoryDisk.Kind.FORCE || path.endsWith("HEAD")) {
            return false;
        }
        gate.ifPresent(closed -> {
            waiting.release();
            closed.acquireUninterruptibly();
        });
        return failing;
    }

    /** So that the writer has seen a quick disk. */
    @BeforeEach
    void appendQuickly() {
        for (int i = 0; i < 100; i++) {
            store.append(List.of(milestone("quick")));
        }
    }

    @AfterEach
    void closeStore() {
        gate.ifPresent(closed -> closed.release(1_000_000));
        store.close();
    }

    private Semaphore closeTheGate() {
        Semaphore closed = new Semaphore(0);
        gate = Optional.of(closed);
        return closed;
    }

    private void awaitForce() throws InterruptedException {
        assertThat(waiting.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    private FutureTask<Object> appending(String word) {
        return new FutureTask<>(() -> {
            try {
                return store.append(List.of(milestone(word)));
            } catch (StoreException e) {
                return Thread.currentThread().isInterrupted() ? "interrupted, " + e.fate() : e.fate();
            }
        });
    }

    @Test
    void anInterruptReachesACallerOnAQuickDiskAndTheLogGoesOn() throws Exception {
        Semaphore closed = closeTheGate();
        FutureTask<Object> task = appending("a");
        Thread thread = new Thread(task);
        thread.start();
        awaitForce();
        thread.interrupt();
        assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo("interrupted, " + Fate.UNKNOWN);
        closed.release(1_000_000);
        store.append(List.of(milestone("b")));
        assertThat(all(store)).hasSize(102);
    }

    @Test
    void aThreadThatIsInterruptedBeforeItAppendsIsAnsweredAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThat(store.append(List.of(milestone("a")))).hasSize(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aFailedForceIsToldToAllWhoWaitForItAndToThoseBehindThem() throws Exception {
        Semaphore closed = closeTheGate();
        List<FutureTask<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(appending("t" + i));
            new Thread(tasks.get(i)).start();
        }
        awaitForce();
        failing = true;
        closed.release(1_000_000);
        List<Object> fates = new ArrayList<>();
        for (FutureTask<Object> task : tasks) {
            fates.add(task.get(60, TimeUnit.SECONDS));
        }
        assertThat(fates).contains(Fate.UNKNOWN).isSubsetOf(Fate.UNKNOWN, Fate.NOT_WRITTEN);
        assertThat(all(store)).hasSize(100);
    }

    @Test
    void closingAnswersEverybodyWhoWasTakenAndEachThreadsEntriesAreInItsOrder() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> taken = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            String name = "thread " + t + " ";
            taken.add(pool.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    try {
                        store.append(List.of(milestone(name + i)));
                    } catch (StoreException e) {
                        assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN);
                        return i;
                    }
                }
                return EACH;
            }));
        }
        Thread.sleep(5);
        store.close();
        pool.shutdown();
        try (Store reopened = open()) {
            List<String> words = all(reopened).stream().map(LogFixture::what).toList();
            for (int t = 0; t < THREADS; t++) {
                String name = "thread " + t + " ";
                List<String> expected = new ArrayList<>();
                for (int i = 0; i < taken.get(t).get(60, TimeUnit.SECONDS); i++) {
                    expected.add(name + i);
                }
                assertThat(words.stream().filter(word -> word.startsWith(name))).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void aBatchDoesNotWaitForThoseWhoDoNotComeAgain() throws Exception {
        Semaphore closed = closeTheGate();
        List<FutureTask<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(appending("t" + i));
            new Thread(tasks.get(i)).start();
        }
        awaitForce();
        Thread.sleep(20);
        closed.release(1_000_000);
        for (FutureTask<Object> task : tasks) {
            assertThat(task.get(60, TimeUnit.SECONDS)).isInstanceOf(List.class);
        }
        assertThat(store.append(List.of(milestone("last")))).hasSize(1);
        assertThat(all(store)).hasSize(100 + THREADS + 1);
    }
}
