package org.heeded;

import java.util.Optional;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;
import org.heeded.privacy.KeyStore;

/** The keys of a log in a database that was given no place for them: there are none, and none can be made. */
final class NoKeys implements KeyStore {

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        return Optional.empty();
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        throw new StoreException(
                StoreException.Fate.NOT_WRITTEN,
                "a personal text needs a key, which is not kept in the log's database; open the log with LogOptions.keys");
    }

    @Override
    public void delete(SubjectId subject) {
        // there is none
    }
}
