package org.heeded.privacy;

import java.util.Optional;
import java.util.function.Predicate;
import org.heeded.model.SubjectId;

/**
 * Keys of which some count as deleted.
 *
 * @param keys all of them
 * @param erased whose are not used
 */
record KeysWithout(KeyStore keys, Predicate<SubjectId> erased) implements KeyStore {

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        return erased.test(subject) ? Optional.empty() : keys.find(subject);
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        if (erased.test(subject)) {
            throw Sealer.erased();
        }
        return keys.findOrCreate(subject);
    }

    @Override
    public void delete(SubjectId subject) {
        keys.delete(subject);
    }
}
