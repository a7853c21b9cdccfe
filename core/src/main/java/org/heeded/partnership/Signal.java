package org.heeded.partnership;

/** The six signs of how much say the marketer had; each is a share, 1 = partner. */
public enum Signal {
    /** Of decided advice, the share that was followed. */
    HEED,
    /** Of strategic and tactical work, the share that began as a proposal and not as an order. */
    VOICE,
    /** Of strategic work, decided proposals and orders, the share that followed advice. */
    STRATEGY,
    /** Of decided out-of-the-box advice, the share that was followed. */
    OPENNESS,
    /** Of proposals of known origin, the share that nobody had asked for. */
    INITIATIVE,
    /**
     * Of failures after an override about which the client's side said who was responsible, the share that did not name
     * the marketer alone.
     */
    FAIR_BLAME
}
