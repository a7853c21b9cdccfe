package org.heeded.log;

import java.util.ArrayList;
import java.util.List;

/** Where the line of each entry is: eight bytes an entry. Safe for use by several threads. */
final class Offsets {

    /**
     * A line with its newline.
     *
     * @param segment which it is in
     * @param at where it begins
     * @param length its length
     */
    record Place(Segment segment, long at, int length) {}

    private static final int AT_BITS = 40;

    private final List<Segment> segments = new ArrayList<>();
    /** The end of the last line of each segment. */
    private final List<Long> ends = new ArrayList<>();
    /** Index of the segment, then where in it. */
    private final LongList places = new LongList();

    synchronized void begin(Segment segment) {
        segments.add(segment);
        ends.add(0L);
    }

    /** Notes the next entry, in the last segment. */
    synchronized void add(long at, long end) {
        places.add((segments.size() - 1L) << AT_BITS | at);
        ends.set(segments.size() - 1, end);
    }

    synchronized Place find(long number) {
        int segment = (int) (places.get(number) >>> AT_BITS);
        long at = at(number);
        boolean last = number + 1 == places.size() || places.get(number + 1) >>> AT_BITS != segment;
        return new Place(segments.get(segment), at, (int) ((last ? ends.get(segment) : at(number + 1)) - at));
    }

    /** Where the line behind an entry's begins, or would. */
    long end(long number) {
        Place place = find(number);
        return place.at() + place.length();
    }

    private long at(long number) {
        return places.get(number) & ((1L << AT_BITS) - 1);
    }

    synchronized Segment last() {
        return segments.get(segments.size() - 1);
    }

    synchronized int size() {
        return segments.size();
    }

    synchronized List<Segment> all() {
        return List.copyOf(segments);
    }
}
