package org.heeded.examples.spring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.heeded.log.LogListener;
import org.heeded.model.Position;

/** How the log is doing, as meters. */
final class LogMetrics implements LogListener {

    private final Timer append;
    private final Timer rebuild;
    private final Counter conflicts;
    private final AtomicLong entries = new AtomicLong();

    LogMetrics(MeterRegistry meters) {
        append = Timer.builder("heeded.append")
                .description("Appending a group; within a transaction, without its commit")
                .register(meters);
        rebuild = Timer.builder("heeded.rebuild")
                .description("Reading the log when it is opened")
                .register(meters);
        conflicts = Counter.builder("heeded.conflicts")
                .description("Groups that another writer was faster than")
                .register(meters);
        Gauge.builder("heeded.entries", entries, AtomicLong::doubleValue)
                .description("Size of the log when it was last opened or appended to")
                .register(meters);
    }

    @Override
    public void appended(Position end, Duration took) {
        append.record(took);
        entries.set(end.value());
    }

    @Override
    public void conflict() {
        conflicts.increment();
    }

    @Override
    public void rebuilt(Position end, Duration took) {
        rebuild.record(took);
        entries.set(end.value());
    }
}
