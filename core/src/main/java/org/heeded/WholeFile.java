package org.heeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written whole or not at all. */
final class WholeFile {

    private WholeFile() {}

    /** Writes beside the file, which then takes the place of what was there. */
    static void write(Path file, String text) {
        Path whole = file.toAbsolutePath();
        try {
            Path part = Files.createTempFile(whole.getParent(), ".heeded-", ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
