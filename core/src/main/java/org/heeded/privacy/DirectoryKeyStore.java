package org.heeded.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.heeded.model.CorruptException;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.model.SubjectId;

/**
 * Keys in a directory of their own, one file a subject. Several processes may use the directory at once, if its file
 * system has hard links.
 *
 * <p>With {@code name} for SHA-256(subject id in UTF-8) in lower-case hexadecimal, the directory holds
 *
 * <pre>
 * name.key                 the 32 bytes of the key, then SHA-256(key ‖ subject id in UTF-8)
 * name.deleted             empty: the subject was deleted; outlives its key for good
 * name.(32 hex digits).tmp a key on its way; left over after a crash, and removed by the next opening
 * </pre>
 *
 * <p>Where the platform has POSIX permissions, the directory must be the owner's alone (0700), and so must the files
 * (0600); else nothing is read. Elsewhere, and against the owner and the machine's administrator, the directory must be
 * protected by other means.
 *
 * <p>Deleting removes the name of the file, forced to the disk. It does not promise that the medium forgets the bytes,
 * and knows nothing of copies: a backup of this directory brings erased persons back, unless the {@code .deleted} files
 * that were made since are kept.
 */
public final class DirectoryKeyStore implements KeyStore {

    private static final String KEY = ".key";
    private static final String DELETED = ".deleted";
    private static final Pattern LEFT_OVER = Pattern.compile("[0-9a-f]{64}\\.[0-9a-f]{32}\\.tmp");
    private static final Pattern TOMBSTONE = Pattern.compile("[0-9a-f]{64}\\" + DELETED);
    private static final int TMP_BYTES = 16;
    private static final int FILE_LENGTH = KEY_LENGTH + 32;

    private final Path directory;
    private final boolean posix;

    /** Names of the keys that this object has seen to the disk. */
    private final Set<String> forced = ConcurrentHashMap.newKeySet();

    private DirectoryKeyStore(Path directory, boolean posix) {
        this.directory = directory;
        this.posix = posix;
    }

