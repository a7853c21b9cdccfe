package org.heeded.log;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.heeded.model.CorruptException;
import org.heeded.model.EngagementId;
import org.heeded.model.Entry;
import org.heeded.model.Position;
import org.heeded.model.RejectedException;
import org.heeded.model.StoreException;
import org.heeded.model.StoreException.Fate;
import org.heeded.privacy.InMemoryKeyStore;
import org.heeded.privacy.Sealer;

/**
 * A log in files, read once for one question by several threads, also while somebody writes. First the segments are scanned
 * for which line belongs to which engagement; of each line that is acknowledged no more is kept than this and where it is.
 * Then engagements are read, each by one thread.
 *
 * <p>Every line's check is made, and that none is missing. That ids are new, and that corrections and retractions find what
 * they amend, was made sure of when they were written, and is by opening the log. Safe for use by several threads.
 */
public final class LogScan {

    private static final int RANGE = 4 << 20;
    private static final int HEADER = 1 << 10;

    /** A segment: where its first line behind the header begins, where it ends, and the bytes of those before it. */
    private record Part(Path path, SegmentHeader header, long first, long length, long before) {

        CorruptException damage(long at, long entry, String problem) {
            return new CorruptException(path + " byte " + at + ", entry " + entry + ": " + problem);
        }
    }

    private record Range(Part part, long from, long to) {}

    private final LogDirectory directory;
    private final int threads;
    private final List<Part> parts;
    private final Map<EngagementId, LongList> places;
    private final long end;
    private final Codec codec = new Codec(new Sealer(new InMemoryKeyStore()));

    private LogScan(LogDirectory directory, int threads, int range) throws IOException {
        this.directory = directory;
        this.threads = threads;
        try (LogFile head = directory.disk().openToRead(directory.head())) {
            end = directory.acknowledged(head);
        }
        parts = parts();
        places = places(range);
    }

    /**
     * Scans a log.
     *
     * @param directory the log's own directory
     * @return where its entries are
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if there is no log, or it cannot be read
     */
    public static LogScan of(Path directory) {
        return of(
                new LogDirectory(new LocalDisk(), directory),
                Runtime.getRuntime().availableProcessors(),
                RANGE);
    }

    static LogScan of(LogDirectory directory, int threads, int range) {
        try {
            return new LogScan(directory, threads, range);
        } catch (FileNotFoundException | NoSuchFileException e) {
            throw new StoreException(Fate.NOT_WRITTEN, "there is no log at " + directory.path(), e);
        } catch (IOException e) {
            throw JsonLinesView.unreadable(directory, e);
        }
    }

    /** The segments that have acknowledged entries. */
    private List<Part> parts() throws IOException {
        List<Part> all = new ArrayList<>();
        Optional<UUID> log = Optional.empty();
        long before = 0;
        for (Path path : directory.segments()) {
            if (LogDirectory.first(path) >= end) {
                break;
            }
            Part part = part(path, before);
            Optional<Long> chained = part.header().before().map(SegmentHeader.Before::length);
            Optional<Long> last = all.isEmpty()
                    ? Optional.empty()
                    : Optional.of(all.get(all.size() - 1).length());
            if (!chained.equals(last)
                    || part.header().first() != LogDirectory.first(path)
                    || log.filter(id -> !id.equals(part.header().log())).isPresent()) {
                throw part.damage(0, part.header().first(), "the header does not fit the segment before");
            }
            log = Optional.of(part.header().log());
            before += part.length();
            all.add(part);
        }
        return all;
    }

    private Part part(Path path, long before) throws IOException {
        try (LogFile file = directory.disk().openToRead(path)) {
            byte[] start = new byte[(int) Math.min(HEADER, file.length())];
            file.read(0, start);
            int newline = new String(start, StandardCharsets.ISO_8859_1).indexOf('\n');
            SegmentHeader header = Optional.of(newline)
                    .filter(at -> at >= 0)
                    .flatMap(at -> SegmentHeader.parse(Arrays.copyOf(start, at)))
                    .orElseThrow(() -> new CorruptException(
                            path + " line 1 byte 0: the header is damaged, before entry " + LogDirectory.first(path)));
            return new Part(path, header, newline + 1L, file.length(), before);
        }
    }

    private Map<EngagementId, LongList> places(int length) throws IOException {
        List<Range> ranges = new ArrayList<>();
        for (Part part : parts) {
            for (long from = part.first(); from < part.length(); from += length) {
                ranges.add(new Range(part, from, Math.min(part.length(), from + length)));
            }
        }
        SegmentScan.Found[] found = new SegmentScan.Found[ranges.size()];
        Parallel.run(threads, ranges.size(), SegmentScan::new, (scan, i) -> {
            Range range = ranges.get(i);
            // opened anew: a file has one place at a time
            try (LogFile file = directory.disk().openToRead(range.part().path())) {
                found[i] = scan.scan(
                        file,
                        range.from(),
                        range.to(),
                        range.from() == range.part().first());
            }
        });
        Chain chain = new Chain();
        for (int i = 0; i < found.length && chain.next < end; i++) {
            chain.add(ranges.get(i), found[i]);
        }
        if (chain.next < end) {
            throw new CorruptException(
                    directory.path() + " ends before entry " + chain.next + ", and " + end + " were acknowledged");
        }
        return chain.places;
    }

