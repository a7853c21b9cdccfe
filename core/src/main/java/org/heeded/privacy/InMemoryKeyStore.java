package org.heeded.privacy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.heeded.model.SubjectId;

/** Keys that last as long as this object, for tests and for logs in memory. */
public final class InMemoryKeyStore implements KeyStore {

    /** Empty stands for deleted. */
    private final Map<SubjectId, Optional<byte[]>> keys = new ConcurrentHashMap<>();

    /** Without a key. */
    public InMemoryKeyStore() {}

    @Override
    public Optional<byte[]> find(SubjectId subject) {
        return keys.getOrDefault(subject, Optional.empty()).map(byte[]::clone);
    }

    @Override
    public byte[] findOrCreate(SubjectId subject) {
        return keys.computeIfAbsent(subject, s -> Optional.of(Crypto.random(KEY_LENGTH)))
                .map(byte[]::clone)
                .orElseThrow(Sealer::erased);
    }

    @Override
    public void delete(SubjectId subject) {
        keys.put(subject, Optional.empty());
    }
}
