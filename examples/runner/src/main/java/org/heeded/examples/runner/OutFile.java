package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that is there whole or not at all. */
final class OutFile {

    private OutFile() {}

    /** What writes the content. */
    @FunctionalInterface
    interface Content {

        /** Writes all of it; the stream is closed by who opened it. */
        void to(OutputStream out) throws IOException;
    }

    /**
     * Writes to a file, or to standard output where none is named, beside the file first.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    static void stream(@Nullable Path file, Content content) throws IOException {
        if (file == null) {
            content.to(System.out);
            System.out.flush();
            return;
        }
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file + " is a directory; name a file in it");
        }
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (OutputStream stream = Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW)) {
                content.to(stream);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Writes to a file, or to standard output where none is named; in UTF-8, whatever the terminal's own encoding, since a
     * report may be piped on.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    static void write(@Nullable Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        if (file == null) {
            System.out.write(bytes);
            System.out.flush();
        } else {
            write(file, bytes);
        }
    }

    /**
     * Writes beside the file, then moves over it: a reader never sees half of it, and a failure leaves the old one.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    static void write(Path file, byte[] bytes) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file + " is a directory; name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.write(file, bytes); // a pipe or a device cannot be moved over
            return;
        }
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling(
                target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(beside, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