    /** Puts together what was found in the ranges, in order. */
    private final class Chain {

        private final Map<EngagementId, LongList> places = new LinkedHashMap<>();
        private final IdentityHashMap<Slices, List<LongList>> byScan = new IdentityHashMap<>();
        private Optional<SegmentScan.Frame> last = Optional.empty();
        private long next;

        void add(Range range, SegmentScan.Found found) {
            Part part = range.part();
            if (range.from() == part.first()) {
                if (last.filter(frame -> frame.following() > 0).isPresent()
                        || part.header().first() != next) {
                    throw part.damage(0, next, "the segment before ends too early");
                }
                last = Optional.empty();
            }
            if (found.first().filter(this::fits).isEmpty() && found.size() > 0) {
                throw part.damage(Places.at(found.place(0)), next, "is not the line that belongs here");
            }
            List<LongList> owners = byScan.computeIfAbsent(found.engagements(), scan -> new ArrayList<>());
            for (int i = 0; i < found.size() && next < end; i++, next++) {
                owner(owners, found, i, part).add(Places.behind(part.before(), found.place(i)));
            }
            if (next < end && found.problem().isPresent()) {
                throw part.damage(found.good(), next, found.problem().get());
            }
            last = found.last().or(() -> last);
        }

        private boolean fits(SegmentScan.Frame first) {
            return last.map(frame -> frame.precedes(first)).orElse(first.number() == next && first.begins());
        }

        private LongList owner(List<LongList> owners, SegmentScan.Found found, int line, Part part) {
            while (owners.size() <= found.owner(line)) {
                String id = new String(found.engagements().get(owners.size()), StandardCharsets.UTF_8);
                try {
                    owners.add(places.computeIfAbsent(new EngagementId(id), e -> new LongList()));
                } catch (RejectedException e) {
                    throw part.damage(
                            Places.at(found.place(line)), next, "is whole, but field " + e.field() + " " + e.problem());
                }
            }
            return owners.get(found.owner(line));
        }
    }

    /**
     * The place after the last acknowledged entry.
     *
     * @return as many as there are entries
     */
    public Position end() {
        return new Position(end);
    }

    /**
     * The engagements that have entries.
     *
     * @return their ids, in order of first use
     */
    public List<EngagementId> engagements() {
        return List.copyOf(places.keySet());
    }

    /**
     * Reads engagements whole.
     *
     * @param which engagements; one that nobody used has no entries
     * @param each is handed an engagement and all of its acknowledged entries, in order; called by several threads at once,
     *     in no particular order
     * @throws CorruptException if what is there is not what was written
     * @throws StoreException if it cannot be read
     */
    public void read(List<EngagementId> which, BiConsumer<EngagementId, List<Entry>> each) {
        // the longest first, so that no thread is left alone with it
        List<EngagementId> order = which.stream()
                .sorted(Comparator.comparingInt((EngagementId id) -> -places(id).size()))
                .toList();
        try {
            Parallel.run(threads, order.size(), Reader::new, (reader, i) -> {
                EngagementId id = order.get(i);
                each.accept(id, reader.entries(id));
            });
        } catch (IOException e) {
            throw JsonLinesView.unreadable(directory, e);
        }
    }

    private LongList places(EngagementId engagement) {
        return places.getOrDefault(engagement, new LongList());
    }

    /** Reads lines, by one thread. */
    private final class Reader {

        private byte[] bytes = new byte[1 << 12];

        List<Entry> entries(EngagementId engagement) throws IOException {
            LongList own = places(engagement);
            List<Entry> entries = new ArrayList<>(own.size());
            for (int i = 0, part = 0; i < own.size(); part++) {
                Part current = parts.get(part);
                long behind = current.before() + current.length();
                if (Places.at(own.get(i)) < behind) {
                    try (LogFile file = directory.disk().openToRead(current.path())) {
                        for (; i < own.size() && Places.at(own.get(i)) < behind; i++) {
                            entries.add(entry(engagement, i, file, current, own.get(i)));
                        }
                    }
                }
            }
            return entries;
        }

        private Entry entry(EngagementId engagement, long n, LogFile file, Part part, long place) throws IOException {
            int length = Places.length(place);
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            long at = Places.at(place) - part.before();
            file.read(at, bytes, length);
            try {
                Line line = Line.parse(bytes, 0, length)
                        .orElseThrow(() -> new CorruptException("the line is not as it was written"));
                Entry entry = codec.decode(line.json(bytes));
                if (entry.n() != n || !entry.engagement().equals(engagement)) {
                    throw new CorruptException("it does not fit the entries before it");
                }
                return entry;
            } catch (CorruptException e) {
                throw new CorruptException(
                        part.path() + " byte " + at + ", entry " + n + " of its engagement: " + e.getMessage());
            }
        }
    }
}
