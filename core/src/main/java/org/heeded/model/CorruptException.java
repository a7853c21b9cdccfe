package org.heeded.model;

/** What is stored is not what was written. The message names the place, and never quotes a text. */
public final class CorruptException extends HeededException {

    private static final long serialVersionUID = 1L;

    /**
     * Damage.
     *
     * @param message file, place and what is wrong there
     */
    public CorruptException(String message) {
        super(message);
    }
}
