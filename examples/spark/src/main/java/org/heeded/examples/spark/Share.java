package org.heeded.examples.spark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import org.heeded.partnership.Tally;

/**
 * What some engagements come to; as bytes it goes from machine to machine.
 *
 * @param entries how many entries they have
 * @param tally the sum of their tallies
 */
record Share(long entries, Tally tally) {

    byte[] toBytes() {
        byte[] bytes = tally.toBytes();
        return ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(entries)
                .put(bytes)
                .array();
    }

    static Share read(byte[] bytes) {
        return new Share(entries(bytes), Tally.read(tally(bytes)));
    }

    /** The sum of the shares of different engagements, in their form in bytes. */
    static byte[] sum(Iterator<byte[]> shares) {
        long entries = 0;
        Tally.Sum sum = new Tally.Sum();
        while (shares.hasNext()) {
            byte[] share = shares.next();
            entries += entries(share);
            sum.add(tally(share));
        }
        return new Share(entries, sum.tally()).toBytes();
    }

    private static long entries(byte[] share) {
        return ByteBuffer.wrap(share).getLong();
    }

    private static byte[] tally(byte[] share) {
        return Arrays.copyOfRange(share, Long.BYTES, share.length);
    }
}
