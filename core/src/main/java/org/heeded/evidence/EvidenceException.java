package org.heeded.evidence;

/** Evidence that does not hold, or is not in its one form. The message says why, and never quotes a record. */
public final class EvidenceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param reason what does not hold, and where
     */
    public EvidenceException(String reason) {
        super(reason);
    }

    /**
     * The reason.
     *
     * @return what does not hold, and where
     */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
