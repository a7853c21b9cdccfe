package org.heeded.log;

/** Where lines are in a row of files, as numbers: 44 bits of place and 20 of length. */
final class Places {

    private static final int LENGTH_BITS = 20;

    private Places() {}

    /** A place from the length of a line, 1 to {@link Line#MAX}, and where it begins. */
    static long pack(long at, int length) {
        return at << LENGTH_BITS | (length - 1);
    }

    static long at(long place) {
        return place >>> LENGTH_BITS;
    }

    static int length(long place) {
        return (int) (place & (1 << LENGTH_BITS) - 1) + 1;
    }

    /** The same line, where so many bytes come before. */
    static long behind(long bytes, long place) {
        return place + (bytes << LENGTH_BITS);
    }
}
