package org.heeded.exchange;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.heeded.model.Event;
import org.heeded.model.ImportException;

/** Reads text and bytes as if they were files. */
final class Csv {

    private Csv() {}

    static CsvImport read(String text) {
        return read(text, CsvMapping.NONE);
    }

    static CsvImport read(String text, CsvMapping mapping) {
        return read(text.getBytes(StandardCharsets.UTF_8), mapping);
    }

    static CsvImport read(byte[] bytes, CsvMapping mapping) {
        return CsvImport.read(new ByteArrayInputStream(bytes), mapping);
    }

    static List<Event> events(CsvImport read) {
        return read.drafts().stream().map(d -> d.event()).toList();
    }

    static <E extends Event> E only(Class<E> type, CsvImport read) {
        List<E> found =
                events(read).stream().filter(type::isInstance).map(type::cast).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of " + type.getSimpleName());
        }
        return found.get(0);
    }

    static ImportException refusal(byte[] bytes, CsvMapping mapping) {
        try {
            CsvImport read = read(bytes, mapping);
            return fail("was read: " + read);
        } catch (ImportException e) {
            return e;
        }
    }

    static ImportException refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), CsvMapping.NONE);
    }
}
