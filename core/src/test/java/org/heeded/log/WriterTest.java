package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.heeded.model.Circumstances;
import org.heeded.model.ClientId;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.Rule;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The queue and the thread behind it: group commit, back-pressure, interrupts, closing. */
@Timeout(120)
class WriterTest extends LogFixture {

    private static final int QUEUE = 4;

    /** When it is set, a force of a segment waits for a permit, and fails if told so. */
    private volatile Optional<Semaphore> gate = Optional.empty();

    private volatile boolean failing;
    private final Semaphore waiting = new Semaphore(0);
    private final MemoryDisk disk = new MemoryDisk(1).failing(this::atTheGate);
    private Store store = open(Duration.ofMillis(200));

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

    private Store open(Duration patience) {
        return JsonLinesStore.open(
                Path.of("/log"),
                clock,
                AppendPolicy.LENIENT,
                sealer,
                new JsonLinesStore.Settings(disk, 1 << 20, QUEUE, patience, false, 1));
    }

    @AfterEach
    void closeStore() {
        openTheGate();
        store.close();
    }

    private Semaphore closeTheGate() {
        Semaphore closed = new Semaphore(0);
        gate = Optional.of(closed);
        return closed;
    }

    private void openTheGate() {
        gate.ifPresent(closed -> closed.release(1_000_000));
        gate = Optional.empty();
    }

    /** A thread that appends; its outcome is the answer, or what was thrown. */
    private FutureTask<Object> appending(Draft... group) {
        FutureTask<Object> task = new FutureTask<>(() -> {
            try {
                return store.append(List.of(group));
            } catch (RuntimeException e) {
                assertThat(Thread.currentThread().isInterrupted())
                        .isEqualTo(String.valueOf(e.getMessage()).startsWith("interrupted"));
                return e;
            }
        });
        return task;
    }

    private static Thread start(FutureTask<Object> task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private void awaitForce() throws InterruptedException {
        assertThat(waiting.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    }

    private List<String> words() {
        return all(store).stream().map(LogFixture::what).toList();
    }

    @Test
    void whatWaitsIsForcedTogetherAndAnsweredAfterIt() throws Exception {
        Semaphore closed = closeTheGate();
        int forces = disk.forces();
        CompletableFuture<List<Recorded>> first = store.appendAsync(List.of(milestone("a")));
        awaitForce();
        List<CompletableFuture<List<Recorded>>> more = new ArrayList<>();
        for (String word : List.of("b", "c", "d")) {
            more.add(store.appendAsync(List.of(milestone(word), milestone(word))));
        }
        assertThat(first).isNotDone();
        assertThat(all(store)).isEmpty();
        closed.release();
        first.join();
        awaitForce();
        assertThat(words()).containsExactly("a");
        assertThat(more).noneMatch(CompletableFuture::isDone);
        closed.release();
        more.forEach(CompletableFuture::join);
        assertThat(disk.forces() - forces).isEqualTo(2);
        assertThat(words()).containsExactly("a", "b", "b", "c", "c", "d", "d");
        String segment =
                new String(disk.bytes(Path.of("/log/segments/00000000000000000000.jsonl")), StandardCharsets.UTF_8);
        assertThat(segment)
                .contains("{\"g\":0,\"b\":0,\"m\":0,", "{\"g\":1,\"b\":1,\"m\":1,", "{\"g\":2,\"b\":1,\"m\":0,")
                .contains("{\"g\":5,\"b\":1,\"m\":1,", "{\"g\":6,\"b\":1,\"m\":0,");
    }

    @Test
    void aGroupSeesThoseOfItsBatchBeforeItAndARefusedOneLeavesNoTrace() throws Exception {
        Semaphore closed = closeTheGate();
        enqueue(List.of(milestone("first")));
        awaitForce();
        EngagementId zebra = EngagementId.of("zebra");
        Draft mine = Draft.of(zebra, opened("one"));
        Draft other = Draft.of(zebra, opened("two"));
        CompletableFuture<List<Recorded>> opening = store.appendAsync(List.of(mine));
        CompletableFuture<List<Recorded>> refused = store.appendAsync(List.of(milestone("with it"), other));
        CompletableFuture<List<Recorded>> again = store.appendAsync(List.of(mine));
        closed.release(2);
        assertThat(opening.join().get(0).entry().n()).isZero();
        assertThat(again.join().get(0).entry().n()).isEqualTo(1);
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        RejectedException.class, e -> assertThat(e.rule()).isEqualTo(Rule.OTHER_CLIENT));
        assertThat(all(store)).hasSize(3);
    }

    private static Event opened(String client) {
        return new Event.EngagementOpened(Optional.of(ClientId.of(client)), Optional.empty(), Circumstances.NONE);
    }

    @Test
    void whatWasRefusedBecauseOfABatchThatThenFailedIsNotSaidToBreakARule() throws Exception {
        store.append(List.of(milestone("there")));
        Recorded there = all(store).get(0);
        Semaphore closed = closeTheGate();
        enqueue(List.of(milestone("first")));
        awaitForce();
        EngagementId zebra = EngagementId.of("zebra");
        CompletableFuture<List<Recorded>> opening = store.appendAsync(List.of(Draft.of(zebra, opened("one"))));
        CompletableFuture<List<Recorded>> refused = store.appendAsync(List.of(Draft.of(zebra, opened("two"))));
        CompletableFuture<List<Recorded>> before =
                store.appendAsync(List.of(there.entry().draft()));
        closed.release();
        awaitForce();
        failing = true;
        closed.release();
        assertFate(opening, Fate.UNKNOWN);
        assertFate(refused, Fate.NOT_WRITTEN);
        assertThat(before.join()).containsExactly(there);
        assertFate(store.appendAsync(List.of(milestone("late"))), Fate.NOT_WRITTEN);
        assertThat(words()).containsExactly("there", "first");
    }

    private static void assertFate(CompletableFuture<List<Recorded>> answer, Fate fate) {
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(fate));
    }

