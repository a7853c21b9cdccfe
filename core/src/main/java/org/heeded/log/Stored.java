package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import org.heeded.model.CorruptException;
import org.heeded.model.Position;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;

/** The entries of the segments that are open, read one by one. For any thread. */
final class Stored implements Closeable {

    private final Codec codec;
    private final Offsets offsets = new Offsets();
    private volatile boolean closed;

    Stored(Codec codec) {
        this.codec = codec;
    }

    Offsets offsets() {
        return offsets;
    }

    /**
     * Reads the entry with a number that is there.
     *
     * @throws CorruptException if its line is not what was written
     */
    Recorded read(long number) {
        Offsets.Place place = offsets.find(number);
        byte[] bytes = new byte[place.length()];
        try {
            place.segment().file().read(place.at(), bytes);
        } catch (IOException e) {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            throw new StoreException(
                    Fate.NOT_WRITTEN, place.segment().path() + " cannot be read: " + e.getMessage(), e);
        }
        try {
            Line line = Line.ended(bytes)
                    .filter(l -> l.number() == number)
                    .orElseThrow(() -> new CorruptException("the line is not as it was written"));
            String json = line.json(bytes);
            return new Recorded(new Position(number), codec.decode(json), json);
        } catch (CorruptException e) {
            throw new CorruptException(
                    place.segment().path() + " byte " + place.at() + ", entry " + number + ": " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Segment segment : offsets.all()) {
            segment.close();
        }
    }
}
