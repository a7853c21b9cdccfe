package org.heeded.model;

/** The store could not do its work. Says what the caller may assume about the entry it was writing. */
public final class StoreException extends HeededException {

    private static final long serialVersionUID = 1L;

    /** What became of the entry. */
    public enum Fate {
        /** The entry is in the log. */
        WRITTEN,
        /** The entry is not in the log; it may be appended again. */
        NOT_WRITTEN,
        /** Nobody knows until the log is opened again. */
        UNKNOWN
    }

    private final Fate fate;

    /**
     * A failure.
     *
     * @param fate what became of the entry
     * @param message what failed, where, and what to do
     */
    public StoreException(Fate fate, String message) {
        super(message);
        this.fate = fate;
    }

    /**
     * A failure with its cause.
     *
     * @param fate what became of the entry
     * @param message what failed, where, and what to do
     * @param cause what the platform said
     */
    public StoreException(Fate fate, String message, Throwable cause) {
        super(message, cause);
        this.fate = fate;
    }

    /**
     * What became of the entry.
     *
     * @return written, not written or unknown
     */
    public Fate fate() {
        return fate;
    }
}
