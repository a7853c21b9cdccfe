package org.heeded.privacy;

import java.util.Optional;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.model.SubjectId;

/**
 * Keeps one secret key a subject, apart from the log; a key management service fits behind it.
 *
 * <p>A subject is new, known or deleted, and goes from one to the next only. Whoever asks for a known subject's key, in
 * whatever thread or process, is given the same 32 bytes. Implementations are safe for use by several threads, and give
 * every caller an array of its own.
 */
public interface KeyStore {

    /** The length of a subject's key, in bytes. */
    int KEY_LENGTH = 32;

    /**
     * The key of a known subject.
     *
     * @param subject whose key
     * @return the {@value #KEY_LENGTH} bytes; empty if the subject is new or deleted
     * @throws StoreException if the keys cannot be read
     * @throws org.heeded.model.CorruptException if the key is damaged
     */
    Optional<byte[]> find(SubjectId subject);

    /**
     * The key of a subject, made at random and kept for good if the subject is new. A key that was returned survives a
     * crash as surely as the store keeps anything: what is sealed under it may be written at once.
     *
     * @param subject whose key
     * @return the {@value #KEY_LENGTH} bytes
     * @throws RejectedException if the subject is deleted: its key is never made again ({@link
     *     org.heeded.model.Rule#ERASED})
     * @throws StoreException if the key cannot be read or kept
     * @throws org.heeded.model.CorruptException if the key is damaged
     */
    byte[] findOrCreate(SubjectId subject);

    /**
     * Deletes the subject's key for good; also of a new subject, which then never has one. Deleting again changes
     * nothing, and is what to do after a failure.
     *
     * @param subject whose key
     * @throws StoreException if the deletion may not have been completed
     */
    void delete(SubjectId subject);
}