    /**
     * Opens a directory of keys, and finishes what a crash interrupted there.
     *
     * @param directory made if absent; not the log's own, nor inside it
     * @return the store; there is nothing to close
     * @throws StoreException if the directory cannot be made or read, or others than its owner may use it
     */
    public static DirectoryKeyStore open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        DirectoryKeyStore store = new DirectoryKeyStore(path, posix);
        store.run(Fate.NOT_WRITTEN, "open", () -> {
            store.makeDirectory(path);
            store.checkPrivate(path, "700");
            store.sweep();
            return path;
        });
        return store;
    }

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        String name = name(subject);
        return run(Fate.NOT_WRITTEN, "read", () -> isDeleted(name) ? Optional.empty() : read(name, subject));
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        String name = name(subject);
        return run(Fate.NOT_WRITTEN, "read or make", () -> {
            while (true) {
                if (isDeleted(name)) {
                    // a deletion that ran while the key was being made may have looked for it too early
                    Files.deleteIfExists(directory.resolve(name + KEY));
                    throw Sealer.erased();
                }
                Optional<byte[]> key = read(name, subject);
                if (key.isPresent()) {
                    // a key that another process has just made is visible before it is sure to last
                    if (!forced.contains(name)) {
                        force(directory);
                        forced.add(name);
                    }
                    return key.get();
                }
                make(name, subject);
            }
        });
    }

    @Override
    public void delete(SubjectId subject) {
        String name = name(subject);
        Path tombstone = directory.resolve(name + DELETED);
        run(Fate.UNKNOWN, "delete", () -> {
            try {
                write(tombstone, new byte[0]);
            } catch (FileAlreadyExistsException e) {
                // deleted before, perhaps not to the end
            }
            force(directory); // the tombstone lasts before the key goes: no crash makes the subject new again
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, name + ".*")) {
                for (Path file : files) {
                    if (!file.equals(tombstone)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            force(directory);
            return tombstone;
        });
    }

    private static String name(SubjectId subject) {
        return HexFormat.of().formatHex(Crypto.sha256(utf8(subject)));
    }

    private static byte[] digest(byte[] key, SubjectId subject) {
        return Crypto.sha256(key, utf8(subject));
    }

    private static byte[] utf8(SubjectId subject) {
        return subject.value().getBytes(StandardCharsets.UTF_8);
    }

    private boolean isDeleted(String name) throws IOException {
        return exists(directory.resolve(name + DELETED));
    }

    /** Unlike {@link Files#exists}, does not take "cannot tell" for "no". */
    private static boolean exists(Path file) throws IOException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Optional<byte[]> read(String name, SubjectId subject) throws IOException {
        Path file = directory.resolve(name + KEY);
        byte[] bytes;
        try {
            checkPrivate(file, "600");
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(FILE_LENGTH + 1);
            }
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(directory)) {
                throw new NotDirectoryException(directory.toString()); // gone is not the same as erased
            }
            return Optional.empty();
        }
        byte[] key = Arrays.copyOf(bytes, KEY_LENGTH);
        if (bytes.length != FILE_LENGTH
                || !MessageDigest.isEqual(Arrays.copyOfRange(bytes, KEY_LENGTH, FILE_LENGTH), digest(key, subject))) {
            throw new CorruptException(
                    file + ": is damaged, or the key of another subject; restore this file from a backup");
        }
        return Optional.of(key);
    }

    /** Makes a key, unless another thread or process is quicker. */
    private void make(String name, SubjectId subject) throws IOException {
        byte[] key = Crypto.random(KEY_LENGTH);
        Path tmp = directory.resolve(name + "." + HexFormat.of().formatHex(Crypto.random(TMP_BYTES)) + ".tmp");
        try {
            write(
                    tmp,
                    ByteBuffer.allocate(FILE_LENGTH)
                            .put(key)
                            .put(digest(key, subject))
                            .array());
            Files.createLink(directory.resolve(name + KEY), tmp); // a move would replace the other's key
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            // the other was quicker, or is just opening the directory or deleting the subject: look again
        } finally {
            Files.deleteIfExists(tmp);
        }
    }

    private void makeDirectory(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent == null || exists(path)) {
            return;
        }
        makeDirectory(parent);
        try {
            Files.createDirectory(path, permissions("rwx------"));
        } catch (FileAlreadyExistsException e) {
            // another process was quicker
        }
        force(parent);
    }

    private void sweep() throws IOException {
        boolean removed = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (LEFT_OVER.matcher(name).matches()) {
                    removed |= Files.deleteIfExists(file);
                } else if (TOMBSTONE.matcher(name).matches()) {
                    removed |= Files.deleteIfExists(directory.resolve(name.replace(DELETED, KEY)));
                }
            }
        }
        if (removed) {
            force(directory);
        }
    }

    private void checkPrivate(Path path, String mode) throws IOException {
        if (!posix) {
            return;
        }
        LinkOption[] options =
                path.equals(directory) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class, options);
        for (PosixFilePermission permission : attributes.permissions()) {
            if (!permission.name().startsWith("OWNER_")) {
                throw new StoreException(
                        Fate.NOT_WRITTEN,
                        path + ": others than the owner may use it; if no stranger has seen it, run: chmod " + mode
                                + " " + path);
            }
        }
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, permissions("rw-------"))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Makes the names in a directory last; only POSIX platforms can, and need to. */
    private void force(Path path) throws IOException {
        if (posix) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private FileAttribute<?>[] permissions(String permissions) {
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @FunctionalInterface
    private interface FileWork<T> {
        T run() throws IOException;
    }

    /** Runs with the thread's interrupt put aside, since one would close a channel halfway. */
    private <T> T run(Fate fate, String what, FileWork<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.run();
        } catch (IOException | DirectoryIteratorException e) {
            throw new StoreException(
                    fate, directory + ": could not " + what + " keys there; mend the cause and do it again", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
