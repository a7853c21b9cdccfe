package org.heeded.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file of lines that begins with a header, open for reading by any thread.
 *
 * @param path where it is
 * @param file its content
 */
record Segment(Path path, LogFile file) implements Closeable {

    @Override
    public void close() throws IOException {
        file.close();
    }
}
