package org.heeded.partnership;

/**
 * What became of decided advice; that adapted nobody knows how is left out.
 *
 * @param followed advice that was followed
 * @param refused advice that was overridden or declined
 */
public record Heed(long followed, long refused) {

    /** Nothing decided. */
    public static final Heed NONE = new Heed(0, 0);

    /**
     * All decided advice.
     *
     * @return followed and refused
     */
    public long decided() {
        return followed + refused;
    }

    /**
     * The sum.
     *
     * @param other of other advice
     * @return both together
     */
    public Heed plus(Heed other) {
        return new Heed(followed + other.followed, refused + other.refused);
    }
}