    @Test
    void aFullQueueMakesCallersWaitAndAnInterruptedOneGivesUpWithNothingWritten() throws Exception {
        Semaphore closed = closeTheGate();
        enqueue(List.of(milestone("a")));
        awaitForce();
        for (int i = 0; i < QUEUE; i++) {
            enqueue(List.of(milestone("q" + i)));
        }
        FutureTask<Object> patient = appending(milestone("patient"));
        FutureTask<Object> interrupted = appending(milestone("interrupted"));
        start(patient);
        Thread thread = start(interrupted);
        Thread.sleep(200);
        assertThat(patient).isNotDone();
        assertThat(interrupted).isNotDone();
        thread.interrupt();
        assertThat(interrupted.get(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN));
        closed.release(100);
        assertThat(patient.get(60, TimeUnit.SECONDS)).isInstanceOf(List.class);
        assertThat(words()).containsExactly("a", "q0", "q1", "q2", "q3", "patient");
    }

    @Test
    void anInterruptedCallerThatWasTakenLearnsThatTheOutcomeIsUnknownAndItsEntryIsThere() throws Exception {
        Semaphore closed = closeTheGate();
        FutureTask<Object> task = appending(milestone("a"));
        Thread thread = start(task);
        awaitForce();
        thread.interrupt();
        assertThat(task.get(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(Fate.UNKNOWN));
        closed.release(100);
        store.append(List.of(milestone("b")));
        assertThat(words()).containsExactly("a", "b");
    }

    @Test
    void closingWritesWhatWaitsAndRefusesWhatComesLater() throws Exception {
        Semaphore closed = closeTheGate();
        CompletableFuture<List<Recorded>> first = store.appendAsync(List.of(milestone("a")));
        awaitForce();
        List<CompletableFuture<List<Recorded>>> queued = new ArrayList<>();
        for (int i = 0; i < QUEUE; i++) {
            queued.add(store.appendAsync(List.of(milestone("q" + i))));
        }
        FutureTask<Object> blocked = appending(milestone("blocked"));
        start(blocked);
        Thread.sleep(100);
        Thread closing = new Thread(store::close);
        closing.start();
        assertThat(blocked.get(60, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.fate()).isEqualTo(Fate.NOT_WRITTEN))
                .hasToString("org.heeded.model.StoreException: the store is closed");
        assertThat(closing.isAlive()).isTrue();
        closed.release(100);
        closing.join(60_000);
        first.join();
        queued.forEach(CompletableFuture::join);
        assertThatThrownBy(() -> store.append(List.of(milestone("late")))).hasMessage("the store is closed");
        openTheGate();
        store = open(Duration.ofSeconds(1));
        assertThat(words()).containsExactly("a", "q0", "q1", "q2", "q3");
    }

    @Test
    void whatDependsOnAnAnswerCannotMakeTheWriterWaitForItself() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        List<Object> outcomes = new ArrayList<>();
        Semaphore closed = closeTheGate();
        var unused = store.appendAsync(List.of(milestone("a"))).thenRun(() -> {
            assertThatIllegalStateException().isThrownBy(() -> store.append(List.of(milestone("b"))));
            outcomes.add(store.appendAsync(List.of(milestone("c"))));
            store.close();
            done.countDown();
        });
        closed.release(100);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        openTheGate();
        assertThat(outcomes).hasSize(1);
        ((CompletableFuture<?>) outcomes.get(0)).get(60, TimeUnit.SECONDS);
    }

    @Test
    void aRefusalShowsWhereTheCallerIs() {
        assertThatThrownBy(() -> store.append(
                        List.of(Draft.of(ACME, new Event.DecisionMade(ProposalId.of("none"), Decision.followed())))))
                .isInstanceOf(RejectedException.class)
                .satisfies(e -> assertThat(e.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().contains("aRefusalShowsWhereTheCallerIs")));
    }

    /** Puts a group into the queue, not waiting for it: what becomes of it is seen in the store. */
    private void enqueue(List<Draft> group) {
        assertThat(store.appendAsync(group)).isNotNull();
    }
}
