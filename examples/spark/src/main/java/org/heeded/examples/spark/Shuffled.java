package org.heeded.examples.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.Partitioner;
import org.heeded.log.RawRecord;
import org.heeded.log.Recorded;
import org.heeded.model.EngagementId;
import org.heeded.model.Position;
import scala.Tuple2;

/**
 * A record on its way through the shuffle: two arrays of bytes. The key is the engagement in UTF-8, a zero byte, which no id
 * has, and the index in it; so keys sort by engagement, and then as the entries were recorded. The value is the position in
 * the log and the record.
 */
final class Shuffled {

    /** By engagement, then by index. */
    static final Comparator<byte[]> ORDER = (Comparator<byte[]> & Serializable) Arrays::compareUnsigned;

    private static final int BEHIND_ENGAGEMENT = 1 + Long.BYTES;

    private Shuffled() {}

    static Tuple2<byte[], byte[]> of(RawRecord raw) {
        byte[] engagement = raw.engagement().value().getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(engagement.length + BEHIND_ENGAGEMENT)
                .put(engagement)
                .put((byte) 0)
                .putLong(raw.n())
                .array();
        byte[] record = raw.bytes();
        byte[] value = ByteBuffer.allocate(Long.BYTES + record.length)
                .putLong(raw.position().value())
                .put(record)
                .array();
        return new Tuple2<>(key, value);
    }

    static EngagementId engagement(byte[] key) {
        return new EngagementId(new String(key, 0, key.length - BEHIND_ENGAGEMENT, StandardCharsets.UTF_8));
    }

    static boolean sameEngagement(byte[] key, byte[] other) {
        return Arrays.equals(key, 0, key.length - BEHIND_ENGAGEMENT, other, 0, other.length - BEHIND_ENGAGEMENT);
    }

    static Position position(byte[] value) {
        return new Position(ByteBuffer.wrap(value).getLong());
    }

    static Recorded read(byte[] value) {
        return Recorded.read(position(value), Arrays.copyOfRange(value, Long.BYTES, value.length));
    }

    /** Keeps an engagement in one partition. */
    static final class ByEngagement extends Partitioner {

        private static final long serialVersionUID = 1L;

        private final int partitions;

        ByEngagement(int partitions) {
            this.partitions = partitions;
        }

        @Override
        public int numPartitions() {
            return partitions;
        }

        @Override
        public int getPartition(Object key) {
            return Math.floorMod(engagement((byte[]) key).hashCode(), partitions);
        }
    }
}
