package org.heeded.model;

/** Two logs of which one should begin the other differ. The message never quotes a text. */
public final class DivergedException extends HeededException {

    private static final long serialVersionUID = 1L;

    private final long position;

    /**
     * A difference.
     *
     * @param position the place in both logs right before the first entry that differs
     * @param message what differs there
     */
    public DivergedException(Position position, String message) {
        super("from position " + position + " on: " + message);
        this.position = position.value();
    }

    /**
     * Up to where the logs are the same.
     *
     * @return the place right before the first entry that differs
     */
    public Position position() {
        return new Position(position);
    }
}
