package org.heeded.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it or lets it tick. Safe for use by several threads. */
public final class MovableClock extends Clock {

    /** What the clocks of all zones show. */
    private static final class Dial {

        private Instant now;
        private Duration tick = Duration.ZERO;

        Dial(Instant now) {
            this.now = now;
        }

        synchronized Instant read() {
            Instant shown = now;
            now = now.plus(tick);
            return shown;
        }

        synchronized void tick(Duration each) {
            tick = each;
        }

        synchronized void set(Instant time) {
            now = time;
        }

        synchronized void move(Duration by) {
            now = now.plus(by);
        }
    }

    private final Dial dial;
    private final ZoneId zone;

    private MovableClock(Dial dial, ZoneId zone) {
        this.dial = dial;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param time what it shows, such as {@code 2026-01-05T09:00:00Z}
     * @return the clock
     * @throws java.time.format.DateTimeParseException if that is no instant
     */
    public static MovableClock at(String time) {
        return new MovableClock(new Dial(Instant.parse(time)), ZoneOffset.UTC);
    }

    /**
     * Sets the clock.
     *
     * @param time what it is to show, such as {@code 2026-01-05T09:00:00Z}; may be earlier than now
     * @throws java.time.format.DateTimeParseException if that is no instant
     */
    public void set(String time) {
        dial.set(Instant.parse(time));
    }

    /**
     * Moves the clock.
     *
     * @param by how far; back if negative
     */
    public void move(Duration by) {
        dial.move(by);
    }

    /**
     * Lets the clock go from now on.
     *
     * @param each how far it moves whenever somebody has read it; nothing at first
     */
    public void tick(Duration each) {
        dial.tick(each);
    }

    @Override
    public Instant instant() {
        return dial.read();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * The same clock in another zone.
     *
     * @param other the zone
     * @return a clock that moves with this one
     */
    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(dial, other);
    }
}
