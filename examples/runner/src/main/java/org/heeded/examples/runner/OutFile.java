package org.heeded.examples.runner;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
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
     * Writes to a file, or to standard output where none is named; in UTF-8, whatever the terminal's own encoding, since a
     * report may be piped on.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    static void write(@Nullable Path file, String text) throws IOException {
        stream(file, out -> out.write(text.getBytes(UTF_8)));
    }

    /**
     * Writes to a file, or to standard output where none is named. A file is written beside and then moved over: a reader
     * never sees half of it, and a failure leaves the old one. A link stays and its target is replaced; the permissions of
     * the old one stay too.
     *
     * @throws IOException if it cannot be written; the message names the file
     */
    static void stream(@Nullable Path file, Content content) throws IOException {
        if (file == null) {
            content.to(System.out);
            System.out.flush();
        } else if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            try (OutputStream pipeOrDevice = Files.newOutputStream(file)) {
                content.to(pipeOrDevice);
            }
        } else {
            replace(target(file), content);
        }
    }

    /** What holds a log's words as they are could command a terminal, and nobody would read it there. */
    static void refuseTerminal(@Nullable Path file) {
        if (file == null && Terminal.isOut()) {
            throw new Heeded.WrongUsage(
                    new IllegalArgumentException("this is for a file, not for a terminal: name one with --out"));
        }
    }

    /** Where the file really is. */
    private static Path target(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file + " is a directory; name a file in it");
        }
        if (Files.exists(file)) {
            if (!Files.isWritable(file)) {
                throw new FileSystemException(file + " may not be written: no permission");
            }
            return file.toRealPath();
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file + " is a link to what is not there; remove it or name another file");
        }
        Path target = file.toAbsolutePath();
        Path directory = Objects.requireNonNullElse(target.getParent(), target);
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException("there is no directory " + directory + " for " + target.getFileName()
                    + "; make it first, or name another");
        }
        return target;
    }

    private static void replace(Path target, Content content) throws IOException {
        Path beside = target.resolveSibling(".heeded-" + UUID.randomUUID() + ".tmp");
        beside.toFile().deleteOnExit(); // also when the user interrupts
        try {
            try (FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissionsOf(target))) {
                OutputStream out = Channels.newOutputStream(channel);
                content.to(out);
                channel.force(true);
            }
            if (Files.exists(target) && posix(target)) {
                Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(target)); // whatever the umask
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(target + " cannot be written: " + reason(e), e);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static @Nullable String reason(IOException e) {
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return e instanceof AccessDeniedException ? "no permission in its directory" : reason;
    }

    /** What nobody else could read may not be readable beside it for a while. */
    private static FileAttribute<?>[] permissionsOf(Path target) throws IOException {
        if (!Files.exists(target) || !posix(target)) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(target);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static boolean posix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
