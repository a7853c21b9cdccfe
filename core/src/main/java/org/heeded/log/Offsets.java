package org.heeded.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.heeded.model.CorruptException;

/** Where the line of each entry is: four bytes an entry. Safe for use by several threads. */
final class Offsets {

    /**
     * A line with its newline.
     *
     * @param segment which it is in
     * @param at where it begins
     * @param length its length
     */
    record Place(Segment segment, long at, int length) {}

    private static final long LONGEST = 0xFFFF_FFFFL;

    /** A segment, the number of its first entry and the end of its last line. */
    private static final class Part {
        private final Segment segment;
        private final int first;
        private long end;

        Part(Segment segment, int first) {
            this.segment = segment;
            this.first = first;
        }
    }

    private final List<Part> parts = new ArrayList<>();
    /** Where in their segments the lines begin, as numbers without a sign. */
    private IntList places = new IntList();

    synchronized void begin(Segment segment) {
        parts.add(new Part(segment, places.size()));
    }

    /** Notes the next entry, in the last segment. */
    synchronized void add(long at, long end) {
        Part part = parts.get(parts.size() - 1);
        if (end > LONGEST) {
            throw new CorruptException(part.segment.path() + " has more than " + LONGEST + " bytes");
        }
        places.add((int) at);
        part.end = end;
    }

    /**
     * Takes lines whose places were noted before, ahead of any other.
     *
     * @param lines as {@link #places()} gave them
     * @param segments the ones that they are in
     * @param end where the last line ends
     */
    synchronized void load(IntList lines, List<Segment> segments, long end) throws IOException {
        List<Part> loaded = new ArrayList<>();
        for (Segment segment : segments) {
            Part part = new Part(segment, (int) LogDirectory.first(segment.path()));
            part.end = segment.file().length();
            loaded.add(part);
        }
        loaded.get(loaded.size() - 1).end = end;
        parts.addAll(loaded);
        places = lines;
    }

    /** The places, to be kept elsewhere. */
    synchronized IntList places() {
        return places;
    }

    synchronized Place find(long number) {
        int index = part(number);
        Part part = parts.get(index);
        boolean last =
                number + 1 == places.size() || (index + 1 < parts.size() && parts.get(index + 1).first == number + 1);
        long at = at(number);
        return new Place(part.segment, at, (int) ((last ? part.end : at(number + 1)) - at));
    }

    /** The last of the segments that begin at a number or before it. */
    private int part(long number) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).first <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** Where the line behind an entry's begins, or would. */
    long end(long number) {
        Place place = find(number);
        return place.at() + place.length();
    }

    private long at(long number) {
        return Integer.toUnsignedLong(places.get(number));
    }

    synchronized int size() {
        return parts.size();
    }

    synchronized List<Segment> all() {
        return parts.stream().map(part -> part.segment).toList();
    }
}
