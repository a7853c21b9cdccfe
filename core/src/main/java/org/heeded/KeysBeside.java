package org.heeded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.heeded.model.SubjectId;
import org.heeded.privacy.DirectoryKeyStore;
import org.heeded.privacy.KeyStore;
import org.jspecify.annotations.Nullable;

/** The default place of keys: a directory beside the log, made when the first key is needed. */
final class KeysBeside implements KeyStore {

    private final Path directory;
    private volatile @Nullable KeyStore opened;

    KeysBeside(Path log) {
        Path absolute = log.toAbsolutePath().normalize();
        Path name = absolute.getFileName();
        directory = absolute.resolveSibling((name == null ? "log" : name.toString()) + ".keys");
    }

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        return opened == null && Files.notExists(directory) ? Optional.empty() : keys().find(subject);
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        return keys().findOrCreate(subject);
    }

    @Override
    public void delete(SubjectId subject) {
        keys().delete(subject);
    }

    private KeyStore keys() {
        KeyStore here = opened;
        if (here == null) {
            // opening twice is harmless: the directory is shared by design
            here = DirectoryKeyStore.open(directory);
            opened = here;
        }
        return here;
    }
}
