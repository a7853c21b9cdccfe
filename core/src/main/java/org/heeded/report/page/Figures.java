package org.heeded.report.page;

/** Writes the numbers of an axis as the reader's language has them. */
@FunctionalInterface
public interface Figures {

    /**
     * A number with a fixed number of decimals.
     *
     * @param value finite
     * @param decimals at least 0
     * @return the number for eyes
     */
    String decimal(double value, int decimals);
}
