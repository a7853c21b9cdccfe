package org.heeded.log;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.heeded.model.HeededException;
import org.heeded.model.Position;

/**
 * Hands the entries of a store to a subscriber, in a thread of its own: reads a page, hands it on, and at the end waits for
 * news or for a tenth of a second, since another process may have written. Safe for use by several threads.
 */
public final class Following implements AutoCloseable {

    private static final int PAGE = 64;
    private static final long POLL_MILLIS = 100;

    private final Store store;
    private final Consumer<Recorded> subscriber;
    private final Semaphore news = new Semaphore(0);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile Position position;
    private volatile boolean closed;

    private Following(Store store, Position from, Consumer<Recorded> subscriber) {
        this.store = store;
        this.subscriber = subscriber;
        position = from;
    }

    /** Begins to follow. */
    static Following of(Store store, Position from, Consumer<Recorded> subscriber) {
        Following following = new Following(store, from, subscriber);
        Thread thread = new Thread(following::run, "heeded-following");
        thread.setDaemon(true);
        thread.start();
        return following;
    }

    private void run() {
        try {
            while (!closed) {
                List<Recorded> page = page();
                for (Recorded recorded : page) {
                    if (closed) {
                        break;
                    }
                    subscriber.accept(recorded);
                    position = recorded.position().plus(1);
                }
                if (page.isEmpty()) {
                    rest();
                }
            }
            ended.complete(null);
        } catch (RuntimeException | Error e) {
            ended.completeExceptionally(e);
        }
    }

    private List<Recorded> page() {
        try {
            return store.read(position, PAGE);
        } catch (HeededException e) {
            throw e;
        } catch (IllegalStateException e) {
            closed = true; // the store is
            return List.of();
        }
    }

    private void rest() {
        try {
            if (!closed && news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            // whoever interrupted this thread meant the subscriber; only closing ends the following
        }
    }

    /** Says that there may be more. */
    void wake() {
        news.release();
    }

    /**
     * How far the subscriber has come: where to follow from again.
     *
     * @return the place after the last entry for which it returned
     */
    public Position position() {
        return position;
    }

    /**
     * When it is over: after closing, when the last call of the subscriber has returned.
     *
     * @return completes normally after this or the store was closed; with what the subscriber threw, or with why the store
     *     could not be read
     */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    /** Ends it. A call of the subscriber may still be under way when this returns; no other follows. */
    @Override
    public void close() {
        closed = true;
        wake();
    }
}
