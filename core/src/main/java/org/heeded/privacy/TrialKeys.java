package org.heeded.privacy;

import java.util.Optional;
import org.heeded.model.SubjectId;

/** Keys of another store, to look at: those of new subjects are made here and forgotten with this object. */
final class TrialKeys implements KeyStore {

    private final KeyStore keys;
    private final KeyStore made = new InMemoryKeyStore();

    TrialKeys(KeyStore keys) {
        this.keys = keys;
    }

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        return keys.find(subject).or(() -> made.find(subject));
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        return keys.find(subject).orElseGet(() -> made.findOrCreate(subject));
    }

    @Override
    public void delete(SubjectId subject) {
        throw new UnsupportedOperationException("a trial deletes nothing");
    }
}
