package org.heeded.log;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.heeded.model.Event;

/**
 * How one type of event is written and read: both directions side by side, so that they stay equal.
 *
 * @param type the stable name of the type
 * @param of its class
 * @param writer writes the fields of the type, in the order of the format
 * @param reader takes them and the circumstances
 */
record Shape<E extends Event>(
        String type, Class<E> of, BiConsumer<FieldWriter, E> writer, Function<FieldReader, E> reader) {

    void write(FieldWriter out, Event event) {
        writer.accept(out, of.cast(event));
    }

    E read(FieldReader in) {
        return reader.apply(in);
    }
}
