package org.heeded.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes a log. Callers put groups on a queue; it takes all that wait, admits them one behind the other,
 * writes and forces them as one batch, and only then answers. While it forces, the next batch gathers; and for a moment
 * after it, since those who were just answered may have more.
 */
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(JsonLinesStore.class);

    /** A batch takes no more groups when it has as many bytes, or as many groups. */
    private static final int ENOUGH = 4 << 20;

    private static final int ENOUGH_GROUPS = 1024;

    private static final long LOOK_AGAIN_MILLIS = 50;

    /** Nobody stays awake for longer than this: on a disk that takes longer, to sleep and be woken costs little. */
    private static final long AWAKE_NANOS = 500_000;

    /** A group that waits for its answer. */
    private static final class Work {

        private final Function<Ledger.Round, List<Recorded>> group;
        private final CompletableFuture<List<Recorded>> answer = new CompletableFuture<>();
        private List<Recorded> answers = List.of();
        private Optional<Throwable> refusal = Optional.empty();
        /** Whether the answer holds only if the batch is written: it has to do with entries that are in it. */
        private boolean tied = true;

        Work(Function<Ledger.Round, List<Recorded>> group) {
            this.group = group;
        }

        void complete() {
            refusal.ifPresentOrElse(answer::completeExceptionally, () -> answer.complete(answers));
        }
    }

    private final Ledger ledger;
    private final Appender appender;
    private final Runnable written;
    private final Duration patience;
    private final BlockingQueue<Work> queue;
    /** How many callers are waiting for their answer, or for a place. */
    private final AtomicInteger callers = new AtomicInteger();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "heeded-writer");
    private volatile boolean closing;
    private volatile boolean over;
    /** How long the last batch took, and who waited for it or the next. */
    private long took;

    private int expected;
    private long answered;

    /**
     * Starts the thread.
     *
     * @param appender is closed by the thread when it ends
     * @param written is called after each batch
     * @param capacity how many groups may wait; a caller with one more waits itself
     * @param patience how long an interrupted caller still waits for its answer
     */
    Writer(Ledger ledger, Appender appender, Runnable written, int capacity, Duration patience) {
        this.ledger = ledger;
        this.appender = appender;
        this.written = written;
        this.patience = patience;
        queue = new ArrayBlockingQueue<>(capacity);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a group, and waits for its answer. */
    List<Recorded> append(Function<Ledger.Round, List<Recorded>> group) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("the thread that writes would wait for itself: append asynchronously here");
        }
        callers.incrementAndGet();
        try {
            CompletableFuture<List<Recorded>> answer = hand(group);
            return await(answer);
        } finally {
            callers.decrementAndGet();
        }
    }

    /** Takes a group; waits only while the queue is full. */
    CompletableFuture<List<Recorded>> hand(Function<Ledger.Round, List<Recorded>> group) {
        Work work = new Work(group);
        boolean queued = queue.offer(work);
        try {
            while (!queued && !closing && Thread.currentThread() != thread) {
                queued = queue.offer(work, LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Fate.NOT_WRITTEN, "interrupted while waiting for a place in the queue", e);
        }
        if (!queued && !closing) {
            throw new StoreException(Fate.NOT_WRITTEN, "the queue is full, and the thread that empties it cannot wait");
        }
        if (!queued || (over && queue.remove(work))) {
            throw LedgerStore.closed();
        }
        return work.answer;
    }

    private List<Recorded> await(CompletableFuture<List<Recorded>> answer) {
        boolean interrupted = false;
        long deadline = Long.MAX_VALUE;
        try {
            while (true) {
                try {
                    return interrupted ? answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) : answer.get();
                } catch (InterruptedException e) {
                    if (!interrupted) {
                        interrupted = true;
                        deadline = System.nanoTime() + patience.toNanos();
                    }
                }
            }
        } catch (TimeoutException e) {
            throw new StoreException(
                    Fate.UNKNOWN,
                    "interrupted, and the disk has not answered for " + patience + "; append it again with the same id",
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException failure) {
                failure.fillInStackTrace(); // the caller's place says more than that of the thread that writes
                throw failure;
            }
            throw new StoreException(Fate.NOT_WRITTEN, "the thread that writes failed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                try {
                    Work first = queue.take();
                    gather();
                    batch(first);
                } catch (InterruptedException e) {
                    // nobody has a reason to: only closing ends this thread
                }
            }
        } finally {
            over = true;
            for (Work work = queue.poll(); work != null; work = queue.poll()) {
                work.answer.completeExceptionally(LedgerStore.closed());
            }
            try {
                appender.close();
            } catch (IOException e) {
                LOG.warn("the log was not closed cleanly: {}", e.getMessage());
            }
            ended.countDown();
        }
    }

    // no outcome depends on it: where it does nothing, others only wait a moment longer
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay() {
        Thread.yield();
    }

    /** Lets those come again who were just answered: of a batch without them they would have to wait for the end. */
    private void gather() {
        long end = answered + Math.min(took, AWAKE_NANOS);
        while (queue.size() + 1 < expected && queue.remainingCapacity() > 0 && System.nanoTime() < end) {
            giveWay();
        }
    }

    /** Takes a group and those behind it, as one batch. */
    private void batch(Work first) {
        long start = System.nanoTime();
        List<Work> taken = new ArrayList<>();
        Fate fate = Fate.NOT_WRITTEN;
        try {
            Ledger.Round round = ledger.round();
            Batch batch = new Batch(ledger.size());
            Work work = first;
            while (work != null) {
                taken.add(work);
                admit(work, round, batch);
                work = batch.length() < ENOUGH && taken.size() < ENOUGH_GROUPS ? queue.poll() : null;
            }
            if (batch.size() > 0) {
                fate = Fate.UNKNOWN;
                appender.write(batch);
                round.commit();
            }
        } catch (StoreException e) {
            taken.forEach(work -> fail(work, e));
        } catch (RuntimeException | Error e) {
            String why = "the thread that writes failed with " + e.getClass().getName();
            LOG.error("{}", why);
            appender.poison(why + "; close the log and open it again");
            StoreException failure = new StoreException(fate, why, e);
            taken.forEach(work -> fail(work, failure));
        }
        written.run();
        expected = callers.get();
        answered = System.nanoTime();
        took = answered - start;
        taken.forEach(Work::complete);
    }

    private static void admit(Work work, Ledger.Round round, Batch batch) {
        int before = round.fresh().size();
        try {
            work.answers = work.group.apply(round);
            batch.add(round.fresh().subList(before, round.fresh().size()));
            work.tied = work.answers.stream().anyMatch(r -> r.position().value() >= batch.first());
        } catch (RuntimeException e) {
            work.refusal = Optional.of(e);
            work.tied = batch.size() > 0;
        }
    }

    /** A batch was not written: who was answered by what is in it gets another answer. */
    private static void fail(Work work, StoreException why) {
        if (work.tied) {
            Fate fate = work.refusal.isPresent() ? Fate.NOT_WRITTEN : why.fate();
            String message = String.valueOf(why.getMessage());
            Throwable cause = why.getCause();
            work.refusal = Optional.of(
                    cause == null ? new StoreException(fate, message) : new StoreException(fate, message, cause));
        }
    }

    /** Takes no more groups, and waits until those that were taken are answered and the files are closed. */
    void close() {
        closing = true;
        boolean unused =
                queue.offer(new Work(round -> List.of())); // wakes the thread, which is awake if there is no place
        boolean interrupted = false;
        while (Thread.currentThread() != thread) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
