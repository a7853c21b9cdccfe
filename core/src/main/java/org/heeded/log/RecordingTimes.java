package org.heeded.log;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When the entries were recorded, in microseconds: the latest time so far, since clocks may go back, and only after every
 * {@value #EVERY} entries, since the entries say their own.
 */
final class RecordingTimes {

    static final int EVERY = 64;

    /** The latest time after each whole block. */
    private final LongList marks;

    private int size;
    private long latest = Long.MIN_VALUE;
    private long stepsBack;
    private long largestStepBack;

    RecordingTimes() {
        marks = new LongList();
    }

    /** Times as {@link #pack} wrote them. */
    RecordingTimes(LongList marks, Packed.Reader in) {
        this.marks = marks;
        size = (int) in.number();
        latest = in.whole();
        stepsBack = in.number();
        largestStepBack = in.number();
    }

    void pack(Packed out) {
        out.number(size).whole(latest).number(stepsBack).number(largestStepBack);
    }

    LongList marks() {
        return marks;
    }

    int size() {
        return size;
    }

    void add(Instant recordedAt) {
        long time = micros(recordedAt);
        if (size > 0 && time < latest) {
            stepsBack++;
            largestStepBack = Math.max(largestStepBack, latest - time);
        }
        latest = size == 0 ? time : Math.max(latest, time);
        size++;
        if (size % EVERY == 0) {
            marks.add(latest);
        }
    }

    /**
     * Where to look for the first entry that was recorded after a time.
     *
     * @return the number of an entry, it or at most {@value #EVERY} less one before it; or the number of all entries, if
     *     there is none
     */
    long before(Instant time) {
        return size == 0 || latest <= micros(time) ? size : (long) marks.atMost(micros(time)) * EVERY;
    }

    /**
     * What the times of recording say of the clocks.
     *
     * @param stepsBack how many entries were recorded at an earlier time than one before them
     * @param largest by how much at most
     * @param latest the latest time of recording, in microseconds; none of an empty log
     */
    record Clocks(long stepsBack, Duration largest, OptionalLong latest) {

        /** By how much the latest time of recording is ahead of a time. */
        Optional<Duration> ahead(Instant time) {
            return latest.isPresent() && latest.getAsLong() > micros(time)
                    ? Optional.of(Duration.of(latest.getAsLong() - micros(time), ChronoUnit.MICROS))
                    : Optional.empty();
        }
    }

    Clocks clocks() {
        return new Clocks(
                stepsBack,
                Duration.of(largestStepBack, ChronoUnit.MICROS),
                size == 0 ? OptionalLong.empty() : OptionalLong.of(latest));
    }

    private static long micros(Instant time) {
        try {
            return ChronoUnit.MICROS.between(Instant.EPOCH, time);
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
