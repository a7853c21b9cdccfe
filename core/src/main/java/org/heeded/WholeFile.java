package org.heeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written whole or not at all. */
final class WholeFile {

    private WholeFile() {}

    /** Writes beside the file, which then takes the place of what was there. */
    static void write(Path file, String text) {
        Path whole = file.toAbsolutePath();
        try {
            // not a temporary file of the system's making, which nobody else may read
            Path part = whole.resolveSibling(".heeded-" + UUID.randomUUID() + ".part");
            try {
                Files.writeString(part, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
