package org.heeded.log;

import java.util.Optional;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;

/** A record as bytes, of which only is known whose it is: enough to bring together what belongs together. Immutable. */
public final class RawRecord {

    private record Key(EngagementId engagement, long n) {}

    private final Position position;
    private final byte[] bytes;
    private final Key key;

    /**
     * Takes a record, and finds out whose it is.
     *
     * @param position where it stands in the log
     * @param bytes all of the array; not to be changed later
     * @throws org.heeded.model.CorruptException if they are no record; one that is found to be none only when it is {@linkplain
     *     Recorded#read(Position, byte[]) read} may be taken
     */
    RawRecord(Position position, byte[] bytes) {
        this.position = position;
        this.bytes = bytes;
        key = canonical(bytes).orElseGet(() -> {
            Recorded read = Recorded.read(position, bytes);
            return new Key(read.entry().engagement(), read.entry().n());
        });
    }

    /** As the library writes the head of a record; a key that comes twice is found when the record is read. */
    private static Optional<Key> canonical(byte[] bytes) {
        Line.Cursor cursor = new Line.Cursor(bytes, 0);
        if (cursor.string("{\"id\":").isEmpty()
                || cursor.string(",\"type\":").isEmpty()
                || cursor.number(",\"v\":") < 0) {
            return Optional.empty();
        }
        Optional<String> engagement = cursor.string(",\"engagement\":");
        long n = cursor.number(",\"n\":");
        if (engagement.isEmpty() || n < 0 || !cursor.expect(",")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Key(new EngagementId(engagement.get()), n));
        } catch (RejectedException e) {
            return Optional.empty();
        }
    }

    /**
     * Where it stands in the log.
     *
     * @return the place right before it
     */
    public Position position() {
        return position;
    }

    /**
     * Whose entry it is.
     *
     * @return the engagement
     */
    public EngagementId engagement() {
        return key.engagement();
    }

    /**
     * Where it stands in its engagement.
     *
     * @return the index, from 0
     */
    public long n() {
        return key.n();
    }

    /**
     * The record, to be {@linkplain Recorded#read(Position, byte[]) read}.
     *
     * @return a copy of its bytes
     */
    public byte[] bytes() {
        return bytes.clone();
    }
}
