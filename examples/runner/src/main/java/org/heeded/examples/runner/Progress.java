package org.heeded.examples.runner;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One line on standard error for who waits at a terminal: what is being done, and for how long already. It comes when that
 * takes longer than a moment and goes when it is done; where standard error is no terminal there is none. Nothing else may
 * be printed meanwhile.
 */
final class Progress {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration STEP = Duration.ofMillis(250);

    private final long start = System.nanoTime();
    private final PrintStream err = System.err;
    private final Thread thread;
    private volatile String what;

    private Progress(String what, Duration moment, Supplier<OptionalInt> terminal) {
        this.what = what;
        thread = new Thread(() -> show(moment, terminal), "progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** Works, and shows what is being done. */
    static <T> T of(String what, Function<Progress, T> work) {
        return of(what, MOMENT, Terminal::columns, work);
    }

    /** The same on some terminal, which is asked for its columns when the moment is over. */
    static <T> T of(String what, Duration moment, Supplier<OptionalInt> terminal, Function<Progress, T> work) {
        Progress progress = new Progress(what, moment, terminal);
        try {
            return work.apply(progress);
        } finally {
            progress.end();
        }
    }

    /** Shows something else from now on. */
    void now(String done) {
        what = done;
    }

    private void show(Duration moment, Supplier<OptionalInt> terminal) {
        int shown = 0;
        try {
            Thread.sleep(moment.toMillis());
            OptionalInt columns = terminal.get();
            // the last column stays free: some terminals go on to the next line after it
            while (columns.isPresent()) {
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                String line =
                        Columns.cut("heeded: " + Terminal.plain(what) + " … " + seconds + " s", columns.getAsInt() - 1);
                int width = Columns.of(line);
                err.print("\r" + line + " ".repeat(Math.max(0, shown - width)));
                err.flush();
                shown = width;
                Thread.sleep(STEP.toMillis());
            }
        } catch (InterruptedException done) {
            if (shown > 0) {
                err.print("\r" + " ".repeat(shown) + "\r");
                err.flush();
            }
        }
    }

    private void end() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
