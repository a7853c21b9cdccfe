package org.heeded.model;

/** What can go wrong in a way that the caller should know about; each kind is a class of its own. */
public abstract sealed class HeededException extends RuntimeException
        permits RejectedException, StoreException, CorruptException, DivergedException, ImportException {

    private static final long serialVersionUID = 1L;

    HeededException(String message) {
        super(message);
    }

    HeededException(String message, Throwable cause) {
        super(message, cause);
    }
}
