package org.heeded.log;

import java.util.Arrays;
import java.util.Optional;
import org.heeded.model.SubjectId;
import org.heeded.privacy.KeyStore;

/** The keys of the fixture logs: 32 bytes of 7 for every subject. */
final class FixedKeys implements KeyStore {

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        byte[] key = new byte[KEY_LENGTH];
        Arrays.fill(key, (byte) 7);
        return Optional.of(key);
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        return find(subject).orElseThrow();
    }

    @Override
    public void delete(SubjectId subject) {
        throw new UnsupportedOperationException("the keys are fixed");
    }
}
