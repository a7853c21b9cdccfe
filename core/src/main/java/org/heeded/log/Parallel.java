package org.heeded.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Does numbered tasks by several threads. */
final class Parallel {

    /** What is done in one task. */
    interface Task<W> {
        void run(W worker, int number) throws IOException;
    }

    private Parallel() {}

    /**
     * Does all tasks, or throws what one that failed threw, when none runs any more.
     *
     * @param tasks how many, numbered from 0, begun in this order
     * @param worker makes what a thread uses for all of its tasks
     */
    static <W> void run(int threads, int tasks, Supplier<W> worker, Task<W> task) throws IOException {
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            W own = worker.get();
            try {
                for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
                    task.run(own, number);
                }
            } catch (IOException e) {
                next.set(tasks);
                throw new UncheckedIOException(e);
            } catch (RuntimeException | Error e) {
                next.set(tasks); // the others need not go on
                throw e;
            }
        };
        if (Math.min(threads, tasks) <= 1) {
            try {
                work.run();
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, tasks));
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < Math.min(threads, tasks); i++) {
                running.add(CompletableFuture.runAsync(work, pool));
            }
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException io) {
                throw io.getCause();
            }
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        } finally {
            pool.shutdown();
        }
    }
}
