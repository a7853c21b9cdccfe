package org.heeded.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.junit.jupiter.api.Test;

/** 32 writers, 32 readers and random interrupts: no gap, nothing read that is not there in the end, nothing lost. */
class StressTest extends LogFixture {

    private static final int EACH = 32;
    private static final Duration TIME = LONG ? Duration.ofSeconds(60) : Duration.ofSeconds(5);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> unwritten = ConcurrentHashMap.newKeySet();
    /** What readers saw where; an entry that is seen must stay. */
    private final Map<Long, String> seen = new ConcurrentHashMap<>();

    private volatile boolean over;

    private void write(Store store, int writer) {
        for (int i = 0; !over; i++) {
            String word = writer + ":" + i;
            try {
                store.append(List.of(milestone(word + ":a"), milestone(word + ":b")));
                acknowledged.add(word);
            } catch (StoreException e) {
                if (e.fate() == Fate.NOT_WRITTEN) {
                    unwritten.add(word);
                }
            }
            boolean unused = Thread.interrupted();
        }
    }

    private void read(Store store, int reader) {
        SplittableRandom random = new SplittableRandom(reader);
        while (!over) {
            try {
                look(store, random);
            } catch (StoreException e) {
                assertThat(e).hasMessageContaining("the power is off");
                return;
            }
            boolean unused = Thread.interrupted();
        }
    }

    private void look(Store store, SplittableRandom random) {
        long end = store.end().value();
        if (end == 0) {
            return;
        }
        long from = Math.max(0, end - random.nextInt(1, 40));
        List<Recorded> page = store.read(new Position(from), (int) (end - from));
        assertThat(page).hasSize((int) (end - from));
        for (int i = 0; i < page.size(); i++) {
            assertThat(page.get(i).position()).isEqualTo(new Position(from + i));
            String before = seen.putIfAbsent(from + i, page.get(i).json());
            assertThat(before == null || before.equals(page.get(i).json())).isTrue();
        }
        List<Recorded> own = store.read(ACME, Math.max(0, store.size(ACME) - 3), 100);
        assertThat(own).isNotNull();
    }

    /** Lets all of them loose; what is given runs at the end, while they still do. */
    private void run(Store store, Store other, Duration time, Runnable atLast) throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        try {
            for (int i = 0; i < EACH; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    threads.add(Thread.currentThread());
                    write(store, number);
                    threads.remove(Thread.currentThread());
                }));
                all.add(pool.submit(() -> {
                    threads.add(Thread.currentThread());
                    read(number % 2 == 0 ? store : other, number);
                    threads.remove(Thread.currentThread());
                }));
            }
            SplittableRandom random = new SplittableRandom(1);
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                Thread.sleep(1);
                threads.stream().skip(random.nextInt(2 * EACH)).findFirst().ifPresent(Thread::interrupt);
            }
            atLast.run();
            over = true;
            for (Future<?> each : all) {
                each.get(120, TimeUnit.SECONDS);
            }
        } finally {
            over = true;
            pool.shutdownNow();
        }
    }

    private void check(List<Recorded> whole) {
        Map<String, Integer> order = new HashMap<>();
        Set<String> found = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < whole.size(); i++) {
            Recorded each = whole.get(i);
            assertThat(each.position()).isEqualTo(new Position(i));
            assertThat(each.entry().n()).isEqualTo(i);
            String[] words = what(each).split(":", -1);
            assertThat(words[2]).isEqualTo(i % 2 == 0 ? "a" : "b");
            found.add(words[0] + ":" + words[1]);
            if (i % 2 == 0) {
                int number = Integer.parseInt(words[1]);
                assertThat(order.put(words[0], number))
                        .satisfies(before ->
                                assertThat(before == null || before < number).isTrue());
            }
        }
        assertThat(found).containsAll(acknowledged);
        assertThat(Collections.disjoint(found, unwritten)).isTrue();
        seen.forEach((number, json) -> {
            assertThat(number).isLessThan(whole.size());
            assertThat(whole.get(Math.toIntExact(number)).json()).isEqualTo(json);
        });
    }

    @Test
    void writersReadersAndInterruptsLeaveNoGapAndNothingDirty() throws Exception {
        List<Recorded> whole;
        try (Store store = open(new LocalDisk());
                Store view = JsonLinesStore.openReadOnly(log(), sealer)) {
            run(store, view, TIME, () -> {});
            whole = all(store);
            check(whole);
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(seen).isNotEmpty();
        assertThat(recovered()).isEqualTo(whole);
    }

    private Store open(Disk disk) {
        return JsonLinesStore.open(
                log(),
                clock,
                AppendPolicy.LENIENT,
                sealer,
                new JsonLinesStore.Settings(disk, 1 << 16, EACH / 4, Duration.ofMillis(100), false, 1));
    }

    private void loseThePower(MemoryDisk disk) throws Exception {
        AtomicReference<MemoryDisk> after = new AtomicReference<>(disk);
        try (Store store = open(disk)) {
            run(store, store, Duration.ofSeconds(1), () -> after.set(disk.afterPowerFailure()));
        }
        try (Store store = open(Objects.requireNonNull(after.get()))) {
            check(all(store));
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(seen).isNotEmpty();
    }

    @Test
    void whatWasAcknowledgedOrReadSurvivesAPowerFailureInTheMidstOfIt() throws Exception {
        loseThePower(new MemoryDisk(1));
    }

    @Test
    void withoutTheForceItDoesNot() {
        assertThatThrownBy(() -> loseThePower(new MemoryDisk(1).deaf()))
                .isInstanceOfAny(AssertionError.class, CorruptException.class);
    }
}
