package org.heeded.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heeded.log.Following;
import org.heeded.log.Recorded;
import org.heeded.model.Decision;
import org.heeded.model.Draft;
import org.heeded.model.EngagementId;
import org.heeded.model.Event;
import org.heeded.model.Position;
import org.heeded.model.ProposalId;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.junit.jupiter.api.Test;

/** What many threads may do with a store at once, and what its followers are handed. */
abstract class SharingContract extends ReadingContract {

    @Test
    void manyThreadsAppendWithoutGapsAndEachInItsOrder() throws Exception {
        int threads = 8;
        int each = 50;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int thread = t;
                done.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        Recorded mine = append(i % 2 == 0 ? ACME : ZEBRA, milestone(thread + ":" + i));
                        assertThat(store.find(mine.entry().id())).contains(mine);
                    }
                    return null;
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        } finally {
            pool.shutdown();
        }
        List<Recorded> whole = all(store);
        assertThat(whole).hasSize(threads * each);
        Map<EngagementId, Long> next = new HashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (Recorded recorded : whole) {
            EngagementId engagement = recorded.entry().engagement();
            assertThat(recorded.entry().n()).isEqualTo(next.merge(engagement, 1L, Long::sum) - 1);
            String[] words = ((Event.Milestone) recorded.entry().event())
                    .what()
                    .toString()
                    .split(":", -1);
            assertThat(Integer.parseInt(words[1])).isEqualTo(order.merge(words[0], 1, Integer::sum) - 1);
        }
    }

    @Test
    void anInterruptedThreadAppendsAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        Recorded recorded = append(ACME, milestone("x"));
        assertThat(store.read(Position.START, 10)).containsExactly(recorded);
        assertThat(Thread.interrupted()).isTrue();
        append(ACME, milestone("y"));
        assertThat(all(store)).hasSize(2);
    }

    @Test
    void groupsHandedOverByOneThreadAreTakenInThatOrder() {
        List<CompletableFuture<List<Recorded>>> handed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            handed.add(store.appendAsync(
                    List.of(Draft.of(ACME, milestone("a" + i)), Draft.of(ZEBRA, milestone("z" + i)))));
        }
        CompletableFuture<List<Recorded>> refused = store.appendAsync(
                List.of(Draft.of(ACME, new Event.DecisionMade(ProposalId.of("none"), Decision.followed()))));
        List<Recorded> answers =
                handed.stream().flatMap(group -> group.join().stream()).toList();
        assertThat(answers).hasSize(200).isEqualTo(all(store));
        for (int i = 0; i < 100; i++) {
            assertThat(answers.get(2 * i).entry().event()).isEqualTo(milestone("a" + i));
            assertThat(answers.get(2 * i + 1).entry().event()).isEqualTo(milestone("z" + i));
        }
        assertThatThrownBy(refused::join).hasCauseInstanceOf(RejectedException.class);
        store.close();
        CompletableFuture<List<Recorded>> late = store.appendAsync(List.of(Draft.of(ACME, milestone("late"))));
        assertThatThrownBy(late::join).hasCauseInstanceOf(StoreException.class);
    }

    @Test
    void aFollowerIsHandedWhatIsThereAndThenWhatComes() throws InterruptedException {
        append(ACME, milestone("0"));
        append(ACME, milestone("1"));
        BlockingQueue<Recorded> handed = new LinkedBlockingQueue<>();
        Following following = store.follow(new Position(1), handed::add);
        List<Recorded> seen = new ArrayList<>();
        for (int i = 2; i < 200; i++) {
            append(i % 2 == 0 ? ACME : ZEBRA, milestone("" + i));
            if (i % 50 == 0) {
                seen.add(next(handed));
            }
        }
        while (seen.size() < 199) {
            seen.add(next(handed));
        }
        assertThat(seen).isEqualTo(all(store).subList(1, 200));
        assertThat(following.position()).isBetween(new Position(199), new Position(200));
        store.close();
        assertThat(following.ended()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(handed).isEmpty();
    }

    @Test
    void aFollowerMayBeSlowOrFailAndHoldsUpNobody() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        Following slow = store.follow(Position.START, recorded -> {
            called.countDown();
            try {
                stuck.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        Following failing = store.follow(Position.START, recorded -> {
            throw new ArithmeticException("of the subscriber");
        });
        for (int i = 0; i < 300; i++) {
            append(ACME, milestone("" + i));
        }
        assertThat(all(store)).hasSize(300);
        assertThat(failing.ended())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ArithmeticException.class);
        assertThat(failing.position()).isEqualTo(Position.START);
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        slow.close();
        assertThat(slow.ended()).isNotDone();
        stuck.countDown();
        assertThat(slow.ended()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(slow.position().value()).isLessThanOrEqualTo(1);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 10 seconds");
        }
        return next;
    }

    @Test
    void aReaderSeesAGroupWholeOrNotAtAll() throws Exception {
        List<Draft> group = List.of(
                Draft.of(ACME, milestone("a")), Draft.of(ZEBRA, milestone("b")), Draft.of(ACME, milestone("c")));
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch looking = new CountDownLatch(1);
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> reader = pool.submit(() -> {
                int looks = 0;
                for (boolean last = false; !last; looks++) {
                    last = done.get();
                    looking.countDown();
                    assertThat(store.end().value() % 3).isZero();
                    assertThat(store.size(ACME) % 2).isZero();
                    long end = store.end().value();
                    List<Recorded> tail = store.read(new Position(Math.max(0, end - 3)), 1_000);
                    assertThat(tail.size() % 3).isZero();
                }
                return looks;
            });
            looking.await();
            for (int i = 0; i < 100; i++) {
                assertThat(store.append(group)).hasSize(3);
            }
            done.set(true);
            assertThat(reader.get()).isPositive();
        } finally {
            done.set(true);
            pool.shutdown();
        }
        assertThat(store.end()).isEqualTo(new Position(300));
    }
}
